"""The results of an evaluation as JSON, keys sorted; `schema.json` beside this file tells what each means."""

import json
from typing import Any, TextIO

from girml.evaluation.results import Comparison, Group, Measured, Results
from girml.score import Calibration, Coverage, Difference, Rate, by_name
from girml.writers.plain import as_plain

SCHEMA = "girml-evaluation/1"
_DIGITS = 6


def write(results: Results, out: TextIO) -> None:
    """Write the results as one indented object, with a line end after it."""
    json.dump(_rounded(as_document(results)), out, ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False)
    out.write("\n")


def as_document(results: Results) -> dict[str, Any]:
    """Return the results as what JSON holds."""
    about = as_plain(results.about)
    return {
        "schema": SCHEMA,
        "versions": {name: about.pop(name) for name in ("girml", "python")},
        **about,
        "groups": list(map(_group, results.groups)),
        "comparisons": list(map(_comparison, results.comparisons)),
    }


def _group(group: Group) -> dict[str, Any]:
    head = {name: getattr(group, name) for name in ("state", "by", "key", "n")}
    return {**head, "systems": {name: _measured(one) for name, one in group.systems.items()}}


def _measured(measured: Measured) -> dict[str, Any]:
    return {
        "rates": {name: _rate(rate) for name, rate in by_name(measured.summary).items()},
        "calibration": {name: _calibration(one) for name, one in measured.calibration.items()},
        "coverage": _coverage(measured.coverage),
    }


def _rate(rate: Rate) -> dict[str, Any]:
    return {**as_plain(rate), "share": rate.share}


def _calibration(calibration: Calibration) -> dict[str, Any]:
    plain: dict[str, Any] = as_plain(calibration)
    return plain


def _coverage(coverage: Coverage) -> dict[str, Any]:
    plain = as_plain(coverage)
    return {**plain, "covered": _rate(coverage.covered), "risk": _rate(coverage.risk)}


def _comparison(comparison: Comparison) -> dict[str, Any]:
    head = {name: getattr(comparison, name) for name in ("state", "n", "first", "second")}
    return {**head, "rates": {name: _difference(one) for name, one in comparison.differences.items()}}


def _difference(difference: Difference) -> dict[str, Any]:
    """Return a difference; the rates of either system stand with it, without intervals of their own."""
    told = {"share": difference.share, "significant": difference.significant}
    sides = {name: _rate(getattr(difference, name)) for name in ("first", "second")}
    return {**as_plain(difference), **sides, **told}


def _rounded(value: Any) -> Any:
    """Return a document whose fractions have few enough digits to be the same on every machine."""
    if isinstance(value, float):
        return round(value, _DIGITS)
    if isinstance(value, dict):
        return {key: _rounded(one) for key, one in value.items()}
    return [_rounded(one) for one in value] if isinstance(value, list | tuple) else value
