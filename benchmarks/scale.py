"""Time and memory of a run as the number of reports grows.

    python benchmarks/scale.py [--sizes 1000 10000 100000] [--workers 2] [--model learned]

The reports stand in one Parquet file; they are generated documents, over and over with other figures. Memory is the
most that the parent, and the largest worker, ever held, as the system tells it.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.kill import workers_of
from benchmarks.repeated import machine, write_parquet

_TICK = 0.2


class Taken(NamedTuple):
    """What a run took: seconds, seconds of processor time, the most megabytes of its parent and of a worker."""

    seconds: float
    processor: float
    parent: float
    worker: float


def peak(process: int) -> float:
    """Return the most megabytes that a process ever held; 0 where it is gone."""
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
        return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) * 1024 / 1e6
    except (OSError, StopIteration):
        return 0.0


def measure(source: Path, run: Path, workers: int, model: str) -> Taken:
    """Carry out a run and return what it took."""
    words = [sys.executable, "-m", "girml", "extract", source, "--id", "key", "--keep", "body", "--run", run]
    parent = worker = 0.0
    start, before = time.monotonic(), _processor()
    with subprocess.Popen([*words, "--workers", str(workers), "--model", model], stdout=subprocess.DEVNULL) as running:
        while running.poll() is None:
            parent = max(parent, peak(running.pid))
            worker = max([worker, *map(peak, workers_of(running.pid))])
            time.sleep(_TICK)
    if running.returncode:
        sys.exit(f"The run ended with {running.returncode}.")
    return Taken(time.monotonic() - start, _processor() - before, parent, worker)


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Print a line a size."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10_000, 100_000])
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--model", default="learned")
    options = parser.parse_args()
    print(f"machine   {machine()}, {options.workers} workers, model {options.model}")
    print("      reports   seconds  reports/s  ms of processor a report  MB parent  MB worker  MB written")
    with tempfile.TemporaryDirectory() as place:
        for size in options.sizes:
            source, run = Path(place, f"{size}.parquet"), Path(place, str(size))
            write_parquet(size, source)
            taken = measure(source, run, options.workers, options.model)
            written = sum(file.stat().st_size for file in run.rglob("*.parquet")) / 1e6
            print(
                f"{size:13,}{taken.seconds:10.1f}{size / taken.seconds:11.1f}{taken.processor / size * 1e3:26.2f}"
                f"{taken.parent:11.0f}{taken.worker:11.0f}{written:12.1f}",
                flush=True,
            )
            source.unlink()


if __name__ == "__main__":
    main()
