"""The extractor: texts in, reports out."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from girml.bio import mentions
from girml.forms import load
from girml.labeler import Labeler
from girml.labeler.names import index
from girml.layout import read_tables
from girml.layout.choice import choose
from girml.layout.segments import Segment, segments
from girml.pipeline.findings import layout_findings, text_findings
from girml.pipeline.head import read_head
from girml.pipeline.sections import read_sections
from girml.reconcile import reconcile
from girml.records import Cell, Finding, Mention, Report, TableId, Tokens
from girml.text.tokens import Tokenizer
from girml.text.view import source_span, view

UTF_8 = "utf-8"
_NO_FORM = "No table of the statutory form was found; check that this is an annual report and its text whole."
LEAST_LABELS = 4
"""So many labels of the form make a table; lists and budgets share one or two."""


class Extractor:
    """Reads flattened reports. Make one with `girml.load()`; it holds no state between texts.

    `threshold` is the confidence under which a cell asks for review.
    """

    def __init__(self, labeler: Labeler, model: str, *, threshold: float) -> None:
        self.model = model
        self.threshold = threshold
        self.labeler = labeler
        labels = index()
        self.roles = labels.roles
        self.tokenize = Tokenizer(labels.marks, labels.strong, labels.heads)

    def __call__(self, text: str, *, source: str = "", encoding: str = UTF_8, sha256: str | None = None) -> Report:
        """Return the first report of a text, with a finding where it holds several."""
        reports = self.all(text, source=source, encoding=encoding, sha256=sha256)
        if len(reports) == 1:
            return reports[0]
        message = f"The text holds {len(reports)} reports and this is the first; read the others with `.all(text)`."
        return replace(reports[0], findings=(*reports[0].findings, Finding("several_reports", message)))

    def all(self, text: str, *, source: str = "", encoding: str = UTF_8, sha256: str | None = None) -> list[Report]:
        """Return every report of a text, in reading order; one without a form where there is none.

        `sha256` is that of the input's bytes; by default that of the text in UTF-8.
        """
        digest = sha256 or hashlib.sha256(text.encode(UTF_8, "surrogatepass")).hexdigest()
        tokens = self.tokenize(view(text))
        found = list(mentions(tokens, self.labeler(tokens)))
        parts = list(_parts(found))
        starts = [0, *(_start(tokens, part) for part in parts[1:])]
        ends = [*starts[1:], len(text)]
        head = Report(source, digest, encoding, 1, len(parts), 0, len(text), self.model, None, None, None, None, None)
        reports = [
            self._report(tokens, part, replace(head, index=number, start=start, end=end))
            for number, (part, start, end) in enumerate(zip(parts, starts, ends, strict=True), 1)
        ]
        return _mark_repeated(reports)

    def pipe(self, texts: Iterable[str]) -> Iterator[Report]:
        """Yield the first report of each text, in order."""
        for text in texts:
            yield self(text)

    def _report(self, tokens: Tokens, part: Sequence[Mention], head: Report) -> Report:
        named = [(one, tokens.view.text[one.start : one.end]) for one in part if one.tag in ("row", "column")]
        rows = segments(tokens, part, self.roles)
        forms = choose(named)
        sections = read_sections(tokens, part, head.end)
        body = _view_body(tokens, part)
        about = read_head(tokens, part, body)
        head = replace(
            head, title=about.title, agency=about.agency, year=about.year, published=about.published, sections=sections
        )
        remarks = text_findings(tokens.view, head)
        if not _has_form(rows, part):
            return replace(head, findings=(*remarks, Finding("no_form", _NO_FORM)))
        return self._filled(tokens, rows, forms, replace(head, findings=tuple(remarks)))

    def _filled(self, tokens: Tokens, rows: list[Segment], forms: dict[TableId, str | None], head: Report) -> Report:
        readings = {one.table.id: one for one in read_tables(tokens, rows, forms)}
        decided = {table_id: form_id or "2021" for table_id, form_id in forms.items()}
        results = [
            reconcile(load(form_id).tables[table_id], readings.get(table_id), threshold=self.threshold)
            for table_id, form_id in decided.items()
        ]
        source = tokens.view.source
        findings = layout_findings(tokens, forms, readings, rows)
        return replace(
            head,
            form=decided,
            cells=tuple([_hulled(source, cell) for result in results for cell in result.cells]),
            checks=tuple(check for result in results for check in result.checks),
            findings=(*head.findings, *findings, *(one for result in results for one in result.findings)),
        )


def _hulled(source: str, cell: Cell) -> Cell:
    """Return a cell that was read from several parts with the text of its hull."""
    return cell._replace(text=source[cell.start : cell.end]) if cell.parts else cell


def _parts(found: Sequence[Mention]) -> Iterator[list[Mention]]:
    """Yield the mentions of one report after the other: a title or first heading after tables begins the next."""
    part: list[Mention] = []
    last_heading, tables = "", False
    for mention in found:
        heading = mention.names[0].label if mention.tag == "heading" and mention.names else ""
        if tables and (mention.tag == "title" or (heading and heading <= last_heading)):
            yield part
            part, last_heading, tables = [], "", False
        part.append(mention)
        last_heading = max(last_heading, heading)
        tables = tables or mention.tag == "row"
    yield part


def _start(tokens: Tokens, part: Sequence[Mention]) -> int:
    return source_span(tokens.view, part[0].start, part[0].end)[0]


def _view_body(tokens: Tokens, part: Sequence[Mention]) -> tuple[int, int]:
    """Return the view range from the report's first mention to its second section."""
    heads = [mention for mention in part if mention.tag == "heading"]
    stop = next((head.start for head in heads if head.names and head.names[0].label > "s1"), None)
    start = part[0].start if part and part[0].tag == "title" else 0
    return start, stop if stop is not None else min(len(tokens.view.text), start + 2000)


def _has_form(rows: Sequence[Segment], part: Sequence[Mention]) -> bool:
    """Return whether a table of the form is there: figures beside one of its labels, and enough other labels."""
    named = {name.label for mention in part if mention.tag in ("row", "column") for name in mention.names[:1]}
    return any(row.entries for row in rows if row.label) and len(named) >= LEAST_LABELS


def _mark_repeated(reports: list[Report]) -> list[Report]:
    """Add a finding to each report whose cells an earlier one of the same text has already."""
    marked: list[Report] = []
    for report in reports:
        key = _content(report)
        twin = next((one for one in marked if key and _content(one) == key), None)
        if twin:
            message = f"This report says the same as report {twin.index} of the text; count it once."
            report = replace(report, findings=(*report.findings, Finding("repeated_report", message)))
        marked.append(report)
    return marked


def _content(report: Report) -> tuple[object, ...]:
    return tuple((cell.id, cell.state, cell.value) for cell in report.cells)
