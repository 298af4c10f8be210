"""Label Studio: a JSON list of tasks, as its export "JSON" and its import write it.

The text stands in `data.text`, the sheet in `data.girml`; marks are regions of a `Labels` tag named `label` on a `Text`
tag named `text` (https://labelstud.io/guide/task_format). What a model proposes goes into `predictions`, else into
`annotations`. Its pages count code points, those of older versions UTF-16; the text that each region repeats tells.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from xml.sax.saxutils import quoteattr

from girml.errors import InputError
from girml.formats import reading, sheet
from girml.formats.annotators import beside, chosen
from girml.formats.items import Found, Item, Mark, Refused, Told
from girml.formats.names import names, plain
from girml.formats.offsets import Utf16
from girml.formats.reading import Plain
from girml.formats.writing import destination

shown = plain

Count = Callable[[int], int | None]
"""Returns the offset in code points of one of a region, None where it is no place."""


class Region(NamedTuple):
    """The offsets of a region, its names, and the text that it repeats."""

    start: int
    end: int
    names: tuple[str, ...]
    text: str | None


def write(items: Iterable[Item], target: Path) -> None:
    """Write tasks to a file, and beside it, as `….xml`, the labeling interface that a project needs for them."""
    with destination(target) as out:
        out.write("[")
        for number, item in enumerate(items):
            out.write(f"{',' * bool(number)}\n{sheet.compact(_task(item))}")
        out.write("\n]\n")
    with destination(target.with_suffix(".xml")) as out:
        out.write(_interface())


def _task(item: Item) -> dict[str, Any]:
    one = item.annotation
    marks = [mark for mark in shown(one.text, one.spans) if mark]
    result = [_region(number, mark, one.text) for number, mark in enumerate(marks, 1)]
    data = {"id": one.id, "text": one.text, "girml": sheet.dump(item)}
    if item.model:
        return {"data": data, "predictions": [{"model_version": item.model, "result": result}]}
    return {"data": data, "annotations": [{"result": result}]}


def _region(number: int, mark: Mark, text: str) -> dict[str, Any]:
    # A page tells line ends so.
    printed = text[mark.start : mark.end].replace("\r", "\\n").replace("\n", "\\n")
    value = {"start": mark.start, "end": mark.end, "text": printed, "labels": [mark.name]}
    return {"id": f"m{number}", "from_name": "label", "to_name": "text", "type": "labels", "value": value}


def _interface() -> str:
    labels = "\n".join(f"    <Label value={quoteattr(name)}/>" for name in names())
    return (
        f'<View>\n  <Filter toName="label" minlength="0"/>\n  <Labels name="label" toName="text">\n{labels}\n'
        '  </Labels>\n  <Text name="text" value="$text"/>\n</View>\n'
    )


def read(path: Path, told: Told) -> Iterator[Found | Refused]:
    """Yield the tasks of a file that a person annotated; one that nobody did, or several differently, is refused."""
    try:
        for number, entry in enumerate(reading.entries(path, told), 1):
            yield reading.taken(entry, f"{path} task {number}", _found)
    except InputError as error:
        yield Refused(str(error))


def _found(task: Plain, place: str) -> Found:
    data = task.get("data")
    if not isinstance(data, dict) or not isinstance(data.get("text"), str):
        raise InputError(f"{place} has no text under data.text: export the project as JSON.")
    text, own = data["text"], sheet.carried(data.get("girml"))
    regions, notes = chosen(task, place)
    marks, told = _marks(regions, text, place)
    name = reading.called(place, data.get("id"), task.get("id"))
    return Found(place, name, text, marks, own, (*notes, *told, *beside(task, sheet.model(own))))


def _marks(regions: Sequence[object], text: str, place: str) -> tuple[tuple[Mark, ...], list[str]]:
    """Return the marks of regions, and what is told of those that are none."""
    found = [_labelled(region) for region in regions]
    others = Counter(_type(region) for region, own in zip(regions, found, strict=True) if own is None)
    labelled = [own for own in found if own]
    counts = _counts(labelled, text, place)
    return tuple(mark for own in labelled for mark in _named(own, counts, text, place)), reading.left_out(others)


def _labelled(region: object) -> Region | None:
    match region:
        case {"type": "labels", "value": {"start": int(start), "end": int(end), "labels": [*labels], **others}}:
            text = others.get("text")
            return Region(start, end, tuple(map(str, labels)), text if isinstance(text, str) else None)
    return None


def _type(region: object) -> str:
    return str(region.get("type")) if isinstance(region, dict) else "unknown"


def _counts(regions: Sequence[Region], text: str, place: str) -> Count:
    """Return the way from the offsets of regions to code points, as the texts that they repeat tell."""
    units = Utf16(text)
    if not units.differs or all(_repeats(one, text, _same) for one in regions):
        return _same
    if all(_repeats(one, text, units.place) for one in regions):
        return units.place
    wrong = next(one for one in regions if not _repeats(one, text, _same))
    raise InputError(
        f"{place} has a region at {wrong.start}:{wrong.end} that does not print {wrong.text!r:.60}: mark it anew."
    )


def _same(place: int) -> int:
    return place


def _repeats(region: Region, text: str, counts: Count) -> bool:
    """Return whether a region repeats what stands at its place; white space is not compared, for pages change it."""
    if region.text is None:
        return True
    start, end = counts(region.start), counts(region.end)
    return start is not None and end is not None and _bare(text[start:end]) == _bare(region.text)


def _bare(text: str) -> str:
    for shown_otherwise in ("\\n", "\0", "\ufffd"):
        text = text.replace(shown_otherwise, "")
    return "".join(text.split())


def _named(region: Region, counts: Count, text: str, place: str) -> Iterator[Mark]:
    start, end = counts(region.start), counts(region.end)
    if start is None or end is None or not 0 <= start < end <= len(text):
        raise InputError(
            f"{place} has a region at {region.start}:{region.end}, which is no place in its text: mark it anew."
        )
    return (Mark(start, end, name) for name in region.names)
