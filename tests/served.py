"""A review as a page tells it: served by the command, gone through by its own API, ended as by Ctrl-C."""

import json
import shlex
import signal
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from urllib.request import Request, urlopen

from tests.pages import settings

_SECONDS = 60


def review(command: str, place: Path) -> None:
    """Run a `girml review`, and decide in each report whose rules fail: what rules point at is a misprint, the rest is
    accepted, and the report done."""
    with subprocess.Popen(
        shlex.split(command), cwd=place, env=settings(), stdout=subprocess.PIPE, encoding="utf-8"
    ) as served:
        assert served.stdout is not None
        try:
            _decide(served.stdout.readline().strip())
        finally:
            served.send_signal(signal.SIGINT)
            served.wait(_SECONDS)


def _decide(address: str) -> None:
    for item in _asked(address, "/api/reports")["items"]:
        if "misprint" not in item["reasons"]:
            continue
        path = f"/api/reports/{item['key']}"
        state = _asked(address, path)["state"]
        for cell in (subject for subject in state["remaining"] if not subject.startswith("c.")):
            action = "misprint" if cell.startswith("t3.processed.") else "accept"
            _asked(address, f"{path}/decisions", {"who": "李明", "action": action, "subject": cell})
        state = _asked(address, f"{path}/decisions", {"who": "李明", "action": "done"})["state"]
        assert (state["done"], state["remaining"], state["flaws"]) == (True, [], [])


def _asked(address: str, path: str, body: dict[str, Any] | None = None) -> Any:
    whole = urlsplit(address)
    headers = {"x-girml-token": parse_qs(whole.query)["token"][0], "content-type": "application/json"}
    data = None if body is None else json.dumps(body).encode()
    with urlopen(Request(f"http://{whole.netloc}{path}", data, headers), timeout=_SECONDS) as answer:
        return json.load(answer)
