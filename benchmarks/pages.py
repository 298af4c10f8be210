"""How fast the pages of flagged reports are: written, opened in a browser, and used.

    python benchmarks/pages.py annotations [-n 500] [--chromium /usr/bin/chromium]

Reports that ask for review are drawn by seed from a split and written as `girml extract --format html` does; then a
headless Chromium opens the list and reports from files. A list ten times as long repeats its lines. Each figure is the
median of so many openings. `painted` is the clock's time from the begin of the navigation to the first paint; `busy`
and the steps are milliseconds of the processor that the thread of the page works: what else runs does not count.
"""

import argparse
import platform
import shutil
import statistics
import time
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import girml
from girml.corpus import read
from girml.pipeline.marking import label_spans
from girml.view import Entry, entry, index
from girml.writers.pages import Paged, write

OPENINGS = 3
LONGER = 10
ARGUMENTS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking")
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))"
LIST_STEPS = {
    "filtered by words": "filters.elements.words.value = '局'; show()",
    "filtered by reason": "document.querySelector('[data-filter=low]').click()",
    "sorted by body": "document.querySelector('[data-sort=body]').click()",
}
REPORT_STEPS = {"next doubtful cell": "girml.step(1)", "other language": "girml.speak('en')"}


def flagged(annotations: Path, split: str, seed: int) -> Iterator[Paged]:
    """Yield the reports of a split that ask for review, in an order drawn by seed."""
    extractor = girml.load()
    every = list(read(annotations, split))
    Random(seed).shuffle(every)
    for one in every:
        report = extractor(one.text)
        if any(cell.review for cell in report.cells):
            yield Paged(report, one.text, next(label_spans(extractor.outline(one.text))))


def opened(browser: Any, file: Path, steps: dict[str, str]) -> dict[str, float]:
    """Return the median milliseconds of opening a page and of each step in it."""
    found: dict[str, list[float]] = {}
    for _ in range(OPENINGS):
        page = browser.new_page()
        page.goto("file:///")
        thread = page.context.new_cdp_session(page)
        thread.send("Performance.enable", {"timeDomain": "threadTicks"})
        before = busy(thread)
        page.goto(file.as_uri())
        while page.evaluate(PAINTED) is None:
            page.wait_for_timeout(20)
        page.evaluate(FRAMES)
        found.setdefault("painted", []).append(page.evaluate(PAINTED))
        found.setdefault("busy", []).append(busy(thread) - before)
        for name, work in steps.items():
            before = busy(thread)
            page.evaluate(work)
            page.evaluate(FRAMES)
            found.setdefault(name, []).append(busy(thread) - before)
        page.close()
    return {name: statistics.median(some) for name, some in found.items()}


def busy(thread: Any) -> float:
    """Return the milliseconds that the thread of a page has worked."""
    metrics = {one["name"]: one["value"] for one in thread.send("Performance.getMetrics")["metrics"]}
    return 1000 * float(metrics["TaskDuration"])


def measured(folder: Path, reports: list[Paged], chromium: str) -> Iterator[tuple[str, dict[str, float]]]:
    """Yield what is opened, and how long it takes."""
    from playwright.sync_api import sync_playwright

    entries = [entry(one.report, number, "reports/00001.html") for number, one in enumerate(reports, 1)]
    longer: list[Entry] = list(islice(cycle(entries), LONGER * len(entries)))
    (folder / "longer.html").write_text(index(longer), encoding="utf-8")
    pages = sorted((folder / "reports").iterdir(), key=lambda one: one.stat().st_size)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        print(f"Chromium {browser.version}; medians of {OPENINGS} openings.\n\n| page | what | ms |\n|---|---|---|")
        yield f"list of {len(entries):,}", opened(browser, folder / "index.html", LIST_STEPS)
        yield f"list of {len(longer):,}", opened(browser, folder / "longer.html", LIST_STEPS)
        yield "report of median size", opened(browser, pages[len(pages) // 2], REPORT_STEPS)
        yield f"largest report, {pages[-1].stat().st_size / 1000:,.0f} KB", opened(browser, pages[-1], REPORT_STEPS)
        browser.close()


def timed(work: Callable[[], None]) -> float:
    """Return the seconds of the processor that something takes."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("annotations", type=Path)
    parser.add_argument("--split", default="test")
    parser.add_argument("-n", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--chromium", default=shutil.which("chromium"))
    options = parser.parse_args()
    reports = list(islice(flagged(options.annotations, options.split, options.seed), options.n))
    with TemporaryDirectory() as name:
        folder = Path(name)
        seconds = timed(lambda: write(reports, folder))
        size = sum(one.stat().st_size for one in (folder / "reports").iterdir())
        print(f"girml {girml.__version__}, Python {platform.python_version()}; split {options.split}, ", end="")
        print(f"seed {options.seed}, n = {len(reports)} reports that ask for review.")
        print(f"Written in {1000 * seconds / len(reports):.1f} ms of the processor and ", end="")
        print(f"{size / len(reports) / 1000:,.0f} KB a report.")
        for page, found in measured(folder, reports, options.chromium):
            print("\n".join(f"| {page} | {what} | {ms:.0f} |" for what, ms in found.items()), flush=True)


if __name__ == "__main__":
    main()
