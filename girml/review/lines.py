"""A folder of JSON Lines as `girml extract --format jsonl` writes them, for review: found once, read one by one."""

from collections.abc import Iterator
from pathlib import Path

from girml.errors import InputError
from girml.readers import contract
from girml.records import Report
from girml.review.heads import Head, head

SUFFIX = ".jsonl"


class Lines:
    """The reports of the JSON Lines in a folder (not in those below it), by file and byte."""

    def __init__(self, folder: Path) -> None:
        self.files = sorted(folder.glob(f"*{SUFFIX}"))

    def heads(self) -> Iterator[Head]:
        """Yield what is kept of each report, in order; InputError where a line is no report."""
        for number, file in enumerate(self.files):
            for start, told, line in numbered_lines(file):
                yield head(contract.parse(line, f"{file}:{told}"), (number, start))

    def report(self, one: Head) -> Report:
        """Return a report; InputError where its line is no longer there."""
        number, start = one.place
        file = self.files[number]
        with file.open("rb") as lines:
            lines.seek(start)
            report = contract.parse(lines.readline().decode("utf-8", "replace"), f"{file} at byte {start}")
        if (report.sha256, report.index) != (one.sha256, one.number):
            raise InputError(f"{file} was changed while it is reviewed: start `girml review` again.")
        return report


def numbered_lines(file: Path) -> Iterator[tuple[int, int, str]]:
    """Yield the lines of a file that are not empty, each with the byte it begins at and its number."""
    try:
        with file.open("rb") as lines:
            start = 0
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield start, number, line.decode("utf-8")
                start += len(line)
    except UnicodeDecodeError as reason:
        raise InputError(f"{file} is not UTF-8 ({reason.reason}): save it as UTF-8.") from None
    except OSError as reason:
        raise InputError(f"{file} cannot be read ({reason.strerror}): check that it may be opened.") from None
