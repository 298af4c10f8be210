"""The check of a corpus: every document by itself, then the documents against each other."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path

from girml.corpus.balance import check_rules
from girml.corpus.cells import check_cells
from girml.corpus.faults import KINDS, Check, Fault
from girml.corpus.files import Located, Unreadable, entries, files
from girml.corpus.names import check_names
from girml.corpus.places import check_places
from girml.corpus.splits import find
from girml.corpus.tagging import Tokenize, check_tags
from girml.corpus.twins import Seen, check_bodies, check_ids, check_prose, seen

_CHECKS: tuple[Check, ...] = (check_places, check_names, check_cells, check_rules)


def check(path: Path | str, *, tokenize: Tokenize | None = None) -> list[Fault]:
    """Return the faults of a folder or a file, by file and line, in one line by kind.

    With a function from text to tokens it is also checked that tags survive the way to BIO and back; what tokens
    are is the labeler's to know. Splits are those of the nearest `splits.toml` at or above the path; without one,
    documents are not compared across splits. InputError where there is nothing to check.
    """
    splits = find(Path(path))
    checks: Sequence[Check] = (*_CHECKS, partial(check_tags, tokenize=tokenize)) if tokenize else _CHECKS
    faults: list[Fault] = []
    documents: list[Seen] = []
    for entry in chain.from_iterable(map(entries, files(Path(path)))):
        if isinstance(entry, Unreadable):
            faults.append(_unreadable(entry))
            continue
        faults += _alone(entry, checks)
        documents.append(seen(entry, splits))
    faults += (*check_ids(documents), *check_bodies(documents), *check_prose(documents))
    return sorted(faults, key=lambda fault: (fault.file, fault.line, KINDS.index(fault.kind)))


def _unreadable(entry: Unreadable) -> Fault:
    message = str(entry.error).removeprefix(f"{entry.file}:{entry.line} ")
    return Fault(str(entry.file), entry.line, "", "unreadable", message)


def _alone(one: Located, checks: Sequence[Check]) -> Iterator[Fault]:
    for flaw in chain.from_iterable(check_one(one.annotation) for check_one in checks):
        yield Fault(str(one.file), one.line, one.annotation.id, flaw.kind, flaw.message)
