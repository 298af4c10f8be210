"""How a clerk prints one cell: digits, separators, units, signs, remarks; each print with its gold value."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import NamedTuple

from girml.records import CellSpec, Value
from girml.synth.choosing import Entry, Split, choose, data
from girml.synth.ledger import Number

_WORDED, _REMARKED = 0.03, 0.02
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


class Printed(NamedTuple):
    """What stands in a cell: its text (a remark behind the figure apart) and the value as printed, None for blank."""

    text: str
    value: Value
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Hand:
    """The ways of one clerk: how digits, signed changes and amounts are written; entries of `habits.json`."""

    split: Split
    year: int
    digits: Entry
    change: Entry
    amount: Entry

    def habits(self) -> Sequence[str]:
        """Return the ids of the clerk's habits."""
        return (self.digits["id"], self.change["id"], self.amount["id"])


def draw_hand(rng: Random, split: Split, year: int) -> Hand:
    """Return a clerk's ways, of those that may serve the split."""
    digits, change, amount = (choose(rng, data("habits")[key], split) for key in ("digits", "changes", "amounts"))
    return Hand(split, year, digits, change, amount)


def printed(rng: Random, hand: Hand, cell: CellSpec, value: Number) -> tuple[Printed, Sequence[str]]:
    """Return the print of a true value, and the ids of habits of its own that it shows."""
    if cell.kind == "signed_count":
        return _change(rng, hand, int(value))
    if cell.kind == "decimal":
        return _amount(hand.amount, value), ()
    figure = _count(rng, hand.digits, int(value))
    if cell.id.startswith("t2.") and value >= 2 and rng.random() < _REMARKED:
        remark = choose(rng, data("habits")["remarks"], hand.split)
        return figure._replace(remark=remark["text"].format(m=rng.randint(1, int(value)))), (remark["id"],)
    return figure, ()


def _count(rng: Random, style: Entry, value: int) -> Printed:
    if rng.random() >= style["rate"]:
        return Printed(str(value), value)
    text = f"{value:,}".replace(",", style["separator"])
    return Printed((text.translate(_WIDE) if style["wide"] else text) + style["unit"], value)


def _change(rng: Random, hand: Hand, value: int) -> tuple[Printed, Sequence[str]]:
    if rng.random() < _WORDED:
        wording = choose(rng, data("habits")["worded"], hand.split)
        numbers = {"n": rng.randint(2, 30), "m": rng.randint(2, 11), "year": hand.year, "last": hand.year - 1}
        sentence = wording["text"].format(**numbers)
        return Printed(sentence, sentence), (wording["id"],)
    way = "zero" if value == 0 else "more" if value > 0 else "less"
    text = hand.change[way].format(n=abs(value))
    is_figure = "/" not in text and text[-1].isdecimal()
    return Printed(text, value if is_figure else text), ()


def _amount(style: Entry, value: Number) -> Printed:
    exact = Decimal(str(value)) * style["factor"]
    needed = max(0, -int(exact.normalize().as_tuple().exponent))
    number = f"{exact:.{max(needed, style['places'])}f}"
    return Printed(number + style["unit"], float(number) if "." in number else int(number))
