"""JSON that holds nothing but plain values: no key twice, no NaN, no number without end, no depth without end."""

import json
from hashlib import sha256
from typing import Any, NoReturn

from girml.pack.contents import META, DamageError

MOST_DEPTH = 20
MOST_DIGITS = 20
"""Of a whole number: those of 64 bits have no more."""


def load(data: bytes) -> dict[str, Any]:
    """Return the JSON object that bytes hold; DamageError where it is none, or not plain."""
    try:
        plain = json.loads(
            data.decode("utf-8"),
            object_pairs_hook=_unique,
            parse_int=_whole,
            parse_float=_finite,
            parse_constant=_no_number,
        )
    except UnicodeDecodeError as reason:
        raise DamageError(META, f"is not UTF-8 ({reason.reason} at byte {reason.start})") from None
    except ValueError as reason:
        raise DamageError(META, f"is not JSON ({reason})") from None
    except RecursionError:
        raise DamageError(META, f"is nested deeper than {MOST_DEPTH} levels") from None
    if not isinstance(plain, dict):
        raise DamageError(META, "is no JSON object")
    check_depth(plain)
    return plain


def dump(plain: dict[str, Any]) -> bytes:
    """Return a JSON object as bytes, sorted and indented; one that has a digest."""
    return f"{json.dumps(plain, ensure_ascii=False, sort_keys=True, indent=1)}\n".encode()


def digest(plain: dict[str, Any]) -> str:
    """Return the SHA-256 of a JSON object, sorted, without a space, in UTF-8; DamageError where it is not plain."""
    try:
        text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
        return sha256(text.encode("utf-8")).hexdigest()
    except UnicodeEncodeError:
        raise DamageError(META, "holds half a character (a lone surrogate)") from None
    except (TypeError, ValueError) as reason:
        raise DamageError(META, f"cannot hold what is no plain JSON ({reason})") from None


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise DamageError(META, "has a key twice in one object")
    return found


def _whole(text: str) -> int:
    if len(text.lstrip("-")) > MOST_DIGITS:
        raise DamageError(META, f"holds a number of {len(text):,} digits, where {MOST_DIGITS} are allowed")
    return int(text)


def _finite(text: str) -> float:
    number = float(text)
    if number - number != 0:
        _no_number(text)
    return number


def _no_number(text: str) -> NoReturn:
    raise DamageError(META, f"holds {text:.20}, which is no finite number")


def check_depth(plain: object, levels: int = MOST_DEPTH) -> None:
    """Raise DamageError where a value is nested deeper than so many levels."""
    if not isinstance(plain, dict | list | tuple):
        return
    if not levels:
        raise DamageError(META, f"is nested deeper than {MOST_DEPTH} levels")
    for inner in plain.values() if isinstance(plain, dict) else plain:
        check_depth(inner, levels - 1)
