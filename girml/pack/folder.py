"""The folder of a pack: read only once it is verified, written whole or not at all."""

import stat
from os.path import isdir
from pathlib import Path
from tempfile import TemporaryDirectory

from girml.errors import PackError
from girml.pack.coding import decode, encode
from girml.pack.contents import ANEW, FILES, META, DamageError, Files, Pack, check_sizes


def read(folder: Path) -> Pack:
    """Return the pack in a folder, its arrays read-only; PackError names the file, what is wrong and what to do.

    Other files in the folder are left alone.
    """
    if not isdir(folder):
        raise PackError(
            f"{folder} is no folder that can be opened: name the folder of a pack, which holds {', '.join(FILES)}."
        )
    try:
        sizes = {file: _size(folder, file) for file in FILES}
        check_sizes(sizes)
        return decode({file: _content(folder, file, size) for file, size in sizes.items()})
    except DamageError as damage:
        raise PackError(f"{folder / damage.file} {damage.wrong}: {damage.cure}.") from None


def _size(folder: Path, file: str) -> int:
    try:
        status = (folder / file).lstat()
    except FileNotFoundError:
        raise DamageError(file, "is missing") from None
    except OSError as reason:
        raise _unreadable(file, reason) from None
    if not stat.S_ISREG(status.st_mode):
        raise DamageError(file, "is no regular file", f"put the file itself in its place, or {ANEW}")
    return status.st_size


def _content(folder: Path, file: str, size: int) -> bytes:
    try:
        with (folder / file).open("rb") as opened:
            # One byte more than there should be tells a file that grew since.
            content = opened.read(size + 1)
    except OSError as reason:
        raise _unreadable(file, reason) from None
    if len(content) != size:
        raise DamageError(file, "was changed while it was read", "read it when nothing writes to it")
    return content


def _unreadable(file: str, reason: OSError) -> DamageError:
    return DamageError(file, f"cannot be read ({reason.strerror})", "check that it may be opened")


def write(folder: Path, pack: Pack) -> None:
    """Write a pack as a folder, in the place of an older pack if there is one; the same pack gives the same bytes.

    PackError tells why it is not written: the pack holds what would not be read again, or the folder is no pack.
    """
    try:
        files = encode(pack)
        _check_sections(decode(files), pack)
    except DamageError as damage:
        wrong = f"its {damage.file} {damage.wrong}"
        raise PackError(f"{folder} is not written, as {wrong}: mend what is to be packed.") from None
    try:
        _check_replaceable(folder)
        _store(folder, files)
    except OSError as reason:
        cure = "check that the folder above it exists and may be written to"
        raise PackError(f"{folder} cannot be written ({reason.strerror}): {cure}.") from None


def _check_sections(back: Pack, pack: Pack) -> None:
    if back.sections != pack.sections:
        raise DamageError(META, "cannot give back its sections as they are (tuples, or keys that are no strings)")


def _check_replaceable(folder: Path) -> None:
    if not folder.exists() and not folder.is_symlink():
        return
    if folder.is_symlink() or not folder.is_dir() or {path.name for path in folder.iterdir()} not in (set(), {*FILES}):
        message = f"{folder} is no pack and stays as it is: name a new folder, or one with {', '.join(FILES)} alone."
        raise PackError(message)


def _store(folder: Path, files: Files) -> None:
    with TemporaryDirectory(prefix=f".{folder.name}.", dir=folder.parent) as work:
        draft = Path(work, "draft")
        draft.mkdir()
        for file, content in files.items():
            (draft / file).write_bytes(content)
        _put(draft, folder, Path(work, "old"))


def _put(draft: Path, folder: Path, old: Path) -> None:
    if not folder.exists():
        draft.rename(folder)
        return
    folder.rename(old)
    try:
        draft.rename(folder)
    except BaseException:
        old.rename(folder)
        raise
