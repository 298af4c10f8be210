"""What stands of all decisions: the last on each subject that nobody took back, and how far each subject has come."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from girml.records import Decision

_Subject = tuple[str, str]


class Standing:
    """The decisions of a review by report and subject.

    The version of a subject is the number of the last line of the journal that tells of it, 0 where none does; whoever
    decides says which version he saw.
    """

    def __init__(self, decisions: Iterable[Decision] = ()) -> None:
        self._by_number: dict[int, Decision] = {}
        self._stacks: dict[_Subject, list[Decision]] = defaultdict(list)
        self._versions: dict[_Subject, int] = {}
        self._reports: dict[str, list[Decision]] = defaultdict(list)
        for decision in decisions:
            self.add(decision)

    def add(self, decision: Decision) -> None:
        """Let a decision take effect, or take back the one that it undoes; one that met another is kept in mind."""
        self._by_number[decision.number] = decision
        self._reports[decision.report].append(decision)
        if decision.met is not None:
            return
        own = decision.report, decision.subject
        if decision.undoes is None:
            self._stacks[own].append(decision)
        else:
            self._stacks[own] = [one for one in self._stacks[own] if one.number != decision.undoes]
        self._versions[own] = decision.number

    def version(self, report: str, subject: str) -> int:
        """Return the version of a subject."""
        return self._versions.get((report, subject), 0)

    def last(self, report: str, subject: str) -> Decision | None:
        """Return what stands of a subject; None where nothing does."""
        stack = self._stacks.get((report, subject))
        return stack[-1] if stack else None

    def latest(self, report: str, subject: str) -> Decision | None:
        """Return the last line that tells of a subject; None where none does."""
        return self._by_number.get(self.version(report, subject))

    def standing(self, report: str) -> Mapping[str, Decision]:
        """Return what stands of a report, by subject, in the order of first decisions."""
        subjects = dict.fromkeys(one.subject for one in self._reports.get(report, ()))
        found = {subject: self.last(report, subject) for subject in subjects}
        return {subject: one for subject, one in found.items() if one}

    def history(self, report: str) -> tuple[Decision, ...]:
        """Return all that was ever decided on a report, in order."""
        return tuple(self._reports.get(report, ()))

    def undoable(self, report: str, who: str) -> Decision | None:
        """Return the last decision of a person on a report that was not taken back; None where there is none."""
        own = (one for one in reversed(self._reports.get(report, ())) if one.who == who)
        return next((one for one in own if one in self._stacks.get((report, one.subject), ())), None)

    @property
    def count(self) -> int:
        """How many decisions there are, all counted."""
        return len(self._by_number)
