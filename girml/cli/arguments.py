"""The words of the command line: verbs, paths and options."""

from argparse import ArgumentParser
from typing import TYPE_CHECKING

import girml
from girml.cli.annotated import add_annotation_verbs
from girml.cli.extracting import CONDITIONS, FORMATS, extract
from girml.cli.inspecting import inspect
from girml.cli.listing import list_forms
from girml.cli.output import STDOUT
from girml.cli.reviewing import apply_decisions, review_reports
from girml.cli.runs import diff_runs, verify_run
from girml.cli.texting import write_texts
from girml.cli.words import FAULTS, add_model, port, probability, seconds, whole
from girml.forms import FORM_IDS
from girml.records.annotation import KINDS

if TYPE_CHECKING:
    from argparse import _SubParsersAction

_ABOUT = "Read the figures of Chinese annual reports on open government information from flattened text."
_STATUS = (
    "Exit status: 0 all read, 1 an input could not be read, 2 wrong usage, 3 --fail-on found something. "
    "A folder stands for all texts (.txt) and documents (.html, .pdf, .docx; with girml[documents]) below it, unless "
    "`datasets` saved it; a .jsonl or .parquet file for its rows; a .tar (.gz, .bz2, .xz, .zst) or .zip archive for "
    "the texts and documents in it; - for standard input."
)


_TEXT = (
    "Of a text it is what its bytes decode to, of a document what it is laid out as. Without -o one input goes to "
    "standard output. Exit status: 0 all read, 1 an input could not be read, 2 wrong usage."
)


_REVIEW = (
    "The address that is printed opens the page; keep its token to yourself. Decisions stand in FOLDER/review at "
    "once, and reports that are done in FOLDER/review/annotations, for `girml check` and `girml train`."
)


def parser() -> ArgumentParser:
    """Return the parser; the options it gives hold the verb to call as `verb`."""
    top = ArgumentParser("girml", description=_ABOUT, allow_abbrev=False)
    top.add_argument("--version", action="version", version=f"girml {girml.__version__}")
    verbs = top.add_subparsers(
        title="verbs",
        metavar="extract|text|verify|diff|inspect|review|apply|forms|check|count|convert|synth|train|evaluate",
        required=True,
    )
    _add_extract(verbs)
    _add_text(verbs)
    _add_verify(verbs)
    _add_diff(verbs)
    _add_inspect(verbs)
    _add_review(verbs)
    _add_apply(verbs)
    _add_forms(verbs)
    add_annotation_verbs(verbs)
    return top


def _add_extract(verbs: "_SubParsersAction[ArgumentParser]") -> None:
    verb = verbs.add_parser("extract", help="read texts, write their reports", epilog=_STATUS, allow_abbrev=False)
    verb.add_argument("paths", nargs="+", metavar="PATH", help="file, folder, quoted glob, or - for standard input")
    verb.add_argument(
        "--format", choices=FORMATS, help="what to write; table for one file and jsonl for several, unless said"
    )
    verb.add_argument(
        "-o", "--output", default=STDOUT, metavar="FILE",
        help="write to FILE, whole or not at all; parquet and xlsx need it, and html a new folder",
    )  # fmt: skip
    verb.add_argument(
        "--fail-on", action="append", choices=CONDITIONS, default=[],
        help="exit with 3 where a cell asks for review, or where a check fails; may be given twice",
    )  # fmt: skip
    verb.add_argument(
        "--threshold", type=probability, metavar="P", help="cells less sure than P, from 0 to 1, ask for review"
    )
    verb.add_argument("--prose", action="store_true", help="hold the counts told in prose against the tables, too")
    verb.add_argument(
        "--panel", action="store_true",
        help="write one wide table, a row a body and year, and hold years and bodies against each other",
    )  # fmt: skip
    verb.add_argument(
        "--children", metavar="FILE",
        help="with --panel: a CSV file with the columns parent and child, whose figures the parent's sum up",
    )  # fmt: skip
    add_model(verb)
    _add_tables(verb)
    _add_run(verb)
    verb.set_defaults(verb=extract)


def _add_text(verbs: "_SubParsersAction[ArgumentParser]") -> None:
    verb = verbs.add_parser("text", help="write the texts in which offsets count", epilog=_TEXT, allow_abbrev=False)
    verb.add_argument("paths", nargs="+", metavar="PATH", help="as for extract, but no tables and no archives")
    verb.add_argument("-o", "--output", metavar="FOLDER", help="write to FOLDER, each text as its input's SHA256.txt")
    verb.set_defaults(verb=write_texts)


def _add_tables(verb: ArgumentParser) -> None:
    group = verb.add_argument_group("inputs that are tables")
    group.add_argument("--text", default="text", metavar="COLUMN", help="where the text stands; text, unless said")
    group.add_argument("--id", metavar="COLUMN", help="what names a report; file and row, unless said")
    group.add_argument(
        "--keep", action="extend", nargs="+", default=[], metavar="COLUMN", help="with --run: travels into reports"
    )


