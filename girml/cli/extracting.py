"""The verb `extract`: read inputs, write their reports."""

from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator
from typing import TextIO

import girml
from girml.cli.inputs import Inputs, find, read
from girml.cli.output import STDOUT, destination
from girml.cli.panels import panel_writer
from girml.cli.status import FOUND, READ, UNREADABLE
from girml.cli.telling import tell, with_bar
from girml.errors import InputError, UsageError
from girml.pipeline import Extractor
from girml.records import Report
from girml.writers import contract, tabular

Writer = Callable[[Iterable[Report], TextIO], None]


def _table(reports: Iterable[Report], out: TextIO) -> None:
    from girml.writers import terminal

    terminal.write(reports, out)


def _parquet(reports: Iterable[Report], out: TextIO) -> None:
    from girml.writers import parquet

    parquet.write(reports, out.buffer)


WRITERS: dict[str, Writer] = {
    "table": _table,
    "json": contract.write_document,
    "jsonl": contract.write_lines,
    "csv": tabular.write,
    "parquet": _parquet,
}
"""What writes each format."""

_ROWS_ONLY = ("csv", "parquet")


def _asks_review(report: Report) -> bool:
    return any(cell.review for cell in report.cells)


def _fails_a_check(report: Report) -> bool:
    return any(check.holds is False for check in report.checks)


CONDITIONS = {"review": _asks_review, "check": _fails_a_check}
"""What `--fail-on` may look for in a report."""


class Run:
    """One run over inputs: it tells what cannot be read, goes on, and knows the exit status in the end."""

    def __init__(self, options: Namespace, inputs: Inputs) -> None:
        self._conditions = [CONDITIONS[name] for name in options.fail_on]
        self.format = options.format or _usual(inputs)
        self._gives_rows = self.format in _ROWS_ONLY and not options.panel
        self._read = self._unreadable = 0
        self._found = False
        for error in inputs.errors:
            self._refuse(error)

    def reports(self, names: Iterable[str], extractor: Extractor) -> Iterator[Report]:
        """Yield the reports of the inputs that can be read."""
        for name in names:
            try:
                found = read(name, extractor)
            except InputError as error:
                self._refuse(error)
                continue
            self._read += 1
            for report in found:
                self._watch(report)
                yield report

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

    def _refuse(self, error: InputError) -> None:
        self._unreadable += 1
        tell(str(error))

    def _watch(self, report: Report) -> None:
        self._found = self._found or any(condition(report) for condition in self._conditions)
        for finding in report.findings:
            if finding.kind == "no_form" and self._gives_rows:
                tell(f"{report.source} gives no row. {finding.message}")


def _usual(inputs: Inputs) -> str:
    return "jsonl" if len(inputs.names) + len(inputs.errors) > 1 else "table"


def extract(options: Namespace) -> int:
    """Read the inputs and write their reports; return the exit status."""
    if options.format == "parquet" and options.output == STDOUT:
        raise UsageError("parquet is no text for a terminal or a pipe: name a file with -o.")
    if options.children and not options.panel:
        raise UsageError("--children tells of bodies in a panel: give --panel, too.")
    write = panel_writer(options.format, options.children) if options.panel else None
    inputs = find(options.paths)
    run = Run(options, inputs)
    extractor = girml.load(options.model, threshold=options.threshold, prose=options.prose)
    with destination(options.output) as out:
        (write or WRITERS[run.format])(run.reports(with_bar(inputs.names, out), extractor), out)
        run.check_any(options.output)
    return run.status
