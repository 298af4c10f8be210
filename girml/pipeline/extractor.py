"""The extractor: texts in, reports out."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice

from girml.clean import CleanReader
from girml.errors import InputError
from girml.evidence import Evidence
from girml.forms import load
from girml.labeler import Labeler
from girml.labeler.names import index
from girml.layout import read_tables
from girml.layout.choice import choose
from girml.layout.loose import loose_figures
from girml.layout.segments import Segment, segments
from girml.pipeline.findings import layout_findings, text_findings
from girml.pipeline.head import read_head
from girml.pipeline.outline import CleanReport, Filled, Outline, Part, add_headings, outlined, outlined_clean
from girml.pipeline.sections import read_sections
from girml.reconcile import Reconciled, reconcile, reconcile_printed
from girml.reconcile.confidence import THRESHOLD, Confidence, Grounds, by_hand
from girml.records import Cell, Cells, Finding, Mention, Report, TableId, TableReadings, Tokens, View
from girml.text.source import UTF_8, Decoded, decode
from girml.text.tokens import Tokenizer
from girml.text.view import begin, view

AT_ONCE = 128
"""Texts that a pipe labels together; how many changes no result."""

LEAST_LABELS = 4
"""So many labels of the form make a table where figures stand beside them; lists and budgets share one or two."""
LABELS_OF_BLANKS = 16
"""So many make one in which nothing is printed."""

_NO_FORM = "No table of the statutory form was found; check that this is an annual report and its text whole."
_NOTHING = Reconciled((), (), (Finding("no_form", _NO_FORM),))
_UNDECIDED_FORM = "2021"


@dataclass(frozen=True, slots=True)
class Tables:
    """The rows of one report as they stand, the form of each table (None: open), and the tables' readings."""

    rows: list[Segment]
    forms: dict[TableId, str | None]
    readings: dict[TableId, TableReadings]

    def with_given(self, given: Mapping[TableId, TableReadings]) -> "Tables":
        """Return these tables with readings that were not made from the text in the place of their own."""
        forms = self.forms | {table_id: one.table.form for table_id, one in given.items()}
        return Tables(self.rows, forms | {"t4": forms["t3"] or forms["t2"]}, {**self.readings, **given})


Given = Sequence[Mapping[TableId, TableReadings]]
"""For each report of a text the readings of its tables that stand fast, whatever the text shows."""


