"""Evaluation: systems run over annotated documents, and what came of it, summed up and written down.

`terminal` needs rich, `plots` matplotlib and `page` jinja2, so each is imported only where it is used.
"""

from girml.evaluation.planning import Plan
from girml.evaluation.results import Results, sum_up
from girml.evaluation.running import outcomes
from girml.evaluation.selecting import Selection, select

__all__ = ["Plan", "Results", "Selection", "outcomes", "select", "sum_up"]
