"""The records that pass between modules: frozen, slotted, without behaviour beyond look-ups.

Offsets named `start` and `end` are half-open, in code points.
"""

from girml.records.cells import Cell, CellColumns, Cells
from girml.records.decision import Applied, Decision
from girml.records.form import (
    CellSpec,
    Form,
    GridCell,
    Label,
    Plausibility,
    ProseRelation,
    RowSpec,
    Rule,
    SectionSpec,
    Table,
    TableId,
    YearRelation,
)
from girml.records.reading import Candidate, ExtraRow, Reading, RowReadings, State, TableReadings, Value
from girml.records.report import Check, Field, Finding, Report, Section
from girml.records.text import Gap, Labeling, Mention, Name, Patterns, Tokens, View

__all__ = [
    "Applied",
    "Candidate",
    "Cell",
    "CellColumns",
    "CellSpec",
    "Cells",
    "Check",
    "Decision",
    "ExtraRow",
    "Field",
    "Finding",
    "Form",
    "Gap",
    "GridCell",
    "Label",
    "Labeling",
    "Mention",
    "Name",
    "Patterns",
    "Plausibility",
    "ProseRelation",
    "Reading",
    "Report",
    "RowReadings",
    "RowSpec",
    "Rule",
    "Section",
    "SectionSpec",
    "State",
    "Table",
    "TableId",
    "TableReadings",
    "Tokens",
    "Value",
    "View",
    "YearRelation",
]