class Extractor:
    """Reads flattened reports. Make one with `girml.load()`; it holds no state between texts.

    `threshold` is the confidence under which a cell asks for review; with `prose` findings tell of the counts in prose;
    with `opening`, which tags what stands at their head, texts that are one clean report are read in one pass, as they
    would be read otherwise.
    """

    def __init__(
        self,
        labeler: Labeler,
        model: str,
        *,
        threshold: float = THRESHOLD,
        confidence: Confidence = by_hand,
        prose: bool = False,
        opening: Labeler | None = None,
    ) -> None:
        self.model = model
        self._prose = prose
        self._confidence = confidence
        self.threshold = threshold
        self._labeler = labeler
        labels = index()
        self._roles = labels.roles
        self._tokenize = Tokenizer(labels.patterns)
        self._clean = CleanReader(labels) if opening else None
        self._tag = opening or labeler

    def __call__(self, text: str) -> Report:
        """Return the first report of a text, with a finding where it holds several."""
        return _first(self.all(text))

    def all(self, text: str) -> list[Report]:
        """Return every report of a text, in reading order; one without a form where there is none."""
        return self._all(text, *self._read_at_once([text]))

    def _all(self, text: str, outline: Outline) -> list[Report]:
        digest = hashlib.sha256(text.encode(UTF_8, "surrogatepass")).hexdigest()
        return self._reports(outline, Report("", digest, UTF_8, 1, 1, 0, len(text), self.model))

    def read(self, data: bytes, name: str) -> list[Report]:
        """Return every report in the bytes of the input called `name`; InputError where they hold no text.

        An encoding other than UTF-8 is found out, and a finding says so.
        """
        source = decode(data, name)
        return self._read(source, name, *self._read_at_once([source.text]))

    def read_each(self, inputs: Iterable[tuple[bytes, str]]) -> Iterator[list[Report] | InputError]:
        """Yield what `read` gives or raises for the bytes and name of each input; all are labeled at once."""
        found = [(_decoded(data, name), name) for data, name in inputs]
        outlines = iter(self._read_at_once([source.text for source, _ in found if isinstance(source, Decoded)]))
        for source, name in found:
            yield self._read(source, name, next(outlines)) if isinstance(source, Decoded) else source

    def _read(self, source: Decoded, name: str, outline: Outline) -> list[Report]:
        head = Report(name, source.sha256, source.encoding, 1, 1, 0, len(source.text), self.model)
        reports = self._reports(outline, head)
        if source.encoding == UTF_8:
            return reports
        message = f"The input is in {source.encoding}, not UTF-8; offsets count the characters it decodes to."
        finding = Finding("encoding", message)
        return [replace(report, findings=(finding, *report.findings)) for report in reports]

    def pipe(self, texts: Iterable[str]) -> Iterator[Report]:
        """Yield the first report of each text, in order; so many texts are read ahead and labeled at once."""
        return map(_first, self.pipe_all(texts))

    def pipe_all(self, texts: Iterable[str]) -> Iterator[list[Report]]:
        """Yield every report of each text, in order; so many texts are read ahead and labeled at once."""
        waiting = iter(texts)
        while some := list(islice(waiting, AT_ONCE)):
            yield from map(self._all, some, self._read_at_once(some))

    def outline(self, text: str) -> Outline:
        """Return the tokens of a text, their labels, and the reports among them: the first half of the way."""
        tokens = self._tokenize(view(text))
        return outlined(tokens, *self._labeler([tokens]))

    def _read_at_once(self, texts: Sequence[str]) -> list[Outline]:
        """Return the outlines of texts; of clean reports no more than the opening is labeled."""
        views = [view(text) for text in texts]
        clean = [self._read_clean(one) for one in views]
        pairs = list(zip(views, clean, strict=True))
        opening = [self._opening(one, found) for one, found in pairs if found]
        others = [self._tokenize(one) for one, found in pairs if not found]
        begun = zip(opening, self._tag(opening), strict=True)
        whole = zip(others, self._labeler(others), strict=True)
        return [outlined_clean(one, *next(begun), found) if found else outlined(*next(whole)) for one, found in pairs]

    def _opening(self, whole: View, found: CleanReport) -> Tokens:
        """Return the tokens that tell what stands at the head of a clean report."""
        return add_headings(self._tokenize(begin(whole, found.opened)), whole, found.headings[1:])

    def _read_clean(self, whole: View) -> CleanReport | None:
        """Return what a clean report says that keeps all rules, None for any other text."""
        found = self._clean(whole) if self._clean else None
        if found is None:
            return None
        tables = []
        for table_id, form_id in found.forms.items():
            table, printed = load(form_id).tables[table_id], found.printed[table_id]
            own = reconcile_printed(table, printed, threshold=self.threshold, confidence=self._confidence)
            if own is None:
                return None
            tables.append(own)
        cells, *others = zip(*tables, strict=True)
        checks, findings = (tuple(chain.from_iterable(one)) for one in others)
        filled = Filled(found.forms, Reconciled(Cells(cells), checks, findings))
        return CleanReport(found.headings, found.opened, filled)

    def tables(self, tokens: Tokens, part: Part) -> Tables:
        """Return the rows and table readings of one report of an outline."""
        text, labels = tokens.view.text, part.labels()
        forms = choose([(one, text[one.start : one.end]) for one in labels if one.tag in ("row", "column")])
        rows = segments(tokens, part.mentions, self._roles)
        return Tables(rows, forms, {one.table.id: one for one in read_tables(tokens, rows, forms, labels)})

    def reports(self, outline: Outline, head: Report, given: Given) -> list[Report]:
        """Return every report of an outline whose tables are given, in part or all; `head` tells what all share."""
        return self._reports(outline, head, given)

    def _reports(self, outline: Outline, head: Report, given: Given = ()) -> list[Report]:
        numbers = range(len(outline.parts))
        reports = [self._report(outline, number, head, given[number] if given else {}) for number in numbers]
        if self._prose:
            starts = [part.view_start for part in outline.parts]
            ends = [*starts[1:], len(outline.view.text)]
            # Of a clean report no more than the opening is labeled.
            told = self.outline(outline.view.source) if outline.clean else outline
            reports = [_with_prose(report, told, *span) for report, *span in zip(reports, starts, ends, strict=True)]
        return reports if len(reports) == 1 else list(_mark_repeated(reports))

    def _report(self, outline: Outline, number: int, head: Report, given: Mapping[TableId, TableReadings]) -> Report:
        part = outline.parts[number]
        labels = part.labels()
        about = read_head(outline.view, labels, _preamble(outline.view, labels, part.view_start))
        form, found = outline.clean or self._filled(outline.tokens, part, given)
        return replace(
            head,
            index=number + 1,
            of=len(outline.parts),
            start=part.start,
            end=part.end,
            form=form,
            title=about.title,
            agency=about.agency,
            year=about.year,
            published=about.published,
            sections=read_sections(outline.view, labels, part.end),
            cells=found.cells,
            checks=found.checks,
            findings=(*text_findings(outline.view, part.start, part.end), *found.findings),
        )

    def _trust(self, grounds: Grounds) -> float:
        """Return the confidence of a cell: what rests on no labels and no layout is not for the model to judge."""
        return (by_hand if grounds.evidence is Evidence.WHOLE_TABLE else self._confidence)(grounds)

    def _filled(self, tokens: Tokens, part: Part, given: Mapping[TableId, TableReadings]) -> Filled:
        """Return the form of each table, and what all tables say."""
        tables = self.tables(tokens, part)
        if given:
            tables = tables.with_given(given)
        elif not _has_form(tables.rows, part.labels()):
            return Filled(None, _NOTHING)
        forms = {table_id: form_id or _UNDECIDED_FORM for table_id, form_id in tables.forms.items()}
        loose = loose_figures(tables.rows, tables.readings.values())
        results = [
            reconcile(
                load(form_id).tables[table_id],
                tables.readings.get(table_id),
                threshold=self.threshold,
                confidence=self._trust,
                loose=loose,
            )
            for table_id, form_id in forms.items()
        ]
        found = _together(results)
        source = tokens.view.source
        cells = [_hulled(source, one) if one.parts or type(one.value) is str else one for one in found.cells]
        findings = layout_findings(tables.forms, tables.readings, tables.rows)
        return Filled(forms, Reconciled(tuple(cells), found.checks, (*findings, *found.findings)))


