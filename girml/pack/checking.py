"""What a reader declares of the pack it is made for, and whether a pack keeps to it."""

from collections.abc import Collection, Mapping
from reprlib import repr as short

from girml.errors import PackError
from girml.pack.contents import ANEW, Array, Pack

Shape = int | tuple[int | None, ...]
"""How many dimensions an array has, or each length, None where any will do."""

Declared = Mapping[str, tuple[str, Shape]]
"""The dtype and the shape of each array by its name."""


def check(pack: Pack, arrays: Declared, strings: Collection[str] = ()) -> None:
    """Raise PackError where a pack has other arrays or tables of strings than declared.

    >>> import numpy as np
    >>> pack = Pack("m", {}, {"w": np.zeros((3, 7), np.float32)}, {}, "")
    >>> check(pack, {"w": ("float32", (None, 7))})
    >>> check(pack, {})
    Traceback (most recent call last):
    girml.errors.PackError: The pack 'm' has the foreign array 'w': fetch the pack again, or train it anew.
    """
    _check_names(pack, "array", pack.arrays, arrays)
    _check_names(pack, "table of strings", pack.strings, strings)
    for name, (dtype, shape) in arrays.items():
        wrong = _wrong(pack.arrays[name], dtype, shape)
        if wrong:
            raise _error(pack, f"has the array {short(name)} {wrong}")


def _check_names(pack: Pack, what: str, found: Collection[str], declared: Collection[str]) -> None:
    for missing in sorted(set(declared) - set(found)):
        raise _error(pack, f"lacks the {what} {short(missing)}")
    for foreign in sorted(set(found) - set(declared)):
        raise _error(pack, f"has the foreign {what} {short(foreign)}")


def _wrong(array: Array, dtype: str, shape: Shape) -> str:
    if array.dtype.name != dtype:
        return f"of {array.dtype.name}, not {dtype}"
    dimensions = shape if isinstance(shape, int) else len(shape)
    if array.ndim != dimensions:
        return f"with {array.ndim} dimensions, not {dimensions}"
    if isinstance(shape, tuple) and any(want not in (None, has) for want, has in zip(shape, array.shape, strict=True)):
        return f"of the shape {array.shape}, not {shape}".replace("None", "any")
    return ""


def _error(pack: Pack, wrong: str) -> PackError:
    return PackError(f"The pack {short(pack.name)} {wrong}: {ANEW}.")
