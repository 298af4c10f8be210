"""Annotations through the formats of other tools and back: how many come back as they were, to the last type.

    python benchmarks/roundtrip.py [-n 10000] [--seed 1] [--annotations annotations] [--format NAME ...]

Documents are stretches of annotated ones, drawn by seed, with strange characters put into each at random: emoji,
combining marks, CR LF, NUL, characters beyond U+FFFF, what some take for line ends. Spans move with the text; what they
print then is no longer what the cells say, which no format may mind. Each batch is written, read and merged as
`girml convert` does.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parent.parent))

from girml.corpus import lines, read
from girml.formats.converting import Taken, from_tool
from girml.formats.items import Item
from girml.formats.table import FORMATS
from girml.records.annotation import Annotation

STRANGE = {
    "emoji": ("😀", "👨\u200d👩\u200d👧", "🏳\ufe0f\u200d🌈", "👍🏽"),
    "combining marks": ("e\u0301", "か\u3099", "\u0328", "क्षि"),
    "CR LF": ("\r\n", "\r", "\r\n\r\n"),
    "NUL": ("\0",),
    "astral characters": ("𠮷", "𝟘", "\U0010ffff", "𪚥"),
    "other line ends": ("\u2028", "\x85", "\x0b", "\x0c", "\x1c", "\u2029"),
    "other": ("\ufeff", "\u200b", "\u202e", "\ufffd", "\x1b", "\x7f", "\t", "#", '"', "\\", "\\n", "<b>", "&amp;"),
}
_MOST = 12
_POOL, _LONGEST = 300, 400
_AT_ONCE = 500


def documents(path: Path, number: int, seed: int) -> Iterator[Annotation]:
    """Yield so many generated documents: a stretch of an annotated one each, strange in its own way."""
    random = Random(seed)
    pool = list(islice(read(path), _POOL))
    for at in range(number):
        one = _cut(random.choice(pool), random)
        for _ in range(random.randint(1, _MOST)):
            kind = random.choice(sorted(STRANGE))
            one = _with(one, random.choice(STRANGE[kind]), random.randint(0, len(one.text)))
        yield replace(one, id=f"{at}.{one.id}")


def _cut(one: Annotation, random: Random) -> Annotation:
    """Return a stretch of a document that begins anywhere, with the spans, counts and cells in it."""
    start = random.randrange(len(one.text))
    end = start + random.randint(0, _LONGEST)
    spans = tuple(
        span._replace(start=span.start - start, end=span.end - start)
        for span in one.spans
        if start <= span.start and span.end <= end
    )
    counts = tuple(
        count._replace(start=count.start - start, end=count.end - start)
        for count in one.counts
        if start <= count.start and count.end <= end
    )
    cells = {span.label: one.cells[span.label] for span in spans if span.label in one.cells}
    return replace(one, text=one.text[start:end], spans=spans, counts=counts, cells=cells)


def _with(one: Annotation, piece: str, at: int) -> Annotation:
    """Return a document with a piece more in its text; spans and counts behind or around it move."""

    def moved(start: int, end: int) -> dict[str, int]:
        grown = end + len(piece) * (end > at or start >= at)
        return {"start": start + len(piece) * (start >= at), "end": grown}

    spans = tuple(span._replace(**moved(span.start, span.end)) for span in one.spans)
    counts = tuple(count._replace(**moved(count.start, count.end)) for count in one.counts)
    return replace(one, text=one.text[:at] + piece + one.text[at:], spans=spans, counts=counts)


def back(name: str, some: Sequence[Annotation], folder: Path) -> list[Annotation | str]:
    """Return what documents are after the way through a format, or what was said of those that did not come back."""
    target = folder / f"documents.{name}"
    FORMATS[name].write(map(Item, some), target)
    outcomes = list(from_tool(name, target, lambda _: None))
    return [one.item.annotation if isinstance(one, Taken) and not one.notes else str(one) for one in outcomes]


def main() -> None:
    """Print a line a format."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("-n", "--number", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--annotations", type=Path, default=Path("annotations/generated/dev.parquet"))
    parser.add_argument("--format", nargs="+", choices=FORMATS, default=list(FORMATS))
    options = parser.parse_args()
    print("format         documents   spans  lossless  ms a document")
    failed = 0
    for name in options.format:
        stream = documents(options.annotations, options.number, options.seed)
        number = spans = same = 0
        seconds = 0.0
        while some := list(islice(stream, _AT_ONCE)):
            with tempfile.TemporaryDirectory() as folder:
                start = time.perf_counter()
                found = back(name, some, Path(folder))
                seconds += time.perf_counter() - start
            number, spans = number + len(some), spans + sum(len(one.spans) for one in some)
            pairs = zip(some, found, strict=True)
            wrong = [(one, other) for one, other in pairs if not _is_same(one, other)]
            same += len(some) - len(wrong)
            for one, other in wrong[:1]:
                print(f"{name}: {one.id} came back as {other if isinstance(other, str) else 'another one'}", flush=True)
        failed += number - same
        print(f"{name:13}{number:11,}{spans:9,}{same:10,}{seconds / number * 1e3:15.1f}", flush=True)
    sys.exit(1 if failed else 0)


def _is_same(one: Annotation, other: Annotation | str) -> bool:
    return isinstance(other, Annotation) and one == other and lines.dump(one) == lines.dump(other)


if __name__ == "__main__":
    main()