def _together(tables: Iterable[Reconciled]) -> Reconciled:
    """Return what all tables of a report say."""
    return Reconciled(*[tuple(chain.from_iterable(some)) for some in zip(*tables, strict=True)])


def _decoded(data: bytes, name: str) -> Decoded | InputError:
    try:
        return decode(data, name)
    except InputError as error:
        return error


def _with_prose(report: Report, outline: Outline, view_start: int, view_end: int) -> Report:
    """Return a report with findings on the counts that its prose tells, between two positions of the view."""
    from girml.prose import prose_findings, sentences

    if report.form is None:
        return report
    tokens = outline.tokens
    found = list(sentences(tokens, outline.labeling, view_start, view_end))
    findings = prose_findings(tokens.view, found, report.form, report.cells)
    return replace(report, findings=(*report.findings, *findings))


def _first(reports: Sequence[Report]) -> Report:
    """Return the first report of a text, with a finding where it holds several."""
    if len(reports) == 1:
        return reports[0]
    message = f"The text holds {len(reports)} reports and this is the first; read the others with `.all(text)`."
    return replace(reports[0], findings=(*reports[0].findings, Finding("several_reports", message)))


def _hulled(source: str, cell: Cell) -> Cell:
    """Return a cell that was read from several parts, or in words, with the text of its hull."""
    return cell if cell.text is None and not cell.parts else cell._replace(text=source[cell.start : cell.end])


def _preamble(view: View, labels: Sequence[Mention], start: int) -> tuple[int, int]:
    """Return the view range from a report's begin to its second section."""
    heads = (one.start for one in labels if one.tag == "heading" and one.names and one.names[0].label > "s1")
    return start, next(heads, min(len(view.text), start + 2000))


def _has_form(rows: Sequence[Segment], labels: Sequence[Mention]) -> bool:
    """Return whether a table of the form is there: figures beside one of its labels, and enough other labels; or so
    many of them that it is one left blank."""
    filled = any(row.entries for row in rows if row.label)
    found = (one.names[0].label for one in labels if one.tag in ("row", "column") and one.names)
    named: set[str] = set()
    while len(named) < (LEAST_LABELS if filled else LABELS_OF_BLANKS):
        label = next(found, None)
        if label is None:
            return False
        named.add(label)
    return True


def _mark_repeated(reports: Iterable[Report]) -> Iterator[Report]:
    """Yield the reports, with a finding on each whose cells an earlier one of the same text has already."""
    seen: dict[tuple[object, ...], int] = {}
    for report in reports:
        content = tuple((cell.id, cell.state, cell.value) for cell in report.cells)
        twin = seen.setdefault(content, report.index)
        if not content or twin == report.index:
            yield report
            continue
        message = f"This report says the same as report {twin} of the text; count it once."
        yield replace(report, findings=(*report.findings, Finding("repeated_report", message)))
