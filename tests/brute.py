"""A judge of what a text decides: all readings of a table as one model for CP-SAT, asked until nothing new differs.

It shares the solver with what works out `undecided`, but nothing else: gold lists the readings of each row and chooses
among them, the judge lets numbers flow through the digits. It takes the text, the spans (for what stands in which row,
and in what order), the form and its rules, and goes by the design alone:

- As many things as cells, and no run: every place is fixed.
- Fewer things and no run: they keep their order, and any of the cells may be the blank ones.
- With a run, numbers may be cut between digits, no figure with leading zeros. Every cell is printed, unless blanks show
  outside the run or the row has fewer digits than cells; where a run stands apart from other things of its row, nothing
  tells whether the missing cells are glued or blank, so they may be blank instead. Where all touches it is one run,
  whatever marks are in it.
- A reading is admissible if no equality rule is broken: a blank, or what is no figure, may be any number that is not
  negative; a nil mark is 0.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import Enum
from itertools import chain
from typing import NamedTuple

from ortools.sat.python import cp_model

from girml.forms import load
from girml.records import Rule, TableId, Value
from girml.records.annotation import Annotation
from girml.text.values import is_nil, parse
from girml.text.view import fold
from tests.brute_rows import NotJudgedError, Row, digits_meet, has_run, rows_of, shows_blank

MOST_WORK = 2.0
"""Deterministic seconds that CP-SAT may take for one question; a table that asks for more is not judged."""


class Verdict(Enum):
    """What the admissible readings of a table say of a cell."""

    PRINT = "one value, and it is the print; where no reading is admissible, the one that the layout alone fixes"
    SEVERAL = "several values, the print among them"
    AGAINST = "one value or several, all against the print"
    NONE = "no reading is admissible, and those that break rules differ"


class Content(NamedTuple):
    """What a cell holds in a reading, and what that counts in rules: None where it is unknown."""

    value: Value
    number: int | float | None


class Node(NamedTuple):
    """A place in a row that a reading has come to: the way it reads, the thing, and the place within it."""

    way: str
    thing: int
    at: int


class Step(NamedTuple):
    """What a reading gives to its next cell, and where it is then."""

    content: Content
    end: Node


BLANK = Content(None, None)


def judge(annotation: Annotation, table_id: TableId) -> dict[str, Verdict]:
    """Return the verdict on every printed cell of a table; for a lost one the value of some reading is the print.

    NotJudgedError where the text holds more than this judge understands, or the solver takes too long.
    """
    table = load(annotation.form[table_id]).tables[table_id]
    printed = {cell: value for cell, value in annotation.cells.items() if cell not in annotation.lost}
    return verdicts(rows_of(annotation, table), table.rules, printed)


def verdicts(rows: Sequence[Row], rules: Iterable[Rule], printed: Mapping[str, Value]) -> dict[str, Verdict]:
    """Return the verdict on every cell of rows that stand in one table."""
    read = list(zip(rows, ways(rows), strict=True))
    told = _told(Model(read, rules), printed)
    if told is not None:
        return told
    # Without the rules a row has readings of its own: where all agree, the layout alone fixes the place.
    found = {cell: verdict for one in read for cell, verdict in (_told(Model([one], ()), printed) or {}).items()}
    kept = (Verdict.PRINT, Verdict.AGAINST)
    return {cell: one if (one := found.get(cell)) in kept else Verdict.NONE for row in rows for cell in row.cells}


def _told(model: "Model", printed: Mapping[str, Value]) -> dict[str, Verdict] | None:
    """Return the verdict on the cells of a model, None where it has no reading."""
    first = model.reading()
    if first is None:
        return None
    told = {cell: printed.get(cell, content.value) for cell, content in first.items()}
    printing = model.reached(lambda cell, content: same(content.value, told[cell]))
    differing = model.reached(lambda cell, content: not same(content.value, told[cell]))
    return {
        cell: Verdict.PRINT if cell not in differing else Verdict.SEVERAL if cell in printing else Verdict.AGAINST
        for cell in told
    }


# What the things of a row may be.


def ways(rows: Sequence[Row]) -> list[tuple[str, ...]]:
    """Return how each row of a table may be read: with cuts, with blanks, with both or neither."""
    shows = [shows_blank(row) for row in rows]
    return [_ways(row, blank_elsewhere=any(shows[:at] + shows[at + 1 :])) for at, row in enumerate(rows)]


def _ways(row: Row, *, blank_elsewhere: bool) -> tuple[str, ...]:
    if len(row.things) > len(row.cells) or (has_run(row) and len(row.things) == len(row.cells)):
        raise NotJudgedError("more stands in a row than its cells hold")
    if not has_run(row):
        return ("blanks",) if len(row.things) < len(row.cells) else ("neither",)
    if blank_elsewhere or shows_blank(row):
        return ("cuts and blanks",)
    return ("cuts",) if row.touches else ("cuts", "blanks")


def steps_from(row: Row, node: Node) -> Iterator[Step]:
    """Yield what a reading that has come to a place may give to the next cell."""
    if "blanks" in node.way:
        yield Step(BLANK, node)
    if node.thing == len(row.things):
        return
    thing, behind = row.things[node.thing], Node(node.way, node.thing + 1, 0)
    if not thing.is_run and not node.at:
        yield Step(_apart(thing.text), behind)
    else:
        yield from _figure(thing.text[node.at :], behind)
    if "cuts" in node.way:
        for at in range(node.at + 1, len(thing.text)):
            if digits_meet(thing.text, at):
                yield from _figure(thing.text[node.at : at], node._replace(at=at))


def _apart(text: str) -> Content:
    """Return what a thing shows uncut: a figure, a nil mark (blank, and 0 to the rules), nothing, or words."""
    if not text.strip():
        return BLANK
    figure = parse("".join(text.split()))
    return Content(None, 0) if is_nil(text) else Content(figure.value, figure.value) if figure else Content(text, None)


def _figure(text: str, end: Node) -> Iterator[Step]:
    """Yield the step that takes a text for a figure, if it is one without leading zeros."""
    figure, digits = parse(text), text.lstrip("+-增加减少新 ")
    if figure and not (digits[0] == "0" and digits[1:2].isdecimal()):
        yield Step(Content(figure.value, figure.value), end)


def levels(row: Row, how: Iterable[str]) -> list[dict[Node, list[Step]]]:
    """Return, cell by cell, the places that readings have come to and their steps from there; no dead ends."""
    reached = {Node(way, 0, 0) for way in how}
    found = []
    for _ in row.cells:
        found.append({node: list(steps_from(row, node)) for node in sorted(reached)})
        reached = {step.end for steps in found[-1].values() for step in steps}
    alive = {node for node in reached if node.thing == len(row.things)}
    for level in reversed(found):
        for node, steps in list(level.items()):
            level[node] = [step for step in steps if step.end in alive]
        alive = {node for node, steps in level.items() if steps}
    return found


# All readings of a table.


class Option(NamedTuple):
    """What a cell may hold, and the variable that says whether it does."""

    cell: str
    content: Content
    chosen: cp_model.IntVar


class Model:
    """The readings of a table that break no rule: each is a way through every row, one step a cell."""

    def __init__(self, rows: Iterable[tuple[Row, Iterable[str]]], rules: Iterable[Rule]) -> None:
        self._model = cp_model.CpModel()
        self._options: dict[str, list[Option]] = {}
        for row, how in rows:
            self._add_row(row, how)
        for rule in rules:
            self._add_rule(rule)

    def reading(self) -> dict[str, Content] | None:
        """Return what the cells hold in some reading, None where there is none."""
        return self._solution(self._model)

    def reached(self, wanted: Callable[[str, Content], bool]) -> set[str]:
        """Return the cells that hold a wanted content in some reading."""
        found: set[str] = set()
        while news := [one.chosen for one in self._every() if one.cell not in found and wanted(one.cell, one.content)]:
            model = self._model.clone()
            model.add_bool_or(news)
            for one in news:
                model.add_hint(one, True)
            solution = self._solution(model)
            if solution is None:
                break
            found |= {cell for cell, content in solution.items() if wanted(cell, content)}
        return found

    def _every(self) -> Iterator[Option]:
        return chain.from_iterable(self._options.values())

    def _add_row(self, row: Row, how: Iterable[str]) -> None:
        """Add the ways through a row as a flow of one from its starts to its ends."""
        flows: dict[Node, list[cp_model.IntVar]] = {}
        for at, (cell, level) in enumerate(zip(row.cells, levels(row, how), strict=True)):
            coming, flows = flows, {}
            leaving = {node: [self._option(cell, step, flows) for step in steps] for node, steps in level.items()}
            if at == 0:
                self._model.add_exactly_one([one for some in leaving.values() for one in some])
            for node, some in leaving.items() if at else ():
                self._model.add(sum(coming.get(node, [])) == sum(some))

    def _option(self, cell: str, step: Step, flows: dict[Node, list[cp_model.IntVar]]) -> cp_model.IntVar:
        chosen = self._model.new_bool_var("")
        self._options.setdefault(cell, []).append(Option(cell, step.content, chosen))
        flows.setdefault(step.end, []).append(chosen)
        return chosen

    def _add_rule(self, rule: Rule) -> None:
        """Add that what is known on a side is no more than all of the other side, where nothing is unknown there."""
        for whole, part in ((rule.left, rule.right), (rule.right, rule.left)):
            if all(cell in self._options for cell in whole):
                known = [~one.chosen for one in self._of(whole) if one.content.number is None]
                self._model.add(self._sum(whole, part) >= 0).only_enforce_if(known)

    def _sum(self, plus: Iterable[str], minus: Iterable[str]) -> cp_model.LinearExprT:
        """Return what is known of some cells less what is known of others."""
        terms = [(one, sign) for cells, sign in ((plus, 1), (minus, -1)) for one in self._of(cells)]
        if any(isinstance(one.content.number, float) for one, _ in terms):
            raise NotJudgedError("a rule counts a number that is not whole")
        weights = [sign * int(one.content.number or 0) for one, sign in terms]
        return cp_model.LinearExpr.weighted_sum([one.chosen for one, _ in terms], weights)

    def _of(self, cells: Iterable[str]) -> list[Option]:
        return [one for cell in cells for one in self._options.get(cell, [])]

    def _solution(self, model: cp_model.CpModel) -> dict[str, Content] | None:
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        # Questions are many: to simplify the model anew for each would take most of the time. Sums need the linear
        # part: without it three tables of a hundred documents take minutes; with more of it others take longer.
        solver.parameters.cp_model_presolve = False
        solver.parameters.linearization_level = 1
        solver.parameters.max_deterministic_time = MOST_WORK
        status = solver.solve(model)
        if status == cp_model.INFEASIBLE:
            return None
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            raise NotJudgedError("the solver takes too long")
        return {one.cell: one.content for one in self._every() if solver.boolean_value(one.chosen)}


def same(one: Value, other: Value) -> bool:
    """Return whether two values are the same, words but for their white space."""
    words = ["".join(fold(value).split()) if isinstance(value, str) else value for value in (one, other)]
    return words[0] == words[1]
