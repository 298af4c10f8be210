"""The verb `extract`: read inputs, write their reports."""

from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TextIO

import girml
from girml.batch.blocks import TOGETHER, Block, Fault, Item, Place, divide
from girml.batch.documents import documents, holds_many
from girml.batch.paths import Inputs, find
from girml.batch.reading import outcomes
from girml.batch.summary import Summary, summary
from girml.cli.batches import budget, check, columns, extract_run
from girml.cli.output import STDOUT, destination, new_folder
from girml.cli.panels import panel_writer
from girml.cli.status import FOUND, READ, UNREADABLE
from girml.cli.telling import tell, with_bar
from girml.documents import text_of
from girml.errors import InputError, UsageError
from girml.pipeline import Extractor
from girml.records import Report
from girml.writers import contract, tabular

if TYPE_CHECKING:
    from girml.batch.streaming import Rendered
    from girml.writers.pages import Paged

Writer = Callable[[Iterable[Report], TextIO], None]


def _table(reports: Iterable[Report], out: TextIO) -> None:
    from girml.writers import terminal

    terminal.write(reports, out)


def _parquet(reports: Iterable[Report], out: TextIO) -> None:
    from girml.writers import parquet

    parquet.write(reports, out.buffer)


def _xlsx(reports: Iterable[Report], out: TextIO) -> None:
    from girml.writers.xlsx import workbook

    if not workbook.write(reports, out.buffer):
        tell(f"More than {workbook.MOST_FORMS} reports: the workbook has tables of data, and no form of each report.")


WRITERS: dict[str, Writer] = {
    "table": _table,
    "json": contract.write_document,
    "jsonl": contract.write_lines,
    "csv": tabular.write,
    "parquet": _parquet,
    "xlsx": _xlsx,
}
"""What writes each format that is one file."""

HTML = "html"
"""The format that is a folder: a page a report, and a list of them."""
FORMATS = (*WRITERS, HTML)

_ROWS_ONLY = ("csv", "parquet")


CONDITIONS = ("review", "check")
"""What `--fail-on` may look for in a report."""


class Run:
    """One run over inputs: it tells what cannot be read, goes on, and knows the exit status in the end."""

    def __init__(self, options: Namespace, inputs: Inputs) -> None:
        self._conditions = options.fail_on
        self.format = options.format or _usual(inputs)
        self._gives_rows = self.format in _ROWS_ONLY and not options.panel
        self._read = self._unreadable = 0
        self._found = False
        for error in inputs.errors:
            self._refuse(str(error))

    def reports(self, blocks: Iterable[Block], extractor: Extractor) -> Iterator[Report]:
        """Yield the reports of the documents that can be read."""
        for _, reports in self.documents(blocks, extractor):
            yield from reports

    def documents(self, blocks: Iterable[Block], extractor: Extractor) -> Iterator[tuple[Item, Sequence[Report]]]:
        """Yield the documents that can be read, and the reports of each."""
        for block in blocks:
            for item, outcome in zip(block.items, outcomes(extractor, block, lambda _: None), strict=True):
                if isinstance(outcome, Fault):
                    self._refuse(outcome.message)
                    continue
                self._read += 1
                for report in outcome:
                    self._watch(summary(report))
                yield item, outcome

    def lines(self, some: Iterable["Rendered"]) -> Iterator[str]:
        """Yield the lines that workers rendered."""
        for one in some:
            for fault in one.faults:
                self._refuse(fault.message)
            self._read += len(one.reports)
            for report in one.reports:
                self._watch(report)
            yield one.text

    @property
    def status(self) -> int:
        """The exit status."""
        if self._unreadable:
            return UNREADABLE
        return FOUND if self._found else READ

    def check_any(self, output: str) -> None:
        """Raise InputError where nothing at all was read: no file is written, and an old one stays."""
        if output != STDOUT and not self._read:
            raise InputError(f"Nothing could be read, so {output} was not written.")

    def _refuse(self, message: str) -> None:
        self._unreadable += 1
        tell(message)

    def _watch(self, report: Summary) -> None:
        found = {"review": report.review, "check": report.failed}
        self._found = self._found or any(found[condition] for condition in self._conditions)
        if report.without_form and self._gives_rows:
            tell(f"{report.source} gives no row. {report.without_form}")


def _usual(inputs: Inputs) -> str:
    many = len(inputs.names) + len(inputs.errors) > 1 or any(map(holds_many, inputs.names))
    return "jsonl" if many else "table"


def extract(options: Namespace) -> int:
    """Read the inputs and write their reports; return the exit status."""
    check(options)
    if options.run:
        return extract_run(options)
    write = panel_writer(options.format, options.children) if options.panel else None
    inputs = find(options.paths)
    run = Run(options, inputs)
    if run.format == HTML:
        _write_pages(options, run, inputs)
        return run.status
    with destination(options.output) as out:
        blocks = _blocks(options, inputs, out)
        if (options.workers or 1) > 1:
            _write_lines(options, run, blocks, out)
        else:
            extractor = girml.load(options.model, threshold=options.threshold, prose=options.prose)
            (write or WRITERS[run.format])(run.reports(blocks, extractor), out)
        run.check_any(options.output)
    return run.status


def _write_pages(options: Namespace, run: Run, inputs: Inputs) -> None:
    from girml.writers.pages import write

    if (options.workers or 1) > 1:
        raise UsageError("--workers writes no html: leave it out.")
    extractor = girml.load(options.model, threshold=options.threshold, prose=options.prose)
    with new_folder(options.output) as folder:
        every = run.documents(_blocks(options, inputs, None), extractor)
        write((paged for item, reports in every for paged in _paged(extractor, item, reports)), folder)
        run.check_any(options.output)


def _paged(extractor: Extractor, item: Item, reports: Sequence[Report]) -> Iterator["Paged"]:
    """Yield the reports of a document with all that their pages show."""
    from girml.pipeline.marking import label_spans
    from girml.writers.pages import Paged

    text = text_of(item.data, item.name)
    for report, labels in zip(reports, label_spans(extractor.outline(text)), strict=True):
        yield Paged(report, text, labels)


def _blocks(options: Namespace, inputs: Inputs, out: TextIO | None) -> Iterator[Block]:
    """Return the documents of the inputs, so many together, under a progress bar."""
    every = with_bar(documents(inputs.names, columns(options)), len(inputs.names), out)
    return divide(every, TOGETHER, {}, Place(1, 1))


def _write_lines(options: Namespace, run: Run, blocks: Iterator[Block], out: TextIO) -> None:
    """Write the reports as workers render them."""
    from girml.batch.streaming import RENDERERS, rendered
    from girml.batch.worker import Setup

    if run.format not in RENDERERS or options.panel:
        raise UsageError(f"--workers writes {' or '.join(RENDERERS)}, or a folder with --run: name one of these.")
    if run.format == "csv":
        tabular.write_head(out)
    setup = Setup(options.model, options.threshold, options.prose)
    out.writelines(run.lines(rendered(setup, run.format, blocks, options.workers, budget(options))))
