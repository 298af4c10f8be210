"""`girml convert`: pre-annotated here, corrected elsewhere, brought back, checked and learned from."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import girml
from girml.corpus import lines
from girml.formats.table import FORMATS
from girml.records.annotation import Annotation
from tests.commands import Run, calling
from tests.corpora import document
from tests.test_training import CONFIG

ROOT = Path(__file__).parent.parent
EXAMPLES = str(ROOT / "examples")
REAL = ROOT / "annotations" / "real" / "real.jsonl"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs a command line in an empty folder: status, output, messages."""
    monkeypatch.chdir(tmp_path)
    return calling(capsys)


def own(*documents: Annotation) -> None:
    """Write annotations to `own.jsonl`."""
    lines.write(documents, Path("own.jsonl"))


@pytest.mark.parametrize("name", FORMATS)
def test_annotations_go_out_and_come_back_to_the_byte(name: str, run: Run) -> None:
    own(document("a"), document("b"))
    assert run("convert", "own.jsonl", "--to", name, "-o", "there") == (0, "", "girml: there holds 2 documents.\n")
    assert run("convert", "there", "--from", name, "-o", "back.jsonl")[0] == 0
    assert Path("back.jsonl").read_bytes() == Path("own.jsonl").read_bytes()


def submitted(task: dict[str, Any]) -> dict[str, Any]:
    """Return a task of Label Studio after a person submitted the first prediction as it is."""
    result = task["predictions"][0]["result"]
    return task | {"annotations": [{"completed_by": 1, "result": result}]}


def test_texts_are_annotated_corrected_and_checked(run: Run) -> None:
    status, _, told = run("convert", EXAMPLES, "--from", "texts", "--to", "label-studio", "-o", "tasks.json")
    assert (status, told) == (0, "girml: tasks.json holds 5 documents.\n")
    tasks = [submitted(task) for task in json.loads(Path("tasks.json").read_text(encoding="utf-8"))]
    assert {task["predictions"][0]["model_version"] for task in tasks} == {girml.load().model}
    result = tasks[0]["annotations"][0]["result"]
    wrong = next(one for one in result if one["value"]["labels"] == ["figure:t3.received.total"])
    result.remove(wrong)
    Path("export.json").write_text(json.dumps(tasks), encoding="utf-8")

    status, _, told = run("convert", "export.json", "--from", "label-studio", "-o", "new.jsonl")
    assert (status, told.splitlines()) == (0, [
        "girml: export.json task 1: t3.received.total has no mark any more: its figure is taken for lost; mark it where"
        " it stands.",
        "girml: new.jsonl holds 5 documents.",
    ])  # fmt: skip
    assert run("check", "new.jsonl") == (0, "", "girml: new.jsonl: no fault was found.\n")
    first = next(one for one in lines.read(Path("new.jsonl")) if one.id.endswith("cells_nbsp"))
    assert first.cells["t3.received.total"] is None
    assert first.cells["t3.received.natural_person"] == 5


@pytest.mark.heavy
def test_a_model_learns_from_what_came_back(run: Run) -> None:
    assert run("convert", EXAMPLES, "--from", "texts", "--to", "conll", "-o", "there")[0] == 0
    assert run("convert", "there", "--from", "conll", "-o", "new.jsonl")[0] == 0
    config = CONFIG.replace('["learned"]', '["new.jsonl"]').replace('["held"]', f'["{REAL}"]')
    Path("config.toml").write_text(config.replace("folds = 2", "folds = 0").replace("= 30", "= 5"), encoding="utf-8")
    assert run("train", "config.toml")[0] == 0
    assert girml.load("model")((ROOT / "examples" / "tabs.txt").read_text(encoding="utf-8")).form is not None


def test_what_a_model_proposes_is_what_the_real_annotations_say(run: Run) -> None:
    assert run("convert", EXAMPLES, "--from", "texts", "-o", "proposed.jsonl")[0] == 0
    real = {one.text: one for one in lines.read(REAL)}
    proposed = list(lines.read(Path("proposed.jsonl")))
    assert [one.cells for one in proposed] == [real[one.text].cells for one in proposed]
    named = [{span for span in real[one.text].spans if span.label} for one in proposed]
    same = sum(len(some.intersection(one.spans)) for some, one in zip(named, proposed, strict=True))
    assert same >= 0.99 * sum(map(len, named))


def test_what_nobody_annotated_is_left_out_and_nothing_is_written(run: Run) -> None:
    Path("a.txt").write_text((ROOT / "examples" / "tabs.txt").read_text(encoding="utf-8"), encoding="utf-8")
    assert run("convert", "a.txt", "--from", "texts", "--to", "prodigy", "-o", "a.prodigy")[0] == 0
    assert run("convert", "a.prodigy", "--from", "prodigy", "-o", "b.jsonl") == (1, "", (
        "girml: a.prodigy:1 was not answered yet: accept it in Prodigy, then export it anew.\n"
        "girml: Nothing could be taken over, so nothing was written.\n"
    ))  # fmt: skip
    assert not Path("b.jsonl").exists()


