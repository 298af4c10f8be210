"""Reports beside the texts that they were read from, as pages that are made anew at every build and shown in frames."""

from collections import Counter
from functools import cache

from borrowed import ROOT

import girml
from girml.corpus import read
from girml.pipeline.marking import label_spans
from girml.records.annotation import Annotation
from girml.view import page

EXAMPLE, DAMAGED = "example", "damaged"
VIEWS = (EXAMPLE, DAMAGED)
"""The example that adds up wrongly, and an invented report that was damaged."""

_CORPUS = ROOT / "annotations" / "generated" / "test.parquet"
_DOCUMENT = "b1.00971.2022.justext"


def view_page(name: str) -> str:
    """Return the page of a report: its text on the left, its form on the right."""
    text = _text(name)
    extractor = girml.load()
    [labels] = label_spans(extractor.outline(text))
    return page(extractor(text), text, labels)


def frame(name: str, top: str) -> str:
    """Return the HTML that shows the page of a report in a frame, with a caption that leads to it; `top` leads from the
    page that shows it to the top of the site."""
    address = f"{top}views/{name}.html"
    return (
        f'<figure class="view"><iframe src="{address}" title="{name}"></iframe>'
        f'<figcaption><a href="{address}">{_caption(name)}</a></figcaption></figure>'
    )


def _caption(name: str) -> str:
    if name == EXAMPLE:
        return "examples/spaces_2019.txt"
    document, report = _damaged(), girml.load()(_damaged().text)
    states = Counter(cell.state for cell in report.cells)
    counted = ", ".join(f"{number} {state}" for state, number in states.items())
    return (
        f"An invented report as {document.flattener} left it, then damaged ({', '.join(document.damage)}). "
        f"{len(report.cells)} cells: {counted}; {sum(cell.review for cell in report.cells)} ask for review."
    )


@cache
def _damaged() -> Annotation:
    return next(one for one in read(_CORPUS) if one.id == _DOCUMENT)


def _text(name: str) -> str:
    if name == DAMAGED:
        return _damaged().text
    with (ROOT / "examples" / "spaces_2019.txt").open(encoding="utf-8", newline="") as file:
        return file.read()
