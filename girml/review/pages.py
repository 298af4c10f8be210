"""The pages of a review: the work list, and a report with what may be decided on it."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from girml.review import bodies
from girml.review.desk import Desk
from girml.review.errors import UnknownError
from girml.review.state import markup, state
from girml.review.worklist import PROGRESSES, Filter, years
from girml.view import LIST_STYLES, REPORT_SCRIPTS, REPORT_STYLES, asset, pages, words
from girml.view.templating import environment

if TYPE_CHECKING:
    from jinja2 import Environment

_REPORT_STYLES = (*REPORT_STYLES, "review.css")
_REPORT_SCRIPTS = (*REPORT_SCRIPTS, "review.js")
_LIST_STYLES = (*LIST_STYLES, "review.css")
_LIST_SCRIPTS = ("words.js", "reports.js")
_OWN = ("review.css", "review.js", "reports.js")
_NAMES = frozenset((*_REPORT_STYLES, *_REPORT_SCRIPTS, *_LIST_STYLES, *_LIST_SCRIPTS))
_KINDS = {"css": "text/css", "js": "text/javascript"}


def report_page(desk: Desk, key: str, who: str) -> str:
    """Return the page of a report; UnknownError where there is none."""
    now = desk.sheet(key)
    made = markup(now)
    return _render(
        "desk",
        title=pages.title(now.report),
        parts=made,
        styles=_REPORT_STYLES,
        scripts=_REPORT_SCRIPTS,
        given={"state": state(desk, now).model_dump(), "who": who},
    )


def list_page(desk: Desk, wanted: Filter, found: bodies.Listed) -> str:
    """Return a page of the work list."""
    asked = {name: value for name, value in wanted._asdict().items() if value}
    return _render(
        "reports",
        found=found,
        items=found.items,
        counts={name: getattr(found, name) for name in ("reports", "done", "doubtful", "decided")},
        wanted=wanted,
        years=years(desk.heads),
        progresses=PROGRESSES,
        address=lambda page: f"/?{urlencode(asked | {'page': page})}",
        styles=_LIST_STYLES,
        scripts=_LIST_SCRIPTS,
    )


@cache
def asset_of(name: str) -> tuple[str, str]:
    """Return the text of a style sheet or script and its media type; UnknownError for any other name."""
    if name not in _NAMES:
        raise UnknownError("There is no such style sheet or script: go back to the list.")
    text = (files("girml.review") / "assets" / name).read_text(encoding="utf-8") if name in _OWN else asset(name)
    return text, _KINDS[name.rpartition(".")[2]]


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    own = json.loads((files("girml.review") / "words.json").read_text(encoding="utf-8"))
    return {**words(), **own}


def _say(key: str, language: str = "zh", **values: object) -> str:
    return _words()[key][language].format(**values)


def _render(template: str, **values: object) -> str:
    return _environment().get_template(f"{template}.html.jinja").render(words=_words(), **values)


@cache
def _environment() -> "Environment":
    made = environment("girml.review", "girml.view")
    made.globals["say"] = _say
    return made
