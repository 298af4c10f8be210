"""Scores of many documents as rates, each with numerator, denominator and interval; whole or by strata."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import get_args

from girml.errors import UsageError
from girml.records import TableId
from girml.score.documents import CellCounts, DocumentScore
from girml.score.drawing import RESAMPLES, SEED
from girml.score.intervals import Rate, Ratio, rates
from girml.score.spans import Matches

TABLES: tuple[TableId, ...] = get_args(TableId)
FIELDS = ("title", "agency", "year", "published")


@dataclass(frozen=True, slots=True)
class CellRates:
    """Shares of all cells of gold: `right`, `silent` errors, `unresolved`; of the printed ones that are not zero:
    `nonzero`.

    `reviewed` is the share of right cells that ask for review, those aside that a misprint finding on a recorded
    misprint names; `named_reviewed` is the share among these.
    """

    right: Rate
    silent: Rate
    nonzero: Rate
    reviewed: Rate
    named_reviewed: Rate
    unresolved: Rate


@dataclass(frozen=True, slots=True)
class Matching:
    """Precision, recall and F1 of spans (F1 as twice the matches in predicted and gold spans together)."""

    precision: Rate
    recall: Rate
    f1: Rate


@dataclass(frozen=True, slots=True)
class Summary:
    """The rates of many documents.

    `exact`: reports exactly right. `misprints_found`: of the recorded ones. `false_alarms`: misprint findings a
    document without a recorded misprint (these may be more than one). `fields`: title, agency, year, published.
    """

    documents: int
    exact: Rate
    cells: CellRates
    tables: dict[TableId, CellRates]
    misprints_found: Rate
    false_alarms: Rate
    headings: Matching
    fields: dict[str, Matching]


def summarise(scores: Sequence[DocumentScore], *, seed: int = SEED, resamples: int = RESAMPLES) -> Summary:
    """Return the rates summed over the documents; the same seed gives the same intervals."""
    if not scores:
        raise UsageError("There is no document to sum up; check the name of the split and the files it comes from.")
    rows = [ratios(score) for score in scores]
    summed = rates([list(row.values()) for row in rows], seed=seed, resamples=resamples)
    found = dict(zip(rows[0], summed, strict=True))
    return Summary(
        documents=len(scores),
        exact=found["exact"],
        cells=CellRates(**_part(found, "cells")),
        tables={table: CellRates(**_part(found, table)) for table in TABLES},
        misprints_found=found["misprints_found"],
        false_alarms=found["false_alarms"],
        headings=Matching(**_part(found, "headings")),
        fields={field: Matching(**_part(found, field)) for field in FIELDS},
    )


def by_name(summary: Summary) -> dict[str, Rate]:
    """Return the rates of a summary by the names that `ratios` gives them."""
    parts: dict[str, CellRates | Matching] = {"cells": summary.cells, "headings": summary.headings, **summary.fields}
    parts |= {table: summary.tables[table] for table in TABLES}
    named = {f"{part}.{one.name}": getattr(found, one.name) for part, found in parts.items() for one in fields(found)}
    whole = ("exact", "misprints_found", "false_alarms")
    return {name: getattr(summary, name) for name in whole} | named


def strata(
    scores: Iterable[tuple[DocumentScore, str]], *, seed: int = SEED, resamples: int = RESAMPLES
) -> dict[str, Summary]:
    """Return the summary of the documents under each key, keys sorted."""
    groups: dict[str, list[DocumentScore]] = {}
    for score, key in scores:
        groups.setdefault(key, []).append(score)
    return {key: summarise(groups[key], seed=seed, resamples=resamples) for key in sorted(groups)}


def _part(found: Mapping[str, Rate], name: str) -> dict[str, Rate]:
    prefix = f"{name}."
    return {key.removeprefix(prefix): rate for key, rate in found.items() if key.startswith(prefix)}


def ratios(score: DocumentScore) -> dict[str, Ratio]:
    """Return what one document adds to each rate, by the rate's name: `exact`, `cells.silent`, `t3.nonzero` …"""
    found = {
        "exact": Ratio(int(score.exact), 1),
        "misprints_found": Ratio(score.misprints_found, score.misprints),
        "false_alarms": Ratio(score.false_alarms, int(not score.misprints)),
        **_cell_ratios("cells", score.cells),
        **_span_ratios("headings", score.headings),
    }
    for table in TABLES:
        found |= _cell_ratios(table, score.tables.get(table, CellCounts()))
    for field in FIELDS:
        found |= _span_ratios(field, score.fields[field])
    return found


def _cell_ratios(name: str, counts: CellCounts) -> dict[str, Ratio]:
    return {
        f"{name}.right": Ratio(counts.right, counts.cells),
        f"{name}.silent": Ratio(counts.silent, counts.cells),
        f"{name}.nonzero": Ratio(counts.nonzero_right, counts.nonzero),
        f"{name}.reviewed": Ratio(counts.reviewed, counts.right - counts.named),
        f"{name}.named_reviewed": Ratio(counts.named_reviewed, counts.named),
        f"{name}.unresolved": Ratio(counts.unresolved, counts.cells),
    }


def _span_ratios(name: str, matches: Matches) -> dict[str, Ratio]:
    return {
        f"{name}.precision": Ratio(matches.matched, matches.predicted),
        f"{name}.recall": Ratio(matches.matched, matches.gold),
        f"{name}.f1": Ratio(2 * matches.matched, matches.predicted + matches.gold, times=2),
    }
