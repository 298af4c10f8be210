"""The component for spaCy: the same reports as without it, spans where they stand, kept wherever a document goes."""

import json
import pickle
import tomllib
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy import displacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import girml
from girml.component.factory import make
from girml.component.showing import HEADING, REVIEW, SURE, options
from girml.corpus import read
from girml.errors import PackError
from girml.pipeline import Extractor
from girml.pipeline.models import shipped

ROOT = Path(__file__).parent.parent
PRINTED = (ROOT / "examples" / "tabs.txt").read_bytes().decode("utf-8")
BLANK = (ROOT / "examples" / "pipes_blank.txt").read_bytes().decode("utf-8")
MISPRINT = (ROOT / "examples" / "spaces_2019.txt").read_bytes().decode("utf-8")
TEXTS = [PRINTED, "", BLANK, "今天天气很好。", MISPRINT, PRINTED + BLANK]


def pipeline(model: str = "deterministic", **settings: object) -> Language:
    """Return a pipeline of the component alone, over characters."""
    nlp = spacy.blank("zh")
    nlp.add_pipe("girml", config={"model": model, **settings})
    return nlp


@pytest.fixture(scope="module")
def nlp() -> Language:
    """Return a pipeline that learned nothing."""
    return pipeline()


@pytest.fixture(scope="module")
def learned() -> Language:
    """Return a pipeline with the model that comes with girml."""
    return pipeline("learned")


def in_one_word(nlp: Language) -> Callable[[str], Doc]:
    """Return a tokenizer that takes a whole text for one word."""
    return lambda text: Doc(nlp.vocab, words=[text], spaces=[False])


def test_the_entry_point_leads_to_the_factory() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["entry-points"]
    module, _, name = declared["spacy_factories"]["girml"].partition(":")
    assert getattr(import_module(module), name) is make


def test_every_cell_of_the_real_reports_is_as_printed(learned: Language) -> None:
    real = list(read(ROOT / "annotations" / "real"))
    docs = learned.pipe(one.text for one in real)
    found = [{cell.id: cell.value for cell in doc._.girml[0].cells} for doc in docs]
    assert found == [one.cells for one in real]
    assert sum(map(len, found)) == 998


@pytest.mark.parametrize("batch_size", [pytest.param(size, id=str(size)) for size in (1, 2, 64, 1000)])
def test_reports_are_those_of_the_extractor_whatever_the_batch(
    nlp: Language, extractor: Extractor, batch_size: int
) -> None:
    found = [doc._.girml for doc in nlp.pipe(TEXTS, batch_size=batch_size)]
    assert found == [tuple(extractor.all(text)) for text in TEXTS]
    assert [len(reports) for reports in found] == [1, 1, 1, 1, 1, 2]


def test_reports_come_out_of_other_processes_as_well(learned: Language) -> None:
    texts = [PRINTED, BLANK, MISPRINT]
    apart = [doc._.girml for doc in learned.pipe(texts, n_process=2, batch_size=2)]
    assert apart == [learned(text)._.girml for text in texts]


def test_a_component_goes_to_processes_that_are_not_forked(learned: Language) -> None:
    component = make(learned, "girml", "learned", None, False)
    doc = component(learned.make_doc(MISPRINT))
    moved = pickle.loads(pickle.dumps(component))
    assert moved(learned.make_doc(MISPRINT))._.girml == doc._.girml


def test_settings_reach_the_reader() -> None:
    text = (ROOT / "examples" / "cells_nbsp.txt").read_bytes().decode("utf-8")
    doc = pipeline(threshold=1.0, prose=True)(text)
    assert sum(cell.review for cell in doc._.girml[0].cells) == 200
    assert any(finding.kind.startswith("prose_") for finding in doc._.girml[0].findings)


def test_a_document_that_no_component_read_has_no_reports() -> None:
    assert spacy.blank("zh")(PRINTED)._.girml == ()


def test_headings_and_cells_are_span_groups(nlp: Language) -> None:
    doc = nlp(PRINTED)
    headings, cells = doc.spans["girml_headings"], doc.spans["girml_cells"]
    assert [(span.label_, span.text) for span in headings][:2] == [
        ("s1", "一、总体情况"),
        ("s2", "二、主动公开政府信息情况"),
    ]
    assert [span.text for span in cells if span.label_ in ("t3.received.total", "t4.litigation_direct.total")] == [
        "0",
        "0",
    ]
    assert [(span.start_char, span.end_char) for span in cells] == [
        (cell.start, cell.end) for cell in doc._.girml[0].cells
    ]
    assert headings.attrs == cells.attrs == {"widened": []}


