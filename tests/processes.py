"""Code run in a Python of its own: for what hangs on what is imported, or must not hang on the process."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def python(code: str, *, hash_seed: str = "random") -> str:
    """Return what some code prints, started from the top of the project, where strings hash by a seed."""
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, check=True, cwd=ROOT, env=environment, encoding="utf-8")
    return done.stdout.strip()
