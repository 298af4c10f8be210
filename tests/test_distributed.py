"""Runs on a cluster: how inputs are divided, what is written where, and that a node may be lost."""

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from girml.batch.documents import Columns
from girml.cli import main
from girml.distributed.pieces import Piece, Span, pieces
from girml.distributed.store import Found, Place, found
from girml.errors import InputError, RunError

COLUMNS = Columns("text", "key", ("town",))
OPTIONS = ["--id", "key", "--keep", "town", "--part", "2", "--model", "deterministic"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in a folder with a table of five documents in three groups of rows, and a text."""
    monkeypatch.chdir(tmp_path)
    text = (Path(__file__).parent.parent / "examples" / "tabs.txt").read_text(encoding="utf-8")
    rows = [{"key": f"k{number}", "text": f"{text}{number}", "town": "卫辉"} for number in range(4)]
    rows.append({"key": "k4", "text": "", "town": "通辽"})
    Path("in").mkdir()
    pq.write_table(pa.Table.from_pylist(rows), "in/a.parquet", row_group_size=2)
    Path("in/b.txt").write_text(text, encoding="utf-8")
    Path("in/c.png").write_bytes(b"PNG")


def test_inputs_are_divided_across_files_and_groups_of_rows() -> None:
    every = list(pieces(found(("in",)), 3, COLUMNS))
    assert every == [
        Piece(1, 1, (Span("in/a.parquet", 0, 3),)),
        Piece(2, 4, (Span("in/a.parquet", 3, 2), Span("in/b.txt", 0, 1))),
    ]
    items = every[1].block(COLUMNS).items
    assert [(item.number, item.name, item.kept) for item in items] == [
        (4, "k3", ("卫辉",)), (5, "k4", ("通辽",)), (6, "in/b.txt", (None,)),
    ]  # fmt: skip
    assert items[0].data.endswith(b"3")
    assert Piece.parse(every[1].dump()) == every[1]
    assert [piece.number for piece in pieces(found(("in",)), 2, COLUMNS)] == [1, 2, 3]


def test_a_table_that_lacks_a_column_or_is_damaged_stops_a_run_before_it_begins() -> None:
    with pytest.raises(InputError, match=r"^in/a\.parquet has no column body: name one of key, text, town"):
        list(pieces(found(("in",)), 2, Columns("body")))
    Path("in/a.parquet").write_bytes(b"PAR1")
    with pytest.raises(InputError, match=r"^in/a\.parquet is no whole Parquet file"):
        list(pieces(found(("in",)), 2, COLUMNS))


def test_a_span_within_a_group_of_rows_is_read_alone() -> None:
    block = Piece(1, 1, (Span("in/a.parquet", 1, 2),)).block(COLUMNS)
    assert [item.name for item in block.items] == ["k1", "k2"]


def test_files_are_named_by_path_and_by_address_alike() -> None:
    address = Path("in").absolute().as_uri()
    assert [one.name for one in found((address,))] == [f"{address}/a.parquet", f"{address}/b.txt"]
    assert Place(f"{address}/b.txt").read() == Place("in/b.txt").read()
    assert found(("in/b.txt", "in"))[0] == Found("in/b.txt", Path("in/b.txt").stat().st_size)
    with pytest.raises(RunError, match=r"^in/c\.png holds no Parquet file and no text"):
        found(("in/c.png",))
    with pytest.raises(InputError, match=r"^gone does not exist"):
        found(("gone",))


def test_what_is_written_appears_whole_and_can_be_removed() -> None:
    place = Place("out").below("deep/a.json")
    place.write(b"1")
    place.write(b"2")
    assert [one.name for one in Place("out").files()] == ["out/deep/a.json"]
    assert place.read() == b"2"
    Place("out").remove()
    Place("out").remove()
    assert not Path("out").exists()


def contents(folder: str) -> dict[str, bytes]:
    """Return every file of a run but what tells its inputs apart."""
    files = {one.name.removeprefix(folder): Path(one.name).read_bytes() for one in Place(folder).files()}
    told = json.loads(files.pop("/run.json"))
    return {**files, "parts": json.dumps(told["parts"]).encode(), "plan": json.dumps(told["plan"]).encode()}


def test_a_run_stopped_on_a_cluster_that_loses_a_node_ends_with_the_bytes_of_the_local_engine() -> None:
    ray = pytest.importorskip("ray")
    cluster_utils = pytest.importorskip("ray.cluster_utils")
    from girml.batch.pool import Budget
    from girml.batch.worker import Setup
    from girml.distributed.engine import Job, run

    assert main(["extract", "in/a.parquet", "in/b.txt", "--run", "local", *OPTIONS]) == 1
    cluster = cluster_utils.Cluster(initialize_head=True, head_node_args={"num_cpus": 1})
    try:
        nodes = [cluster.add_node(num_cpus=1) for _ in range(2)]
        ray.init(address=cluster.address, log_to_driver=False)
        job = Job("spread", ("in",), COLUMNS, Setup("deterministic", None, prose=False), 2, None, Budget(60, None))
        stopped = run(job)
        first = next(stopped)
        del stopped
        assert not Path("spread/run.json").exists()
        parts = []
        for part in run(job):
            parts.append(part.number)
            if len(parts) == 1:
                cluster.remove_node(nodes[0])
        assert first.number in parts
        assert sorted(parts) == [1, 2, 3]
        assert contents("spread") == contents("local")
        assert [part.number for part in run(job)] == [1, 2, 3]
    finally:
        ray.shutdown()
        cluster.shutdown()
