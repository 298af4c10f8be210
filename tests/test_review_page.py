"""The page in a real browser: everything that is decided on it, by keys, in two windows, in two languages."""

import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from girml.review import journal
from girml.review.desk import Desk
from girml.review.guard import Door
from girml.review.serving import door, listening
from tests.reviews import GLUED, MADE, MISPRINTED, data_set, desk_of, key_of, texts

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = shutil.which("chromium")
ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
PERSON, TOTAL = "t3.processed.natural_person", "t3.processed.total"

pytestmark = [
    pytest.mark.heavy,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed: apt-get install chromium"),
]


class Review(NamedTuple):
    """A review that is served: its folder, its desk, where it is served, and a browser."""

    folder: Path
    desk: Desk
    door: Door
    browser: "Browser"
    errors: list[str]

    def page(self, language: str = "zh-CN", who: str = "李") -> "Page":
        """Return a new window of a browser of its own, at the list; what fails on the page is kept."""
        context = self.browser.new_context(locale=language, viewport={"width": 1440, "height": 900})
        context.add_init_script(f"localStorage.setItem('girml.who', {who!r})" if who else "")
        page = context.new_page()
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.goto(self.door.address)
        return page

    def opened(self, source: str, language: str = "zh-CN", who: str = "李") -> "Page":
        """Return a window of a report."""
        page = self.page(language, who)
        page.goto(page.url + f"reports/{key_of(self.desk, source)}")
        return page

    def said(self) -> list[tuple[str, str, str]]:
        """Return what stands in the journal: who decided what on which subject."""
        return [(one.who, one.action, one.subject) for one in journal.read(self.folder / "review")]


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    """Return a headless Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield chromium
        chromium.close()


@pytest.fixture
def review(tmp_path: Path, browser: "Browser") -> Iterator[Review]:
    """Return a review of two reports that is served."""
    yield from served(data_set(tmp_path), browser)


def served(folder: Path, browser: "Browser") -> Iterator[Review]:
    """Yield a review that is served in a thread."""
    import uvicorn

    from girml.review.api import application

    with desk_of(folder) as desk, listening("127.0.0.1", 0) as listener:
        here = door("127.0.0.1", listener)
        server = uvicorn.Server(
            uvicorn.Config(application(desk, here, ""), ws="none", lifespan="off", log_level="error")
        )
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            review = Review(folder, desk, here, browser, [])
            yield review
            assert review.errors == []
        finally:
            server.should_exit = True
            thread.join()


def chosen(page: "Page") -> str:
    """Return the cell that is chosen."""
    return page.locator("td.selected").get_attribute("data-cell") or ""


def decided(page: "Page", cell: str) -> "str | None":
    """Wait until a cell is decided on; return by what."""
    found = page.locator(f'td[data-cell="{cell}"][data-decided]')
    found.wait_for()
    return found.get_attribute("data-decided")


def test_a_report_is_gone_through_by_keys(review: Review) -> None:
    page = review.page()
    page.get_by_text("汉中市民政局").click()
    page.wait_for_url("**/reports/**")
    assert chosen(page) == PERSON
    page.keyboard.press("n")
    assert chosen(page) == TOTAL
    page.keyboard.press("p")
    page.keyboard.press("m")
    assert decided(page, PERSON) == "misprint"
    assert chosen(page) == TOTAL
    page.keyboard.press("a")
    assert decided(page, TOTAL) == "accept"
    # A rule still fails on the total.
    assert page.locator(".standing").get_attribute("data-state") == "open"
    page.keyboard.press("z")
    page.locator(f'td[data-cell="{TOTAL}"]:not([data-decided])').wait_for()
    page.keyboard.press("m")
    assert decided(page, TOTAL) == "misprint"
    page.locator('.standing[data-state="ready"]').wait_for()
    page.keyboard.press("d")
    page.wait_for_url(f"**/reports/{key_of(review.desk, GLUED)}*")
    assert review.said() == [
        ("李", "misprint", PERSON), ("李", "accept", TOTAL), ("李", "undo", TOTAL), ("李", "misprint", TOTAL),
        ("李", "done", "report"),
    ]  # fmt: skip
    assert len(list((review.folder / "review" / "annotations").iterdir())) == 1


def test_readings_are_chosen_and_values_typed_where_they_are_selected(review: Review) -> None:
    page = review.opened(GLUED)
    assert chosen(page) == MADE
    page.keyboard.press("3")
    assert decided(page, MADE) == "choose"
    assert page.locator(f'td[data-cell="{MADE}"] span').inner_text() == "584"
    in_force = "t2.normative_documents.in_force"
    page.locator(f'td[data-cell="{in_force}"]').click()
    place = texts()[GLUED].index("5845546") + 6
    page.evaluate(
        """(place) => {
            const lines = [...document.querySelectorAll('[data-line]')];
            const line = lines.filter((one) => Number(one.dataset.start) <= place).pop();
            const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
            let left = place - Number(line.dataset.start);
            let node = walker.nextNode();
            while (node.length <= left) { left -= node.length; node = walker.nextNode(); }
            getSelection().setBaseAndExtent(node, left, node, left + 1);
        }""",
        place,
    )
    page.keyboard.press("t")
    assert page.locator("#typing input[name=value]").input_value() == "6"
    page.keyboard.press("Enter")
    assert decided(page, in_force) == "type"
    [typed] = [one for one in journal.read(review.folder / "review") if one.action == "type"]
    assert typed.outcome is not None
    assert (typed.value, typed.outcome.start, typed.outcome.end) == (6, place, place + 1)


def test_what_was_decided_is_there_when_the_page_is_loaded_again(review: Review) -> None:
    page = review.opened(MISPRINTED)
    page.keyboard.press("m")
    decided(page, PERSON)
    page.reload()
    assert decided(page, PERSON) == "misprint"
    page.goto(review.door.address)
    assert "1 / 2" in page.locator(".entries li").nth(1).inner_text()


def test_two_windows_lose_nothing(review: Review) -> None:
    one, other = review.opened(MISPRINTED), review.opened(MISPRINTED, who="王")
    one.keyboard.press("m")
    decided(one, PERSON)
    other.keyboard.press("x")
    other.locator("#meeting[open]").wait_for()
    assert "李：误印 8" in other.locator("#meeting .theirs").inner_text()
    assert "王：无法辨认" in other.locator("#meeting .mine").inner_text()
    other.get_by_text("改用我的").click()
    other.locator(f'td[data-cell="{PERSON}"][data-decided="unreadable"]').wait_for()
    # The first window hears of it by itself.
    one.locator(f'td[data-cell="{PERSON}"][data-decided="unreadable"]').wait_for()
    assert review.said() == [("李", "misprint", PERSON), ("王", "unreadable", PERSON), ("王", "unreadable", PERSON)]


def test_a_script_in_a_text_is_text(review: Review) -> None:
    page = review.opened(GLUED)
    assert "<script>document.title='owned'</script><img src=x" in page.locator(".text").inner_text()
    page.keyboard.press("3")
    decided(page, MADE)
    assert "owned" not in page.title()
    assert page.locator(".text script, .text img").count() == 0


def test_the_page_speaks_chinese_and_english_and_asks_for_a_name_once(review: Review) -> None:
    page = review.opened(MISPRINTED, language="en-GB", who="")
    assert "Accept" in page.locator(".acts").inner_text()
    page.keyboard.press("?")
    assert "the print is wrong: kept as printed, recorded as a misprint" in page.locator("#helping").inner_text()
    page.keyboard.press("Escape")
    page.keyboard.press("m")
    page.locator("#naming[open] input").fill("Ada")
    page.keyboard.press("Enter")
    decided(page, PERSON)
    page.keyboard.press("m")
    decided(page, TOTAL)
    assert [who for who, _, _ in review.said()] == ["Ada", "Ada"]
    page.get_by_role("button", name="中文").click()
    assert "采用" in page.locator(".acts").inner_text()
    assert page.locator("html").get_attribute("lang") == "zh-Hans"


def test_five_hundred_reports_are_listed_by_page_and_filtered(tmp_path: Path, browser: "Browser") -> None:
    folder = data_set(tmp_path)
    lines = (folder / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    many = [
        re.sub(r'"index": 1, "of": 1', f'"index": {number}, "of": 250', line)
        for number in range(1, 251)
        for line in lines
    ]
    (folder / "reports.jsonl").write_text("\n".join(many) + "\n", encoding="utf-8")
    for review in served(folder, browser):
        page = review.page()
        assert page.locator(".entries li").count() == 50
        assert "500 篇" in page.locator(".counts").inner_text()
        page.get_by_text("下一页 ›").click()
        assert "第 2 / 10 页" in page.locator(".pages").inner_text()
        page.locator("select[name=year]").select_option("2020")
        page.wait_for_url("**year=2020*")
        assert "第 1 / 5 页" in page.locator(".pages").inner_text()
        assert "250 篇" in page.locator(".counts").inner_text()
