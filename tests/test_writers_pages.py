"""The folder of pages: what is in it, safe names, whole or not at all, the same bytes each time."""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote

import pytest

from girml.cli.output import new_folder
from girml.errors import UsageError
from girml.records import Field, Report
from girml.writers.pages import file_name
from tests.commands import Run, calling

EXAMPLES = Path(__file__).parent.parent / "examples"
BARE = Report("../../a.txt", "0" * 64, "utf-8", 1, 1, 0, 0, "default-1")


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs a command line in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return calling(capsys)


NAMES = [
    pytest.param("卫辉市民政局", 2022, "00012-卫辉市民政局-2022.html", id="body and year"),
    pytest.param("../..\\a:b<c>|?*\0\u202e局", 2022, "00012-abc局-2022.html", id="nothing that leads elsewhere"),
    pytest.param("///", None, "00012.html", id="nothing left"),
    pytest.param("局" * 200, None, f"00012-{'局' * 40}.html", id="long"),
]


@pytest.mark.parametrize(("body", "year", "name"), NAMES)
def test_a_page_is_named_by_number_body_and_year(body: str, year: int | None, name: str) -> None:
    report = replace(BARE, agency=Field(body, 0, 1), year=Field(year, 0, 1) if year else None)
    assert file_name(report, 12) == name


def digests(folder: Path) -> dict[str, str]:
    """Return the sha256 of each file below a folder."""
    files = sorted(one for one in folder.rglob("*") if one.is_file())
    return {one.relative_to(folder).as_posix(): sha256(one.read_bytes()).hexdigest() for one in files}


def test_a_folder_holds_a_page_a_report_and_the_list_of_them(run: Run) -> None:
    assert run("extract", str(EXAMPLES), "--format", "html", "-o", "pages") == (0, "", "")
    assert run("extract", str(EXAMPLES), "--format", "html", "-o", "again") == (0, "", "")
    written = digests(Path("pages"))
    assert written == digests(Path("again"))
    assert sorted(written) == [
        "index.html",
        "reports/00001-乌鲁木齐市民政局-2022.html",
        "reports/00002-通辽市民族事务委员会-2021.html",
        "reports/00003-2024.html",
        "reports/00004-汉中市民政局-2020.html",
        "reports/00005-卫辉市民政局-2022.html",
    ]
    index = Path("pages/index.html").read_text(encoding="utf-8")
    assert all(unquote(name) in unquote(index) for name in written if name != "index.html")


def test_two_reports_of_one_text_have_pages_of_their_own(run: Run) -> None:
    text = (EXAMPLES / "tabs.txt").read_text(encoding="utf-8")
    Path("two.txt").write_text(f"{text}\n{text}", encoding="utf-8")
    assert run("extract", "two.txt", "--format", "html", "-o", "pages")[0] == 0
    names = [one.name for one in sorted(Path("pages/reports").iterdir())]
    assert names == ["00001-卫辉市民政局-2022.html", "00002-卫辉市民政局-2022.html"]


def test_what_cannot_be_read_costs_its_own_line(run: Run) -> None:
    Path("a.txt").write_bytes((EXAMPLES / "tabs.txt").read_bytes())
    Path("b.txt").write_bytes(b"")
    status, _, said = run("extract", "a.txt", "b.txt", "--format", "html", "-o", "pages")
    assert (status, said) == (1, "girml: b.txt is empty: name a file that holds the text of a report.\n")
    assert len(list(Path("pages/reports").iterdir())) == 1


FULL = "holds something already: name a new folder with -o, or clear this one."
NOWHERE = "cannot be written (No such file or directory): name another place with -o."
PANEL = "A panel is not written as html: name one of table, json, csv, parquet with --format."

REFUSED = [
    pytest.param((), "html is a folder of pages: name a new one with -o.", id="no folder"),
    pytest.param(("-o", "full"), f"full {FULL}", id="a folder with a file"),
    pytest.param(("-o", "a.txt"), f"a.txt {FULL}", id="a file"),
    pytest.param(("-o", "no/pages"), f"no/pages {NOWHERE}", id="nowhere"),
    pytest.param(("-o", "new", "--workers", "2"), "--workers writes no html: leave it out.", id="workers"),
    pytest.param(("-o", "new", "--panel"), PANEL, id="panel"),
]


@pytest.mark.parametrize(("options", "message"), REFUSED)
def test_what_cannot_be_a_folder_of_pages_is_refused(run: Run, options: tuple[str, ...], message: str) -> None:
    Path("a.txt").write_bytes((EXAMPLES / "tabs.txt").read_bytes())
    Path("full").mkdir()
    Path("full/kept.txt").write_text("kept", encoding="utf-8")
    assert run("extract", "a.txt", "--format", "html", *options) == (2, "", f"girml: {message}\n")
    assert digests(Path()).keys() == {"a.txt", "full/kept.txt"}


def test_a_folder_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "pages"
    with pytest.raises(UsageError, match="cannot be written"), new_folder(str(target)) as draft:
        (draft / "half.html" / "page.html").write_text("", encoding="utf-8")
    assert list(tmp_path.iterdir()) == []
    target.mkdir()
    with new_folder(str(target)) as draft:
        (draft / "whole.html").write_text("whole", encoding="utf-8")
    assert [one.name for one in target.iterdir()] == ["whole.html"]
    with pytest.raises(UsageError, match="holds something already"), new_folder(str(target)):
        pass


def test_nothing_is_written_where_nothing_was_read(run: Run) -> None:
    Path("b.txt").write_bytes(b"")
    assert run("extract", "b.txt", "--format", "html", "-o", "pages")[0] == 1
    assert not Path("pages").exists()
