"""Check of the balance rules: where printed cells break one, a misprint must be recorded.

A blank is unknown, whatever mark stands there: clerks leave totals blank too.
"""

from collections.abc import Iterator

from girml.corpus.faults import Flaw
from girml.forms import FORM_IDS, load
from girml.records.annotation import Annotation
from girml.rules import confront


def check_rules(annotation: Annotation) -> Iterator[Flaw]:
    """Yield the equality rules that the printed cells break without a recorded misprint in one of their cells."""
    values = {name: value for name, value in annotation.cells.items() if isinstance(value, int | float)}
    misprinted = {cell for misprint in annotation.misprints for cell in misprint.cells}
    for table, form_id in annotation.form.items():
        if form_id not in FORM_IDS:
            continue
        for rule in load(form_id).tables[table].rules:
            cells = (*rule.left, *rule.right)
            if confront(rule, values) is False and misprinted.isdisjoint(cells):
                printed = ", ".join(f"{cell} {annotation.cells.get(cell)!r}" for cell in cells)
                yield Flaw("rules", f"{rule.id} is broken ({printed}); correct the cells, or record the misprint.")
