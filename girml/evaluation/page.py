"""The results of an evaluation as one page of HTML that needs nothing else: tables, and plots as SVG."""

from collections.abc import Iterator
from importlib.resources import files
from typing import NamedTuple, TextIO

from girml.evaluation import plots
from girml.evaluation.results import STATES, Group, Results, strata
from girml.evaluation.tables import tables
from girml.evaluation.terminal import told

_TEMPLATE = "page.html.jinja"


class Plot(NamedTuple):
    """A plot and what it shows, in English and Chinese; `svg` is markup."""

    title: str
    chinese: str
    svg: str


def write(results: Results, out: TextIO) -> None:
    """Write the page; all that comes from documents, systems and files is escaped."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string((files("girml.evaluation") / _TEMPLATE).read_text(encoding="utf-8"))
    shown = template.render(
        about=results.about, told=told(results.about), tables=list(tables(results)), plots=list(_plots(results))
    )
    out.write(f"{shown}\n")


def _plots(results: Results) -> Iterator[Plot]:
    for state in STATES:
        groups = [group for group in results.groups if group.state == state]
        if groups:
            yield from _of_state(results, state, groups)


def _of_state(results: Results, state: str, groups: list[Group]) -> Iterator[Plot]:
    of, whole = f"{state.capitalize()} documents", groups[-1]
    for by in results.about.by:
        drawn = plots.bars(strata(groups, by), f"{state}-{by}")
        yield Plot(f"{of} by {by}", "完全正确与无声错误，附区间", drawn)
    yield Plot(f"{of}: reliability", "可靠性图", plots.reliability(whole, f"{state}-reliability"))
    drawn = plots.risk_against_coverage(whole, f"{state}-risk")
    yield Plot(f"{of}: risk against coverage", "风险与覆盖率", drawn)
