"""Files as the tools themselves write them, made by hand after their documentation: what is read, told and refused."""

from pathlib import Path

import pytest

from girml.formats.converting import Outcome, Taken, from_tool
from girml.formats.items import Refused
from girml.records.annotation import AnnotatedSpan, Annotation

DATA = Path(__file__).parent / "data" / "formats"
T4 = "t4.reconsideration"
SPANS = (
    AnnotatedSpan(1, 7, "agency", ""),
    AnnotatedSpan(7, 15, "title", ""),
    AnnotatedSpan(16, 22, "heading", "s4"),
    AnnotatedSpan(23, 24, "figure", f"{T4}.upheld"),
    AnnotatedSpan(25, 26, "figure", f"{T4}.corrected"),
    AnnotatedSpan(27, 28, "figure", f"{T4}.other"),
    AnnotatedSpan(29, 30, "figure", f"{T4}.pending"),
    AnnotatedSpan(31, 32, "figure", f"{T4}.total"),
)
CELLS = {f"{T4}.upheld": 3, f"{T4}.corrected": 0, f"{T4}.other": 0, f"{T4}.pending": 1, f"{T4}.total": 4}
UNKNOWN = "was left out, for the document's forms do not have it; `girml forms` lists the ids."
NO_PLACE = "Left out, for an annotation has no place for it:"


def read(name: str, file: str) -> list[Outcome]:
    """Return what the documents of a sample are taken for."""
    return list(from_tool(name, DATA / file, lambda _: None))


def taken(one: Outcome) -> Annotation:
    """Return the annotation that was taken over."""
    assert isinstance(one, Taken), one
    return one.item.annotation


def notes(one: Outcome) -> tuple[str, ...]:
    """Return what is told of a document that was taken over."""
    assert isinstance(one, Taken), one
    return one.notes


def message(one: Outcome) -> str:
    """Return why a document was not taken over, without the folder of its file."""
    assert isinstance(one, Refused), one
    return one.message.removeprefix(f"{DATA}/")


LABEL_STUDIO = read("label-studio", "label_studio.json")
DOCCANO = read("doccano", "doccano.jsonl")
PRODIGY = read("prodigy", "prodigy.jsonl")
BRAT = read("brat", "brat")
CONLL = read("conll", "conll/conll2003.txt")
WHOLE = [
    *(pytest.param(LABEL_STUDIO[at], id=f"label-studio {at + 1}") for at in (0, 1, 3, 6, 7)),
    *(pytest.param(DOCCANO[at], id=f"doccano {at + 1}") for at in (0, 1, 2)),
    *(pytest.param(PRODIGY[at], id=f"prodigy {at + 1}") for at in (0, 3, 4, 7)),
    *(pytest.param(BRAT[at], id=f"brat {at + 1}") for at in (0, 1)),
]


@pytest.mark.parametrize("one", WHOLE)
def test_a_document_is_read_with_its_places_and_figures(one: Outcome) -> None:
    assert taken(one).text == "😀云川县水利局2023年度报告\n四、复议情况\n3 0 0 1 4\n"
    assert (taken(one).spans, taken(one).cells) == (SPANS, CELLS)
    assert (taken(one).body, taken(one).year, taken(one).form) == ("云川县水利局", 2023, {"t4": "2021"})


