"""The config of a training: one TOML file that holds every hyper-parameter and seed."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

from girml.errors import UsageError

PROTOCOL = 1
NOTHING = "nothing"
"""In place of the pack that a training starts from, where it starts from none."""


@dataclass(frozen=True, slots=True)
class DataConfig:
    """What to learn from and what to calibrate on: paths of annotations, each with `:split` behind it where one split
    alone is meant; how many documents to learn from at most (0: all), drawn by `seed`; the share of headings that are
    learned from in other words, and the share of documents without their tables."""

    train: tuple[str, ...]
    dev: tuple[str, ...]
    most: int
    seed: int
    reworded: float
    untabled: float


@dataclass(frozen=True, slots=True)
class ChainConfig:
    """The linear chain: penalties on the sum and on the squares of weights, iterations at most, and how often a
    feature must occur. Where a model starts from another, the squares are those of what a weight moves, and the sum has
    no part."""

    l1: float
    l2: float
    iterations: int
    least_count: int


@dataclass(frozen=True, slots=True)
class NamerConfig:
    """The classifier of labels: the inverse of the penalty on squares, iterations at most, the least step, in how many
    labels a feature must occur, and how much it must weigh for some label; how much it counts which label follows
    which, and how many labels after each are held to come as often as anywhere."""

    strength: float
    iterations: int
    tolerance: float
    least_count: int
    least_weight: float
    succession: float
    succession_prior: float


@dataclass(frozen=True, slots=True)
class ConfidenceConfig:
    """The confidence of cells: the inverse of the penalty on squares, iterations at most, and the least step; into how
    many folds the libraries are dealt that are learned from, so that the confidence is fitted, beside dev, on what each
    fold gives to a labeler that learned from the others (0: on dev alone), and how many documents such a labeler learns
    from, and is judged on, at most (0: all)."""

    strength: float
    iterations: int
    tolerance: float
    folds: int
    most: int


@dataclass(frozen=True, slots=True)
class Config:
    """A training: the name of the model and what its card says of the data, the folder for its pack, the folder of the
    pack that it starts from (or `nothing`), what it learns from, and how."""

    name: str
    about: str
    output: str
    start: str
    data: DataConfig
    chain: ChainConfig
    namer: NamerConfig
    confidence: ConfidenceConfig


_Section = TypeVar("_Section", DataConfig, ChainConfig, NamerConfig, ConfidenceConfig)


def read_config(file: Path) -> Config:
    """Return the config in a file; UsageError names what is wrong in it and what to do."""
    try:
        declared = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as reason:
        raise UsageError(f"{file} cannot be read ({reason.strerror}): give the path of a training config.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as reason:
        raise UsageError(f"{file} is not TOML ({reason}): mend the line it names.") from None
    _check_keys(file, "", declared, {"protocol", *(field.name for field in fields(Config))})
    if declared["protocol"] != PROTOCOL:
        raise UsageError(f"{file}: protocol must be {PROTOCOL}: take a config of this girml version.")
    return Config(
        name=_value(file, "name", declared["name"], str),
        about=_value(file, "about", declared["about"], str),
        output=_value(file, "output", declared["output"], str),
        start=_value(file, "start", declared["start"], str),
        data=_section(file, "data", declared["data"], DataConfig),
        chain=_section(file, "chain", declared["chain"], ChainConfig),
        namer=_section(file, "namer", declared["namer"], NamerConfig),
        confidence=_section(file, "confidence", declared["confidence"], ConfidenceConfig),
    )


def _section(file: Path, name: str, declared: Any, section: type[_Section]) -> _Section:
    if not isinstance(declared, dict):
        raise UsageError(f"{file}: {name} must be a table: write its keys under [{name}].")
    types = {field.name: field.type for field in fields(section)}
    _check_keys(file, f"{name}.", declared, set(types))
    return section(**{key: _value(file, f"{name}.{key}", declared[key], types[key]) for key in types})


def _check_keys(file: Path, prefix: str, declared: Mapping[str, Any], known: set[str]) -> None:
    for key in sorted(set(declared) - known):
        raise UsageError(f"{file}: {prefix}{key} is no key of a training config: take it out, or correct its name.")
    for key in sorted(known - set(declared)):
        raise UsageError(f"{file}: {prefix}{key} is missing: write it; train/config.toml shows all keys.")


_WANTED: Mapping[object, str] = {
    float: "a number from 0 up",
    int: "a whole number from 0 up",
    str: "a word",
    tuple[str, ...]: "a list of paths",
}


def _value(file: Path, key: str, value: Any, wanted: Any) -> Any:
    """Return a value as the type that its key wants."""
    # The type itself, for a truth value is a whole number to isinstance.
    if wanted in (float, int) and type(value) in (int, wanted) and value >= 0:
        return wanted(value)
    if wanted is str and isinstance(value, str) and value:
        return value
    if wanted == tuple[str, ...] and isinstance(value, list) and value and all(isinstance(one, str) for one in value):
        return tuple(value)
    raise UsageError(f"{file}: {key} is {value!r}, but must be {_WANTED[wanted]}: correct it.")
