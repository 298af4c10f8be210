"""How a page is marked up: one way for each habit of web editors and Word, drawn from a seed (`markup.json`)."""

from dataclasses import dataclass, fields
from random import Random

from girml.synth.choosing import data


@dataclass(frozen=True, slots=True)
class Style:
    """The markup habits of a page; `markup.json` lists the values of each. `seed` draws what varies by cell.

    `cut` is where a figure is cut into spans, `breaks` how labels are broken, `empty` what stands in an empty cell,
    `pad` the white space around a figure, `spans` whether spans of cells survive.
    """

    seed: int
    document: str = "bare"
    frame: str = "none"
    cell: str = "bare"
    cut: str = "none"
    breaks: str = "none"
    empty: str = ""
    pad: str = "none"
    spans: str = "kept"
    groups: str = "none"
    attributes: str = "border"
    title: str = "h1"
    heading: str = "p"
    furniture: str = "div"
    prose: str = "p"
    space: str = "lines"
    indent: str = ""


def draw_style(seed: int) -> Style:
    """Return the style of that seed.

    >>> draw_style(3) == draw_style(3)
    True
    """
    rng = Random(f"style/{seed}")
    habits = data("markup")
    names = [field.name for field in fields(Style) if field.name != "seed"]
    return Style(seed, **{name: rng.choices(list(habits[name]), list(habits[name].values()))[0] for name in names})
