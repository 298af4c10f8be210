"""What documents are told apart by."""

from girml.evaluation.strata import keys
from tests.corpora import document
from tests.evaluations import generated


def test_a_document_has_a_key_in_every_stratum() -> None:
    assert keys(generated(kind="pdf")) == {
        "kind": "pdf", "flattener": "f", "library": "links", "form": "2021", "year": "2023",
    }  # fmt: skip


def test_a_document_that_nobody_generated_is_of_the_kind_real() -> None:
    assert keys(document())["kind"] == "real"
