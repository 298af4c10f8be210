"""Files of the repository that are pages of the documentation too, and the links between them.

In the site the pages of `docs/` stand at the top, and every borrowed file where the repository has it.
"""

import re
from pathlib import Path, PurePosixPath
from posixpath import normpath, relpath

ROOT = Path(__file__).resolve().parents[2]
PAGES = "docs/"
BORROWED = (
    "CHANGELOG.md",
    "SECURITY.md",
    "annotations/GUIDE.md",
    "annotations/GUIDE.zh.md",
    "annotations/README.md",
    "benchmarks/README.md",
    "examples/README.md",
    "girml/evaluation/schema.json",
    "girml/panel/schema.json",
    "girml/schema.json",
    "models/default/CARD.md",
    "train/README.md",
    "train/baselines/README.md",
)

_LINK = re.compile(r"\[([^\]]*)\]\((?!\w+:|#)([^)#\s]+)(#[^)\s]*)?\)")


def relinked(markdown: str, page: str) -> str:
    """Return the Markdown of a page of the site with its links as the site has them.

    A link to a file of the repository that the site does not have becomes its text alone; one that leads nowhere stays
    as it is, so that the build refuses it.
    """
    own = page if page in BORROWED else PAGES + page

    def follow(link: re.Match[str]) -> str:
        text, path, anchor = link[1], link[2], link[3] or ""
        target = normpath(str(PurePosixPath(own).parent / path))
        if target in BORROWED or target.startswith(PAGES):
            return f"[{text}]({relpath(target.removeprefix(PAGES), PurePosixPath(page).parent)}{anchor})"
        return text if (ROOT / target).exists() else link[0]

    return _LINK.sub(follow, markdown)
