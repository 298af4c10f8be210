"""Runs killed at random, gone on with, and compared byte by byte with one that was never stopped.

    python benchmarks/kill.py [--kills 200] [--documents 1000] [--part 50] [--seed 1] [--model learned]

A worker or the parent gets SIGKILL after a random time, the command is given again with another number of workers, and
when a run is done it is compared and the next begins, until there were so many kills. Then a run meets a full disk, and
one a folder that turns read-only; both must say so, and go on afterwards. The last two need to mount a file system.
"""

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.repeated import machine, write_lines

WORKERS = (1, 2, 3)
LONGEST = 4.0
"""Seconds until the next kill, at most."""


class Command(NamedTuple):
    """How a run is given: its input, and its options."""

    source: Path
    model: str
    part: int

    def start(self, run: Path, workers: int) -> "subprocess.Popen[bytes]":
        """Give the command."""
        words = [sys.executable, "-m", "girml", "extract", self.source, "--id", "key", "--keep", "body"]
        words += ["--run", run, "--part", str(self.part), "--workers", str(workers), "--model", self.model]
        return subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)

    def carry_out(self, run: Path, workers: int) -> str:
        """Give the command and wait for its end; return what it says."""
        with self.start(run, workers) as running:
            return running.communicate()[1].decode()


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file of a run."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def workers_of(parent: int) -> list[int]:
    """Return the processes of a run's workers."""
    try:
        children = Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="ascii").split()
        return [one for one in map(int, children) if b"spawn_main" in Path(f"/proc/{one}/cmdline").read_bytes()]
    except OSError:
        return []


def killed(command: Command, run: Path, kills: int, chance: random.Random) -> Iterator[str]:
    """Yield whom each kill met, until there were so many or the run is done."""
    done = 0
    while True:
        running = command.start(run, chance.choice(WORKERS))
        try:
            while running.poll() is None and done < kills:
                try:
                    running.wait(chance.uniform(0, LONGEST))
                except subprocess.TimeoutExpired:
                    whom = _kill(running, chance)
                    done += 1
                    yield whom
            if done >= kills and running.poll() is None:
                running.wait()
        finally:
            said = running.communicate()[1].decode()
        if running.returncode == 0:
            return
        if running.returncode != -signal.SIGKILL:
            sys.exit(f"The run ended with {running.returncode}: {said}")


def _kill(running: "subprocess.Popen[bytes]", chance: random.Random) -> str:
    """Kill the parent or one of its workers; return whom."""
    workers = workers_of(running.pid)
    if workers and chance.random() < 0.5:
        _end(chance.choice(workers))
        return "worker"
    _end(running.pid)
    running.wait()
    deadline = time.monotonic() + 10
    while any(Path(f"/proc/{worker}").exists() for worker in workers):
        if time.monotonic() > deadline:
            sys.exit(f"A worker outlived its parent: one of {workers}.")
        time.sleep(0.01)
    return "parent"


def _end(process: int) -> None:
    try:
        os.kill(process, signal.SIGKILL)
    except ProcessLookupError:
        return


@contextmanager
def mounted(folder: Path, megabytes: float) -> Iterator[None]:
    """Mount a small file system of its own on a folder."""
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={int(megabytes * 1e6)}", "tmpfs", folder], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", folder], check=True)


def _remount(folder: Path, option: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{option}", folder], check=True)


def full_disk(command: Command, folder: Path, expected: dict[str, bytes]) -> str:
    """Let a run meet a full disk, make room, go on; return what it said."""
    with mounted(folder, sum(map(len, expected.values())) / 2e6):
        said = command.carry_out(folder / "run", 2)
        _remount(folder, "size=1000000000")
        command.carry_out(folder / "run", 2)
        return _judged(said, contents(folder / "run"), expected)


def read_only(command: Command, folder: Path, expected: dict[str, bytes]) -> str:
    """Let the folder of a run turn read-only, make it writable again, go on; return what it said."""
    with mounted(folder, 1000):
        with command.start(folder / "run", 2) as running:
            while not list(folder.glob("run/cells/*.parquet")):
                time.sleep(0.05)
            _turn_read_only(folder)
            said = running.communicate()[1].decode()
        _remount(folder, "rw")
        command.carry_out(folder / "run", 2)
        return _judged(said, contents(folder / "run"), expected)


def _turn_read_only(folder: Path) -> None:
    """Remount a file system; the system refuses while a file is being written."""
    for _ in range(1000):
        done = subprocess.run(["mount", "-o", "remount,ro", folder], check=False, stderr=subprocess.DEVNULL)
        if done.returncode == 0:
            return
        time.sleep(0.01)
    sys.exit("The folder could not be turned read-only.")


def _judged(said: str, found: dict[str, bytes], expected: dict[str, bytes]) -> str:
    return f"{'identical' if found == expected else 'OTHER'} bytes after: {said.strip()}"


def main() -> None:
    """Kill, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--part", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--model", default="learned")
    parser.add_argument("--no-disk", action="store_true", help="leave out what needs to mount a file system")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        work = Path(place)
        write_lines(options.documents, work / "in.jsonl")
        command = Command(work / "in.jsonl", options.model, options.part)
        command.carry_out(work / "never", 2)
        expected = contents(work / "never")
        print(f"machine   {machine()}")
        print(f"reports   n = {options.documents:,} in {options.documents // options.part} parts, seed {options.seed}")
        kills, runs, same = Counter[str](), 0, 0
        chance = random.Random(options.seed)
        while kills.total() < options.kills:
            kills.update(killed(command, work / "killed", options.kills - kills.total(), chance))
            runs += 1
            same += contents(work / "killed") == expected
            shutil.rmtree(work / "killed")
        print(f"kills     n = {kills.total()}: {kills['worker']} of workers, {kills['parent']} of the parent")
        print(f"runs      n = {runs}, each finished after its kills; {same} with the bytes of one never stopped")
        if not options.no_disk:
            print(f"full disk {full_disk(command, work / 'full', expected)}")
            print(f"read-only {read_only(command, work / 'readonly', expected)}")
        if same < runs:
            sys.exit("A run differs from one that was never stopped.")


if __name__ == "__main__":
    main()
