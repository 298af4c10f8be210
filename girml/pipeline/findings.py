"""Findings on the text itself and on what stands in its tables beside the form."""

import re
from collections.abc import Iterator, Mapping, Sequence

from girml.layout.segments import Segment
from girml.records import Finding, TableId, TableReadings, View
from girml.text.values import MOST_DIGITS, is_too_long

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_LOST = "\ufffd"
_TWICE_ENCODED = re.compile("[锛銆鏀搴淇℃伅鍏紑骞]")
# What the UTF-8 of a full-width comma or full stop looks like when it is read as GBK.
_TWICE_ENCODED_MARKS = ("锛", "銆")
_MANY = 20
_TABLE_NAMES: dict[TableId, str] = {"t2": "Table 2", "t3": "Table 3", "t4": "Table 4"}


def text_findings(view: View, start: int, end: int) -> Iterator[Finding]:
    """Yield what is strange about the characters of the report that stands in source[start:end]."""
    if not view.strange:
        return
    source = view.source
    if source.find(_LOST, start, end) >= 0:
        first = source.find(_LOST, start, end)
        message = "Characters were lost when the text was decoded (they show as U+FFFD); decode the original again."
        yield Finding("mojibake", message, start=first, end=first + 1)
    elif any(source.find(mark, start, end) >= 0 for mark in _TWICE_ENCODED_MARKS):
        odd = list(_TWICE_ENCODED.finditer(source, start, end))
        if len(odd) > max(_MANY, (end - start) // 20):
            message = "The text looks like UTF-8 that was read as GBK; decode the original as UTF-8."
            yield Finding("mojibake", message, start=odd[0].start(), end=odd[0].end())
    control = _CONTROL.search(source, start, end)
    if control:
        message = f"The text holds control characters, the first is U+{ord(control[0]):04X}; offsets count them."
        yield Finding("control_characters", message, start=control.start(), end=control.end())


def layout_findings(
    forms: Mapping[TableId, str | None],
    readings: Mapping[TableId, TableReadings],
    rows: Sequence[Segment],
) -> list[Finding]:
    """Return what the tables lack, what they hold beyond the form, and numbers too long to be counts."""
    findings = list(_tables(forms, readings))
    for table in readings.values():
        for extra in table.extras:
            message = f"The form has no row {extra.label!r}; its figures are {', '.join(extra.figures)}."
            findings.append(Finding("extra_row", message, start=extra.start, end=extra.end))
        for extra in table.repeated:
            message = f"The row {extra.label!r} is printed again with {', '.join(extra.figures)}; the first was read."
            findings.append(Finding("repeated_row", message, start=extra.start, end=extra.end))
    for entry in [entry for row in rows for entry in row.entries if len(entry.digits) > MOST_DIGITS]:
        if is_too_long(entry.digits):
            message = f"A number of {len(entry.digits)} digits is no figure of a report; look at the source."
            findings.append(Finding("long_number", message, start=entry.reading.start, end=entry.reading.end))
    return findings


def _tables(forms: Mapping[TableId, str | None], readings: Mapping[TableId, TableReadings]) -> Iterator[Finding]:
    for table_id, form_id in forms.items():
        name = _TABLE_NAMES[table_id]
        if table_id not in readings:
            yield Finding("missing_table", f"{name} was not found; its cells are absent.")
        elif form_id is None:
            message = f"The labels of {name.lower()} leave its form open; it is read by the form of 2021."
            yield Finding("form_undecided", message)
