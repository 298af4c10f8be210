"""The pages in a real browser, from files and without a network: what is pressed, typed and shown."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from girml.cli import main
from girml.view import Entry, index
from tests.browsers import chromium, needs_chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

EXAMPLES = Path(__file__).parent.parent / "examples"
Open = Callable[..., "Page"]

SCRIPT = "<script>document.title='seized'</script>"

pytestmark = needs_chromium


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of pages: the examples, and one of them with a script in its text."""
    place = tmp_path_factory.mktemp("pages")
    text = (EXAMPLES / "spaces_2019.txt").read_text(encoding="utf-8")
    hostile = text.replace(
        "行政许可 73", "行政许可 73<script>document.title='seized'</script><img/src=x/onerror=alert(1)>"
    )
    (place / "hostile.txt").write_text(hostile, encoding="utf-8")
    written = place / "written"
    words = ["extract", str(EXAMPLES), str(place / "hostile.txt"), "--format", "html", "-o", str(written)]
    assert main(words) == 0
    return written


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """Give one browser for all tests."""
    with chromium() as running:
        yield running


@pytest.fixture
def visit(browser: "Browser", folder: Path) -> Iterator[Open]:
    """Give a function that opens a page of the folder; in the end nothing may have gone wrong or been fetched."""
    wrong: list[str] = []
    with ExitStack() as stack:

        def opened(name: str, **settings: Any) -> "Page":
            context = stack.enter_context(browser.new_context(**{"locale": "zh-CN", **settings}))
            shown = context.new_page()
            shown.on("pageerror", lambda error: wrong.append(str(error)))
            shown.on("console", lambda message: wrong.append(message.text))
            shown.on("request", lambda one: wrong.extend([] if one.url.startswith("file:") else [one.url]))
            shown.on("dialog", lambda dialog: wrong.append(dialog.message))
            shown.goto(next(folder.rglob(name)).as_uri())
            return shown

        yield opened
    assert wrong == []


REPORT, HOSTILE, CLEAN = "00004-*.html", "00006-*.html", "00005-*.html"


def selected(page: "Page") -> list[str]:
    """Return the cells that are chosen, in the form and in the text."""
    found: list[str] = page.eval_on_selector_all(".selected[data-cell]", "every => every.map(one => one.dataset.cell)")
    return found


def test_a_page_opens_at_the_first_doubtful_cell(visit: Open) -> None:
    page = visit(REPORT)
    assert selected(page) == ["t2.licences.change"] * 2
    assert page.inner_text("[data-step-at]") == "存疑 1 / 3"
    assert "行政许可 · 本年增/减" in page.inner_text(".panel")


def test_keys_step_through_what_is_doubtful_and_round(visit: Open) -> None:
    page = visit(REPORT)
    visited = []
    for key in "nnnp":
        page.keyboard.press(key)
        visited.append(page.evaluate("girml.selected"))
    total = "t3.processed.total"
    assert visited == ["t3.processed.natural_person", total, "t2.licences.change", total]


def test_a_cell_and_its_place_in_the_text_lead_to_each_other(visit: Open) -> None:
    page = visit(REPORT)
    page.click("td[data-cell='t3.received.total']")
    assert selected(page) == ["t3.received.total"] * 2
    page.click("mark[data-cell='t2.rules.made']")
    assert selected(page) == ["t2.rules.made"] * 2
    assert page.locator("mark.selected[data-cell]").is_visible()
    assert page.url.endswith("#t2.rules.made")


def test_the_panel_tells_what_the_rules_suggest(visit: Open) -> None:
    page = visit(REPORT)
    page.evaluate("girml.select('t3.processed.total')")
    told = page.inner_text(".panel")
    assert "勾稽关系建议4" in told
    assert "左 4 ≠ 右 8" in told
    assert "原文第 98 行，字符 3440–3441" in told


def test_a_rule_shows_both_of_its_sides(visit: Open) -> None:
    page = visit(REPORT)
    page.click(".foot [data-rule='c.t3.balance.total']")
    sides = [page.locator(f"td.{side}").count() for side in ("left", "right")]
    assert sides == [2, 2]


