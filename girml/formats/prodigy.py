"""Prodigy: JSON Lines of tasks with `spans`, as `db-out` writes them and `ner.manual` or `spans.manual` take them.

Offsets count code points, as spaCy does. The sheet stands under `girml`, a key of one's own, which Prodigy passes on.
Tasks have no `tokens`: with `blank:zh` Prodigy cuts characters, so that every mark fits. What a model proposed has no
`answer`; what came back counts where the answer is `accept`.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from girml.errors import InputError
from girml.formats import reading, sheet
from girml.formats.items import Found, Item, Mark, Refused, Told
from girml.formats.names import names, plain
from girml.formats.reading import Plain
from girml.formats.writing import destination

shown = plain

_ACCEPTED = "accept"
_OTHERS = ("relations", "options", "image")


def write(items: Iterable[Item], target: Path) -> None:
    """Write tasks to a file, and beside it, as `….labels.txt`, the labels to give with `--label`."""
    with destination(target) as out:
        out.writelines(f"{sheet.compact(_task(item))}\n" for item in items)
    with destination(target.with_suffix(".labels.txt")) as out:
        out.writelines(f"{name}\n" for name in names())


def _task(item: Item) -> Plain:
    one = item.annotation
    spans = [{"start": mark.start, "end": mark.end, "label": mark.name} for mark in shown(one.text, one.spans) if mark]
    task = {"text": one.text, "spans": spans, "meta": {"id": one.id}, "girml": sheet.dump(item)}
    return task if item.model else task | {"answer": _ACCEPTED}


def read(path: Path, told: Told) -> Iterator[Found | Refused]:
    """Yield the tasks of a file that were accepted; those rejected, ignored or not answered yet are refused."""
    return reading.objects(path, told, _found)


def _found(task: Plain, place: str) -> Found:
    text, own = task.get("text"), sheet.carried(task.get("girml"))
    if not isinstance(text, str):
        raise InputError(f"{place} has no text: export the data set with `prodigy db-out`.")
    _check_answer(task, own, place)
    marks = tuple(_mark(span, text, place) for span in reading.listed(task, "spans", place))
    meta = task.get("meta")
    name = reading.called(place, meta.get("id") if isinstance(meta, dict) else None)
    return Found(place, name, text, marks, own, tuple(reading.left_out(reading.sizes(task, _OTHERS))))


def _check_answer(task: Plain, own: str, place: str) -> None:
    """Raise InputError unless a person accepted the task; one that no model proposed need not tell."""
    answer = task.get("answer")
    if answer is None and sheet.model(own):
        raise InputError(f"{place} was not answered yet: accept it in Prodigy, then export it anew.")
    if answer not in (None, _ACCEPTED):
        raise InputError(f"{place} was answered with {answer!r}: only what was accepted is taken over.")


def _mark(span: object, text: str, place: str) -> Mark:
    match span:
        case {"start": int(start), "end": int(end), "label": str(name)} if 0 <= start < end <= len(text):
            return Mark(start, end, name)
    raise InputError(f"{place} has the span {span!r:.200}, which is no place in its text with a label: mark it anew.")
