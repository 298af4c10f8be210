"""What truly happened in a body's years, kept in the cells of both forms at once, so that years link across forms."""

from collections.abc import Iterable
from functools import lru_cache
from itertools import accumulate, pairwise
from random import Random

from girml.forms import load
from girml.synth.bodies import Body, members

Number = int | float
Ledger = dict[str, Number]

COLUMNS = ("natural_person", "business", "research", "public_welfare", "legal_services", "other_organisation")
OUTCOMES = ("upheld", "corrected", "other", "pending")
TOTAL = "total"
_FLOWS = ("received", "brought_forward", "processed", "carried_forward")
_APPLICANTS = (0.72, 0.16, 0.02, 0.02, 0.03, 0.05)
_COMMON = {"granted": 0.45, "not_available.not_held": 0.22, "partly_granted": 0.08, "other_handling.other": 0.05}
_SERVICES = ("licences", "other_services", "penalties", "coercion")
_EXACT = 200
_NEW_TARIFF = 2021


@lru_cache(maxsize=256)
def ledgers(one: Body) -> tuple[Ledger, ...]:
    """Return the ledger of each of a body's years; those of a government that sums add up its members'."""
    if one.kind == "government" and one.sums:
        return tuple(_added(years) for years in zip(*map(ledgers, members(one)), strict=True))
    rng = Random(f"ledger/{one.id}")
    weights = _weights(rng)
    state = _opening(rng, one)
    found = []
    for year in one.years:
        state = _disclosed(rng, one, state) | _handled(rng, one, state, weights=_in_force(weights, year))
        state |= _disputed(rng, state)
        found.append(state)
    return tuple(found)


def handling_rows() -> tuple[str, ...]:
    """Return the keys of the rows among which handled requests are spread, in form order."""
    keys = [row.id.removeprefix("t3.") for row in load("2021").tables["t3"].rows]
    return tuple(key for key in keys if key not in _FLOWS)


def spread(rng: Random, total: int, weights: Iterable[float]) -> list[int]:
    """Return non-negative integers that add up to `total`, about as the weights."""
    shares = list(weights)
    counts = [0] * len(shares)
    # Beyond some hundred, drawing one by one tells nothing more: shares first, the rest one by one.
    if total > _EXACT:
        rough = [share * rng.uniform(0.7, 1.3) for share in shares]
        counts = [int(total * share / sum(rough) * 0.98) for share in rough]
    for at in rng.choices(range(len(shares)), shares, k=total - sum(counts)) if total > sum(counts) else ():
        counts[at] += 1
    return counts


def _added(ledgers_of_year: tuple[Ledger, ...]) -> Ledger:
    return {cell: _tidy(sum(ledger[cell] for ledger in ledgers_of_year)) for cell in ledgers_of_year[0]}


def _tidy(value: Number) -> Number:
    return round(value, 4) if isinstance(value, float) else value


def _weights(rng: Random) -> dict[str, float]:
    """Return how often a body handles requests in each way: a few ways are its own, most are rare."""
    usual = {key: _COMMON.get(key, 0.01) * rng.uniform(0.3, 1.8) for key in handling_rows()}
    own = rng.sample(list(usual), 3)
    return usual | {key: usual[key] + rng.uniform(0.02, 0.2) for key in own}


def _in_force(weights: dict[str, float], year: int) -> dict[str, float]:
    """Return the weights with the row of unpaid fees at nothing before the tariff that made it."""
    return weights if year >= _NEW_TARIFF else weights | {"other_handling.fee_not_paid": 0.0}


def _around(rng: Random, size: Number) -> int:
    return int(size * rng.uniform(0.5, 1.6) + 0.5)


def _opening(rng: Random, one: Body) -> Ledger:
    """Return what the first year starts from: stocks, lists of items, requests carried over."""
    carried = spread(rng, int(one.size * rng.uniform(0, 0.08)), _APPLICANTS)
    state: Ledger = {f"t3.carried_forward.{column}": count for column, count in zip(COLUMNS, carried, strict=True)}
    # A few bureaus count the rules they apply as rules they made.
    makes_rules = (one.kind == "government" and one.level != "county") or (one.kind == "bureau" and rng.random() < 0.05)
    state["t2.rules.in_force"] = rng.randint(4, 60) if makes_rules else 0
    state["t2.normative_documents.in_force"] = _stock(rng, one)
    for kind in ("rules", "normative_documents"):
        state[f"t2.{kind}.total_disclosed"] = state[f"t2.{kind}.in_force"]
    for service in (*_SERVICES, "fees"):
        state[f"t2.{service}.last_year_items"] = _items(rng, one)
        state[f"t2.{service}.change"] = 0
    return state


def _stock(rng: Random, one: Body) -> int:
    most = {"government": 400 if one.level != "county" else 90, "bureau": 40, "town": 4, "office": 1}[one.kind]
    return int(most * rng.random() ** 2)


