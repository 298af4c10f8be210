"""The verb `text`: the texts in which the offsets of reports count."""

from argparse import Namespace
from hashlib import sha256
from pathlib import Path

from girml.batch.paths import find, load, shown
from girml.cli.output import STDOUT, destination
from girml.cli.status import READ, UNREADABLE
from girml.cli.telling import tell
from girml.documents import text_of
from girml.errors import InputError, UsageError


def write_texts(options: Namespace) -> int:
    """Write the texts of the inputs; return the exit status."""
    inputs = find(options.paths)
    if options.output is None and len(inputs.names) > 1:
        raise UsageError(f"There are {len(inputs.names)} texts: name a folder for them with -o.")
    for found in inputs.errors:
        tell(str(found))
    status = UNREADABLE if inputs.errors else READ
    for name in inputs.names:
        try:
            _write(name, options.output)
        except InputError as error:
            tell(str(error))
            status = UNREADABLE
    return status


def _write(name: str, folder: str | None) -> None:
    data = load(name)
    text = text_of(data, shown(name))
    with destination(_file(data, folder)) as out:
        out.write(text)


def _file(data: bytes, folder: str | None) -> str:
    """Return where a text is written: in a folder under a name that no other input has."""
    if folder is None:
        return STDOUT
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
    except OSError as reason:
        raise UsageError(f"{folder} cannot be made ({reason.strerror}): name another folder with -o.") from None
    return str(Path(folder) / f"{sha256(data).hexdigest()}.txt")