NOTES = [
    pytest.param(
        LABEL_STUDIO[0],
        (
            f"{NO_PLACE} choices (1).", f"{NO_PLACE} relation (1).",
            "Left out, for there is an annotation: predictions (1).", f"'PER' at 7:11 {UNKNOWN}",
        ),
        id="label-studio: others beside the regions",
    ),
    pytest.param(
        LABEL_STUDIO[1],
        ("Left out, for another is the ground truth or says the same: annotations (1).",),
        id="label-studio: two who agree",
    ),
    pytest.param(
        LABEL_STUDIO[3],
        (
            "Left out, for they were skipped: annotations (1).",
            "Left out, for another is the ground truth or says the same: annotations (1).",
        ),
        id="label-studio: a ground truth",
    ),
    pytest.param(LABEL_STUDIO[6], (), id="label-studio: UTF-16 of an old version"),
    pytest.param(LABEL_STUDIO[7], (), id="label-studio: regions without text"),
    pytest.param(
        LABEL_STUDIO[10],
        (f"'figure:t4.litigation_direct.total' at 31:32 overlaps 'figure:{T4}.total' at 31:32: part them.",),
        id="label-studio: two labels on one place",
    ),
    pytest.param(DOCCANO[0], (f"{NO_PLACE} Comments (1).",), id="doccano: a comment"),
    pytest.param(DOCCANO[1], (f"{NO_PLACE} relations (1).",), id="doccano: relations"),
    pytest.param(DOCCANO[2], (f"'PER' at 7:11 {UNKNOWN}",), id="doccano: a label of others"),
    pytest.param(PRODIGY[3], (f"{NO_PLACE} relations (1).",), id="prodigy: relations"),
    pytest.param(PRODIGY[7], (f"{NO_PLACE} options (1).",), id="prodigy: a choice"),
    pytest.param(
        BRAT[1],
        (
            f"{NO_PLACE} relations (1).", f"{NO_PLACE} events (1).", f"{NO_PLACE} attributes (2).",
            f"{NO_PLACE} normalizations (1).", f"{NO_PLACE} equivalences (1).", "The note '为什么' on R1 was left out.",
            "The note '长' on T2 was left out.", f"'Person' at 9:11 {UNKNOWN}",
        ),
        id="brat: all other kinds of lines",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("one", "told"), NOTES)
def test_what_an_annotation_has_no_place_for_is_told(one: Outcome, told: tuple[str, ...]) -> None:
    assert notes(one) == told


MESSAGES = [
    (LABEL_STUDIO[2], "label_studio.json task 3 has annotations that differ (by a@example.org, b@example.org): mark one"
     " of them as ground truth."),
    (LABEL_STUDIO[4], "label_studio.json task 5 has no annotation, and what was skipped (1): submit one, then export it"
     " anew."),
    (LABEL_STUDIO[5], "label_studio.json task 6 has only predictions: submit one, then export it anew."),
    (LABEL_STUDIO[8], "label_studio.json task 9 has a region at 16:22 that does not print '二、别的事项': mark it"
     " anew."),
    (LABEL_STUDIO[9], "label_studio.json task 10 has no text under data.text: export the project as JSON."),
    (LABEL_STUDIO[11], "label_studio.json task 12 has a region at 30:99, which is no place in its text: mark it anew."),
    (DOCCANO[3], "doccano.jsonl:4 has 'agency' at 1:3, which is no place in its text: mark it anew, in a project that"
     " does not count grapheme clusters."),
    (DOCCANO[4], "doccano.jsonl:5 has the label 'spam': export it anew, as [start, end, label]."),
    (DOCCANO[5], "doccano.jsonl:6 has no list under label: export it anew, from a project that marks spans."),
    (DOCCANO[6], "doccano.jsonl:7 has no mark of a cell, row or column that a form knows: name marks as `girml convert`"
     " does."),
    (DOCCANO[7], "doccano.jsonl:8 has no text: export the project as JSONL."),
    (DOCCANO[8], "doccano.jsonl:9 is no JSON: write one object a line."),
    (DOCCANO[9], "doccano.jsonl:10 is JSON, but no object: export it anew."),
    (PRODIGY[1], "prodigy.jsonl:2 was answered with 'reject': only what was accepted is taken over."),
    (PRODIGY[2], "prodigy.jsonl:3 was answered with 'ignore': only what was accepted is taken over."),
    (PRODIGY[5], "prodigy.jsonl:6 has the span {'start': 9, 'end': 99, 'label': 'title'}, which is no place in its text"
     " with a label: mark it anew."),
    (PRODIGY[6], "prodigy.jsonl:7 has no text: export the data set with `prodigy db-out`."),
    (BRAT[3], "brat/d_alone.txt has no d_alone.ann beside it: annotate it in brat, or write an empty one."),
    (BRAT[4], "brat/e_broken.ann:15 is no line of brat's standoff ('T41 Person'): mend or delete it."),
    (BRAT[5], "brat/f_beyond.ann has T1 at 7:99, which is no place in the text: mark it anew."),
    (CONLL[1], "conll/conll2003.txt:18 has one column: write a token and its tag, parted by a tab."),
]  # fmt: skip


@pytest.mark.parametrize(("one", "told"), MESSAGES, ids=[told.partition(" has")[0] for _, told in MESSAGES])
def test_a_faulty_document_costs_its_own_line(one: Outcome, told: str) -> None:
    assert message(one) == told


def test_every_document_of_a_sample_is_taken_or_refused() -> None:
    assert [len(some) for some in (LABEL_STUDIO, DOCCANO, PRODIGY, BRAT, CONLL)] == [12, 10, 8, 6, 2]


def test_fragments_are_one_mark_over_line_ends_and_several_over_words() -> None:
    one = BRAT[2]
    assert taken(one).spans == (
        AnnotatedSpan(7, 22, "title", ""),
        AnnotatedSpan(23, 24, "figure", f"{T4}.upheld"),
        AnnotatedSpan(27, 28, "figure", f"{T4}.upheld"),
    )


def test_conll_2003_is_read_as_the_text_that_its_tokens_make() -> None:
    one = taken(CONLL[0])
    assert one.text == "\n云川县水利局 2023 年度报告 \n# 四、 复议情况 \n3 0 4 \n"
    assert [one.text[span.start : span.end] for span in one.spans] == [
        "云川县水利局", "2023 年度报告", "四、 复议情况", "3", "0", "4",
    ]  # fmt: skip
    assert notes(CONLL[0]) == ("It has no text of its own: its tokens were joined with spaces.",)


def test_conll_u_plus_with_bilou_is_read_at_its_places() -> None:
    whole, wrong = read("conll", "conll/bilou.conllup")
    assert taken(whole).text == "2023年度报告😀\r\n四、复议\n3 4"
    assert taken(whole).spans == (
        AnnotatedSpan(0, 8, "title", ""),
        AnnotatedSpan(11, 15, "heading", "s4"),
        AnnotatedSpan(16, 17, "figure", f"{T4}.upheld"),
        AnnotatedSpan(18, 19, "figure", f"{T4}.total"),
    )
    assert message(wrong) == "conll/bilou.conllup:15 has '3' at 1:2, but there stands something else: mend it."
