"""The documentation: it builds without a warning and without the network, and what is made for it is whole."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from girml.cli.arguments import parser
from girml.forms import FORM_IDS, load
from tests.browsers import chromium, needs_chromium
from tests.pages import ROOT

SCHEMA = json.loads((ROOT / "girml" / "schema.json").read_text(encoding="utf-8"))
LOADS = {"script": "src", "img": "src", "iframe": "src", "source": "src", "link": "href"}
"""What a browser fetches by itself, and where the address stands."""


class _Loads(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.addresses += [value for name, value in attrs if name == LOADS.get(tag) and value]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the built site."""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    settings = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT)}
    built = subprocess.run(command, cwd=ROOT, env=settings, capture_output=True, check=False, encoding="utf-8")
    assert built.returncode == 0, built.stderr
    assert "WARNING" not in built.stderr
    return folder


def _text(site: Path, name: str) -> str:
    return (site / name).read_text(encoding="utf-8")


def _pages(site: Path) -> Iterator[Path]:
    yield from sorted(site.rglob("*.html"))


def test_a_page_fetches_nothing_from_elsewhere(site: Path) -> None:
    for page in _pages(site):
        loads = _Loads()
        loads.feed(page.read_text(encoding="utf-8"))
        assert [one for one in loads.addresses if re.match(r"(\w+:)?//", one)] == [], page
    styles = "".join(page.read_text(encoding="utf-8") for page in site.rglob("*.css"))
    assert not re.search(r"(url\(|@import)\s*[\"']?(https?:)?//", styles)


def test_every_page_of_the_menu_is_written(site: Path) -> None:
    names = {str(page.relative_to(site)) for page in _pages(site)}
    assert {"index.html", "zh/index.html", "zh/train.html", "forms-2019.html", "annotations/GUIDE.zh.html"} <= names
    assert {"girml/schema.json", "benchmarks/index.html", "models/default/CARD.html"} <= {
        str(file.relative_to(site)) for file in site.rglob("*") if file.is_file()
    }


@pytest.mark.parametrize("form_id", FORM_IDS)
def test_the_page_of_a_form_has_all_its_cells_rules_and_labels(site: Path, form_id: str) -> None:
    page, form = _text(site, f"forms-{form_id}.html"), load(form_id)
    cells = [spec.id for table in form.tables.values() for row in table.rows for spec in row.cells]
    rules = [rule.id for table in form.tables.values() for rule in (*table.rules, *table.heuristics)]
    for name in (*cells, *rules, *form.labels):
        assert f"<code>{name}</code>" in page
    assert all(page.count(f'title="{name}"') == 1 for name in cells)


def test_the_reference_has_every_verb_and_option(site: Path) -> None:
    page = _text(site, "commands.html")
    for action in parser()._actions:
        for verb, words in (action.choices or {}).items() if isinstance(action.choices, dict) else ():
            assert f'id="girml-{verb}"' in page
            assert all(f"<code>{name}" in page for name in words._option_string_actions if name not in ("-h", "--help"))


def test_a_page_of_a_damaged_report_shows_the_states_that_the_text_tells_of(site: Path) -> None:
    assert 'src="views/damaged.html"' in _text(site, "result.html")
    page = _text(site, "views/damaged.html")
    for state in ("read", "blank", "derived", "unresolved"):
        assert f'data-state="{state}"' in page
    assert page.count('<mark class="cell" data-cell="t2.fees.last_year_items"') == 2


def test_a_page_below_the_top_shows_the_same_view(site: Path) -> None:
    assert 'src="../views/example.html"' in _text(site, "zh/index.html")
    assert 'data-reason="misprint"' in _text(site, "views/example.html")


def test_chinese_is_found_by_the_search(site: Path) -> None:
    index = json.loads(_text(site, "search/search_index.json"))
    assert index["config"]["lang"] == ["en", "zh"]
    titles = [one["title"] for one in index["docs"] if one["location"] == "zh/train.html"]
    assert [re.split(index["config"]["separator"], title) for title in titles] == [["标注", "与", "训练"]]


@pytest.mark.parametrize(
    ("heading", "declared"),
    [
        ("## The state of a cell", SCHEMA["$defs"]["cell"]["properties"]["state"]["enum"]),
        ("## Findings", SCHEMA["$defs"]["finding"]["properties"]["kind"]["enum"]),
    ],
    ids=["states", "findings"],
)
def test_a_table_names_all_that_the_schema_declares(heading: str, declared: list[str]) -> None:
    section = (ROOT / "docs" / "result.md").read_text(encoding="utf-8").partition(heading)[2].partition("\n## ")[0]
    assert sorted(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)) == sorted(declared)


@needs_chromium
def test_a_browser_opens_pages_at_their_top_fetches_nothing_and_shows_reports_in_frames(site: Path) -> None:
    wrong: list[str] = []
    with chromium() as browser:
        for name in ("index.html", "zh/index.html", "result.html"):
            page = browser.new_page()
            page.on("pageerror", lambda error: wrong.append(str(error)))
            page.on("request", lambda one: wrong.extend([] if one.url.startswith("file:") else [one.url]))
            page.goto((site / name).as_uri())
            page.frame_locator("figure.view iframe").locator("td.selected").wait_for()
            assert page.evaluate("scrollY") == 0
    assert wrong == []
