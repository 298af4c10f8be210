"""Templates filled in, all that comes from a text escaped; assets, and the policy that allows them alone."""

import base64
import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from markupsafe import Markup

from girml.view.controls import plain, visible
from girml.view.reasons import REASONS, SIGNS
from girml.view.words import say

if TYPE_CHECKING:
    from jinja2 import Environment


def render(template: str, **values: object) -> Markup:
    """Return a template of `girml/view/templates`, filled in."""
    return Markup(environment("girml.view").get_template(f"{template}.html.jinja").render(values))


@cache
def asset(name: str) -> str:
    """Return the text of a style sheet or script: `base.css`, `report.css`, `report.js`, `words.js`, `list.css`,
    `list.js`."""
    return (files("girml.view") / "assets" / name).read_text(encoding="utf-8")


def policy(styles: Iterable[str], scripts: Iterable[str]) -> str:
    """Return a Content-Security-Policy that allows these inline style sheets and scripts, and nothing from anywhere."""
    style, script = (" ".join(map(_digest, some)) for some in (styles, scripts))
    return f"default-src 'none'; style-src {style}; script-src {script}; base-uri 'none'; form-action 'none'"


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def environment(*packages: str) -> "Environment":
    """Return what fills in the templates of packages, those of the first before those of the others."""
    from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=ChoiceLoader([PackageLoader(one) for one in packages]),
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, auto_reload=False,
    )  # fmt: skip
    made.filters |= {"plain": plain, "visible": visible}
    made.globals |= {"say": say, "REASONS": REASONS, "SIGNS": SIGNS}
    made.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": True}
    return made
