"""What a review stands on: a data set, its texts, the decisions; all that is asked and told of it goes through here."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from threading import RLock

from girml.batch.parts import write_whole
from girml.corpus import lines
from girml.errors import InputError, UsageError
from girml.labeler.names import index
from girml.pipeline import Extractor
from girml.records import Decision
from girml.records.annotation import Annotation
from girml.records.decision import REPORT
from girml.review import texts
from girml.review.annotating import Made, annotation, flaws
from girml.review.deciding import Wish, outcome, reading
from girml.review.errors import MetError, UnknownError
from girml.review.folder import ANNOTATIONS, DataSet
from girml.review.heads import Head
from girml.review.journal import Journal
from girml.review.marking import marked
from girml.review.opened import Opened, opened
from girml.review.sheet import Sheet, sheet
from girml.review.standing import Standing
from girml.text.tokens import Tokenizer
from girml.text.view import view

_KEPT = 32
_SETTLED = "settled"


class Desk:
    """A review at work. Safe to call from several threads; one at a time is served."""

    def __init__(self, data: DataSet, heads: Sequence[Head], folder: Path, extractor: Extractor, made: Made) -> None:
        self._data, self._folder, self._made = data, folder, made
        self._extractor = extractor
        self._tokenizer = Tokenizer(index().patterns)
        # The same text twice is one report to people: the first of its name.
        self.heads = {one.key: one for one in reversed(heads)}
        self.heads = {one.key: self.heads[one.key] for one in heads}
        self._lock = RLock()
        self._journal = Journal(folder)
        self.standing = Standing(self._journal.decisions)
        self._opened = lru_cache(maxsize=_KEPT)(self._open)
        self._flaws = lru_cache(maxsize=_KEPT)(self._judged)
        self._settle_all()

    def close(self) -> None:
        """Close the journal."""
        self._journal.close()

    def sheet(self, key: str) -> Sheet:
        """Return a report as it stands; UnknownError where there is none, InputError where its text is not at hand."""
        with self._lock:
            one = self._opened(key)
            return sheet(self.heads[key], one, self.standing)

    def decide(self, key: str, wish: Wish) -> Decision:
        """Write down what a person decides, and return it.

        UsageError where it cannot be granted, MetError where somebody decided on it whom he has not seen.
        """
        with self._lock:
            now = self.sheet(key)
            return self._written(self._decision(now, wish), wish.seen)

    def undo(self, key: str, who: str) -> Decision:
        """Take back the last decision of a person on a report, and return what was written down.

        UsageError where there is none, MetError where somebody has decided on the same since.
        """
        with self._lock:
            self.sheet(key)
            target = self.standing.undoable(key, who)
            if target is None:
                raise UsageError("You have decided nothing on this report that could be taken back.")
            back = self._entry(key, Wish(who, target.subject, "undo", target.number))
            # What he took back before on the same subject, he has seen.
            is_last = self.standing.last(key, target.subject) is target
            seen = self.standing.version(key, target.subject) if is_last else target.number
            return self._written(back._replace(undoes=target.number), seen)

    def annotation(self, key: str) -> Annotation | None:
        """Return the annotated document of a report; None where it is not done."""
        now = self.sheet(key)
        return self.annotated(now) if now.done else None

    def annotated(self, now: Sheet) -> Annotation:
        """Return the annotated document of a report as it stands, done or not."""
        return annotation(now.opened, now.report, now.standing, self._made)

    def flaws(self, key: str) -> tuple[str, ...]:
        """Return in sentences what keeps a report that is done from being learned from."""
        now = self.sheet(key)
        return self._flaws(key, len(now.history)) if now.done else ()

    def _judged(self, key: str, lines_of_it: int) -> tuple[str, ...]:
        """Return what `girml check` finds in a report of which so many lines of the journal tell."""
        one = self.annotated(self.sheet(key))
        return tuple(flaw.message for flaw in flaws(one, lambda text: self._tokenizer(view(text))))

    def _open(self, key: str) -> Opened:
        if key not in self.heads:
            raise UnknownError(f"There is no report {key!r} in this review: go back to the list.")
        head = self.heads[key]
        data = texts.load(self._folder / texts.FOLDER, head.sha256)
        return opened(key, self._data.report(head), data, self._extractor)

    def _decision(self, now: Sheet, wish: Wish) -> Decision:
        entry = self._entry(now.head.key, wish)
        if wish.action == "done":
            if now.remaining:
                left = f"{len(now.remaining)} are still open, the first {now.remaining[0]}"
                raise UsageError(f"{left}: decide on each cell in doubt, and mark a misprint where a rule fails.")
            return entry._replace(subject=REPORT)
        if wish.action == "mark":
            return marked(now, entry, wish)
        cell = next((one for one in now.report.cells if one.id == wish.subject), None)
        if cell is None:
            raise UnknownError(f"The report has no cell {wish.subject!r}: `girml forms` lists them.")
        value, held = outcome(now.opened, now.report.cells, cell, wish)
        return entry._replace(value=value, outcome=held, before=reading(cell))

    def _entry(self, key: str, wish: Wish) -> Decision:
        at = datetime.now(UTC).isoformat(timespec="seconds")
        return Decision(self.standing.count + 1, at, wish.who, key, wish.subject, wish.action)

    def _written(self, decision: Decision, seen: int) -> Decision:
        """Write a decision down: with effect, or beside the one that its person has not seen."""
        theirs = self.standing.latest(decision.report, decision.subject)
        if theirs is not None and theirs.number != seen and not _agree(decision, theirs):
            mine = decision._replace(met=theirs.number)
            self._add(mine)
            raise MetError(mine, theirs)
        self._add(decision)
        self._settle(decision.report)
        self._note()
        return decision

    def _add(self, decision: Decision) -> None:
        self._journal.add(decision)
        self.standing.add(decision)

    def _settle_all(self) -> None:
        """Make the annotated documents what the journal says, where the last process ended between the two."""
        try:
            done = int((self._folder / _SETTLED).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            done = 0
        for key in dict.fromkeys(one.report for one in self._journal.decisions[done:]):
            with suppress(UnknownError, InputError):
                self._settle(key)
        self._note()

    def _note(self) -> None:
        write_whole(self._folder / _SETTLED, f"{self.standing.count}\n".encode())

    def _settle(self, key: str) -> None:
        """Write the annotated document of a report that is done and sound; remove it where it is not."""
        file = self._folder / ANNOTATIONS / f"{key}.jsonl"
        one = self.annotation(key)
        if one and not self.flaws(key):
            lines.write([one], file)
        else:
            file.unlink(missing_ok=True)


def _agree(one: Decision, other: Decision) -> bool:
    """Return whether two decisions say the same."""
    said = [(each.action, each.value, each.outcome, each.tag, each.label, each.undoes) for each in (one, other)]
    return said[0] == said[1]
