"""Annotated documents small enough to plant faults in: table 4, one line of three rows, with its heads torn off."""

from dataclasses import replace
from pathlib import Path

from girml.corpus import lines
from girml.records import Value
from girml.records.annotation import AnnotatedSpan, Annotation, Misprint, ToldCount

ROWS = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
COLUMNS = ("upheld", "corrected", "other", "pending", "total")
CELLS = tuple(f"t4.{row}.{column}" for row in ROWS for column in COLUMNS)
PRINTED = ("2", "0", "0", "1", "3", "0", "0", "0", "0", "0", "0", "/", "0", "0", "0")
HEADING = "四、政府信息公开行政复议、行政诉讼情况"
TITLE, AGENCY = "2023年政府信息公开工作年度报告", "云川县水利局"
PROSE = "本年收到的复议申请均已依法答复，没有一件超期。"

SPLITS = """
protocol = 1
[folders]
test = ["real"]
[families]
size = 8
train = 60
dev = 10
test = 30
[libraries]
train = ["lynx"]
dev = ["w3m"]
test = ["unknown", "links"]
"""


def document(document_id: str = "a") -> Annotation:
    """Return a document without a fault: agency and title, a heading, fifteen cells, a line of prose."""
    text, spans = f"{AGENCY}{TITLE}\n{HEADING}：\n", []
    spans.append(AnnotatedSpan(0, len(AGENCY), "agency", ""))
    spans.append(AnnotatedSpan(len(AGENCY), len(AGENCY) + len(TITLE), "title", ""))
    start = text.index(HEADING)
    spans.append(AnnotatedSpan(start, start + len(HEADING), "heading", "s4"))
    cells: dict[str, Value] = {}
    for cell, printed in zip(CELLS, PRINTED, strict=True):
        spans.append(AnnotatedSpan(len(text), len(text) + len(printed), "blank" if printed == "/" else "figure", cell))
        cells[cell] = None if printed == "/" else int(printed)
        text += f"{printed}\t"
    text = f"{text[:-1]}\n{PROSE}"
    return Annotation(document_id, text, "rows", "f", "unknown", "b1.00000", 2023, {"t4": "2021"}, cells, tuple(spans))


TOTAL = "t4.reconsideration.total"
WHOLE = replace(
    document(),
    text="行政复议3件\u2028共３件",
    cells={TOTAL: 3, "t2.fees.amount": 12.0, "t2.licences.change": "增 减", "t4.reconsideration.other": None},
    spans=(AnnotatedSpan(8, 9, "figure", TOTAL),),
    lost=frozenset({"t2.fees.amount", "t2.licences.change"}),
    undecided=frozenset({"t2.fees.amount"}),
    misprints=(Misprint("wrong_total", (TOTAL,)),),
    damage=("one_line",),
    counts=(ToldCount(4, 5, "p.reconsideration", 3, True),),
)
"""A document that has something of everything; it need not be sound."""


def span_of(annotation: Annotation, label: str) -> AnnotatedSpan:
    """Return the first span with a label."""
    return next(span for span in annotation.spans if span.label == label)


def with_span(annotation: Annotation, label: str, *spans: AnnotatedSpan) -> Annotation:
    """Return the document with other spans in place of those of a label."""
    kept = (span for span in annotation.spans if span.label != label)
    return replace(annotation, spans=tuple(sorted([*kept, *spans])))


def corpus(folder: Path, *documents: Annotation) -> Path:
    """Return a folder with `splits.toml` and these documents in one file of JSON Lines."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "splits.toml").write_text(SPLITS, encoding="utf-8")
    lines.write(documents, folder / "own.jsonl")
    return folder
