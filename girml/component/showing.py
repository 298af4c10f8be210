"""Reports in displaCy: `displacy.render(doc, style="span", options=options(doc))`."""

from typing import Any

from spacy.tokens import Doc

from girml.component.reports import kept
from girml.component.spans import CELLS, HEADINGS

REVIEW, SURE, HEADING = "#f2b84b", "#bfe3c0", "#b9d3f0"
"""The colours of cells that ask for review, of all others, and of headings."""


def options(doc: Doc, group: str = CELLS) -> dict[str, Any]:
    """Return what displaCy needs to show a group of spans: its name, and a colour for each label."""
    colors = {span.label_: HEADING if group == HEADINGS else SURE for span in doc.spans.get(group, ())}
    if group == CELLS:
        colors |= {cell.id: REVIEW for report in kept(doc) for cell in report.cells if cell.review}
    return {"spans_key": group, "colors": colors}
