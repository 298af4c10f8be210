"""What documents are told apart by."""

from collections.abc import Callable

from girml.records.annotation import Annotation

REAL = "real"
"""The kind of documents that nobody generated."""

_UNKNOWN = "unknown"


def by_kind(annotation: Annotation) -> str:
    """Return the kind of a document, "real" for one that nobody generated."""
    return REAL if annotation.library == _UNKNOWN else annotation.kind


def by_form(annotation: Annotation) -> str:
    """Return the form of a document, or those of its tables where they differ."""
    return " and ".join(sorted(set(annotation.form.values()))) or "none"


STRATA: dict[str, Callable[[Annotation], str]] = {
    "kind": by_kind,
    "flattener": lambda annotation: annotation.flattener,
    "library": lambda annotation: annotation.library,
    "form": by_form,
    "year": lambda annotation: str(annotation.year),
}
"""The key of a document in each stratum."""


def keys(annotation: Annotation) -> dict[str, str]:
    """Return the key of a document in every stratum."""
    return {name: key(annotation) for name, key in STRATA.items()}
