"""Small data sets to review: examples as they are, one with a run of digits, one with a script in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import girml
from girml.errors import GirmlError
from girml.records import Cell, Decision
from girml.review.deciding import Wish
from girml.review.desk import Desk
from girml.review.opening import Settings, review
from girml.writers import contract

EXAMPLES = Path(__file__).parents[1] / "examples"
GLUED, MISPRINTED = "glued.txt", "misprinted.txt"
SCRIPT = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"
SETTINGS = Settings(model="deterministic")
MADE = "t2.normative_documents.made"
TOTAL = "t3.processed.total"


def texts() -> dict[str, str]:
    """Return texts by name: a report whose second row is the run 5845546, which is 5845546 cut in three, with a script
    in its first line; and one with a misprint."""
    tabs, spaces = ((EXAMPLES / f"{name}.txt").read_bytes().decode() for name in ("tabs", "spaces_2019"))
    glued = tabs.replace("行政规范性文件\t1\t0\t1\n", "行政规范性文件5845546\n")
    return {GLUED: f"{SCRIPT}\n{glued}", MISPRINTED: spaces}


def data_set(folder: Path) -> Path:
    """Return a folder with the texts, and their reports as JSON Lines."""
    folder.mkdir(parents=True, exist_ok=True)
    extractor = girml.load("deterministic")
    with (folder / "reports.jsonl").open("w", encoding="utf-8", newline="") as out:
        for name, text in texts().items():
            (folder / name).write_bytes(text.encode())
            contract.write_lines(extractor.read(text.encode(), name), out)
    return folder


@contextmanager
def desk_of(folder: Path) -> Iterator[Desk]:
    """Give the desk of a review; a text that is not at hand is an error."""

    def refuse(sentence: str) -> None:
        raise GirmlError(sentence)

    with review(folder, SETTINGS, refuse) as desk:
        yield desk


def key_of(desk: Desk, source: str) -> str:
    """Return the key of the report of a source."""
    return next(key for key, head in desk.heads.items() if head.source == source)


def cell_of(desk: Desk, key: str, name: str) -> Cell:
    """Return a cell as it stands."""
    return next(cell for cell in desk.sheet(key).report.cells if cell.id == name)


def decide(desk: Desk, key: str, wish: Wish) -> Decision:
    """Decide on a subject as one who has seen how it stands."""
    return desk.decide(key, wish._replace(seen=desk.standing.version(key, wish.subject)))


def finish(desk: Desk, key: str) -> None:
    """Call the report with the misprint done: both cells that are named are misprinted."""
    for name in ("t3.processed.natural_person", TOTAL):
        decide(desk, key, Wish("李", name, "misprint", 0))
    decide(desk, key, Wish("李", "report", "done", 0))
