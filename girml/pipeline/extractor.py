"""The extractor: texts in, reports out."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice

from girml.bio import mentions
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
from girml.pipeline.outline import Outline, Part, parts
from girml.pipeline.sections import read_sections
from girml.reconcile import Reconciled, reconcile
from girml.reconcile.confidence import THRESHOLD, Confidence, Grounds, by_hand
from girml.records import Cell, Finding, Mention, Report, TableId, TableReadings, Tokens
from girml.text.source import UTF_8, Decoded, decode
from girml.text.tokens import Tokenizer
from girml.text.view import view

AT_ONCE = 64
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

    `threshold` is the confidence under which a cell asks for review; with `prose` findings tell of the counts in prose.
    """

    def __init__(
        self,
        labeler: Labeler,
        model: str,
        *,
        threshold: float = THRESHOLD,
        confidence: Confidence = by_hand,
        prose: bool = False,
    ) -> None:
        self.model = model
        self._prose = prose
        self._confidence = confidence
        self.threshold = threshold
        self._labeler = labeler
        labels = index()
        self._roles = labels.roles
        self._tokenize = Tokenizer(labels.patterns)

    def __call__(self, text: str) -> Report:
        """Return the first report of a text, with a finding where it holds several."""
        return _first(self.all(text))

    def all(self, text: str) -> list[Report]:
        """Return every report of a text, in reading order; one without a form where there is none."""
        return self._all(text, self.outline(text))

    def _all(self, text: str, outline: Outline) -> list[Report]:
        digest = hashlib.sha256(text.encode(UTF_8, "surrogatepass")).hexdigest()
        return self._reports(outline, Report("", digest, UTF_8, 1, 1, 0, len(text), self.model))

    def read(self, data: bytes, name: str) -> list[Report]:
        """Return every report in the bytes of the input called `name`; InputError where they hold no text.

        An encoding other than UTF-8 is found out, and a finding says so.
        """
        source = decode(data, name)
        return self._read(source, name, self.outline(source.text))

    def read_each(self, inputs: Iterable[tuple[bytes, str]]) -> Iterator[list[Report] | InputError]:
        """Yield what `read` gives or raises for the bytes and name of each input; all are labeled at once."""
        found = [(_decoded(data, name), name) for data, name in inputs]
        outlines = iter(self._outlines([source.text for source, _ in found if isinstance(source, Decoded)]))
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
            yield from map(self._all, some, self._outlines(some))

    def outline(self, text: str) -> Outline:
        """Return the tokens of a text, their labels, and the reports among them: the first half of the way."""
        return self._outlines([text])[0]

    def _outlines(self, texts: Sequence[str]) -> list[Outline]:
        every = [self._tokenize(view(text)) for text in texts]
        return [
            Outline(tokens, labeling, parts(tokens, mentions(tokens, labeling)))
            for tokens, labeling in zip(every, self._labeler(every), strict=True)
        ]

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
        reports = []
        view_ends = [*(part.view_start for part in outline.parts[1:]), len(outline.tokens.view.text)]
        for number, view_end in enumerate(view_ends):
            report = self._report(outline, number, head, given[number] if given else {})
            part = outline.parts[number]
            reports.append(_with_prose(report, outline, part, view_end) if self._prose else report)
        return reports if len(reports) == 1 else list(_mark_repeated(reports))

    def _report(self, outline: Outline, number: int, head: Report, given: Mapping[TableId, TableReadings]) -> Report:
        tokens, part = outline.tokens, outline.parts[number]
        labels = part.labels()
        about = read_head(tokens, labels, _preamble(tokens, labels, part.view_start))
        tables = self.tables(tokens, part)
        is_there = bool(given) or _has_form(tables.rows, labels)
        form, found = self._filled(tables.with_given(given) if given else tables) if is_there else (None, _NOTHING)
        source = tokens.view.source
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
            sections=read_sections(tokens, labels, part.end),
            cells=tuple([_hulled(source, one) if one.parts or type(one.value) is str else one for one in found.cells]),
            checks=found.checks,
            findings=(*text_findings(source, part.start, part.end), *found.findings),
        )

    def _trust(self, grounds: Grounds) -> float:
        """Return the confidence of a cell: what rests on no labels and no layout is not for the model to judge."""
        return (by_hand if grounds.evidence is Evidence.WHOLE_TABLE else self._confidence)(grounds)

    def _filled(self, tables: Tables) -> tuple[dict[TableId, str], Reconciled]:
        """Return the form of each table, and what all tables say."""
        form = {table_id: form_id or _UNDECIDED_FORM for table_id, form_id in tables.forms.items()}
        loose = loose_figures(tables.rows, tables.readings.values())
        results = [
            reconcile(
                load(form_id).tables[table_id],
                tables.readings.get(table_id),
                threshold=self.threshold,
                confidence=self._trust,
                loose=loose,
            )
            for table_id, form_id in form.items()
        ]
        findings = layout_findings(tables.forms, tables.readings, tables.rows)
        cells, checks, others = (tuple(chain.from_iterable(some)) for some in zip(*results, strict=True))
        return form, Reconciled(cells, checks, (*findings, *others))


def _decoded(data: bytes, name: str) -> Decoded | InputError:
    try:
        return decode(data, name)
    except InputError as error:
        return error


def _with_prose(report: Report, outline: Outline, part: Part, view_end: int) -> Report:
    """Return a report with findings on the counts that its prose tells."""
    from girml.prose import prose_findings, sentences

    if report.form is None:
        return report
    tokens = outline.tokens
    found = list(sentences(tokens, outline.labeling, part.view_start, view_end))
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


def _preamble(tokens: Tokens, labels: Sequence[Mention], start: int) -> tuple[int, int]:
    """Return the view range from a report's begin to its second section."""
    heads = (one.start for one in labels if one.tag == "heading" and one.names and one.names[0].label > "s1")
    return start, next(heads, min(len(tokens.view.text), start + 2000))


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
