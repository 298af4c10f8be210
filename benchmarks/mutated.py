"""Mutated documents read for a while: what became of each, how long it took, how large the parser grew.

    python benchmarks/mutated.py html|pdf|docx [--seconds 1200] [--seed 1]

The documents are generated, printed and mutated by seed. Each is read as `girml extract` reads it. What is neither a
report nor a sentence on what is wrong with the document is a failure, and told in full; so is a file that appears in
the folder that the process stands in, or in its folder for temporary files.
"""

import argparse
import os
import platform
import re
import tempfile
import time
from collections import Counter
from random import Random

from mutations import mutated
from printing import printed

import girml
from girml.documents import parsing, read
from girml.errors import InputError
from girml.pipeline import Extractor

DOCUMENTS = 12
_NAMED = re.compile(r"^\S+ ")


def main() -> None:
    """Print what became of the documents."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("kind", choices=("html", "pdf", "docx"))
    parser.add_argument("--seconds", type=float, default=1200)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    sound = [printed(asked.kind, number, asked.seed) for number in range(DOCUMENTS)]
    extractor = girml.load()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        os.mkdir("temporary")
        os.environ["TMPDIR"] = f"{folder}/temporary"
        outcomes, slowest, largest = Counter[str](), 0.0, 0
        end, number = time.monotonic() + asked.seconds, 0
        while time.monotonic() < end:
            rng = Random(f"{asked.seed}/{number}")
            data = mutated(rng.choice(sound), rng)
            before = time.monotonic()
            outcomes[_outcome(extractor, data, f"{number}.{asked.kind}")] += 1
            slowest = max(slowest, time.monotonic() - before)
            largest = max(largest, parsing.peak())
            number += 1
        files = [name for name in (*os.listdir("."), *os.listdir("temporary")) if name != "temporary"]
        os.chdir("/")
    print(f"machine   {platform.machine()}, Python {platform.python_version()}, girml {girml.__version__}")
    print(f"{asked.kind:9} n = {number:,} of {DOCUMENTS} documents, seed {asked.seed}, {asked.seconds:g} s")
    print(f"slowest   {slowest:.1f} s; parser {largest / 1e6:,.0f} MB at most; files that appeared: {len(files)}")
    for outcome, times in outcomes.most_common():
        print(f"{times:7,}  {outcome}")


def _outcome(extractor: Extractor, data: bytes, name: str) -> str:
    try:
        reports = read(extractor, data, name)
    except InputError as error:
        return _NAMED.sub("… ", re.sub(r"\d[\d,]+", "N", str(error)))
    except Exception as error:  # noqa: BLE001 - this is what is looked for
        return f"FAILURE {name}: {type(error).__name__}: {error}"
    return "read, with tables" if reports[0].form else "read, no form in it"


if __name__ == "__main__":
    main()