def _items(rng: Random, one: Body) -> int:
    if one.size == 0 or rng.random() < 0.4:
        return 0
    return int((600 if one.kind == "government" else 90) * rng.random() ** 2)


def _disclosed(rng: Random, one: Body, before: Ledger) -> Ledger:
    state: Ledger = {}
    for kind in ("rules", "normative_documents"):
        state |= _documents(rng, before, kind)
    for service in (*_SERVICES, "fees"):
        items = before[f"t2.{service}.last_year_items"] + before[f"t2.{service}.change"]
        state[f"t2.{service}.last_year_items"] = items
        state[f"t2.{service}.change"] = _change(rng, int(items))
    for service in _SERVICES:
        state[f"t2.{service}.decisions"] = _volume(rng, one)
    state["t2.fees.amount"] = _amount(rng, one)
    state["t2.procurement.items"] = projects = min(_volume(rng, one), 900)
    state["t2.procurement.amount"] = _amount(rng, one) if projects else 0
    return state


def _documents(rng: Random, before: Ledger, kind: str) -> Ledger:
    stock = int(before[f"t2.{kind}.in_force"])
    made, repealed = (rng.randint(0, stock // 6 + (stock > 1)) if rng.random() < 0.6 else 0 for _ in range(2))
    disclosed = made if rng.random() < 0.7 else made // 2
    return {
        f"t2.{kind}.made": made,
        f"t2.{kind}.repealed": min(repealed, stock),
        f"t2.{kind}.in_force": stock + made - min(repealed, stock),
        f"t2.{kind}.disclosed": disclosed,
        f"t2.{kind}.total_disclosed": before[f"t2.{kind}.total_disclosed"] + disclosed,
    }


def _change(rng: Random, items: int) -> int:
    if rng.random() < 0.55:
        return 0
    return max(-items, rng.randint(-12, 18) if items < 200 else rng.randint(-90, 120))


def _volume(rng: Random, one: Body) -> int:
    """Return a number of decisions: none for many, six digits for some cities."""
    if one.size == 0 or rng.random() < 0.3:
        return rng.choice((0, 0, 0, 1, 3)) if one.kind != "office" else 0
    digits = {"government": 5.9 if one.level != "county" else 4.6, "bureau": 4.2, "town": 2.2, "office": 1.2}[one.kind]
    return int(10 ** (digits * rng.uniform(0.25, 1)))


def _amount(rng: Random, one: Body) -> Number:
    """Return money in 万元, with as many decimals as the clerk keeps (0 to 4)."""
    volume = _volume(rng, one)
    places = rng.choice((0, 0, 1, 2, 2, 4))
    return round(volume * rng.uniform(0.01, 3), places) if places else volume


def _handled(rng: Random, one: Body, before: Ledger, *, weights: dict[str, float]) -> Ledger:
    received = spread(rng, _around(rng, one.size), _APPLICANTS)
    state: Ledger = {}
    slow = rng.choice((0.0, 0.0, 0.03, 0.08, 0.2))
    for column, new in zip(COLUMNS, received, strict=True):
        old = int(before[f"t3.carried_forward.{column}"])
        left = int((new + old) * slow * rng.uniform(0.5, 2))
        flows = (new, old, new + old - left, left)
        state |= {f"t3.{key}.{column}": count for key, count in zip(_FLOWS, flows, strict=True)}
        counts = spread(rng, new + old - left, weights.values())
        state |= {f"t3.{key}.{column}": count for key, count in zip(weights, counts, strict=True)}
    return with_totals(state)


def with_totals(requests: Ledger) -> Ledger:
    """Return the cells of table 3 with the 2019 form's one row of other handling, and a total to every row."""
    others = [key for key in handling_rows() if key.startswith("other_handling.")]
    state = dict(requests)
    for column in COLUMNS:
        state[f"t3.other_handling.{column}"] = sum(requests[f"t3.{key}.{column}"] for key in others)
    for key in (*_FLOWS, *handling_rows(), "other_handling"):
        state[f"t3.{key}.{TOTAL}"] = sum(state[f"t3.{key}.{column}"] for column in COLUMNS)
    return state


def _disputed(rng: Random, year: Ledger) -> Ledger:
    refused = int(year["t3.processed.total"] - year["t3.granted.total"])
    # Cases are a share of what was refused, cut at two places into the three kinds.
    cuts = sorted(rng.random() for _ in range(2))
    share = rng.choice((0, 0, 0.05, 0.15))
    state: Ledger = {}
    for row, (low, high) in zip(
        ("reconsideration", "litigation_direct", "litigation_after_reconsideration"),
        pairwise((0.0, *cuts, 1.0)),
        strict=True,
    ):
        counts = spread(rng, int(refused * share * (high - low) + rng.random() * (share > 0)), (0.6, 0.15, 0.1, 0.15))
        totals = [*counts, *list(accumulate(counts))[-1:]]
        state |= {f"t4.{row}.{outcome}": n for outcome, n in zip((*OUTCOMES, TOTAL), totals, strict=True)}
    return state