def test_a_page_with_its_cell_in_the_address_opens_there(visit: Open) -> None:
    page = visit(REPORT)
    page.goto(page.url.partition("#")[0] + "#t4.reconsideration.total")
    page.reload()
    assert page.evaluate("girml.selected") == "t4.reconsideration.total"


def test_the_language_is_that_of_the_browser_and_can_be_changed(visit: Open) -> None:
    page = visit(REPORT, locale="en-GB")
    assert page.inner_text("[data-step-at]") == "1 of 3 doubtful"
    assert "administrative licensing" in page.inner_text(".panel h3")
    page.click("button[data-language='zh']")
    assert page.inner_text("[data-step-at]") == "存疑 1 / 3"
    assert page.inner_text(".panel h3") == "行政许可 · 本年增/减"
    # What a page keeps goes to the browser's own process first, which a reload may outrun on a busy machine.
    page.wait_for_timeout(300)
    page.reload()
    assert page.inner_text("[data-step-at]") == "存疑 1 / 3"


def test_every_word_is_said_in_english_where_english_is_read(visit: Open) -> None:
    page = visit(REPORT, locale="en-GB")
    said = page.eval_on_selector_all("[data-word]", "every => every.map(one => one.textContent)")
    assert len(said) > 100
    assert not [one for one in said if any("\u4e00" <= char <= "\u9fff" for char in one) and "件" not in one]


def test_a_script_in_a_text_is_shown_and_not_run(visit: Open) -> None:
    page = visit(HOSTILE)
    assert page.title() == "汉中市民政局 2020"
    assert SCRIPT in page.inner_text(".text")


def test_a_clean_page_has_nothing_chosen(visit: Open) -> None:
    page = visit(CLEAN)
    assert selected(page) == []
    assert page.locator(".steps button:disabled").count() == 2


@pytest.mark.parametrize("width", [1280, 800])
def test_nothing_sticks_out_of_the_page(visit: Open, width: int) -> None:
    page = visit(REPORT, viewport={"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.evaluate("document.querySelector('.form').scrollWidth <= document.querySelector('.form').clientWidth")


def rows(page: "Page") -> list[str]:
    """Return the files of the reports that a list shows, in order."""
    return [Path(one).name for one in page.locator(".entries li:visible .source").all_text_contents()]


def test_the_list_shows_what_is_to_be_looked_at_and_leads_there(visit: Open) -> None:
    page = visit("index.html")
    assert rows(page) == ["pipes_blank.txt", "hostile.txt", "spaces_2019.txt"]
    assert page.inner_text(".filters output") == "显示 3 / 6"
    page.click(".entries li:nth-child(3) a")
    assert page.inner_text("h1") == "汉中市民政局 2020"
    page.click(".home")
    assert page.inner_text("h1") == "报告核对工作单"


def test_a_long_list_shows_more_as_its_end_comes_in_sight(visit: Open, folder: Path) -> None:
    one = Entry(0, "reports/00001.html", "a.txt", "甲局", 2022, {"low": 2}, 0)
    every = [one._replace(number=number, source=f"{number}.txt") for number in range(1, 1001)]
    (folder / "long.html").write_text(index(every), encoding="utf-8")
    page = visit("long.html")
    assert len(rows(page)) == 200
    page.locator(".end").scroll_into_view_if_needed()
    page.locator(".entries li:nth-child(201)").wait_for(state="attached")
    page.fill("[name='words']", "999")
    assert rows(page) == ["999.txt"]


def test_the_list_is_sorted_and_filtered(visit: Open) -> None:
    page = visit("index.html")
    page.check("[name='all']")
    page.click("[data-sort='year']")
    years = page.locator(".entries li:visible .year").all_text_contents()
    assert years == ["2024", "2022", "2022", "2021", "2020", "2020"]
    page.click("[data-sort='body']")
    assert page.locator(".entries .body").last.text_content() == "乌鲁木齐市民政局"
    page.fill("[name='words']", "卫辉")
    assert rows(page) == ["tabs.txt"]
    page.fill("[name='words']", "")
    page.select_option("[name='year']", "2021")
    assert page.inner_text(".filters output") == "显示 1 / 6"
    page.select_option("[name='year']", "")
    page.click("[data-filter='misprint']")
    assert sorted(rows(page)) == ["hostile.txt", "spaces_2019.txt"]
