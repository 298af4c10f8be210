"""What MkDocs calls: pages that are made, files that are borrowed, figures that are shown."""

import re
from typing import Any

from borrowed import BORROWED, ROOT, relinked
from command_page import command_page
from form_page import form_page
from layers import layers
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from rates import rates
from views import VIEWS, frame, view_page

from girml.cli.arguments import parser
from girml.forms import FORM_IDS, load

_VIEW = re.compile(r"<!-- view: (\w+) -->")
_RATES = re.compile(r"<!-- rates: (.+?): (.+) -->")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Return the files of the site, with those that are made and those of the repository."""
    made = {f"forms-{form_id}.md": form_page(load(form_id)) for form_id in FORM_IDS}
    made["commands.md"] = command_page(parser())
    made |= {f"views/{name}.html": view_page(name) for name in VIEWS}
    for name, content in made.items():
        files.append(File.generated(config, name, content=content))
    for name in BORROWED:
        files.append(File.generated(config, name, abs_src_path=str(ROOT / name)))
    return files


def on_page_markdown(markdown: str, page: Page, **_: Any) -> str:
    """Return the Markdown of a page with the site's links, and its figures shown."""
    linked = relinked(markdown, page.file.src_uri)
    told = _RATES.sub(lambda asked: rates(asked[1], tuple(asked[2].split(", "))), linked)
    told = told.replace("<!-- layers -->", layers())
    top = "../" * page.file.src_uri.count("/")
    return _VIEW.sub(lambda asked: frame(asked[1], top), told)
