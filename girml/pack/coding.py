"""A pack as the bytes of its three files, and back; what comes back has been verified whole."""

from hashlib import sha256

from girml.pack import meta, weights
from girml.pack.contents import CARD, META, WEIGHTS, DamageError, Files, Pack, check_sizes
from girml.pack.entries import FileEntry, Meta


def encode(pack: Pack) -> Files:
    """Return the bytes of each file, the same for the same pack; DamageError where one cannot hold it."""
    data, arrays, strings = weights.join(pack.arrays, pack.strings)
    others = {WEIGHTS: data, CARD: _card_bytes(pack.card)}
    entries = {file: FileEntry(len(content), _digest(content)) for file, content in others.items()}
    return {META: meta.dump(Meta(pack.name, pack.sections, tuple(arrays), tuple(strings), entries)), **others}


def decode(files: Files) -> Pack:
    """Return the pack that the bytes of its files hold, its arrays read-only; DamageError where anything is wrong."""
    check_sizes({file: len(content) for file, content in files.items()})
    told = meta.parse(files[META])
    for file, entry in told.files.items():
        _check_content(file, files[file], entry)
    data = files[WEIGHTS]
    weights.check_places(data, (*told.arrays, *told.strings))
    return Pack(
        name=told.name,
        sections=told.sections,
        arrays={entry.name: weights.array(data, entry) for entry in told.arrays},
        strings={entry.name: weights.table(data, entry) for entry in told.strings},
        card=_card_text(files[CARD]),
    )


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()


def _check_content(file: str, content: bytes, entry: FileEntry) -> None:
    if len(content) != entry.bytes:
        raise DamageError(file, f"has {len(content):,} bytes, where {META} tells of {entry.bytes:,}")
    if _digest(content) != entry.sha256:
        raise DamageError(file, f"is not what the sha256 in {META} was taken of")


def _card_bytes(card: str) -> bytes:
    try:
        return card.encode("utf-8")
    except UnicodeEncodeError:
        raise DamageError(CARD, "cannot hold half a character (a lone surrogate)") from None


def _card_text(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as reason:
        raise DamageError(CARD, f"is not UTF-8 ({reason.reason} at byte {reason.start:,})") from None
