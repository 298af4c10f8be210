import tomllib
from pathlib import Path

import pytest

from girml.errors import UsageError
from girml.training.config import read_config

SHIPPED = Path(__file__).parents[1] / "train" / "config.toml"


def changed(folder: Path, old: str, new: str) -> Path:
    """Return a file with the shipped config, one line of it changed."""
    text = SHIPPED.read_text(encoding="utf-8")
    assert old in text
    file = folder / "config.toml"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return file


def test_the_shipped_config_is_read_as_it_stands() -> None:
    config = read_config(SHIPPED)
    declared = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))
    assert config.name == "default-7"
    assert config.data.train == ("../annotations:train",)
    assert config.chain.iterations == declared["chain"]["iterations"]
    assert config.confidence.tolerance == 1e-6
    assert config.confidence.folds == 4


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        pytest.param("l1 =", "L1 =", "chain.L1 is no key of a training config: take it out", id="unknown key"),
        pytest.param("strength = 3.0\n", "", "namer.strength is missing: write it", id="missing key"),
        pytest.param("[chain]", "[chains]", "chains is no key", id="unknown table"),
        pytest.param("seed = 1", 'seed = "1"', "data.seed is '1', but must be a whole number", id="wrong type"),
        pytest.param("seed = 1", "seed = true", "data.seed is True, but must be a whole number", id="truth value"),
        pytest.param("seed = 1", "seed = -1", "data.seed is -1, but must be a whole number", id="negative"),
        pytest.param('name = "default-7"', 'name = ""', "name is '', but must be a word", id="empty name"),
        pytest.param('["../annotations:dev"]', "[]", "data.dev is [], but must be a list of paths", id="no source"),
        pytest.param('["../annotations:dev"]', "[1]", "data.dev is [1], but must be a list of paths", id="no path"),
        pytest.param("protocol = 1", "protocol = 2", "protocol must be 1: take a config of this girml", id="protocol"),
        pytest.param("protocol = 1", "protocol =", "is not TOML", id="no TOML"),
    ],
)
def test_a_config_is_refused_with_the_key_and_the_cure(tmp_path: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(UsageError) as told:
        read_config(changed(tmp_path, old, new))
    assert message in str(told.value)


def test_a_config_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        read_config(tmp_path / "none.toml")