def test_a_faulty_document_costs_its_own_line(run: Run) -> None:
    own(document("a"), document("a"), document("b"))
    with Path("own.jsonl").open("a", encoding="utf-8") as file:
        file.write("{\n")
    status, _, told = run("convert", "own.jsonl", "gone.jsonl", "--to", "conll", "-o", "own.conllup")
    assert status == 1
    first, second, third, last = told.splitlines()
    assert first == "girml: own.jsonl:2 is a, which came before: keep one of them."
    assert second.startswith("girml: own.jsonl:4 is not JSON")
    assert third == "girml: gone.jsonl does not exist: check the path."
    assert last == "girml: own.conllup holds 2 documents, 3 were left out."


def test_texts_without_a_form_or_without_text_are_told(run: Run) -> None:
    Path("a.txt").write_text("今天天气很好。\n", encoding="utf-8")
    Path("b.txt").write_bytes(b"%PDF-1.7")
    status, _, told = run("convert", "a.txt", "b.txt", "c.txt", "--from", "texts", "--to", "brat", "-o", "there")
    assert (status, told.splitlines()) == (1, [
        "girml: c.txt does not exist: check the path.",
        "girml: a.txt holds no table of the statutory form: leave it out, or check that it is whole.",
        "girml: b.txt is a PDF document, not text: convert it to text first.",
        "girml: Nothing could be taken over, so nothing was written.",
    ])  # fmt: skip
    assert not Path("there").exists()


WRONG = [
    pytest.param(["-o", "x.jsonl"], "Both sides are annotations: name another format with --from or --to.", id="same"),
    pytest.param(
        ["--from", "brat", "-o", "x.json"],
        "x.json is no name for annotations: give one that ends in .jsonl with -o.",
        id="suffix",
    ),
]


@pytest.mark.parametrize(("words", "message"), WRONG)
def test_wrong_usage_is_told(words: list[str], message: str, run: Run) -> None:
    assert run("convert", "own.jsonl", *words) == (2, "", f"girml: {message}\n")


@pytest.mark.parametrize("name", ["brat", "spacy"])
def test_a_folder_with_the_work_of_others_is_never_overwritten(name: str, run: Run) -> None:
    own(document("a"))
    Path("there").mkdir()
    Path("there", "mine.ann").write_text("", encoding="utf-8")
    message = "girml: there is there and not empty: name a new folder with -o.\n"
    assert run("convert", "own.jsonl", "--to", name, "-o", "there") == (1, "", message)
    assert [file.name for file in Path("there").iterdir()] == ["mine.ann"]


@pytest.mark.parametrize("name", FORMATS)
def test_ids_name_no_file_outside_the_folder(name: str, run: Run) -> None:
    own(document("../../a"), document("/b\0c"), document("长" * 300))
    assert run("convert", "own.jsonl", "--to", name, "-o", "there")[0] == 0
    beside = {"own.jsonl", "there", "there.xml", "there.labels.json", "there.labels.txt"}
    assert {file.name for file in Path().iterdir()} <= beside
    assert run("convert", "there", "--from", name, "-o", "back.jsonl")[0] == 0
    assert Path("back.jsonl").read_bytes() == Path("own.jsonl").read_bytes()


def test_tools_get_the_names_they_must_be_set_up_with(run: Run) -> None:
    own(document("a"))
    for name, file in (
        ("label-studio", "there.xml"),
        ("doccano", "there.labels.json"),
        ("prodigy", "there.labels.txt"),
    ):
        assert run("convert", "own.jsonl", "--to", name, "-o", "there.x")[0] == 0
        text = Path(file).read_text(encoding="utf-8")
        assert all(one in text for one in ("heading:s6", "figure:t2.rules.made", "blank:t4.litigation_direct.total"))
    assert run("convert", "own.jsonl", "--to", "brat", "-o", "there")[0] == 0
    assert "\nfigure\nblank\n" in Path("there", "annotation.conf").read_text(encoding="utf-8")


@pytest.mark.heavy
def test_memory_is_flat_in_the_number_of_documents(tmp_path: Path) -> None:
    script = (
        "import resource, sys; from girml.cli import main; status = main(sys.argv[1:]);"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss); sys.exit(status)"
    )
    used = []
    for number in (50, 1000):
        file = tmp_path / f"{number}.jsonl"
        lines.write((document(str(at)) for at in range(number)), file)
        words = ["convert", str(file), "--to", "label-studio", "-o", str(tmp_path / f"{number}.json")]
        done = subprocess.run([sys.executable, "-c", script, *words], capture_output=True, check=True)
        words = ["convert", words[-1], "--from", "label-studio", "-o", str(tmp_path / "back.jsonl")]
        back = subprocess.run([sys.executable, "-c", script, *words], capture_output=True, check=True)
        used.append(max(int(done.stdout), int(back.stdout)))
    assert used[1] < 1.2 * used[0]
