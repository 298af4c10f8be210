"""The records of an annotated document: a text, what stands where in it, and what it prints."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

from girml.records.form import TableId
from girml.records.reading import Value

Kind = Literal["cells", "rows", "layout", "pdf", "glued", "split", "ocr"]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""How a text lies: a cell a line, a row a line, as laid out, as a PDF's text runs, without boundaries, labels and
figures torn apart, read from an image."""


class AnnotatedSpan(NamedTuple):
    """A stretch [start, end) of the text: a tag of `labels.toml` and what it names: the id of a cell for a
    figure or blank, of a label for a row or column, `s1` to `s6` for a heading, else ""."""

    start: int
    end: int
    tag: str
    label: str


class Misprint(NamedTuple):
    """A recorded misprint of the printed report: what was done, and the cells whose print is wrong."""

    kind: str
    cells: tuple[str, ...]


class ToldCount(NamedTuple):
    """A count told in prose at [start, end): the prose relation of the form it states, its value, and whether it
    agrees with the tables."""

    start: int
    end: int
    relation: str
    value: int
    agrees: bool


@dataclass(frozen=True, slots=True)
class Annotation:
    """An annotated document.

    `cells` holds every printed cell by id: the value as printed, None for a blank; cells of a missing table or row
    are not in it. `lost` names printed cells whose figure the text lost or shows wrongly, `undecided` those that
    the text does not decide. `kind` and `flattener` say how the text was made, `library` what splits go by;
    `damage` lists what was done to it afterwards.
    """

    id: str
    text: str
    kind: str
    flattener: str
    library: str
    body: str
    year: int
    form: dict[TableId, str]
    cells: dict[str, Value]
    spans: tuple[AnnotatedSpan, ...]
    lost: frozenset[str] = frozenset()
    undecided: frozenset[str] = frozenset()
    misprints: tuple[Misprint, ...] = ()
    damage: tuple[str, ...] = ()
    counts: tuple[ToldCount, ...] = ()


def first_report(spans: Iterable[AnnotatedSpan]) -> Iterator[AnnotatedSpan]:
    """Yield the spans of the first report of a text in order: the next begins where a heading's number comes again.

    A heading in parts comes once, whatever stands between them; where a page was read in columns that may be the next
    heading, so one step back begins no report, unless to the heading that the first began with.
    """
    seen: list[str] = []
    for span in sorted(spans):
        if span.tag == "heading" and span.label not in seen[-1:]:
            far = seen and (span.label == seen[0] or int(span.label[1:]) < int(seen[-1][1:]) - 1)
            if span.label in seen and far:
                return
            seen.append(span.label)
        yield span
