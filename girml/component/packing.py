"""A pack as bytes, for `nlp.to_bytes`: the lengths of its three files, eight bytes each and little-endian, then the
files; verified whole before they are used."""

from itertools import accumulate, pairwise

from girml.errors import PackError
from girml.pack import Pack
from girml.pack.coding import decode, encode
from girml.pack.contents import ANEW, FILES, DamageError

_LENGTH = 8
_HEAD = _LENGTH * len(FILES)


def to_bytes(pack: Pack) -> bytes:
    """Return a pack as bytes; the same for the same pack."""
    files = encode(pack)
    lengths = [len(files[file]).to_bytes(_LENGTH, "little") for file in FILES]
    return b"".join([*lengths, *(files[file] for file in FILES)])


def from_bytes(data: bytes, name: str) -> Pack:
    """Return the pack in bytes that `to_bytes` gave; PackError where they are damaged. `name` is the component's."""
    lengths = [int.from_bytes(data[at : at + _LENGTH], "little") for at in range(0, _HEAD, _LENGTH)]
    places = list(accumulate(lengths, initial=_HEAD))
    if places[-1] != len(data):
        wrong = f"are {len(data):,}, where {places[-1]:,} are told of"
        raise PackError(f"The bytes of the component {name!r} {wrong}: {ANEW}.")
    try:
        return decode({file: data[start:end] for file, (start, end) in zip(FILES, pairwise(places), strict=True)})
    except DamageError as damage:
        raise PackError(f"The {damage.file} of the component {name!r} {damage.wrong}: {damage.cure}.") from None
