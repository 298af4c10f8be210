"""Reports that were written before, matched to the documents they are of."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from girml.errors import InputError
from girml.evaluation.outcome import Judged, judge
from girml.evaluation.selecting import Selection, listed
from girml.readers import read
from girml.records import Report
from girml.records.annotation import Annotation


@dataclass(slots=True)
class _Matching:
    """Which documents of a split have their report: `by_id` those that wait for one, `by_text` their ids by the
    SHA-256 of their text, where several may have the same."""

    by_id: dict[str, Annotation]
    by_text: dict[str, list[str]]
    known: frozenset[str]
    doubled: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    def match(self, report: Report) -> Annotation | None:
        """Return the document of a report; None, and keep it in mind, where it is doubled or foreign."""
        if report.source in self.known:
            return self._take(report.source)
        of_text = self.by_text.get(report.sha256)
        if of_text is None:
            self.foreign.append(report.source)
            return None
        return self._take(next((name for name in of_text if name in self.by_id), of_text[0]))

    def _take(self, name: str) -> Annotation | None:
        if name not in self.by_id:
            self.doubled.append(name)
        return self.by_id.pop(name, None)


def predicted(path: Path, selection: Selection) -> dict[str, Judged]:
    """Return what the reports of a file say of the drawn documents, by id.

    A report is of the document whose id is its `source`, or whose text has its `sha256`. Where a text holds several
    reports, the first is scored. InputError where a report is missing, doubled, or of no document of the split; reports
    of documents that were not drawn are passed over.
    """
    matching = _matching(selection)
    drawn = {one.id for one in selection.drawn}
    found = {
        annotation.id: judge(report, annotation)
        for report, annotation in _matched(path, matching)
        if annotation.id in drawn
    }
    _refuse(path, matching.doubled, "has more than one report of", "keep one report a document")
    _refuse(path, matching.foreign, "has reports of what is no document here:", "take them out, or name their split")
    _refuse(path, sorted(drawn - found.keys()), "has no report of", "extract these documents too")
    return found


def _matching(selection: Selection) -> _Matching:
    by_text: dict[str, list[str]] = {}
    for one in selection.documents:
        digest = sha256(one.text.encode("utf-8", "surrogatepass")).hexdigest()
        by_text.setdefault(digest, []).append(one.id)
    by_id = {one.id: one for one in selection.documents}
    return _Matching(by_id, by_text, frozenset(by_id))


def _matched(path: Path, matching: _Matching) -> Iterator[tuple[Report, Annotation]]:
    for report in read(path):
        if report.index == 1 and (annotation := matching.match(report)):
            yield report, annotation


def _refuse(path: Path, names: list[str], problem: str, cure: str) -> None:
    """Raise InputError where there are names to tell of."""
    if names:
        raise InputError(f"{path} {problem} {listed(names)}: {cure}.")
