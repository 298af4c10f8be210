"""Which annotation of a Label Studio task counts, where several people and models made some."""

from collections.abc import Iterator, Sequence
from typing import Any

from girml.errors import InputError
from girml.formats.reading import Plain


def chosen(task: Plain, place: str) -> tuple[list[object], list[str]]:
    """Return the regions of the annotation that counts, and what is told of the others.

    It is the one that is marked as ground truth, else the one on which all agree; those that were skipped never count.
    InputError where there is none, or they differ.
    """
    every = [one for one in _list(task, "annotations") if isinstance(one, dict)]
    done = [one for one in every if not one.get("was_cancelled")]
    if not done:
        raise InputError(f"{place} {_nothing(task, len(every))}: submit one, then export it anew.")
    truths = [one for one in done if one.get("ground_truth")] or done
    if len({_content(one) for one in truths}) > 1:
        who = ", ".join(map(_who, truths))
        raise InputError(f"{place} has annotations that differ (by {who}): mark one of them as ground truth.")
    return _list(truths[0], "result"), list(_left(len(every) - len(done), len(done) - 1))


def _nothing(task: Plain, skipped: int) -> str:
    found = "has only predictions" if _list(task, "predictions") else "has no annotation"
    return f"{found}, and what was skipped ({skipped})" if skipped else found


def _left(skipped: int, others: int) -> Iterator[str]:
    if skipped:
        yield f"Left out, for they were skipped: annotations ({skipped})."
    if others:
        yield f"Left out, for another is the ground truth or says the same: annotations ({others})."


def _who(annotation: Plain) -> str:
    by = annotation.get("completed_by", annotation.get("id"))
    return str(by.get("email", by.get("id")) if isinstance(by, dict) else by)


def _content(annotation: Plain) -> tuple[str, ...]:
    """Return what makes an annotation another one than others: neither who made it nor the ids of its regions."""
    return tuple(sorted(repr(_bare(region)) for region in _list(annotation, "result")))


def _bare(region: object) -> object:
    if not isinstance(region, dict):
        return region
    return [(key, region[key]) for key in ("type", "value", "from_id", "to_id") if key in region]


def beside(task: Plain, model: str) -> Iterator[str]:
    """Yield what is told of predictions beside the annotation; those of `model` went out with it and are not told."""
    others = [one for one in _list(task, "predictions") if not (isinstance(one, dict) and _is_of(one, model))]
    if others:
        yield f"Left out, for there is an annotation: predictions ({len(others)})."


def _is_of(prediction: Plain, model: str) -> bool:
    return bool(model) and prediction.get("model_version") == model


def _list(plain: Plain, key: str) -> list[Any]:
    found: Sequence[object] | object = plain.get(key)
    return found if isinstance(found, list) else []
