"""A whole training on a few documents: the same bytes twice, a pack that reads reports, and what is refused."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

import girml
from girml import pack
from girml.building import Build, build
from girml.cli import main
from girml.corpus import lines, read
from girml.errors import PackError
from girml.records import Report
from girml.score import verdicts
from girml.synth.flatteners import FLATTENERS

SHIPPED = Path(__file__).parents[1] / "train" / "config.toml"
CONFIG = """
protocol = 1
name = "small"
about = "A few documents."
output = "model"
start = "nothing"
[data]
train = ["learned"]
dev = ["held"]
most = 0
seed = 1
reworded = 0.2
untabled = 0.1
[chain]
l1 = 0.05
l2 = 0.01
iterations = 30
least_count = 1
[namer]
strength = 3.0
iterations = 50
tolerance = 1e-3
least_count = 1
least_weight = 0.01
succession = 0.3
succession_prior = 50.0
[confidence]
strength = 1.0
iterations = 200
tolerance = 1e-4
folds = 2
most = 0
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a config, documents to learn from and others, and the model trained on them."""
    chosen = tuple(one for one in FLATTENERS if one.name in ("bs4-lines", "bs4-spaces", "inscriptis"))
    if missing := sorted({package for one in chosen for package in one.missing()}):
        pytest.skip(f"needs {', '.join(missing)}")
    found = tmp_path_factory.mktemp("training")
    for name, seed, size in (("learned", 21, 16), ("held", 22, 8)):
        for _ in build(Build(found / name, seed, size, chosen), 2):
            pass
    (found / "config.toml").write_text(CONFIG, encoding="utf-8")
    assert main(["train", str(found / "config.toml"), "--history", str(found / "history.csv")]) == 0
    return found


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}


def test_the_same_config_and_documents_give_the_same_bytes(folder: Path) -> None:
    first, history = bytes_of(folder / "model"), (folder / "history.csv").read_bytes()
    assert main(["train", str(folder / "config.toml"), "--history", str(folder / "history.csv")]) == 0
    assert bytes_of(folder / "model") == first
    assert (folder / "history.csv").read_bytes() == history


def test_a_pack_tells_what_it_learned_from_and_how_well(folder: Path) -> None:
    trained = pack.read(folder / "model")
    assert trained.sections["corpus"]["train"] == 16
    assert trained.sections["config"]["chain"] == {"l1": 0.05, "l2": 0.01, "iterations": 30, "least_count": 1}
    assert trained.sections["scores"]["f1 row"]["of"] > 300
    assert "Learned from 16 annotated documents (`learned`)" in trained.card


def test_a_trained_model_reads_reports_that_it_did_not_learn_from(folder: Path) -> None:
    extractor = girml.load(folder / "model")
    reports = [(extractor(one.text), one) for one in read(folder / "held") if not one.damage and not one.undecided]
    right = [verdict.right for report, one in reports for verdict in verdicts(report, one)]
    assert len(right) >= 400
    assert sum(right) >= 0.95 * len(right)
    assert {report.model for report, _ in reports} == {"small"}


def test_a_report_is_the_same_whatever_was_read_before_it(folder: Path) -> None:
    texts = [one.text for one in read(folder / "held")]
    extractor = girml.load(folder / "model")
    first = [extractor(text) for text in texts]
    assert [extractor(text) for text in reversed(texts)] == first[::-1]
    assert _alone(folder, texts[3]) == first[3]


def _alone(folder: Path, text: str) -> Report:
    return girml.load(folder / "model")(text)


def test_the_verb_extract_takes_the_folder_of_a_pack(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = next(iter(read(folder / "held"))).text
    (folder / "one.txt").write_text(text, encoding="utf-8")
    assert main(["extract", str(folder / "one.txt"), "--model", str(folder / "model"), "--format", "json"]) == 0
    assert '"model": "small"' in capsys.readouterr().out


def test_a_model_can_start_from_another(folder: Path) -> None:
    near = (
        CONFIG.replace('"nothing"', '"model"')
        .replace("folds = 2", "folds = 0")
        .replace('"small"', '"near"')
        .replace('output = "model"', 'output = "near"')
    )
    (folder / "near.toml").write_text(near.replace('["learned"]', '["held"]').replace("l2 = 0.01", "l2 = 1e6"))
    assert main(["train", str(folder / "near.toml")]) == 0
    started, ended = pack.read(folder / "model"), pack.read(folder / "near")
    assert ended.sections["start"] == {"model": "small", "corpus": started.sections["corpus"]}
    assert "Started from the model `small`" in ended.card
    # Held fast, the weights of what the start knows stay as they were.
    rows = {name: at for at, name in enumerate(ended.strings["chain.features"])}
    columns = [ended.strings["chain.tags"].index(tag) for tag in started.strings["chain.tags"]]
    kept = ended.arrays["chain.weights"][[rows[name] for name in started.strings["chain.features"]]][:, columns]
    assert kept.tolist() == started.arrays["chain.weights"].tolist()


def test_a_start_that_is_no_pack_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _write(folder, "nowhere.toml", 'start = "nothing"', 'start = "nowhere"')
    assert main(["train", str(folder / "nowhere.toml")]) == 1
    assert "nowhere is no folder that can be opened" in capsys.readouterr().err


def test_annotations_with_a_fault_are_not_learned_from(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    faulty = folder / "faulty"
    shutil.copytree(folder / "learned", faulty)
    [one, *_] = read(folder / "learned")
    lines.write([replace(one, id="faulty", cells={**one.cells, "t3.nothing": 1})], faulty / "faulty.jsonl")
    _write(folder, "faulty.toml", '"learned"', '"faulty"')
    assert main(["train", str(folder / "faulty.toml")]) == 2
    assert "mend what `girml check` finds" in capsys.readouterr().err


def test_a_source_without_documents_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "splits.toml").write_text(_SPLITS, encoding="utf-8")
    _write(folder, "empty.toml", '"learned"', '"learned:test"')
    assert main(["train", str(folder / "empty.toml")]) == 2
    assert "learned:test holds no document to learn from" in capsys.readouterr().err
    (folder / "splits.toml").unlink()


_SPLITS = """
protocol = 1
[folders]
train = ["learned", "held"]
[families]
size = 8
train = 100
dev = 0
test = 0
[libraries]
"""


def test_a_document_that_two_sources_hold_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(folder / "learned", folder / "again", dirs_exist_ok=True)
    _write(folder, "twice.toml", '["learned"]', '["learned", "again"]')
    assert main(["train", str(folder / "twice.toml")]) == 2
    assert "as another source does: leave one out" in capsys.readouterr().err


@pytest.mark.parametrize("folds", [1, 3])
def test_each_fold_must_take_some_libraries_and_leave_some(
    folder: Path, folds: int, capsys: pytest.CaptureFixture[str]
) -> None:
    _write(folder, "folds.toml", "folds = 2", f"folds = {folds}")
    assert main(["train", str(folder / "folds.toml")]) == 2
    message = (
        f"confidence.folds is {folds}, but of 2 libraries each fold takes some and leaves some: write 0, or a number"
    )
    assert message in capsys.readouterr().err


def test_confidence_is_fitted_on_libraries_that_a_labeler_did_without(folder: Path) -> None:
    near = CONFIG.replace("folds = 2", "folds = 0").replace('output = "model"', 'output = "alone"')
    (folder / "alone.toml").write_text(near, encoding="utf-8")
    assert main(["train", str(folder / "alone.toml")]) == 0
    one, other = pack.read(folder / "model"), pack.read(folder / "alone")
    assert (one.arrays["chain.weights"] == other.arrays["chain.weights"]).all()
    trust = [
        dict(zip(some.strings["confidence.features"], some.arrays["confidence.weights"], strict=True))
        for some in (one, other)
    ]
    assert trust[0] != trust[1]


def _write(folder: Path, name: str, old: str, new: str) -> None:
    (folder / name).write_text(CONFIG.replace(old, new, 1), encoding="utf-8")


def test_a_pack_of_another_protocol_or_other_labels_is_refused(folder: Path, tmp_path: Path) -> None:
    trained = pack.read(folder / "model")
    older = replace(trained, sections={**trained.sections, "model": {"protocol": 0}})
    pack.write(tmp_path / "older", older)
    with pytest.raises(PackError, match="a model of another protocol"):
        girml.load(tmp_path / "older")
    labels = ("l.t9.row.nothing", *trained.strings["namer.labels"][1:])
    pack.write(tmp_path / "foreign", replace(trained, strings={**trained.strings, "namer.labels": labels}))
    with pytest.raises(PackError, match=r"has labels that this girml does not know \('l.t9.row.nothing'\)"):
        girml.load(tmp_path / "foreign")


def test_a_pack_whose_parts_do_not_fit_together_is_refused(folder: Path, tmp_path: Path) -> None:
    trained = pack.read(folder / "model")
    fewer = replace(trained, strings={**trained.strings, "chain.features": trained.strings["chain.features"][1:]})
    pack.write(tmp_path / "fewer", fewer)
    with pytest.raises(PackError, match=r"chain\.weights"):
        girml.load(tmp_path / "fewer")


def test_no_model_by_that_name_is_told(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="is no folder that can be opened"):
        girml.load(tmp_path / "none")
