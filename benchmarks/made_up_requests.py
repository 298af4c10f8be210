"""The page of `girml review` under twenty minutes of requests that schemathesis makes up from its description.

    python benchmarks/made_up_requests.py [FOLDER] [--seconds 1200] [--seed 1]

FOLDER holds texts (examples/, unless said), which are extracted first. What counts: no answer that tells of a fault
(500), none that the description does not tell of; no file opened outside the review's folder and Python's own, the
memory of the server before and after, and the decisions that stand in the journal in the end, read whole.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
_CHECKS = (
    "not_a_server_error", "status_code_conformance", "content_type_conformance", "response_headers_conformance",
    "response_schema_conformance",
)  # fmt: skip
# The server as the command starts it, with every file written down that it opens once it serves.
_WATCHED = """
import sys
opened = open(sys.argv[1], "w", buffering=1)
own = tuple(sys.argv[2].split(":"))
def watch(event, args):
    if event == "open" and isinstance(args[0], str) and not args[0].startswith(own):
        opened.write(f"{args[0]}\\n")
from girml.review import serving
serve = serving.serve
def watched(*args):
    sys.addaudithook(watch)
    serve(*args)
serving.serve = watched
from girml.cli import main
sys.exit(main(sys.argv[3:]))
"""


class Server(NamedTuple):
    """A server under watch: its process, its address without a token, the token, and the list of files it opened."""

    process: "subprocess.Popen[str]"
    address: str
    token: str
    opened: Path

    @property
    def megabytes(self) -> float:
        """How large its process is."""
        pages = int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


class Outcome(NamedTuple):
    """What came of it: how many requests there were, what schemathesis found, the files opened elsewhere, megabytes
    before and after, decisions in the journal."""

    requests: int
    faults: str
    elsewhere: list[str]
    before: float
    after: float
    decisions: int


@contextmanager
def serving(folder: Path, work: Path, *options: str) -> Iterator[Server]:
    """Give a server of the review of a folder; it ends with the block."""
    opened = work / "opened"
    own = ":".join(map(str, (folder, ROOT / "girml", ROOT / "models", sys.prefix, sys.base_prefix, "/usr/lib/python3")))
    command = [sys.executable, "-c", _WATCHED, str(opened), own, "review", str(folder), *options]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPYCACHEPREFIX": ""}
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8", env=environment) as process:
        try:
            assert process.stdout is not None
            address, _, token = process.stdout.readline().strip().partition("/?token=")
            yield Server(process, address, token, opened)
        finally:
            process.kill()


def extracted(texts: Path, folder: Path) -> None:
    """Extract texts into a folder to review."""
    command = [
        sys.executable,
        "-m",
        "girml",
        "extract",
        str(texts),
        "-o",
        str(folder / "reports.jsonl"),
        "--format",
        "jsonl",
    ]
    subprocess.run(command, check=True, env={**os.environ, "PYTHONPATH": str(ROOT)})


def there(folder: Path) -> dict[str, list[object]]:
    """Return the keys of the reports of a folder, and subjects of decisions."""
    from girml.review.heads import key
    from girml.review.lines import Lines

    data = Lines(folder)
    heads = list(data.heads())
    cells = [cell.id for cell in data.report(heads[0]).cells]
    return {"keys": [key(one.sha256, one.number) for one in heads], "subjects": [*cells[::7], "report", "@20:40"]}


def asked(texts: Path, seed: int, *limits: str) -> Outcome:
    """Return what came of requests to a server of the reports of some texts, within limits that schemathesis takes."""
    from girml.review import journal

    with tempfile.TemporaryDirectory() as place:
        work = Path(place)
        folder = work / "data"
        folder.mkdir()
        extracted(texts, folder)
        with serving(folder, work) as server:
            before = server.megabytes
            told = _schemathesis(server, work, ("--seed", str(seed), *limits), json.dumps(there(folder)))
            after = server.megabytes
            elsewhere = sorted(set(server.opened.read_text(encoding="utf-8").splitlines()))
        decisions = len(journal.read(folder / "review"))
    requests = re.search(r"(\d[\d,]*) generated", told)
    return Outcome(
        int(requests[1].replace(",", "")) if requests else 0, _faults(told), elsewhere, before, after, decisions
    )


def _schemathesis(server: Server, work: Path, how: Sequence[str], known: str) -> str:
    """Run schemathesis; return what it told."""
    environment = {
        **os.environ,
        "GIRML_THERE": known,
        "SCHEMATHESIS_HOOKS": "benchmarks.asking",
        "PYTHONPATH": str(ROOT),
    }
    command = [
        sys.executable, "-m", "schemathesis.cli", "run", f"{server.address}/openapi.json",
        "-H", f"X-Girml-Token: {server.token}", *how,
        "--checks", ",".join(_CHECKS), "--continue-on-failure",
        "--warnings", "off", "--no-color", "--generation-database", "none",
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, check=False, cwd=work, env=environment, encoding="utf-8")
    return done.stdout + done.stderr


def _faults(told: str) -> str:
    """Return the part of what schemathesis told that names failures, "" where there are none."""
    found = re.search(r"=+ (?:FAILURES|ERRORS) =+.*?(?==+ SUMMARY)", told, re.DOTALL)
    return found[0] if found else ("" if " generated" in told else told)


def main() -> None:
    """Ask, and tell what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path, nargs="?", default=ROOT / "examples")
    parser.add_argument("--seconds", type=int, default=1200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    found = asked(
        options.texts.resolve(), options.seed, "--max-time", str(options.seconds), "--phases", "coverage,fuzzing"
    )
    print(f"requests   n = {found.requests:,} in {options.seconds:,} seconds, seed {options.seed}")
    print(f"faults     {found.faults or 'none'}")
    print(f"files      {', '.join(found.elsewhere) or 'none'} opened outside the review and Python's own")
    print(f"memory     {found.before:.0f} MB before, {found.after:.0f} MB after")
    print(f"decisions  {found.decisions:,} in the journal, each whole")


if __name__ == "__main__":
    main()
