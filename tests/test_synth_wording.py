"""Patterns as data: enough of them, their ids and hold-outs; slots, told counts, headings and titles."""

import re
from functools import cache

import pytest

from girml.forms import FORM_IDS, load
from girml.synth.bodies import body
from girml.synth.choosing import Split, data
from girml.synth.composing import compose
from girml.synth.page import Page, Run, runs

LISTS = data("wording")


@cache
def pages(split: Split) -> list[Page]:
    bodies = (body(11, number) for number in range(120))
    return [compose(one, year, seed=2, split=split) for one in bodies for year in one.years]


def marked(pages: list[Page], tag: str) -> list[tuple[Page, Run]]:
    return [(page, run) for page in pages for run in runs(page) if run.mark and run.mark.tag == tag]


def test_there_are_at_least_220_sentence_patterns_and_no_two_are_alike() -> None:
    texts = [entry["text"] for entry in LISTS["sentences"]]
    assert len(texts) == len(set(texts)) >= 220


def test_ids_are_unique_over_all_lists() -> None:
    ids = [entry["id"] for name in ("wording", "habits") for entries in data(name).values() for entry in entries]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", LISTS)
def test_about_three_in_ten_of_every_list_serve_test_only(name: str) -> None:
    entries = LISTS[name]
    assert 0.25 <= sum(entry["test_only"] for entry in entries) / len(entries) <= 0.35


def test_every_part_keeps_patterns_for_training_and_holds_some_out() -> None:
    for part in {entry["part"] for entry in LISTS["sentences"]}:
        flags = {entry["test_only"] for entry in LISTS["sentences"] if entry["part"] == part}
        assert flags == {True, False}


def test_slots_name_prose_relations_of_the_forms_or_known_words() -> None:
    relations = {relation.id for form_id in FORM_IDS for relation in load(form_id).prose}
    known = {"body", "short", "year", "last", "next", "n", "m", "k", "pct", "date", *relations}
    for entry in LISTS["sentences"]:
        assert set(re.findall(r"\{([a-z_.]+)", entry["text"])) <= known


def test_typed_labels_name_labels_of_the_forms_and_are_no_variant_of_these() -> None:
    for entry in LISTS["labels"]:
        found = [load(form_id).labels.get(entry["label"]) for form_id in FORM_IDS]
        assert any(found)
        assert not any(label and entry["text"] in label.texts for label in found)


@pytest.mark.heavy
def test_no_page_of_train_shows_a_wording_of_test() -> None:
    held_out = {
        entry["id"]
        for name in ("wording", "habits")
        for rows in data(name).values()
        for entry in rows
        if entry["test_only"]
    }
    assert all(not held_out & set(page.wordings) for page in pages("train"))
    assert len(held_out & {wording for page in pages("test") for wording in page.wordings}) > 0.8 * len(held_out)


def test_titles_name_the_agency_in_a_run_of_its_own_and_the_year_beside_it() -> None:
    assert all(run.text == page.agency for page, run in marked(pages("test"), "agency"))
    for page in pages("test"):
        printed = "".join(run.text for run in runs(page) if run.mark and run.mark.tag in ("title", "agency"))
        assert (page.agency is None) is (printed == "")
        assert str(page.agency or "") in printed
        assert page.agency is None or str(page.year) in printed
    assert any(page.agency is None for page in pages("test"))


def test_headings_begin_at_their_number_and_leave_the_colon_out() -> None:
    heads = marked(pages("test"), "heading")
    assert {run.mark.label for _, run in heads if run.mark} == {"s1", "s2", "s3", "s4", "s5", "s6"}
    assert all(run.text == run.text.strip("：: 。") for _, run in heads)
    assert any(run.text == "一、总体情况" for _, run in heads)
    assert any(run.text.startswith("第二部分") for _, run in heads)


def test_a_day_of_publication_is_a_run_of_its_own_and_printed_where_known() -> None:
    dates = marked(pages("test"), "date")
    assert all(page.published is not None for page, _ in dates)
    assert len({page.body + str(page.year) for page, _ in dates}) == len(dates)
    for page, run in dates:
        year, month, day = re.findall(r"\d+", run.text)
        assert page.published == f"{year}-{int(month):02}-{int(day):02}"


def test_told_counts_say_whether_the_tables_agree() -> None:
    verdicts = []
    for page, run in marked(pages("test"), "count"):
        assert run.mark is not None
        relation, value, agrees = run.mark.label.split("|")
        assert run.text == value or value == "0"
        terms = load(page.form["t3"]).prose
        sums = next((each.sums for each in (*terms, *load(page.form["t2"]).prose) if each.id == relation), ())
        known = [[page.cells.get(cell) for cell in cells] for cells in sums if relation != "p.fee"]
        if known and all(isinstance(term, int) for cells in known for term in cells):
            totals = [sum(term for term in cells if isinstance(term, int)) for cells in known]
            assert (int(value) in totals) is (agrees == "true")
        verdicts.append(agrees)
    assert 0.01 < verdicts.count("false") / len(verdicts) < 0.15
