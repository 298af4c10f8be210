"""A report as the statutory form prints it, filled in, on a sheet that prints on one page."""

from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import TYPE_CHECKING

from girml.forms import load
from girml.records import Check, Label, Report, TableId
from girml.view import SIGNS, say
from girml.view.rules import Told, told
from girml.view.sheets import Filled, Sheet, sheets
from girml.writers.tidy import parse_id
from girml.writers.xlsx import styles
from girml.writers.xlsx.comments import comment
from girml.writers.xlsx.figures import figure
from girml.writers.xlsx.page import Area, Page
from girml.writers.xlsx.placing import COLUMNS, WIDTH, lines, spots

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_LAST = COLUMNS - 1
_LINE = 16.5
_MARGIN = 0.4


def write_form(page: Page, report: Report) -> None:
    """Fill a page with the tables of a report; checks that fail are told under them, and in comments beside cells."""
    _set_up(page.sheet)
    _head(page, report)
    failing = [check for check in report.checks if check.holds is False]
    row = 2
    for table in sheets(report, ()):
        row = _table(page, table, failing, row) + 1
    row = _broken(page, report, row)
    _legend(page, row)
    page.sheet.print_area(0, 0, row, _LAST)


def named(report: Report) -> str:
    """Return what a report is called for short: year and body, else the file."""
    body = report.agency.value if report.agency else PurePath(report.source).stem
    return f"{report.year.value} {body}" if report.year else f"{body}"


def _set_up(sheet: "Worksheet") -> None:
    sheet.set_column(0, _LAST, WIDTH)
    sheet.set_paper(styles.A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 1)
    sheet.set_margins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
    sheet.center_horizontally()
    sheet.hide_gridlines(2)
    sheet.set_row(0, 2 * _LINE)


def _head(page: Page, report: Report) -> None:
    """Write what the report is, and how well it was read."""
    page.put((0, 0, 0, _LAST), report.title.value if report.title else named(report), styles.TITLE)
    page.put((1, 0, 1, _LAST), " · ".join(filter(None, _about(report))), styles.ABOUT)


def _about(report: Report) -> Iterator[str]:
    yield report.source
    if report.of > 1:
        yield say("report_of", index=report.index, of=report.of)
    yield say("doubtful", n=sum(cell.review for cell in report.cells))
    holding, failing, unknown = (sum(one.holds is verdict for one in report.checks) for verdict in (True, False, None))
    yield f"{say('checks')}：{say('checks.counts', holding=holding, failing=failing, open=unknown)}"


def _table(page: Page, table: Sheet, failing: list[Check], row: int) -> int:
    """Write a table under its caption; return the row behind it."""
    caption = f"{table.caption}（{say('form_of', form=table.form)}）"
    page.put((row, 0, row, _LAST - 2), caption, styles.CAPTION)
    page.put((row, _LAST - 1, row, _LAST), say("unit", unit=table.unit) if table.unit else None, styles.UNIT)
    placed = list(spots(table, row + 1))
    for spot in placed:
        if spot.place.label:
            _label(page, spot.area, spot.place.label)
        elif spot.place.filled:
            _cell(page, spot.area, spot.place.filled, failing)
    after = row + 1 + len(table.rows)
    for number in range(row + 1, after):
        page.sheet.set_row(number, _LINE * max(lines(spot) for spot in placed if spot.is_in(number)))
    return after


def _label(page: Page, area: Area, label: Label) -> None:
    left = label.role in ("row", "corner") and label.id.startswith("l.t3.")
    page.put(area, label.texts[0], styles.ROW_LABEL if left else styles.LABEL)


def _cell(page: Page, area: Area, filled: Filled, failing: list[Check]) -> None:
    shown = figure(filled.cell, filled.reason)
    page.put(area, shown.value, styles.doubted(filled.reason, shown.format))
    if text := comment(filled.cell, filled.reason, failing):
        page.note(area, text)


def _broken(page: Page, report: Report, row: int) -> int:
    """Write the checks that fail in words, a line each; return the row behind them, and behind an empty one."""
    lines = [_worded(one, report.form or {}) for one in told(report) if one.check.holds is False]
    for number, line in enumerate(lines, row):
        page.put((number, 0, number, _LAST), line, styles.BROKEN)
    return row + len(lines) + bool(lines)


def _worded(one: Told, forms: Mapping[TableId, str]) -> str:
    table, _, _ = parse_id(one.check.cells[0])
    labels = load(forms[table]).labels
    about = "、".join(labels[name].texts[0] for name in one.about)
    return f"{say(f'rule.{one.family}')}（{about}）：{one.check.left} ≠ {one.check.right}"


def _legend(page: Page, row: int) -> None:
    """Write what the colours and signs mean, two columns each, and what an empty cell is."""
    for number, reason in enumerate(styles.INKS):
        area = row, 2 * number, row, 2 * number + 1
        page.put(area, f"{SIGNS[reason]} {say(f'reason.{reason}')}", styles.doubted(reason, "@"))
    page.put((row, 2 * len(styles.INKS), row, _LAST), say("told.blank"), styles.ABOUT)
