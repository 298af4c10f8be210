"""Marks: a code point for each character of a marked run, of the same class and width, and the way back."""

import unicodedata
from dataclasses import replace

import pytest

from girml.synth.bodies import body
from girml.synth.composing import compose
from girml.synth.marking import Key, Place, Unmarked, mark, pool, unmark
from girml.synth.markup import to_html
from girml.synth.page import Mark, Page, Paragraph, Run, runs
from girml.synth.style import draw_style

BODIES = [body(19, number) for number in range(60)]
PAGES = [compose(one, one.years[0], seed=8, split="test") for one in BODIES]
CLASSES = ("digit", "wide", "narrow", "ambiguous")


def page(*printed: Run) -> Page:
    """Return a page of one paragraph."""
    return replace(PAGES[0], blocks=(Paragraph("text", printed),))


def coded(one: Page) -> tuple[str, Key]:
    """Return what a page of one paragraph looks like in marks, and its key."""
    encode, key = mark(one)
    return "".join(encode(index, run.text) for index, run in enumerate(runs(one))), key


def characters(one: Page) -> dict[tuple[int, int], str]:
    """Return the visible characters of the marked runs by run and place."""
    marked = [(at, run.text) for at, run in enumerate(runs(one)) if run.mark]
    return {(at, char): real for at, text in marked for char, real in enumerate(text) if not real.isspace()}


def test_every_mark_keeps_the_width_and_for_digits_and_letters_the_class_of_what_it_stands_for() -> None:
    for one in PAGES:
        _, key = mark(one)
        for char, real in key.real.items():
            width = unicodedata.east_asian_width(real)
            same = width.replace("F", "W").replace("Na", "N")
            assert unicodedata.east_asian_width(char) == same
            if unicodedata.category(real) == "Lo":
                assert unicodedata.category(char) == "Lo"
            if real in "0123456789":
                assert char.isdecimal()


def test_every_mark_is_unique_but_later_digits_where_the_supply_ends() -> None:
    crowded = 0
    for one in PAGES:
        _, key = mark(one)
        texts = [run.text for run in runs(one)]
        shared = [owners for owners in key.owners.values() if len(owners) > 1]
        crowded += bool(shared)
        for owners in shared:
            assert len({texts[run][char] for run, char in owners}) == 1
            assert all(set(texts[run][:char]) & set("0123456789—–") for run, char in owners)
    assert crowded < len(PAGES) / 10


def test_no_mark_is_printed_on_any_page_or_folded_to_something_else() -> None:
    printed = {char for one in PAGES for run in runs(one) for char in run.text}
    for name in CLASSES:
        assert printed.isdisjoint(pool(name))
        assert all(unicodedata.normalize("NFKC", char) == char for char in pool(name))
    assert sum(len(pool(name)) for name in CLASSES) == len({char for name in CLASSES for char in pool(name)})


@pytest.mark.parametrize(("name", "least"), [("digit", 480), ("wide", 6000), ("narrow", 200), ("ambiguous", 200)])
def test_every_cell_of_a_form_can_begin_with_a_mark_of_its_own(name: str, least: int) -> None:
    assert len(pool(name)) >= least


@pytest.mark.heavy
def test_unmarking_the_marked_page_gives_the_page() -> None:
    for seed, one in enumerate(PAGES):
        style = draw_style(seed)
        encode, key = mark(one)
        found = unmark(to_html(one, style, encode=encode), key)
        assert found is not None
        assert found.text == to_html(one, style)
        texts = [run.text for run in runs(one)]
        assert all(found.text[place.position] == texts[place.run][place.char] for place in found.places)
        assert len({place.position for place in found.places}) == len(found.places)


def test_every_visible_character_has_a_place_but_lone_ones_of_furniture() -> None:
    for one in PAGES:
        printed = list(runs(one))
        encode, key = mark(one)
        found = unmark("\n".join(encode(index, run.text) for index, run in enumerate(printed)), key)
        assert found is not None
        missing = characters(one).keys() - {(place.run, place.char) for place in found.places}
        assert {seen.tag for at, _ in missing if (seen := printed[at].mark)} <= {"furniture"}


def test_the_same_page_gets_the_same_marks() -> None:
    assert coded(page(Run("12", Mark("figure", "x"))))[0] == coded(page(Run("12", Mark("figure", "x"))))[0]


def test_prose_without_a_mark_stays_as_it_is() -> None:
    assert coded(page(Run("2021年收到3件")))[0] == "2021年收到3件"


@pytest.mark.parametrize(
    ("run", "kept"),
    [
        (Run("1,234.50", Mark("figure", "x")), ",."),
        (Run("-5", Mark("figure", "x")), "-"),
        (Run("（一）予以", Mark("row", "x")), "（）"),
        (Run("电话 0755-1234", Mark("furniture")), " 0755-1234"),
        (Run("/", Mark("blank", "x")), ""),
        (Run("——", Mark("blank", "x")), ""),
        (Run("１２", Mark("figure", "x")), ""),
    ],
    ids=["separators", "sign", "brackets", "furniture", "slash", "dash", "wide"],
)
def test_what_converters_treat_in_special_ways_stays(run: Run, kept: str) -> None:
    text, key = coded(page(run))
    assert "".join(char for char in text if char not in key.real) == kept
    found = unmark(text, key)
    assert found is not None
    assert found.text == run.text


def test_kept_characters_get_their_place_from_marked_neighbours_across_white_space() -> None:
    text, key = coded(page(Run("-1.5", Mark("figure", "x")), Run(" - ")))
    found = unmark(text.replace("-", "-\n", 1), key)
    assert found == Unmarked("-\n1.5 - ", (Place(0, 0, 0), Place(2, 0, 1), Place(3, 0, 2), Place(4, 0, 3)))


def test_a_kept_character_of_the_converter_is_no_part_of_a_run() -> None:
    text, key = coded(page(Run("5", Mark("figure", "x"))))
    found = unmark(f"|{text}|", key)
    assert found is not None
    assert found.places == (Place(1, 0, 0),)


def crowd() -> Page:
    """Return a page of more digits than there are marks: 100 figures of seven digits."""
    return page(*(Run("1000000", Mark("figure", f"x{number}")) for number in range(100)))


def test_shared_marks_belong_to_the_run_that_they_follow() -> None:
    text, key = coded(crowd())
    assert any(len(owners) > 1 for owners in key.owners.values())
    found = unmark(text, key)
    assert found is not None
    assert [(place.run, place.char) for place in found.places] == [
        (run, char) for run in range(100) for char in range(7)
    ]


def test_a_text_is_not_unmarked_where_a_shared_mark_follows_another_run() -> None:
    text, key = coded(crowd())
    torn = next(at for at, char in enumerate(text) if len(key.owners.get(char, ())) > 1)
    assert unmark(text[torn] + text[:torn] + text[torn + 1 :], key) is None


def test_a_text_without_marks_is_left_alone() -> None:
    assert unmark("2021年", Key({}, {}, ())) == Unmarked("2021年", ())
