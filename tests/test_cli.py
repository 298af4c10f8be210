"""The command: what it reads and refuses, what it says, what it writes, how it ends."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from tests.commands import Run, calling
from tests.pace import slowness

ROOT = Path(__file__).parent.parent
TABS = (ROOT / "examples" / "tabs.txt").read_bytes()
MISPRINTED = (ROOT / "examples" / "spaces_2019.txt").read_bytes()
NO_FORM = "今天天气很好。\n".encode()
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
COMMAND = [sys.executable, "-m", "girml"]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs a command line in an empty folder: status, output, messages."""
    monkeypatch.chdir(tmp_path)
    return calling(capsys)


def process(*words: str, stdin: bytes = b"", settings: dict[str, str] | None = None) -> tuple[int, bytes, str]:
    """Run a command line in a process of its own, from the top of the project."""
    done = subprocess.run([*COMMAND, *words], input=stdin, capture_output=True, check=False, cwd=ROOT, env=settings)
    return done.returncode, done.stdout, done.stderr.decode()


def write(files: dict[str, bytes]) -> None:
    """Write files into the current folder."""
    for name, data in files.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_bytes(data)


def lines(output: str) -> list[dict[str, Any]]:
    """Return the reports of JSON lines."""
    return [json.loads(line) for line in output.splitlines()]


