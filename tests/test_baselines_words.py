"""What spaCy's baseline learns from: annotated texts as words with entities; and words and characters as tokens."""

from collections import Counter
from pathlib import Path

import pytest
from spacy.pipeline import EntityRuler
from spacy.tokens import DocBin

from girml.baselines.characters import characters
from girml.baselines.pieces import named, pieces
from girml.errors import UsageError
from girml.evaluation.systems import system
from girml.records import Report
from girml.text.view import view
from tests.corpora import HEADING
from tests.corpora import PRINTED as SHOWN
from tests.evaluations import generated
from tests.marked import annotated
from train.baselines.crfsuite_characters import train
from train.baselines.spacy_corpus import document, pipeline, write

DOCUMENT = generated()
ROW = "{row l.t2.row.rules|规章}"


@pytest.mark.parametrize(
    ("marked", "entities", "fates"),
    [
        pytest.param(
            f"{ROW} {{figure t2.rules.made|3}} {{figure t2.rules.repealed|12}}",
            [("row", "规章"), ("figure", "3"), ("figure", "12")],
            {"exact": 3},
            id="exact",
        ),
        pytest.param("{row l.t2.row.rules|规}章 3", [("row", "规章")], {"widened": 1}, id="a span cuts a word"),
        pytest.param(
            "规章 {figure t2.rules.made|3}{figure t2.rules.repealed|0}",
            [("figure", "30")],
            {"widened": 2},
            id="two share a word",
        ),
        pytest.param(
            "规章|{blank t2.rules.made|-}|{blank t2.rules.repealed|}|", [("blank", "-")], {"exact": 1, "lost": 1},
            id="an empty cell has no word",
        ),
        pytest.param("{row l.t2.row.rules|规\n章} ３", [("row", "规\n章")], {"exact": 1}, id="a label in two lines"),
        pytest.param("{prose|公开。}{furniture|首页}", [], {}, id="no other tags"),
    ],
)  # fmt: skip
def test_spans_become_entities_over_words(marked: str, entities: list[tuple[str, str]], fates: dict[str, int]) -> None:
    counts = Counter[str]()
    doc = document(pipeline(), annotated(marked, {}, "rows"), counts)
    assert [(one.label_, one.text) for one in doc.ents] == entities
    assert {name: counts[name] for name in ("exact", "widened", "lost") if counts[name]} == fates


def test_documents_are_written_with_their_entities(tmp_path: Path) -> None:
    file = tmp_path / "made" / "train.spacy"
    counts = write([generated(name) for name in "ab"], file, 1)
    docs = list(DocBin().from_disk(file).get_docs(pipeline().vocab))
    assert (len(docs), counts["documents"]) == (2, 2)
    assert [(one.label_, one.text) for one in docs[0].ents][:3] == [
        ("title", "2023年政府信息公开工作年度报告"), ("heading", HEADING), ("figure", "2"),
    ]  # fmt: skip


def test_labels_are_named_by_their_text_and_their_tag() -> None:
    seen = view("规章 规 章 规章制度 其他 总计 二、主动公开政府信息情况 页")
    texts = ["规章", "规 章", "其他", "总计", "二、主动公开政府信息情况", "页"]
    tokens = pieces(seen, [(at := seen.text.index(one), at + len(one)) for one in texts])
    found = named(tokens, ["B-row", "B-row", "B-row", "B-column", "B-heading", "B-row"])
    assert [[name.label for name in found.names[at][:1]] for at in range(6)] == [
        ["l.t2.row.rules"], ["l.t2.row.rules"], ["l.t3.row.other_handling"], ["l.t3.col.total"], ["s2"], [],
    ]  # fmt: skip


def test_characters_are_tokens_white_space_too() -> None:
    tokens = characters(view("规\n3"))
    assert (tokens.texts, tokens.starts, tokens.ends) == (["规", "\n", "3"], [0, 1, 2], [1, 2, 3])
    assert characters(view("")).texts == []


def test_a_trained_chain_reads_characters(tmp_path: Path) -> None:
    assert train([DOCUMENT], tmp_path / "chain", 20) == len(DOCUMENT.text)
    report = system(f"characters:{tmp_path / 'chain'}")(DOCUMENT.text)
    # The only nil mark is too rare to be learned: it is lost, and what stands behind it moves up.
    assert (report.model, printed(report)) == ("characters:chain", [*"20013000000000", None])


def test_the_entities_of_a_pipeline_are_read_in_order(tmp_path: Path) -> None:
    nlp = pipeline()
    ruler = nlp.add_pipe("entity_ruler")
    assert isinstance(ruler, EntityRuler)
    ruler.add_patterns(
        [
            {"label": "heading", "pattern": HEADING},
            {"label": "figure", "pattern": [{"IS_DIGIT": True}]},
            {"label": "blank", "pattern": "/"},
        ]
    )
    nlp.to_disk(tmp_path / "made")
    report = system(f"spacy:{tmp_path / 'made'}")(DOCUMENT.text)
    assert (report.model, printed(report)) == ("spacy:made", list(SHOWN))


def printed(report: Report) -> list[str | None]:
    """Return the texts of the cells of table 4."""
    return [cell.text for cell in report.cells if cell.id.startswith("t4.")]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        pytest.param("spacy:nowhere", "nowhere holds no trained pipeline of spaCy", id="no pipeline"),
        pytest.param("characters:nowhere", "nowhere is no file of a trained chain", id="no chain"),
    ],
)
def test_what_was_not_trained_is_refused_with_the_cure(name: str, message: str) -> None:
    with pytest.raises(UsageError, match=rf"^{message}: train one as train/baselines/README.md tells"):
        system(name)