def test_an_empty_cell_between_two_words_is_an_empty_span(nlp: Language) -> None:
    doc = nlp(BLANK)
    empty = [cell for cell in doc._.girml[0].cells if cell.start is not None and cell.start == cell.end]
    group = doc.spans["girml_cells"]
    spans = [span for span in group if not len(span)]
    assert [span.label_ for span in spans] == [cell.id for cell in empty]
    places = {number: start for number, start, _ in group.attrs["widened"]}
    found = [places.get(number, span.start_char) for number, span in enumerate(group) if not len(span)]
    assert found == [cell.start for cell in empty]
    assert len(found) == 148


def test_each_report_of_a_text_has_spans_of_its_own(nlp: Language) -> None:
    doc = nlp(PRINTED + BLANK)
    totals = [span for span in doc.spans["girml_cells"] if span.label_ == "t2.rules.made"]
    assert [span.id_ for span in totals] == ["1", "2"]
    assert totals[0].start_char < len(PRINTED) <= totals[1].start_char


def test_a_span_that_cuts_a_word_is_widened_and_its_place_told() -> None:
    nlp = pipeline()
    nlp.tokenizer = in_one_word(nlp)
    doc = nlp(PRINTED)
    cells = [cell for report in doc._.girml for cell in report.cells if cell.start is not None]
    group = doc.spans["girml_cells"]
    assert [(span.start_char, span.end_char) for span in group] == [(0, len(PRINTED))] * len(cells)
    assert group.attrs["widened"] == [[number, cell.start, cell.end] for number, cell in enumerate(cells)]
    assert [cell.text for cell in cells] == [PRINTED[cell.start : cell.end] for cell in cells]


@pytest.mark.parametrize("segmenter", ["char", "jieba"])
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("规章\r\n1\r\n0", id="CRLF"),
        pytest.param("\x00规章\x00 \x00", id="NUL"),
        pytest.param("  规章 \t\t 1 \n\n", id="spaces around and between"),
        pytest.param("\ufeff规章\u00a01\u3000\u200b2\u2028\x85", id="other spaces, and a byte-order mark"),
        pytest.param("e\u0301规章🙂\U00020000\u0301 1", id="marks and astral characters"),
    ],
)
def test_no_character_of_a_text_is_lost_on_the_way(segmenter: str, text: str, extractor: Extractor) -> None:
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": segmenter}}})
    nlp.add_pipe("girml", config={"model": "deterministic"})
    doc = nlp(text + PRINTED)
    assert doc.text == text + PRINTED
    assert doc._.girml == tuple(extractor.all(text + PRINTED))


@given(st.text(alphabet="规章13 \t\r\n\x00\x0b\x1c\x85\u00a0\u2028\u3000\u200b\ufeffa🙂\u0301", max_size=30))
def test_offsets_are_those_of_the_text_that_was_given(text: str) -> None:
    assert spacy.blank("zh")(text).text == text


def same(nlp: Language, doc: Doc, other: Doc) -> bool:
    """Return whether two documents have the same reports and the same spans."""
    return bool(doc._.girml == other._.girml) and all(
        [(span.start, span.end, span.label_, span.id_) for span in doc.spans[name]]
        == [(span.start, span.end, span.label_, span.id_) for span in other.spans[name]]
        and doc.spans[name].attrs == other.spans[name].attrs
        for name in ("girml_headings", "girml_cells")
    )


def test_a_document_keeps_its_reports_and_spans_in_bytes(nlp: Language) -> None:
    doc = nlp(BLANK)
    assert same(nlp, doc, Doc(spacy.blank("zh").vocab).from_bytes(doc.to_bytes()))


def test_a_document_keeps_its_reports_and_spans_in_a_bin(nlp: Language) -> None:
    docs = list(nlp.pipe(TEXTS))
    data = DocBin(docs=docs, store_user_data=True).to_bytes()
    back = list(DocBin().from_bytes(data).get_docs(spacy.blank("zh").vocab))
    assert [same(nlp, doc, other) for doc, other in zip(docs, back, strict=True)] == [True] * len(TEXTS)


