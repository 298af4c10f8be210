"""Invented issuing bodies: families of eight, a government and what stands under it.

Names are composed from invented places (`places.json`), so no report speaks of a real office.
"""

import math
from dataclasses import dataclass
from random import Random

from girml.synth.choosing import data

FAMILY = 8
FIRST_YEAR, LAST_YEAR = 2019, 2025
_NEW_FORM = 2021
_STRIDE = 211  # prime to the number of places, so that neighbouring families do not sound alike


@dataclass(frozen=True, slots=True)
class Body:
    """An issuing body.

    `level` is the tier of its family (province, city, county), `kind` government, bureau, town or office; `short`
    is how it names itself in prose. `parent` is the id of the government above a member. `sums` says that the
    government's figures are the sums of its members. `size` is the number of requests to expect in a year.
    """

    id: str
    seed: int
    number: int
    name: str
    short: str
    level: str
    kind: str
    parent: str | None
    sums: bool
    years: tuple[int, ...]
    size: int
    habit: str


def body(seed: int, number: int) -> Body:
    """Return the body of that number; numbers 8k to 8k+7 are one family, 8k its government.

    >>> body(1, 0).kind, body(1, 3).parent == body(1, 0).id
    ('government', True)
    """
    family = number - number % FAMILY
    common = Random(f"family/{seed}/{family}")
    level = common.choices(("county", "city", "province"), (65, 27, 8))[0]
    sums = common.random() < 0.4
    shared_years, shared_habit = _years(common), _form_habit(common)
    place = _place(seed, family // FAMILY) + common.choice(data("places")["suffixes"][level])
    rng = Random(f"body/{seed}/{number}")
    kind = data("places")["members"][level][number % FAMILY]
    return Body(
        id=_id(seed, number),
        seed=seed,
        number=number,
        name=(name := _name(rng, place, level=level, kind=kind, number=number)),
        short=_short(rng, place, level=level, kind=kind).replace("镇", _town(name)),
        level=level,
        kind=kind,
        parent=None if number == family else _id(seed, family),
        sums=sums,
        years=shared_years if sums else _years(rng),
        size=_size(rng, *data("places")["sizes"][level][kind]),
        habit=shared_habit if sums else _form_habit(rng),
    )


def members(government: Body) -> tuple[Body, ...]:
    """Return the bodies under a government, in order of their numbers."""
    return tuple(body(government.seed, government.number + offset) for offset in range(1, FAMILY))


def forms(one: Body, year: int) -> dict[str, str]:
    """Return the form of each table in that year: the statutory one, an old one kept, or a mixture.

    >>> forms(body(1, 0), 2019)
    {'t2': '2019', 't3': '2019', 't4': '2019'}
    """
    if year < _NEW_FORM or one.habit == "old":
        return dict.fromkeys(("t2", "t3", "t4"), "2019")
    t2 = "2019" if one.habit == "old_t2" else "2021"
    t3 = "2019" if one.habit == "old_t3" else "2021"
    return {"t2": t2, "t3": t3, "t4": t3}


def _id(seed: int, number: int) -> str:
    return f"b{seed}.{number:05}"


def _place(seed: int, number: int) -> str:
    first, second, third = (data("places")[part] for part in ("first", "second", "third"))
    count = len(first) * len(second)
    at = (number * _STRIDE + Random(f"places/{seed}").randrange(count)) % count
    return str(third[number // count % len(third)] + first[at // len(second)] + second[at % len(second)])


def _name(rng: Random, place: str, *, level: str, kind: str, number: int) -> str:
    places = data("places")
    if kind == "government":
        return str(rng.choice(places["governments"][level])).format(place=place)
    if kind == "bureau":
        return str(place + _bureau(rng, number) + rng.choice(places["bureau_endings"][level]))
    if kind == "town":
        own = rng.choice(places["first"]) + rng.choice(places["second"])
        return str(rng.choice(places["towns"])).format(place=place, own=own)
    return str(place + rng.choice(places["offices"]))


def _bureau(rng: Random, number: int) -> str:
    """Return a field of work; members of one family draw from different slices, so none comes twice."""
    kinds: list[str] = data("places")["bureaus"]
    return rng.choice(kinds[number % FAMILY - 1 :: FAMILY - 2])


def _short(rng: Random, place: str, *, level: str, kind: str) -> str:
    selves = data("places")["selves"][kind]
    wording: str = rng.choice(selves[level] if kind == "government" else selves)
    return wording.replace("县", place[-1]) if kind == "government" and place[-1] in "区市旗" else wording


def _town(name: str) -> str:
    return next((sort for sort in ("街道", "乡") if sort in name), "镇")


def _years(rng: Random) -> tuple[int, ...]:
    count = rng.choices((1, 2, 3, 4, 5), (25, 20, 20, 15, 20))[0]
    first = rng.randint(FIRST_YEAR, LAST_YEAR + 1 - count)
    return tuple(range(first, first + count))


def _form_habit(rng: Random) -> str:
    return rng.choices(("statutory", "old", "old_t2", "old_t3"), (84, 8, 4, 4))[0]


def _size(rng: Random, least: int, most: int) -> int:
    if least == 0 and rng.random() < 0.35:
        return 0
    low, high = max(least, 1), most + 1
    return int(low * math.exp(math.log(high / low) * rng.random()))
