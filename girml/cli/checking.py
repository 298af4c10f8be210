"""The verb `check`: what is wrong with annotated documents."""

import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from girml.batch.paths import shown
from girml.cli.status import FAULTY, READ
from girml.cli.telling import tell
from girml.corpus.checking import check
from girml.corpus.faults import KINDS, Fault
from girml.errors import InputError, UsageError
from girml.labeler.names import index
from girml.records import Tokens
from girml.text.tokens import Tokenizer
from girml.text.view import view


def check_annotations(options: Namespace) -> int:
    """Write the faults of annotated documents, and how many there are of each kind; return the exit status."""
    try:
        faults = check(Path(options.path), tokenize=_tokenizer())
    except InputError as error:
        raise UsageError(str(error)) from None
    for fault in faults:
        sys.stdout.write(f"{_told(fault)}\n")
    counts = Counter(fault.kind for fault in faults)
    told = ", ".join(f"{counts[kind]} {kind}" for kind in KINDS if counts[kind])
    tell(f"{shown(options.path)}: {told or 'no fault was found'}.")
    return FAULTY if faults else READ


def _tokenizer() -> Callable[[str], Tokens]:
    tokenizer = Tokenizer(index().patterns)
    return lambda text: tokenizer(view(text))


def _told(fault: Fault) -> str:
    document = f" {fault.document}" if fault.document else ""
    return f"{shown(fault.file)}:{fault.line}{document}: {fault.message}"
