"""The same run by the local engine and by Ray, on a cluster of three node processes on this machine, in turn.

    python benchmarks/cluster.py [--reports 1000] [--rounds 3] [--model learned]

Both have two processors: two workers, or two of the nodes, the third being the head that only divides.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

from ray.cluster_utils import Cluster

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.kill import contents
from benchmarks.repeated import machine, write_parquet

ENGINES = ("local", "ray")


def seconds(words: list[str], address: str) -> float:
    """Return how long a command takes."""
    start = time.monotonic()
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, env={**os.environ, "RAY_ADDRESS": address})
    return time.monotonic() - start


def main() -> None:
    """Print the medians and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--reports", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--model", default="learned")
    options = parser.parse_args()
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 0})
    for _ in range(2):
        cluster.add_node(num_cpus=1)
    taken: dict[str, list[float]] = {engine: [] for engine in ENGINES}
    with tempfile.TemporaryDirectory() as place:
        source = Path(place, "in.parquet")
        write_parquet(options.reports, source)
        words = [sys.executable, "-m", "girml", "extract", str(source), "--id", "key", "--keep", "body"]
        words += ["--part", "100", "--model", options.model, "--workers", "2"]
        for number in range(options.rounds):
            for engine, own in taken.items():
                run = Path(place, f"{engine}{number}")
                own.append(seconds([*words, "--engine", engine, "--run", str(run)], cluster.address))
        same = contents(Path(place, "local0")) == contents(Path(place, "ray0"))
    cluster.shutdown()
    local, ray = (statistics.median(own) for own in taken.values())
    print(f"machine   {machine()}, ray {version('ray')}, model {options.model}")
    print(f"reports   n = {options.reports:,} in parts of 100, {options.rounds} rounds; medians")
    print(f"local     {local:.1f} s, two workers")
    print(f"ray       {ray:.1f} s, two nodes and a head: {ray / local:.2f} of local")
    print(f"files     {'identical' if same else 'OTHER'} bytes")


if __name__ == "__main__":
    main()
