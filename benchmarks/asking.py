"""What schemathesis is told beside the description of the page: reports, cells and tokens that are really there.

Of what it makes up, three requests in four ask for a report that exists, and of the decisions on it as many for a cell
or a place; else nearly every request would be about nothing. Loaded by schemathesis through SCHEMATHESIS_HOOKS.
"""

import json
import os
from typing import Any
from zlib import crc32

import schemathesis

THERE: dict[str, list[Any]] = json.loads(os.environ.get("GIRML_THERE", "{}"))
"""Keys of reports under `keys`, subjects of decisions under `subjects`, versions under `seen`."""


def _drawn(what: str, made_up: object) -> Any | None:
    """Return something that is there, in three cases of four, by the hash of what was made up; else None."""
    drawn = crc32(repr(made_up).encode("utf-8", "replace"))
    offered = THERE.get(what, [])
    return offered[drawn // 4 % len(offered)] if offered and drawn % 4 else None


@schemathesis.hook
def map_path_parameters(context: Any, path_parameters: dict[str, Any] | None) -> dict[str, Any] | None:
    """Return the path's parameters, mostly with the key of a report that exists."""
    key = _drawn("keys", path_parameters)
    return {**path_parameters, "key": key} if path_parameters and "key" in path_parameters and key else path_parameters


@schemathesis.hook
def map_body(context: Any, body: Any) -> Any:
    """Return the body, mostly on a cell or a place that exists."""
    subject = _drawn("subjects", body)
    return {**body, "subject": subject} if isinstance(body, dict) and "subject" in body and subject else body
