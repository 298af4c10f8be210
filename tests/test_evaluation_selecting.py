"""The documents that an evaluation takes."""

from hashlib import sha256
from pathlib import Path

import pytest

from girml.errors import InputError, UsageError
from girml.evaluation import Plan, select
from girml.evaluation.selecting import digest, listed
from tests.corpora import corpus, document
from tests.evaluations import generated


def test_the_documents_of_the_split_come_by_id(tmp_path: Path) -> None:
    folder = corpus(tmp_path, generated("b"), document("between"), generated("a"))
    found = select(Plan(folder))
    assert [one.id for one in found.documents] == ["a", "b"]
    assert found.drawn == found.documents


def test_all_documents_are_taken_where_no_split_is_asked_for(tmp_path: Path) -> None:
    folder = corpus(tmp_path, generated("b"), document("between"))
    assert [one.id for one in select(Plan(folder, split=None)).drawn] == ["b", "between"]


def test_at_most_so_many_of_each_kind_are_drawn_by_seed(tmp_path: Path) -> None:
    documents = [generated(f"{kind}{at}", kind=kind) for kind in ("rows", "cells") for at in range(9)]
    folder = corpus(tmp_path, *documents, generated("one", kind="pdf"))
    found = select(Plan(folder, limit=2))
    assert len(found.documents) == 19
    assert sorted(one.kind for one in found.drawn) == ["cells", "cells", "pdf", "rows", "rows"]
    assert select(Plan(folder, limit=2)).drawn == found.drawn
    assert any(select(Plan(folder, limit=2, seed=seed)).drawn != found.drawn for seed in range(2, 6))


def test_a_split_without_documents_is_refused(tmp_path: Path) -> None:
    folder = corpus(tmp_path, generated())
    message = f"^{folder} has no document of the split dev: name another split, or other annotations.$"
    with pytest.raises(UsageError, match=message):
        select(Plan(folder, "dev"))


def test_an_unknown_split_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="There is no split 'final': name one of train, dev, test"):
        select(Plan(corpus(tmp_path, generated()), "final"))


def test_doubled_documents_are_refused(tmp_path: Path) -> None:
    folder = corpus(tmp_path, generated("a"), generated("b"), generated("a", note="。"))
    with pytest.raises(InputError, match=rf"{folder} has documents of one id \(a\): keep one of each\."):
        select(Plan(folder))


def test_the_digest_is_over_ids_and_texts() -> None:
    one, other = generated("a"), generated("b")
    expected = sha256(f"a\0{one.text}\0b\0{other.text}\0".encode()).hexdigest()
    assert digest([one, other]) == expected


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        pytest.param(["a"], "a", id="one"),
        pytest.param(list("abcde"), "a, b, c, d, e", id="five"),
        pytest.param(list("abcdefgh"), "a, b, c, d, e and 3 more", id="eight"),
    ],
)
def test_up_to_five_names_stand_in_a_message(names: list[str], shown: str) -> None:
    assert listed(names) == shown