@pytest.mark.parametrize("model", ["learned", "deterministic"])
def test_a_pipeline_goes_to_disk_and_to_bytes_and_back(model: str, tmp_path: Path) -> None:
    nlp = pipeline(model)
    nlp.to_disk(tmp_path / "saved")
    nlp.to_disk(tmp_path / "saved")
    nlp.from_disk(tmp_path / "saved").to_disk(tmp_path / "again")
    other = pipeline(model).from_bytes(nlp.to_bytes())
    assert other.to_bytes() == nlp.to_bytes()
    for back in (spacy.load(tmp_path / "again"), other):
        assert back(MISPRINT)._.girml == (girml.load(model)(MISPRINT),)


def test_what_is_saved_is_the_pack_itself(learned: Language, tmp_path: Path) -> None:
    learned.to_disk(tmp_path)
    saved = {path.name: path.read_bytes() for path in (tmp_path / "girml").iterdir()}
    assert saved == {path.name: path.read_bytes() for path in shipped().iterdir()}


def test_what_is_saved_tells_that_it_needs_girml(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "first")
    spacy.load(tmp_path / "first").to_disk(tmp_path / "second")
    meta = json.loads((tmp_path / "second" / "meta.json").read_text(encoding="utf-8"))
    assert meta["requirements"] == ["girml>=0.1.0,<0.2.0"]


def test_a_pack_named_in_the_settings_is_not_needed_where_the_pipeline_is_loaded(tmp_path: Path) -> None:
    pipeline("learned").to_disk(tmp_path / "first")
    moved = (tmp_path / "first" / "girml").rename(tmp_path / "pack")
    pipeline(str(moved)).to_disk(tmp_path / "second")
    moved.rename(tmp_path / "elsewhere")
    assert spacy.load(tmp_path / "second")(PRINTED)._.girml[0].model == "default-7"


def test_a_pack_that_was_damaged_on_disk_is_refused(learned: Language, tmp_path: Path) -> None:
    learned.to_disk(tmp_path)
    with (tmp_path / "girml" / "weights.bin").open("r+b") as weights:
        weights.write(b"?")
    with pytest.raises(PackError, match=r"weights\.bin is not what the sha256 in meta\.json was taken of"):
        spacy.load(tmp_path)


def test_a_pipeline_without_its_pack_is_refused(learned: Language, tmp_path: Path) -> None:
    learned.to_disk(tmp_path)
    (tmp_path / "girml").rename(tmp_path / "gone")
    with pytest.raises(PackError, match="is no folder that can be opened"):
        spacy.load(tmp_path)


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        pytest.param(lambda data: b"", "are 0, where 24 are told of", id="nothing"),
        pytest.param(lambda data: data[:-1], r"are [0-9,]+, where [0-9,]+ are told of", id="cut"),
        pytest.param(lambda data: data + b"?", r"are [0-9,]+, where [0-9,]+ are told of", id="more"),
        pytest.param(lambda data: b"\xff" * 24 + data[24:], "are told of", id="lengths without end"),
        pytest.param(lambda data: data[:-1] + b"?", r"The CARD\.md of the component 'girml' is not", id="changed"),
    ],
)
def test_damaged_bytes_are_refused(learned: Language, damage: Callable[[bytes], bytes], message: str) -> None:
    component = make(learned, "girml", "learned", None, False)
    data = damage(component.to_bytes())
    with pytest.raises(PackError, match=message):
        component.from_bytes(data)


def test_displacy_shows_cells_that_ask_for_review_in_a_colour_of_their_own(nlp: Language) -> None:
    doc = nlp(MISPRINT + "<script>")
    chosen = options(doc)
    page = displacy.render(doc, style="span", options=chosen, jupyter=False)
    assert chosen["spans_key"] == "girml_cells"
    assert chosen["colors"]["t3.processed.total"] == REVIEW
    assert chosen["colors"]["t2.rules.made"] == SURE
    assert "t3.processed.total" in page
    assert REVIEW in page
    assert "<script>" not in page


def test_displacy_shows_headings(nlp: Language) -> None:
    chosen = options(nlp(PRINTED), "girml_headings")
    assert chosen == {"spans_key": "girml_headings", "colors": {f"s{number}": HEADING for number in range(1, 7)}}
