"""Plots of an evaluation as SVG that stands in a page: the same results, the same bytes with the same matplotlib."""

import io
import re
import warnings
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from girml.evaluation.results import Group
from girml.score import Rate
from girml.score.coverage import RISK

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_SIZE = (5.2, 4.0)
_ROW_INCHES = 0.17
_MARGIN_INCHES = 1.2
_SETTINGS: Any = {
    "svg.hashsalt": "girml",
    "svg.fonttype": "none",
    "font.size": 9,
    # A dollar sign in a name is no formula.
    "text.parse_math": False,
}
_UNDATED = dict.fromkeys(("Date", "Creator", "Format", "Type"))
_ID = re.compile(r'(\bid="|url\(#|href="#)')


def reliability(group: Group, name: str) -> str:
    """Return a reliability diagram: the share of cells as printed against their confidence, by bins."""

    def draw(axes: "Axes") -> None:
        axes.plot([0, 1], [0, 1], color="grey", linewidth=0.8, linestyle="--")
        for system, measured in group.systems.items():
            bins = measured.calibration["all"].bins
            shares = [one.as_printed / one.cells for one in bins]
            axes.plot([one.confidence for one in bins], shares, marker="o", markersize=4, label=system)
        axes.set(xlabel="confidence", ylabel="share as printed", xlim=(-0.02, 1.02), ylim=(-0.02, 1.02))
        axes.legend(loc="upper left")

    return _single(draw, name)


def risk_against_coverage(group: Group, name: str) -> str:
    """Return a plot of the share of wrong cells among the covered ones, surest first; its scale is linear up to the
    risk at which coverage is told, logarithmic beyond."""

    def draw(axes: "Axes") -> None:
        axes.axhline(RISK, color="grey", linewidth=0.8, linestyle="--")
        for system, measured in group.systems.items():
            curve, n = measured.coverage.curve, measured.coverage.n
            risks = [point.wrong / point.covered for point in curve]
            axes.plot([point.covered / n for point in curve], risks, marker=".", label=system)
        axes.set(xlabel="coverage (share of cells)", ylabel="risk (share wrong)", xlim=(-0.02, 1.02), ylim=(-1e-4, 1))
        axes.set_yscale("symlog", linthresh=RISK)
        axes.set_yticks([0.0, RISK, 0.01, 0.1, 1.0], ["0", f"{RISK:.1%}", "1%", "10%", "100%"])
        axes.minorticks_off()
        axes.legend(loc="upper left")

    return _single(draw, name)


def bars(groups: Sequence[Group], name: str) -> str:
    """Return bars with intervals: reports exactly right and silent errors, by key and system."""
    systems = list(groups[0].systems)
    height = _MARGIN_INCHES + _ROW_INCHES * len(groups) * (len(systems) + 1)

    def draw(left: "Axes", right: "Axes") -> None:
        for at, system in enumerate(systems):
            summaries = [group.systems[system].summary for group in groups]
            places = [row * (len(systems) + 1) + at for row in range(len(groups))]
            _bars(left, places, [one.exact for one in summaries], system)
            _bars(right, places, [one.cells.silent for one in summaries], system)
        middle = (len(systems) - 1) / 2
        ticks = [row * (len(systems) + 1) + middle for row in range(len(groups))]
        left.set_yticks(ticks, [f"{group.key} (n = {group.n})" for group in groups])
        left.invert_yaxis()
        left.set(xlabel="reports exactly right", xlim=(0, 1.02))
        right.set(xlabel="silent errors (share of cells)")
        right.set_xlim(left=0)
        left.figure.legend(*left.get_legend_handles_labels(), loc="upper center", ncols=len(systems))

    return _drawn(draw, (2, (2 * _SIZE[0], height)), name)


def _bars(axes: "Axes", places: Sequence[float], rates: Sequence[Rate], system: str) -> None:
    shares = [rate.share or 0.0 for rate in rates]
    bounds = [rate.interval or (share, share) for rate, share in zip(rates, shares, strict=True)]
    below = [max(0.0, share - low) for share, (low, _) in zip(shares, bounds, strict=True)]
    above = [max(0.0, high - share) for share, (_, high) in zip(shares, bounds, strict=True)]
    axes.barh(places, shares, height=0.9, xerr=(below, above), error_kw={"linewidth": 0.8}, label=system)


def _single(draw: Callable[["Axes"], None], name: str) -> str:
    return _drawn(draw, (1, _SIZE), name)


def _drawn(draw: Callable[..., None], shape: tuple[int, tuple[float, float]], name: str) -> str:
    """Return what is drawn on so many axes in a row, on so large a figure; ids begin with `name`."""
    import matplotlib
    from matplotlib.figure import Figure

    columns, size = shape
    out = io.StringIO()
    with matplotlib.rc_context(), warnings.catch_warnings():
        # Whatever the user's own settings are.
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(_SETTINGS)
        # The browser has the glyphs that the font of the layout lacks.
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        figure = Figure(figsize=size, layout="constrained" if columns == 1 else None)
        draw(*figure.subplots(1, columns, squeeze=False, sharey=True)[0])
        figure.savefig(out, format="svg", metadata=_UNDATED, bbox_inches="tight")
    svg = out.getvalue()
    return _ID.sub(rf"\g<1>{name}-", svg[svg.index("<svg") :])
