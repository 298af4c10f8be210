"""The words of the verbs that work on annotated reports: `check`, `count`, `convert`, `synth`, `train`, `evaluate`."""

import os
from typing import TYPE_CHECKING

from girml.cli.checking import check_annotations
from girml.cli.converting import ANNOTATIONS, TEXTS, TOOLS, convert
from girml.cli.counting import count_annotations
from girml.cli.evaluating import evaluate
from girml.cli.synthesising import synthesise
from girml.cli.training import train_model
from girml.cli.words import FAULTS, add_model, whole
from girml.records.annotation import KINDS

if TYPE_CHECKING:
    from argparse import ArgumentParser, _SubParsersAction

_CONVERT = (
    "What has no place in a format travels with each document and comes back; docs/formats.md tells how. A document "
    "that cannot be taken over costs its own line on standard error. "
    "Exit status: 0 all taken over, 1 some were not, 2 wrong usage."
)
_SYNTH = (
    "Where the folder, or one above it, has a splits.toml, every document serves one of its splits. Given again after "
    "a stop, the command goes on where it was. Flatteners whose packages are not installed are left out, and named."
)
_EVALUATE = (
    "A report written before is of the document whose id is its source, or whose text has its sha256; a document "
    "without one, with two, or that is not of the split, is an error. "
    "Exit status: 0 evaluated, 1 an input could not be read, 2 wrong usage."
)
_TRAIN = (
    "The pack goes into the folder that the config names, with its card. The annotations must pass `girml check`. The "
    "same config and documents give the same bytes."
)


def add_annotation_verbs(verbs: "_SubParsersAction[ArgumentParser]") -> None:
    """Add the verbs that check, count, convert, make and learn from annotated reports, and evaluate on them."""
    _add_check(verbs)
    _add_count(verbs)
    _add_convert(verbs)
    _add_synth(verbs)
    _add_train(verbs)
    _add_evaluate(verbs)


def _add_check(verbs: "_SubParsersAction[ArgumentParser]") -> None:
    verb = verbs.add_parser("check", help="check annotated documents", epilog=FAULTS, allow_abbrev=False)
    verb.add_argument("path", metavar="PATH", help="a folder with .jsonl and .parquet files, or one such file")
    verb.set_defaults(verb=check_annotations)


def _add_count(verbs: "_SubParsersAction[ArgumentParser]") -> None:
    verb = verbs.add_parser("count", help="count annotated documents by split", allow_abbrev=False)
    verb.add_argument("path", metavar="PATH", help="a folder with .jsonl and .parquet files, or one such file")
    verb.set_defaults(verb=count_annotations)


def _add_convert(verbs: "_SubParsersAction[ArgumentParser]") -> None:
    verb = verbs.add_parser(
        "convert", help="annotations into the formats of other tools, and back", epilog=_CONVERT, allow_abbrev=False
    )
    verb.add_argument("paths", nargs="+", metavar="PATH", help="a file or folder in the format of --from")
    verb.add_argument(
        "--from", dest="source", choices=(ANNOTATIONS, TEXTS, *TOOLS), default=ANNOTATIONS,
        help="what is read: annotations of girml, texts that the model shall annotate first, or the format of a tool; "
        "annotations, unless said",
    )  # fmt: skip
    verb.add_argument(
        "--to", dest="target", choices=(ANNOTATIONS, *TOOLS), default=ANNOTATIONS,
        help="what is written; annotations, unless said",
    )  # fmt: skip
    verb.add_argument(
        "-o", "--output", required=True, metavar="PATH",
        help="a file, or for brat and spacy a new folder; whole or not at all",
    )  # fmt: skip
    add_model(verb)
    verb.set_defaults(verb=convert)


def _add_synth(verbs: "_SubParsersAction[ArgumentParser]") -> None:
    verb = verbs.add_parser(
        "synth", help="print reports and flatten them: annotated documents", epilog=_SYNTH, allow_abbrev=False
    )
    verb.add_argument("-n", "--number", type=whole, default=20, metavar="N", help="how many documents; 20, unless said")
    verb.add_argument(
        "--seed", type=int, default=1, metavar="S", help="the same seed, the same documents; 1, unless said"
    )
    verb.add_argument("-o", "--output", required=True, metavar="FOLDER", help="where the documents go, as Parquet")
    verb.add_argument(
        "--without", nargs="+", choices=KINDS, default=(), metavar="KIND", help=f"leave out: {', '.join(KINDS)}"
    )
    verb.add_argument("--loose", action="store_true", help="write each page and each text as a file of its own too")
    verb.add_argument(
        "--workers", type=whole, default=os.cpu_count(), metavar="W", help="processes; all cores, unless said"
    )
    verb.set_defaults(verb=synthesise)


def _add_evaluate(verbs: "_SubParsersAction[ArgumentParser]") -> None:
    verb = verbs.add_parser(
        "evaluate", help="score systems on annotated documents", epilog=_EVALUATE, allow_abbrev=False
    )
    verb.add_argument("annotations", metavar="ANNOTATIONS", help="a folder with .jsonl and .parquet files, or a file")
    verb.add_argument("--split", default="test", help="train, dev, test, or all for every document; test, unless said")
    verb.add_argument(
        "--system", action="append", metavar="NAME",
        help="deterministic, learned, regex, zeros, or a pack's folder; order:MODEL, spacy:FOLDER or characters:FILE "
        "for figures in order, without reconciling; may be given several times; the first four, unless said",
    )  # fmt: skip
    verb.add_argument(
        "--predictions", action="append", default=[], metavar="NAME=FILE",
        help="score reports that `girml extract --format jsonl` wrote before; may be given several times",
    )  # fmt: skip
    verb.add_argument(
        "--by", action="append", metavar="STRATUM",
        help="kind, flattener, library, form or year; may be given several times; kind, unless said",
    )  # fmt: skip
    verb.add_argument("--limit", type=whole, metavar="N", help="at most N documents of each kind, drawn by seed")
    verb.add_argument(
        "--seed", type=int, default=1, metavar="S", help="of the documents drawn and the intervals; 1, unless said"
    )
    verb.add_argument("--json", metavar="FILE", help="write all figures to FILE; - for standard output")
    verb.add_argument("--html", metavar="FILE", help="write a page with tables and plots to FILE")
    verb.add_argument(
        "--workers", type=whole, default=os.cpu_count(), metavar="W", help="processes; all cores, unless said"
    )
    verb.set_defaults(verb=evaluate)


def _add_train(verbs: "_SubParsersAction[ArgumentParser]") -> None:
    verb = verbs.add_parser(
        "train", help="train a model on annotated documents, as a config says", epilog=_TRAIN, allow_abbrev=False
    )
    verb.add_argument("config", metavar="CONFIG", help="a TOML file; train/config.toml shows all keys")
    verb.add_argument("--history", metavar="FILE", help="a CSV file that gets a line of the scores")
    verb.set_defaults(verb=train_model)