def _add_run(verb: ArgumentParser) -> None:
    group = verb.add_argument_group("many inputs")
    group.add_argument(
        "--run", metavar="FOLDER",
        help="write tables of Parquet parts to FOLDER; given again after a stop, the command goes on where it was",
    )  # fmt: skip
    group.add_argument(
        "--engine", choices=("local", "ray"), default="local",
        help="with --run: ray spreads a run over a cluster (girml[ray], docs/cluster.md); local, unless said",
    )  # fmt: skip
    group.add_argument("--workers", type=whole, metavar="W", help="processes; all cores with --run, else 1")
    group.add_argument("--part", type=whole, metavar="N", help="with --run: documents in a part; 500, unless said")
    group.add_argument(
        "--seconds", type=seconds, metavar="S", help="what a document may take with workers; 120, unless said"
    )
    group.add_argument(
        "--memory", type=whole, metavar="MB", help="how large a worker may grow over it; 4000, unless said"
    )
    way = group.add_mutually_exclusive_group()
    ways = {
        "fresh": "start a run over", "add": "extract only inputs that are not yet in the run",
        "retry": "extract only what stands in the errors of the run",
    }  # fmt: skip
    for name, told in ways.items():
        way.add_argument(f"--{name}", dest="way", action="store_const", const=name, help=f"with --run: {told}")


def _add_verify(verbs: "_SubParsersAction[ArgumentParser]") -> None:
    verb = verbs.add_parser("verify", help="check the files of a run", epilog=FAULTS, allow_abbrev=False)
    verb.add_argument("run", metavar="RUN", help="the folder that extract --run wrote")
    verb.set_defaults(verb=verify_run)


def _add_diff(verbs: "_SubParsersAction[ArgumentParser]") -> None:
    verb = verbs.add_parser("diff", help="list what changed from one run to another", allow_abbrev=False)
    verb.add_argument("old", metavar="OLD", help="the folder of a run")
    verb.add_argument("new", metavar="NEW", help="the folder of a later one")
    verb.add_argument("--format", choices=("table", "jsonl"), default="table", help="table, a line a cell, unless said")
    verb.add_argument("-o", "--output", default=STDOUT, metavar="FILE", help="write to FILE, whole or not at all")
    verb.set_defaults(verb=diff_runs)


def _add_inspect(verbs: "_SubParsersAction[ArgumentParser]") -> None:
    verb = verbs.add_parser("inspect", help="tell why each cell has its value", allow_abbrev=False)
    verb.add_argument("file", metavar="FILE", help="a text, or - for standard input")
    verb.add_argument("--cell", metavar="ID", help="one cell in full, such as t3.received.total")
    verb.add_argument("--format", choices=("table", "json"), default="table", help="table, unless said")
    add_model(verb)
    verb.set_defaults(verb=inspect)


def _add_review(verbs: "_SubParsersAction[ArgumentParser]") -> None:
    verb = verbs.add_parser(
        "review", help="decide on extracted reports, on a page in the browser", epilog=_REVIEW, allow_abbrev=False
    )
    verb.add_argument("folder", metavar="FOLDER", help="what extract --run wrote, or a folder with its .jsonl files")
    verb.add_argument(
        "--texts", nargs="+", default=[], metavar="PATH",
        help="where the texts stand: paths as extract takes them; where the reports say, unless said",
    )  # fmt: skip
    verb.add_argument("--text", default="text", metavar="COLUMN", help="where a table has the text; text, unless said")
    verb.add_argument("--as", dest="who", default="", metavar="NAME", help="who decides; the page asks, unless said")
    verb.add_argument("--host", default="127.0.0.1", help="where to listen; 127.0.0.1, this machine alone, unless said")
    verb.add_argument("--port", type=port, default=0, metavar="N", help="a free one, unless said")
    verb.add_argument(
        "--kind", choices=KINDS, default="rows", help="of the annotations: how the texts lie; rows, unless said"
    )
    verb.add_argument("--flattener", default="unknown", metavar="NAME", help="of the annotations: what made the texts")
    verb.add_argument("--library", default="unknown", metavar="NAME", help="of the annotations: what splits go by")
    add_model(verb)
    verb.set_defaults(verb=review_reports)


def _add_apply(verbs: "_SubParsersAction[ArgumentParser]") -> None:
    verb = verbs.add_parser("apply", help="merge what was decided into the extracted data", allow_abbrev=False)
    verb.add_argument("folder", metavar="FOLDER", help="the folder that was reviewed; it stays as it is")
    verb.add_argument(
        "-o", "--output", required=True, metavar="FOLDER", help="a new folder, written whole or not at all"
    )
    verb.set_defaults(verb=apply_decisions)


def _add_forms(verbs: "_SubParsersAction[ArgumentParser]") -> None:
    verb = verbs.add_parser("forms", help="list the ids, labels and rules of the forms", allow_abbrev=False)
    verb.add_argument("form", nargs="?", choices=FORM_IDS, help="one form; all, unless said")
    verb.add_argument("--format", choices=("table", "json"), default="table", help="table, unless said")
    verb.set_defaults(verb=list_forms)
