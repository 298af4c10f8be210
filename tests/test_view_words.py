"""The words of the view: both languages say each of them, and nothing that is shown lacks one."""

import json
import re
from importlib.resources import files

import pytest

from girml.forms import FORM_IDS, load
from girml.view import REASONS, asset, say, words

ROOM = files("girml.view")
SCHEMA = json.loads((files("girml") / "schema.json").read_text(encoding="utf-8"))
SCRIPTS = ("words.js", "report.js", "list.js")


def used() -> set[str]:
    """Return the keys that templates and scripts name outright."""
    templates = "".join(one.read_text(encoding="utf-8") for one in (ROOM / "templates").iterdir())
    scripts = "".join(map(asset, SCRIPTS))
    named = re.findall(r'\b(?:word|say)\("([\w.]+)"\s*[,)]', templates + scripts)
    return {*named, *re.findall(r'data-word(?:-hint)?="([\w.]+)"', templates)}


@pytest.mark.parametrize("key", words())
def test_a_word_is_there_in_both_languages_with_the_same_values(key: str) -> None:
    entry = words()[key]
    assert list(entry) == ["zh", "en"]
    assert all(entry.values())
    values = [set(re.findall(r"\{(\w+)\}", text)) for text in entry.values()]
    assert values[0] == values[1]


def test_every_word_that_is_named_is_in_the_dictionary() -> None:
    assert len(used()) > 30
    assert used() <= set(words())


def test_every_reason_finding_and_rule_has_its_word() -> None:
    kinds = SCHEMA["$defs"]["finding"]["properties"]["kind"]["enum"]
    rules = [rule.id for form in FORM_IDS for table in load(form).tables.values() for rule in table.rules]
    families = {".".join(rule.split(".")[1:3]) for rule in rules}
    wanted = {f"finding.{kind}" for kind in kinds} | {f"rule.{family}" for family in families}
    wanted |= {f"{what}.{reason}" for what in ("reason", "told") for reason in REASONS}
    assert wanted <= set(words())
    assert len(families) == 4


def test_no_word_is_idle() -> None:
    made = ("reason.", "told.", "finding.", "rule.", "nothing.", "list.", "doubtful_at", "in_rules", "no_rules")
    idle = [key for key in words() if key not in used() and not key.startswith(made)]
    assert idle == ["alternatives", "suggested"]
    assert all(f'chips("{key}"' in asset("report.js") for key in idle)


def test_values_are_put_into_a_sentence() -> None:
    assert say("report_of", "en", index=2, of=3) == "report 2 of 3"
