"""What is known of the cells of a table while it is decided."""

from dataclasses import dataclass, field

from girml.evidence import Evidence
from girml.reconcile.deciding import rule_number
from girml.records import Reading, Value
from girml.rules import Number


@dataclass(slots=True)
class Work:
    """What is known of the cells of a table while it is decided: the reading of each, in form order; of each row how
    many cells it has, its evidence (None for one that is missing) and how likely its label is; by the ids of cells
    their alternatives, the rules that derive them, and what is suggested; which cells failing rules point at
    (`suspect`), and for which one of several readings was taken without proof (`chosen`)."""

    cells: tuple[str, ...]
    readings: list[Reading] = field(default_factory=list)
    rows: list[tuple[int, Evidence | None, float]] = field(default_factory=list)
    alternatives: dict[str, tuple[Value, ...]] = field(default_factory=dict)
    rules: dict[str, tuple[str, ...]] = field(default_factory=dict)
    suggested: dict[str, Value] = field(default_factory=dict)
    suspect: set[str] = field(default_factory=set)
    chosen: set[str] = field(default_factory=set)

    def numbers(self) -> list[Number | None]:
        """Return what each cell puts into rules."""
        return [
            # Most cells hold a count.
            one.value if one.state == "read" and one.value.__class__ is int else rule_number(one)
            for one in self.readings
        ]

    def by_cell(self) -> dict[str, Reading]:
        """Return the readings by the ids of their cells."""
        return dict(zip(self.cells, self.readings, strict=True))

    def grounded(self) -> dict[str, tuple[Evidence, float]]:
        """Return the evidence and the label's probability of each cell whose row is there."""
        rows = [(evidence, label) for size, evidence, label in self.rows for _ in range(size)]
        return {cell: (one, label) for cell, (one, label) in zip(self.cells, rows, strict=True) if one is not None}
