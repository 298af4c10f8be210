"""A clean report in letters: its six sections in order, and in each table every row of the form, every cell filled.

The cells of a row are parted in one way in all three tables, so that nothing else can be read from them.
"""

import re
from functools import cache

from girml.clean.letters import BEGIN, FIGURE, HEAD, HEADINGS, JOINED, SPACE, SPACED, WORDS, rows
from girml.forms import load
from girml.records import Table, TableId

_FORMS = (("2021", "2021"), ("2019", "2019"), ("2019", "2021"), ("2021", "2019"))
_ANY = f"[^{''.join(HEADINGS)}]*"
_ON = f"{JOINED}*+"
_HEAD = f"{HEAD}{_ON}"
# Behind the last figure of a table; what a space parts from that would belong to its cell.
_WORD = f"[{HEAD}{WORDS}{BEGIN}]{_ON}"
_WORDS = f"(?:[^{SPACE}{SPACED}]{_WORD}(?:.{_WORD})*+)?+."
_GAP, _SAME = "(?P<gap>[1-9| _x])", "(?P=gap)"

Forms = dict[TableId, str]


@cache
def grammars() -> tuple[tuple[Forms, re.Pattern[str]], ...]:
    """Return the pattern of a report for each pair of forms that its table 2, and its tables 3 and 4, may have; its
    groups are the tables, and the headings `s1` to `s6`."""
    return tuple(({"t2": one, "t3": other, "t4": other}, _grammar(one, other)) for one, other in _FORMS)


def _grammar(form_2: str, form_3: str) -> re.Pattern[str]:
    table_2, table_3 = load(form_2).tables["t2"], load(form_3).tables["t3"]
    return re.compile(
        f"{_ANY}{_heading(1)}{_ANY}"
        f"{_heading(2)}{_ANY}?(?P<t2>{_rows(table_2, _GAP)}){_WORDS}"
        f"{_heading(3)}{_ANY}?(?P<t3>{_rows(table_3, _SAME)}){_WORDS}"
        f"{_heading(4)}{_ANY}?(?P<t4>{_table_4(load(form_3).tables['t4'])}){_WORDS}"
        f"{_heading(5)}{_ANY}{_heading(6)}{_ANY}",
        re.DOTALL,
    )


def _heading(number: int) -> str:
    return f"(?P<s{number}>{HEADINGS[number - 1]})"


def _rows(table: Table, gap: str) -> str:
    """Return rows under their labels; between them may stand heads and group labels, some of which are rows of another
    form."""
    own = {row.label for row in table.rows}
    strange = "".join(letter for label, letter in rows().items() if label not in own)
    between = f"(?:.[{HEAD}{strange}]{_ON})*+."
    first, *others = [(f"{rows()[row.label]}{_ON}", len(row.cells)) for row in table.rows]
    filled = [f"{label}.{_cells(cells)}" for label, cells in others]
    return between.join([f"{first[0]}.{FIGURE}{gap}{_cells(first[1] - 1)}", *filled])


def _cells(count: int) -> str:
    return f"{FIGURE}(?:{_SAME}{FIGURE}){{{count - 1}}}"


def _table_4(table: Table) -> str:
    """Return table 4: all its heads and then its figures, or for each of its rows heads and figures."""
    counts = [len(row.cells) for row in table.rows]
    heads = f"{_HEAD}(?:.{_HEAD})"
    apart = ".".join(f"{heads}{{3,}}+.{_cells(count)}" for count in counts)
    return f"{heads}{{8,}}+.{_cells(sum(counts))}|{apart}"