def findings(report: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the kinds and messages of a report's findings."""
    return [(finding["kind"], finding["message"]) for finding in report["findings"]]


UNREADABLE = [
    pytest.param("gone.txt", None, "girml: gone.txt does not exist: check the path.\n", id="no such file"),
    pytest.param("gone/*.txt", None, "girml: gone/*.txt matches no file: check the pattern.\n", id="no match"),
    pytest.param(
        "a.txt", b"", "girml: a.txt is empty: name a file that holds the text of a report.\n", id="empty file"
    ),
    pytest.param(
        "a.txt", b" \r\n", "girml: a.txt is empty: name a file that holds the text of a report.\n", id="blank file"
    ),
    pytest.param("a.png", PNG, "girml: a.png is a PNG image, not text: convert it to text first.\n", id="image"),
    pytest.param(
        "a.txt", b"%PDF-1.4\n", "girml: a.txt is a PDF document, not text: convert it to text first.\n", id="pdf"
    ),
    pytest.param(
        "a.bin", b"\0\1\2\3", "girml: a.bin is binary data, not text: convert it to text first.\n", id="binary"
    ),
    pytest.param(
        "a.txt",
        b"caf\xe9 \xff\xff\xff!",
        "girml: a.txt is in none of UTF-8, GB18030, Big5 and UTF-16: save it as UTF-8 first.\n",
        id="unknown encoding",
    ),
]


@pytest.mark.parametrize(("name", "data", "message"), UNREADABLE)
def test_an_input_that_cannot_be_read_is_told_with_its_cure(
    run: Run, name: str, data: bytes | None, message: str
) -> None:
    write({} if data is None else {name: data})
    assert run("extract", name) == (1, "", message)


def test_a_folder_without_texts_is_told(run: Run) -> None:
    write({"reports/a.png": PNG})
    ends = ".htm, .html, .xhtml, .shtml, .pdf, .docx, .txt"
    message = f"girml: reports holds no text and no document ({ends}): name its files or a glob, 'reports/*'.\n"
    assert run("extract", "reports") == (1, "", message)


def test_a_link_to_nothing_is_told(run: Run) -> None:
    Path("a.txt").symlink_to("gone.txt")
    message = "girml: a.txt cannot be read (No such file or directory): check that it is there and may be opened.\n"
    assert run("extract", "a.txt") == (1, "", message)


@pytest.mark.parametrize(
    ("codec", "encoding"),
    [
        pytest.param("gbk", "gb18030", id="gbk"),
        pytest.param("utf-16", "utf-16-le", id="utf-16 with its mark"),
        pytest.param("utf-16-be", "utf-16-be", id="utf-16 without"),
    ],
)
def test_another_encoding_is_read_with_a_finding(run: Run, codec: str, encoding: str) -> None:
    write({"a.txt": TABS.decode().encode(codec), "b.txt": TABS})
    status, output, _ = run("extract", "a.txt", "b.txt")
    other, utf_8 = lines(output)
    message = f"The input is in {encoding}, not UTF-8; offsets count the characters it decodes to."
    assert (status, other["encoding"], findings(other)) == (0, encoding, [("encoding", message)])
    assert findings(utf_8) == []
    assert other["cells"] == utf_8["cells"]


def test_big5_is_read_with_a_finding(run: Run) -> None:
    simple = "开展数项决审条制发废规范许处罚强业费单万务资复议诉讼结维纠则总计个体与报请关为终实动进况问题"
    script = "開展數項決審條製發廢規範許處罰強業費單萬務資復議訴訟結維糾則總計個體與報請關為終實動進況問題"
    text = TABS.decode().translate(str.maketrans(simple, script)).encode("big5", "ignore")
    write({"a.txt": text})
    _, output, _ = run("extract", "a.txt", "--format", "jsonl")
    message = "The input is in big5, not UTF-8; offsets count the characters it decodes to."
    assert ("encoding", message) in findings(lines(output)[0])


def test_mixed_line_ends_change_no_value(run: Run) -> None:
    head, *rest = TABS.split(b"\n")
    mixed = head + b"".join(end + line for line, end in zip(rest, [b"\r\n", b"\r", b"\n"] * len(rest), strict=False))
    write({"a.txt": mixed, "b.txt": TABS})
    _, output, _ = run("extract", "a.txt", "b.txt")
    odd, even = lines(output)
    assert [cell["value"] for cell in odd["cells"]] == [cell["value"] for cell in even["cells"]]
    text = mixed.decode()
    assert all(text[cell["start"] : cell["end"]] == cell["text"] for cell in odd["cells"])


NO_FORM_MESSAGE = "No table of the statutory form was found; check that this is an annual report and its text whole."


@pytest.mark.parametrize(
    "data",
    [pytest.param(NO_FORM, id="no report"), pytest.param(b"7" * 20_000, id="thousands of digits")],
)
def test_a_text_with_no_form_is_read_with_a_finding(run: Run, data: bytes) -> None:
    write({"a.txt": data})
    status, output, said = run("extract", "a.txt", "--format", "json")
    report = json.loads(output)
    assert (status, said, report["form"], report["cells"]) == (0, "", None, [])
    assert findings(report) == [("no_form", NO_FORM_MESSAGE)]


def test_where_only_rows_are_written_a_text_with_no_form_is_told(run: Run) -> None:
    write({"a.txt": NO_FORM})
    status, output, said = run("extract", "a.txt", "--format", "csv")
    assert (status, len(output.splitlines())) == (0, 1)
    assert said == f"girml: a.txt gives no row. {NO_FORM_MESSAGE}\n"


def test_a_figure_of_thousands_of_digits_is_a_finding_and_no_figure(run: Run) -> None:
    write({"a.txt": TABS.decode().replace("行政许可\t0", "行政许可\t" + "7" * 5000).encode()})
    status, output, _ = run("extract", "a.txt", "--format", "jsonl")
    (report,) = lines(output)
    message = "A number of 5000 digits is no figure of a report; look at the source."
    assert (status, findings(report)) == (0, [("long_number", message)])
    values = {cell["id"]: (cell["value"], cell["review"]) for cell in report["cells"]}
    assert values["t2.licences.decisions"] == (None, True)
    assert values["t2.penalties.decisions"] == (0, False)


def test_half_a_report_gives_half_its_cells_and_says_what_is_missing(run: Run) -> None:
    half = TABS.decode()[: TABS.decode().index("三、收到和处理")].encode()
    write({"a.txt": half})
    status, output, _ = run("extract", "a.txt", "--format", "jsonl")
    (report,) = lines(output)
    states = [cell["state"] for cell in report["cells"]]
    assert (status, states.count("read"), states.count("absent")) == (0, 10, 190)
    assert findings(report) == [
        ("missing_table", "Table 3 was not found; its cells are absent."),
        ("missing_table", "Table 4 was not found; its cells are absent."),
    ]


@pytest.mark.heavy
def test_one_unreadable_file_among_a_hundred_costs_one_message(run: Run) -> None:
    write({f"reports/{number:03}.txt": TABS for number in range(98)})
    write({"reports/scan.txt": PNG})
    Path("reports/050.link.txt").symlink_to("gone")
    status, output, said = run("extract", "reports")
    sources = [report["source"] for report in lines(output)]
    assert (status, sources) == (1, [f"reports/{number:03}.txt" for number in range(98)])
    assert said == (
        "girml: reports/050.link.txt cannot be read (No such file or directory): "
        "check that it is there and may be opened.\n"
        "girml: reports/scan.txt is a PNG image, not text: convert it to text first.\n"
    )


@pytest.mark.parametrize(
    "unit",
    [pytest.param(b"7", id="digits"), pytest.param(b"7 ", id="figures"), pytest.param("一".encode(), id="words")],
)
def test_a_line_ten_times_as_long_takes_ten_times_as_long(run: Run, unit: bytes) -> None:
    small = 10_000_000 // len(unit) // (10 if len(unit) == 1 else 100)
    write({"small.txt": unit * small, "large.txt": unit * small * 10})
    taken = {}
    for name in ("small.txt", "large.txt"):
        start = time.process_time()
        assert run("extract", name, "--format", "jsonl")[0] == 0
        taken[name] = time.process_time() - start
    assert taken["large.txt"] < 25 * max(taken["small.txt"], 0.02)


@pytest.mark.parametrize(
    ("words", "data", "status"),
    [
        pytest.param([], TABS, 0, id="all is read"),
        pytest.param([], MISPRINTED, 0, id="a misprint is no failure unless asked for"),
        pytest.param(["--fail-on", "review"], TABS, 0, id="nothing asks for review"),
        pytest.param(["--fail-on", "review"], MISPRINTED, 3, id="a cell asks for review"),
        pytest.param(["--fail-on", "check"], TABS, 0, id="all checks hold"),
        pytest.param(["--fail-on", "check"], MISPRINTED, 3, id="a check fails"),
        pytest.param(["--fail-on", "check", "--fail-on", "review"], MISPRINTED, 3, id="either"),
        pytest.param(["--fail-on", "review", "--threshold", "1"], TABS, 3, id="all under the threshold"),
        pytest.param(["gone.txt", "--fail-on", "check"], MISPRINTED, 1, id="unreadable goes before failing"),
    ],
)
def test_the_exit_status_says_what_was_found(run: Run, words: list[str], data: bytes, status: int) -> None:
    write({"a.txt": data})
    assert run("extract", "a.txt", *words)[0] == status


@pytest.mark.parametrize(
    ("words", "message"),
    [
        pytest.param(
            [],
            "girml: error: the following arguments are required: "
            "extract|text|verify|diff|inspect|review|apply|forms|check|count|convert|synth|train|evaluate\n",
            id="no verb",
        ),
        pytest.param(["extract"], "girml extract: error: the following arguments are required: PATH\n", id="no path"),
        pytest.param(
            ["extract", "a.txt", "--threshold", "2"],
            "girml extract: error: argument --threshold: 2 is no probability: give a number from 0 to 1.\n",
            id="no probability",
        ),
        pytest.param(
            ["extract", "a.txt", "--threshold", "nan"],
            "girml extract: error: argument --threshold: nan is no probability: give a number from 0 to 1.\n",
            id="not a number",
        ),
        pytest.param(
            ["extract", "a.txt", "--format", "parquet"],
            "girml: parquet is no text for a terminal or a pipe: name a file with -o.\n",
            id="parquet without a file",
        ),
        pytest.param(
            ["extract", "a.txt", "-o", "."], "girml: . is a folder: name a file with -o.\n", id="a folder to write to"
        ),
        pytest.param(
            ["extract", "a.txt", "-o", "gone/b.csv"],
            "girml: gone/b.csv cannot be written (No such file or directory): name another place with -o.\n",
            id="a folder that does not exist",
        ),
        pytest.param(
            ["inspect", "a.txt", "--cell", "t9.a.b"],
            "girml: The report has no cell t9.a.b: `girml forms` lists the ids of each form.\n",
            id="no such cell",
        ),
    ],
)
def test_wrong_usage_gives_2_and_says_how_to_do_it_right(run: Run, words: list[str], message: str) -> None:
    write({"a.txt": TABS})
    status, output, said = run(*words)
    assert (status, output) == (2, "")
    assert said.endswith(message)


def test_paths_stand_for_files_folders_and_globs_each_once(run: Run) -> None:
    write({"b.txt": NO_FORM, "in/deep/c.txt": NO_FORM, "in/A.TXT": NO_FORM, "in/d.md": NO_FORM, "e1.md": NO_FORM})
    _, output, _ = run("extract", "in", "*.md", "b.txt", "in/deep/c.txt", "[b].txt")
    assert [report["source"] for report in lines(output)] == ["in/A.TXT", "in/deep/c.txt", "e1.md", "b.txt"]


def test_a_file_whose_name_is_no_utf_8_is_read(run: Run) -> None:
    name = os.fsdecode(b"\xb1\xa8.txt")
    write({name: TABS})
    status, output, _ = run("extract", name, "--format", "jsonl")
    assert (status, lines(output)[0]["source"]) == (0, "\ufffd\ufffd.txt")


def test_every_report_of_a_text_is_written(run: Run) -> None:
    write({"a.txt": TABS + b"\n" + (ROOT / "examples" / "cells_plain.txt").read_bytes()})
    _, output, _ = run("extract", "a.txt", "--format", "json")
    assert [(one["report"]["index"], one["year"]["value"]) for one in json.loads(output)] == [(1, 2022), (2, 2021)]


def test_one_file_is_a_table_and_several_are_json_lines(run: Run) -> None:
    write({"a.txt": TABS, "b.txt": TABS})
    assert run("extract", "a.txt")[1].startswith("a.txt\ntitle     卫辉市民政局2022年政府信息公开工作年度报告 [2:25]\n")
    assert [report["schema"] for report in lines(run("extract", "a.txt", "b.txt")[1])] == ["girml/1", "girml/1"]


def test_csv_has_a_line_a_cell(run: Run) -> None:
    write({"a.txt": TABS})
    head, first, *rest = run("extract", "a.txt", "--format", "csv")[1].splitlines()
    assert head == (
        "source,report,agency,year,form,id,table,row,column,state,value_number,value_text,text,start,end,unit,"
        "confidence,review,suggested,alternatives"
    )
    assert first.startswith("a.txt,1,卫辉市民政局,2022,2021,t2.rules.made,t2,rules,made,read,0,,0,1419,1420,,0.9")
    assert len(rest) == 199


def test_parquet_has_a_row_a_cell(run: Run) -> None:
    write({"a.txt": TABS, "b.txt": NO_FORM})
    assert run("extract", ".", "--format", "parquet", "-o", "cells.parquet")[0] == 0
    table = pq.read_table("cells.parquet")
    assert (table.num_rows, table.column("source")[0].as_py()) == (200, "./a.txt")


def test_output_takes_the_place_of_an_old_file_and_leaves_no_draft(run: Run) -> None:
    write({"a.txt": TABS, "out.jsonl": b"old"})
    assert run("extract", "a.txt", "-o", "out.jsonl", "--format", "jsonl") == (0, "", "")
    assert [report["source"] for report in lines(Path("out.jsonl").read_text(encoding="utf-8"))] == ["a.txt"]
    assert sorted(path.name for path in Path().iterdir()) == ["a.txt", "out.jsonl"]


def test_an_old_file_stays_where_nothing_could_be_read(run: Run) -> None:
    write({"a.txt": PNG, "out.jsonl": b"old"})
    assert run("extract", "a.txt", "-o", "out.jsonl", "--format", "jsonl") == (
        1,
        "",
        "girml: a.txt is a PNG image, not text: convert it to text first.\n"
        "girml: Nothing could be read, so out.jsonl was not written.\n",
    )
    assert Path("out.jsonl").read_bytes() == b"old"
    assert sorted(path.name for path in Path().iterdir()) == ["a.txt", "out.jsonl"]


def test_output_goes_through_a_link_and_into_a_device(run: Run) -> None:
    write({"a.txt": TABS, "target.jsonl": b"old"})
    Path("link.jsonl").symlink_to("target.jsonl")
    assert run("extract", "a.txt", "-o", "link.jsonl", "--format", "jsonl")[0] == 0
    assert Path("link.jsonl").is_symlink()
    assert Path("target.jsonl").read_bytes().startswith(b'{"schema"')
    assert run("extract", "a.txt", "-o", os.devnull)[0] == 0
    assert Path(os.devnull).is_char_device()


def test_inspect_tells_why_a_cell_has_its_value(run: Run) -> None:
    write({"a.txt": MISPRINTED})
    status, output, _ = run("inspect", "a.txt", "--cell", "t3.processed.total", "--model", "deterministic")
    assert status == 0
    told = output.splitlines()
    assert told[:2] == ["t3.processed.total: 8?→4", "read with confidence 0.6, asks for review [3440:3441]"]
    assert "label: " in told
    assert any(line.startswith("  (七)总计  B-row ") for line in told)
    assert any(line.startswith("  8  B-figure ") and line.endswith(" [3440:3441]") for line in told)
    assert "  c.t3.balance.total fails: 4 = 8" in told
    assert "  c.t3.row_total.processed holds: 8 = 8" in told


def test_inspect_tells_which_rules_decide_against_a_way(run: Run) -> None:
    rows = {
        "一、本年新收政府信息公开申请数量": "2 3 5",
        "二、上年结转政府信息公开申请数量": "0 0 0 0 0 0 0",
        "（一）予以公开": "2 0 3 0 0 0 5",
        "（七）总计": "2 0 3 0 0 0 5",
        "四、结转下年度继续办理": "0 0 0 0 0 0 0",
    }
    heads = ["申请人情况", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
    lines = [one for label, figures in rows.items() for one in (label, *figures.split())]
    write({"a.txt": "\n".join(["三、收到和处理政府信息公开申请情况", *heads, *lines]).encode()})
    status, output, _ = run("inspect", "a.txt", "--cell", "t3.received.research", "--model", "deterministic")
    told = output.splitlines()
    assert (status, told[0]) == (0, "t3.received.research: 3")
    assert "ways to read the row: 35, 1 break no rule" in told
    first = next(number for number, line in enumerate(told) if line.startswith("  -3.00"))
    assert told[first] == "  -3.00 blanks without a trace: 2 blank 3 blank blank blank 5"
    assert "  -3.00 blanks without a trace: 2 3 blank blank blank blank 5  breaks c.t3.balance.business" in told


def test_inspect_as_json_explains_every_cell(run: Run) -> None:
    write({"a.txt": TABS})
    _, output, _ = run("inspect", "a.txt", "--format", "json")
    explained = {one["cell"]["id"]: one for one in json.loads(output)}
    assert len(explained) == 200
    one = explained["t2.normative_documents.in_force"]
    assert (one["cell"]["value"], one["cell"]["state"]) == (1, "read")
    assert [token["text"] for token in one["label"]] == ["行政规范性文件"]
    assert [(token["text"], token["tag"]) for token in one["entries"]] == [
        ("1", "B-figure"), ("0", "B-figure"), ("1", "B-figure"),
    ]  # fmt: skip
    assert (one["position"], one["candidates"][0]["values"], one["checks"]) == (2, [1, 0, 1], [])


def test_inspect_gives_an_overview_of_all_cells(run: Run) -> None:
    write({"a.txt": TABS})
    status, output, _ = run("inspect", "a.txt")
    assert status == 0
    assert "t3.received: one entry a cell, in order" in output


def test_inspect_of_a_text_with_no_form_says_so(run: Run) -> None:
    write({"a.txt": NO_FORM})
    message = "girml: a.txt holds no table of the statutory form, so there is no cell to explain.\n"
    assert run("inspect", "a.txt") == (0, "", message)
    assert run("inspect", "a.txt", "--format", "json") == (0, "[]\n", message)


def test_forms_lists_ids_labels_and_rules(run: Run) -> None:
    status, output, _ = run("forms", "2019")
    assert status == 0
    assert "2019 中华人民共和国政府信息公开工作年度报告格式（试行）" in output
    assert "t2.procurement.amount" in output
    assert "c.t3.balance.total (error, printed)\n" in output
    assert "2021 中华人民共和国" in run("forms")[1]


def test_forms_as_json_hold_rows_labels_and_rules(run: Run) -> None:
    form = json.loads(run("forms", "2021", "--format", "json")[1])
    assert (form["id"], form["tables"]["t3"]["rows"][0]["id"]) == ("2021", "t3.received")
    assert [one["id"] for one in json.loads(run("forms", "--format", "json")[1])] == ["2019", "2021"]


def test_version_and_help_give_0(run: Run) -> None:
    assert run("--version") == (0, "girml 0.1.0\n", "")
    assert run("--help")[0] == 0
    assert "Exit status: 0 all read" in run("extract", "--help")[1]


def test_standard_input_is_read_as_bytes() -> None:
    status, output, said = process("extract", "-", "--format", "jsonl", stdin=TABS.decode().encode("gbk"))
    (report,) = lines(output.decode())
    assert (status, said, report["source"], report["encoding"]) == (0, "", "standard input", "gb18030")
    assert process("extract", "-") == (
        1, b"", "girml: standard input is empty: name a file that holds the text of a report.\n",
    )  # fmt: skip


HEAVY = ("spacy", "sklearn", "scipy", "jieba", "datasets", "pandas", "pyarrow", "rich")


@pytest.mark.parametrize(
    ("words", "allowed"),
    [
        pytest.param(["extract", "examples", "--format", "jsonl"], [], id="json lines"),
        pytest.param(["extract", "examples", "--format", "csv"], [], id="csv"),
        pytest.param(["inspect", "examples/tabs.txt", "--format", "json"], [], id="explanations as json"),
        pytest.param(["--version"], [], id="version"),
        pytest.param(["extract", "examples/tabs.txt"], ["rich"], id="table"),
    ],
)
def test_nothing_heavy_is_imported_on_the_way(words: list[str], allowed: list[str]) -> None:
    code = (
        "import sys; from girml.cli import main; main(sys.argv[2:]); "
        "sys.stderr.write(','.join(name for name in sys.argv[1].split(',') if name in sys.modules))"
    )
    command = [sys.executable, "-c", code, ",".join(HEAVY), *words]
    done = subprocess.run(command, capture_output=True, check=True, cwd=ROOT)
    assert done.stderr.decode() == ",".join(allowed)


def test_one_report_takes_less_than_a_second_from_start_to_output(tmp_path: Path) -> None:
    # As installed: compiled once, on the first start.
    settings = {**os.environ, "PYTHONPYCACHEPREFIX": str(tmp_path), "PYTHONDONTWRITEBYTECODE": ""}
    taken = []
    for _ in range(4):
        start = os.times()
        assert process("extract", "examples/tabs.txt", settings=settings)[0] == 0
        end = os.times()
        taken.append(end.children_user + end.children_system - start.children_user - start.children_system)
    assert min(taken) < 1 * slowness()


def test_a_reader_that_leaves_early_is_met_with_silence() -> None:
    command = [*COMMAND, "extract", "examples", "--format", "json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert (running.stderr.read(), running.wait()) == (b"", 141)


def test_a_bar_is_shown_to_a_terminal_alone_and_messages_stand_above_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TABS)
    (tmp_path / "scan.txt").write_bytes(PNG)
    ours, theirs = os.openpty()
    command = [*COMMAND, "extract", str(tmp_path), "-o", os.devnull]
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "300"}
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment, cwd=ROOT) as running:
        os.close(theirs)
        assert running.wait(60) == 1
    said = os.read(ours, 1 << 16).decode()
    os.close(ours)
    assert "reading" in said
    assert "scan.txt is a PNG image, not text: convert it to text first." in said


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_device_is_told_without_a_traceback() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*COMMAND, "forms"], stdout=full, stderr=subprocess.PIPE, check=False, cwd=ROOT)
    message = "girml: The output cannot be written (No space left on device): write it elsewhere with -o.\n"
    assert (done.returncode, done.stderr.decode()) == (2, message)


def test_an_interrupt_ends_with_130_without_a_traceback_and_keeps_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    target.write_bytes(b"old")
    command = [*COMMAND, "extract", "-", "--format", "jsonl", "-o", str(target)]
    # A process begun in the background may have been told to pay interrupts no heed, and hand that down.
    handler = signal.signal(signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) as running:
        signal.signal(signal.SIGINT, handler)
        deadline = time.monotonic() + 60
        while len(list(tmp_path.iterdir())) < 2 and time.monotonic() < deadline:
            time.sleep(0.01)
        running.send_signal(signal.SIGINT)
        assert running.stderr is not None
        assert (running.wait(60), running.stderr.read()) == (130, b"")
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]
