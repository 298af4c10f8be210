"""doccano: JSON Lines of a sequence labeling project, as its import takes them and its export writes them.

A line holds `text`, and under `label` marks as [start, end, name]; other keys are metadata there and come back, as the
sheet does under `girml`. Offsets are in UTF-16, unless the project counts grapheme clusters as one character: it must
not. Exports of other projects are read too: `labels`, and `entities` beside `relations`.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from girml.errors import InputError
from girml.formats import reading, sheet
from girml.formats.items import Found, Item, Mark, Refused, Told
from girml.formats.names import names, plain
from girml.formats.offsets import Utf16
from girml.formats.reading import Plain
from girml.formats.writing import destination

shown = plain

_MARKS = ("label", "labels", "entities")
_OTHERS = ("relations", "Comments", "comments", "cats")
_COLOURS = (
    "#4c78a8",
    "#f58518",
    "#e45756",
    "#72b7b2",
    "#54a24b",
    "#b279a2",
    "#9d755d",
    "#7f7f7f",
    "#bab0ac",
    "#5d5d5d",
)


def write(items: Iterable[Item], target: Path) -> None:
    """Write documents to a file, and beside it, as `….labels.json`, the labels that a project needs for them."""
    with destination(target) as out:
        out.writelines(f"{sheet.compact(_line(item))}\n" for item in items)
    with destination(target.with_suffix(".labels.json")) as out:
        out.write(f"{sheet.compact(_labels())}\n")


def _line(item: Item) -> Plain:
    one = item.annotation
    units = Utf16(one.text)
    marks = [mark for mark in shown(one.text, one.spans) if mark]
    label = [[units.counted(mark.start), units.counted(mark.end), mark.name] for mark in marks]
    return {"text": one.text, "label": label, "document": one.id, "girml": sheet.dump(item)}


def _labels() -> list[Plain]:
    kinds = list(dict.fromkeys(name.partition(":")[0] for name in names()))
    colours = {kind: _COLOURS[at % len(_COLOURS)] for at, kind in enumerate(kinds)}
    return [
        {"text": name, "background_color": colours[name.partition(":")[0]], "text_color": "#ffffff"} for name in names()
    ]


def read(path: Path, told: Told) -> Iterator[Found | Refused]:
    """Yield the documents of a file."""
    return reading.objects(path, told, _found)


def _found(row: Plain, place: str) -> Found:
    text = row.get("text", row.get("data"))
    if not isinstance(text, str):
        raise InputError(f"{place} has no text: export the project as JSONL.")
    units = Utf16(text)
    marks = tuple(_mark(entry, units, text, place) for key in _MARKS for entry in reading.listed(row, key, place))
    meta = row.get("meta")
    own = row.get("girml", meta.get("girml") if isinstance(meta, dict) else None)
    name = reading.called(place, row.get("document"), row.get("id"))
    return Found(place, name, text, marks, sheet.carried(own), tuple(reading.left_out(reading.sizes(row, _OTHERS))))


def _mark(entry: object, units: Utf16, text: str, place: str) -> Mark:
    match entry:
        case [int(start), int(end), str(name)]:
            return _placed((start, end), name, units, text, place)
        case {"start_offset": int(start), "end_offset": int(end), "label": str(name)}:
            return _placed((start, end), name, units, text, place)
    raise InputError(f"{place} has the label {entry!r:.200}: export it anew, as [start, end, label].")


def _placed(offsets: Sequence[int], name: str, units: Utf16, text: str, place: str) -> Mark:
    start, end = map(units.place, offsets)
    if start is None or end is None or not 0 <= start < end <= len(text):
        where = f"{offsets[0]}:{offsets[1]}"
        cure = "mark it anew, in a project that does not count grapheme clusters."
        raise InputError(f"{place} has {name!r:.80} at {where}, which is no place in its text: {cure}")
    return Mark(start, end, name)
