"""Reports of many inputs as text for one file: rendered by workers, given back in order."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from girml.batch.blocks import Block, Fault
from girml.batch.pool import Budget, Finished, Pool
from girml.batch.reading import Told, outcomes
from girml.batch.summary import Summary, summary
from girml.batch.worker import Setup
from girml.pipeline import Extractor
from girml.writers import contract, tabular

RENDERERS = {"jsonl": contract.write_lines, "csv": tabular.write_rows}
"""What renders reports in each format that comes line by line."""
_AHEAD = 16


class Rendered(NamedTuple):
    """The lines of a block, what each of its reports comes to, and why some documents gave none."""

    text: str
    reports: tuple[Summary, ...]
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Renderer:
    """What a worker does with a block: read it and render its reports."""

    format: str

    def render(self, extractor: Extractor, block: Block, told: Told) -> Rendered:
        """Return the lines of a block."""
        found = list(outcomes(extractor, block, told))
        reports = [report for outcome in found if not isinstance(outcome, Fault) for report in outcome]
        out = io.StringIO(newline="")
        RENDERERS[self.format](reports, out)
        faults = tuple(outcome for outcome in found if isinstance(outcome, Fault))
        return Rendered(out.getvalue(), tuple(map(summary, reports)), faults)


def rendered(setup: Setup, format_: str, blocks: Iterator[Block], workers: int, budget: Budget) -> Iterator[Rendered]:
    """Yield the lines of each block, in order."""
    waiting: dict[int, Rendered] = {}
    number = 1
    with Pool(setup, Renderer(format_).render, workers, budget, _AHEAD) as pool:
        for event in pool.results(blocks):
            if isinstance(event, Finished):
                waiting[event.block.number] = event.result
            while number in waiting:
                yield waiting.pop(number)
                number += 1
