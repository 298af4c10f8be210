"""Workers under watch: what hangs, dies or eats memory is found out, and the rest is read."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from girml.batch.blocks import Block, Item
from girml.batch.hand import memory_is_known
from girml.batch.pool import Budget, Finished, Pool
from girml.batch.worker import Setup
from girml.errors import RunError
from tests.planted import DIE, EAT, FULL, HANG, planted

SETUP = Setup("deterministic", None, prose=False)
FINE = b"fine"


def block(number: int, *data: bytes) -> Block:
    """Return a block of documents called by their numbers."""
    items = (Item(10 * number + at, f"{10 * number + at}.txt", (), one) for at, one in enumerate(data))
    return Block(number, tuple(items))


def results(*blocks: Block, seconds: float = 30, megabytes: int | None = None) -> dict[int, list[str]]:
    """Return what a pool of two workers gives."""
    with Pool(SETUP, planted, 2, Budget(seconds, megabytes), 9) as pool:
        return {event.block.number: event.result for event in pool.results(iter(blocks)) if isinstance(event, Finished)}


def test_a_document_that_hangs_or_kills_its_worker_costs_itself_alone() -> None:
    given = [block(1, FINE, HANG, FINE), block(2, FINE, DIE), block(3, FINE)]
    assert results(*given, seconds=0.7) == {
        1: ["read", "time", "read"],
        2: ["read", "killed"],
        3: ["read"],
    }


@pytest.mark.skipif(not memory_is_known(), reason="needs /proc")
def test_a_document_that_eats_memory_costs_itself_alone() -> None:
    assert results(block(1, FINE, EAT, FINE), megabytes=250) == {1: ["read", "memory", "read"]}


@pytest.mark.skipif(not memory_is_known(), reason="needs /proc")
def test_a_budget_under_what_a_worker_needs_is_told() -> None:
    with pytest.raises(RunError, match=r"^A worker takes \d+ MB before it reads: allow more by --memory\.$"):
        results(block(1, FINE), megabytes=10)


def test_a_worker_that_cannot_write_stops_all() -> None:
    with pytest.raises(OSError, match="No space left on device"):
        results(block(1, FULL), block(2, FINE))


def test_a_worker_killed_from_outside_is_replaced_and_no_document_blamed() -> None:
    found = []
    with Pool(SETUP, planted, 1, Budget(30, None), 9) as pool:
        for event in pool.results(iter([block(1, FINE), block(2, FINE, FINE)])):
            if isinstance(event, Finished):
                found.append(event.result)
                if len(found) == 1:
                    os.kill(pool.processes[0], signal.SIGKILL)
    assert found == [["read"], ["read", "read"]]


def test_no_block_begins_far_ahead_of_one_that_is_not_done() -> None:
    taken = []

    def blocks() -> Iterator[Block]:
        for number in range(1, 6):
            taken.append(number)
            yield block(number, HANG if number == 1 else FINE)

    with Pool(SETUP, planted, 2, Budget(0.7, None), 2) as pool:
        for event in pool.results(blocks()):
            if isinstance(event, Finished) and event.block.number == 1:
                break
            assert max(taken) <= 3
    assert taken


def test_no_worker_outlives_its_parent() -> None:
    code = (
        "from tests.test_batch_pool import *\n"
        "pool = Pool(SETUP, planted, 1, Budget(60, None), 9)\n"
        "for event in pool.results(iter([block(1, HANG)])):\n"
        "    if pool.processes: print(*pool.processes, flush=True)\n"
    )
    root = Path(__file__).parent.parent
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, cwd=root) as parent:
        assert parent.stdout is not None
        worker = int(parent.stdout.readline())
        parent.kill()
    deadline = time.monotonic() + 10
    while Path(f"/proc/{worker}").exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not Path(f"/proc/{worker}").exists()


def test_workers_that_cannot_begin_stop_all(capfd: pytest.CaptureFixture[str]) -> None:
    setup = Setup("no such model", None, prose=False)
    stopped = pytest.raises(RunError, match=r"^Workers end before they can begin")
    with stopped, Pool(setup, planted, 1, Budget(30, None), 9) as pool:
        list(pool.results(iter([block(1, FINE)])))
    assert "no such model is no folder that can be opened" in capfd.readouterr().err
