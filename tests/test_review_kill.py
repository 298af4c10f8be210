"""Servers killed between any two decisions, and in the midst of one: none that was answered is lost."""

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path
from threading import Thread
from urllib.error import URLError
from urllib.request import Request, urlopen

import pytest

from girml.review import journal
from tests.reviews import MISPRINTED, data_set, desk_of, key_of

ROOT = Path(__file__).parents[1]
KILLS = 3


class Server:
    """A server as the command starts it."""

    def __init__(self, folder: Path) -> None:
        command = [sys.executable, "-m", "girml", "review", str(folder), "--model", "deterministic"]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8", env=environment
        )
        assert self.process.stdout is not None
        self.address, _, self.token = self.process.stdout.readline().strip().partition("/?token=")

    def decide(self, report: str, subject: str, seen: int) -> int:
        """Accept a cell; return the number of the decision."""
        body = {"who": "李", "action": "accept", "subject": subject, "seen": seen}
        headers = {"X-Girml-Token": self.token, "Content-Type": "application/json"}
        request = Request(f"{self.address}/api/reports/{report}/decisions", json.dumps(body).encode(), headers)
        with urlopen(request) as answer:
            return int(json.load(answer)["written"]["number"])

    def kill(self) -> None:
        """Kill it, whatever it does."""
        self.process.kill()
        self.process.wait()
        assert self.process.stdout is not None
        self.process.stdout.close()


@pytest.mark.heavy
def test_no_decision_that_was_answered_is_lost_when_the_server_is_killed(tmp_path: Path) -> None:
    folder, chance = data_set(tmp_path), random.Random(1)
    with desk_of(folder) as desk:
        key = key_of(desk, MISPRINTED)
        cells = iter([cell.id for cell in desk.sheet(key).report.cells])
    answered: list[tuple[int, str]] = []
    for _ in range(KILLS):
        server = Server(folder)

        def work(server: Server = server) -> None:
            for cell in cells:
                try:
                    answered.append((server.decide(key, cell, 0), cell))
                except (URLError, ConnectionError, ValueError):
                    return

        worker = Thread(target=work)
        worker.start()
        begun = len(answered)
        while len(answered) < begun + 3 and worker.is_alive():
            time.sleep(0.01)
        time.sleep(chance.uniform(0, 0.05))
        server.kill()
        worker.join()
    kept = {decision.number: decision.subject for decision in journal.read(folder / "review")}
    assert len(answered) >= KILLS * 3
    assert {number: kept.get(number) for number, _ in answered} == dict(answered)
    # One at most was written and not answered, for each kill.
    assert len(kept) - len(answered) <= KILLS
    with desk_of(folder) as desk:
        assert desk.standing.count == len(kept)
