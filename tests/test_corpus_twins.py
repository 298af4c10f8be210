"""Documents against each other: ids that come twice, bodies and prose in two splits."""

import random
from dataclasses import replace
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from girml.corpus import check, lines
from girml.corpus.prose import estimated, jaccard, prose, shingles, sketch
from girml.corpus.twins import Seen, check_prose
from girml.records.annotation import Annotation
from tests.corpora import corpus, document

TRAIN, TEST = "b1.00000", "b1.00008"
CHARACTERS = [chr(code) for code in range(0x4E00, 0x4E00 + 3000)]


def words(seed: int, length: int = 600) -> str:
    """Return so many characters drawn by a seed."""
    return "".join(random.Random(seed).choices(CHARACTERS, k=length))


def told(document_id: str, text: str, *, body: str, library: str) -> Annotation:
    """Return a document with more prose."""
    one = document(document_id)
    return replace(one, text=f"{one.text}\n{text}。", body=body, library=library)


def kinds(folder: Path) -> list[tuple[str, str]]:
    """Return the documents and kinds of the faults of a corpus."""
    return [(fault.document, fault.kind) for fault in check(folder)]


def test_an_id_that_comes_again_is_found_in_another_file_too(tmp_path: Path) -> None:
    folder = corpus(tmp_path, document("a"), document("b"))
    lines.write([document("b")], folder / "two.jsonl")
    (fault,) = check(folder)
    assert (fault.file, fault.line, fault.kind) == (str(folder / "two.jsonl"), 1, "duplicate_id")
    assert fault.message == f"The id stands at {folder / 'own.jsonl'}:2 too; give each document its own."


def test_a_body_that_serves_two_splits_is_found(tmp_path: Path) -> None:
    folder = corpus(tmp_path, told("a", words(1), body=TRAIN, library="lynx"))
    (folder / "real").mkdir()
    same_family = TRAIN[:-1] + "1"
    lines.write([told("b", words(2), body=same_family, library="unknown")], folder / "real" / "real.jsonl")
    (fault,) = check(folder)
    assert (fault.document, fault.kind) == ("b", "shared_body")
    assert fault.message.startswith("The body's family b1.family.0 is of test here, but of a (")


def test_prose_that_two_splits_share_is_found(tmp_path: Path) -> None:
    text = words(1)
    most, half = text[:500] + words(2, 100), text[:300] + words(3, 300)
    folder = corpus(
        tmp_path,
        told("a", text, body=TRAIN, library="lynx"),
        told("same split", most, body=TRAIN, library="lynx"),
        told("between", most, body=TRAIN, library="links"),
        told("most", most, body=TEST, library="links"),
        told("half", half, body=TEST, library="links"),
        told("other", words(4), body=TEST, library="links"),
    )
    assert kinds(folder) == [("most", "near_duplicate")]
    assert "that of a (" in check(folder)[0].message or "that of same split (" in check(folder)[0].message


def test_white_space_and_punctuation_hide_nothing(tmp_path: Path) -> None:
    text = words(1)
    spaced = "，\n".join(text[at : at + 7] for at in range(0, len(text), 7))
    folder = corpus(
        tmp_path, told("a", text, body=TRAIN, library="lynx"), told("b", spaced, body=TEST, library="links")
    )
    assert kinds(folder) == [("b", "near_duplicate")]


def test_tables_are_no_prose() -> None:
    assert prose(document()) == "本年收到的复议申请均已依法答复没有一件超期"


def test_without_declared_splits_only_ids_are_compared(tmp_path: Path) -> None:
    text = words(1)
    one = told("a", text, body=TRAIN, library="lynx")
    lines.write([one, replace(one, id="b", body=TEST, library="links")], tmp_path / "own.jsonl")
    assert kinds(tmp_path) == []


@given(st.sets(st.integers(0, 2**32 - 1), min_size=1, max_size=300))
def test_a_sketch_agrees_with_itself_in_every_bin(found: set[int]) -> None:
    assert estimated(sketch(found), sketch(set(found))) == 1


@pytest.mark.parametrize("shared", [200, 400, 550])
def test_a_sketch_estimates_the_similarity(shared: int) -> None:
    one, other = (shingles(words(1)[:shared] + words(seed, 600 - shared)) for seed in (2, 3))
    assert estimated(sketch(one), sketch(other)) == pytest.approx(jaccard(one, other), abs=0.12)


def test_too_little_prose_is_like_nothing() -> None:
    assert shingles("不足八字") == set()
    assert not sketch(set())
    assert jaccard(set(), {1}) == 0


def seen(number: int, text: str) -> Seen:
    """Return what is kept of a document with that prose, every other one of test."""
    split = "test" if number % 2 else "train"
    return Seen(Path("a"), number, str(number), split, str(number), text, sketch(shingles(text)))


def test_every_pair_over_half_alike_is_found_among_a_thousand_in_seconds() -> None:
    start = process_time()
    texts = [words(number) for number in range(500)]
    pairs = [text for one in texts for text in (one, one[:450] + words(-1, 150))]
    found = list(check_prose([seen(number, text) for number, text in enumerate(pairs)]))
    assert len(found) == 500
    assert process_time() - start < 20
