"""The loop from pre-annotated reports back to the model: what forty of an unknown converter earn.

    python benchmarks/loop.py ANNOTATIONS LIBRARY OUT [--reports 40] [--start models/default] [--seed 1]
    girml train OUT/config.toml
    girml evaluate OUT/held --split all --system OUT/model --system learned

Forty reports of a library, drawn by seed, are extracted by the shipped model and reviewed: a program in the place of a
person, who knows the gold, decides through the page's own interface on every cell that asks for it or is wrong, and
marks every label and heading that the reader missed or took for another. A report that is still open then is left out.
OUT/data holds the review and the annotated documents that it wrote, OUT/held the reports of other bodies, and
OUT/config.toml a training that starts from the model and learns from the forty.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from benchmarks.few_reports import config, parted
from benchmarks.made_up_requests import Server, extracted, serving
from girml.corpus import lines, read
from girml.corpus.tagging import bio_tags
from girml.labeler.names import index
from girml.records.annotation import AnnotatedSpan, Annotation, first_report
from girml.records.decision import place
from girml.review.heads import key
from girml.review.lines import Lines
from girml.text.tokens import Tokenizer
from girml.text.view import view

_PARTS = ("title", "agency", "date", "heading", "column", "row", "furniture")
Body = dict[str, Any]


class Person:
    """Who knows the gold of a report, and corrects it through the interface of the page."""

    def __init__(self, server: Server, report: str, gold: Annotation) -> None:
        self._server, self._report, self._gold = server, report, gold
        self._places: dict[str, list[AnnotatedSpan]] = {}
        for span in first_report(gold.spans):
            self._places.setdefault(span.label, []).append(span)
        self.told: Counter[str] = Counter()

    def correct(self) -> bool:
        """Decide on all that is wrong or asks for it; return whether the report is annotated then."""
        sheet = self._ask("")
        for corrections in (self._cells, self._marks):
            for body in corrections(self._ask("/record")):
                sheet = self._decide(sheet, body) or sheet
        last = self._decide(sheet, {"subject": "report", "action": "done"})
        return bool(last and last["state"]["done"] and not last["state"]["flaws"])

    def _cells(self, record: Body) -> Iterator[Body]:
        misprinted = {cell for one in self._gold.misprints for cell in one.cells}
        for cell in record["report"]["cells"]:
            action = self._action(cell)
            if action == {"action": "accept"} and cell["id"] in misprinted and cell["state"] == "read":
                action = {"action": "misprint"}
            elif action == {"action": "accept"} and not cell["review"]:
                continue
            yield {"subject": cell["id"], **action}

    def _action(self, cell: Body) -> Body:
        """Return what a person who knows the print says of a cell."""
        name, gold = cell["id"], self._gold
        if name in gold.undecided and cell["review"]:
            return {"action": "unreadable"}
        if name not in gold.cells:
            return {"action": "accept" if cell["state"] == "absent" else "absent"}
        value, places = gold.cells[name], self._places.get(name, [])
        if value is None and not places and (cell["state"], cell["start"]) == ("blank", None):
            return {"action": "accept"}
        if name in gold.lost or (value is None and not places):
            said = {"action": "blank"} if value is None else {"action": "type", "value": value}
            return {**said, "nowhere": True}
        right = cell["state"] == ("blank" if value is None else "read") and cell["value"] == value
        if right and any([cell["start"], cell["end"]] == [one.start, one.end] for one in places):
            return {"action": "accept"}
        where = {"start": places[0].start, "end": places[0].end} if len(places) == 1 else {}
        return {"action": "blank", **where} if value is None else {"action": "type", "value": value, **where}

    def _marks(self, record: Body) -> Iterator[Body]:
        """Yield what is marked wrongly, and what is not marked."""
        wanted = {tuple(one) for one in first_report(self._gold.spans) if one.tag in _PARTS}
        marked = ((one["start"], one["end"], one["tag"], one["label"]) for one in record["spans"])
        there = {one for one in marked if one[2] in _PARTS}
        for start, end, _, _ in sorted(there - wanted):
            yield {"subject": place(start, end), "action": "mark", "start": start, "end": end, "tag": "prose"}
        for start, end, tag, label in sorted(wanted - there):
            yield {
                "subject": place(start, end),
                "action": "mark",
                "start": start,
                "end": end,
                "tag": tag,
                "label": label,
            }

    def _decide(self, sheet: Body, body: Body) -> Body | None:
        seen = sheet["state"]["versions"].get(body["subject"], 0)
        answer = self._ask("/decisions", {"who": "gold", "seen": seen, **body})
        self.told[body["action"] if answer else "refused"] += 1
        return answer or None

    def _ask(self, path: str, body: Body | None = None) -> Body:
        """Return what the interface answers, nothing where it refuses."""
        address = f"{self._server.address}/api/reports/{self._report}{path}"
        headers = {"X-Girml-Token": self._server.token, "Content-Type": "application/json"}
        request = Request(address, json.dumps(body).encode() if body else None, headers)
        try:
            with urlopen(request) as answer:
                return dict(json.load(answer))
        except HTTPError as refusal:
            if refusal.code != 422:
                raise
            return {}


def corrected(out: Path, documents: Iterable[Annotation]) -> tuple[Counter[str], int]:
    """Return what was decided on documents in a folder, and how many are annotated in the end."""
    texts, data = out / "texts", out / "data"
    for folder in (texts, data):
        folder.mkdir(parents=True)
    gold = {str(texts / f"{one.id}.txt"): one for one in documents}
    for name, one in gold.items():
        Path(name).write_bytes(one.text.encode("utf-8"))
    extracted(texts, data)
    told, annotated = Counter[str](), 0
    kind, library = {(one.kind, one.library) for one in gold.values()}.pop()
    with serving(data, out, "--kind", kind, "--library", library, "--flattener", library) as server:
        for head in list(Lines(data).heads()):
            if head.number == 1:
                person = Person(server, key(head.sha256, head.number), gold[head.source])
                annotated += person.correct()
                told += person.told
    return told, annotated


def agreeing(annotated: Path, gold: Iterable[Annotation]) -> tuple[int, int]:
    """Return how many tokens of annotated documents have the tag that gold gives them, of how many."""
    tokenizer = Tokenizer(index().patterns)
    by_text = {one.text: one for one in gold}
    same = total = 0
    for file in sorted(annotated.glob("*.jsonl")):
        for one in lines.read(file):
            tokens = tokenizer(view(one.text))
            pairs = list(zip(bio_tags(one, tokens), bio_tags(by_text[one.text], tokens), strict=True))
            same += sum(found == wanted for found, wanted in pairs)
            total += len(pairs)
    return same, total


def main() -> None:
    """Lay the folder out, correct, and tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("annotations", type=Path)
    parser.add_argument("library")
    parser.add_argument("out", type=Path)
    parser.add_argument("--reports", type=int, default=40)
    parser.add_argument("--start", type=Path, default=Path("models/default"))
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    # What was damaged afterwards is no work of the converter.
    own = [one for one in read(options.annotations) if one.library == options.library and not one.damage]
    learned, held = parted(sorted(own, key=lambda one: one.id), options.reports, options.annotations, options.seed)
    out = options.out.resolve()
    told, annotated = corrected(out, learned)
    (out / "held").mkdir()
    lines.write(held, out / "held" / "reports.jsonl")
    text = config(options.start, options.annotations, "data/review/annotations")
    (out / "config.toml").write_text(text, encoding="utf-8")
    where = f"{options.out}/data/review"
    print(f"{len(learned)} reports, {annotated} of them annotated by {told.total():,} decisions in {where}")
    print(", ".join(f"{action} {number:,}" for action, number in told.most_common()))
    same, total = agreeing(out / "data" / "review" / "annotations", learned)
    print(f"{same:,} of {total:,} tokens have the tag that gold gives them")
    print(f"{len(held)} reports of other bodies to be scored on, in {options.out}/held")


if __name__ == "__main__":
    main()
