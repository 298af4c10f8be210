"""What the parts agree on: no heavy library on the way to a report, forms that load fast, kinds and tags named once."""

import json
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from girml.bio import tags
from girml.evidence import Evidence
from tests.pace import slowness
from tests.processes import python

ROOT = Path(__file__).parent.parent
HEAVY = ("spacy", "sklearn", "jieba", "datasets", "numpy", "pandas", "pyarrow", "matplotlib", "jinja2")
MOST_MILLISECONDS = 20.0


def test_reading_a_report_imports_no_heavy_library() -> None:
    imported = python(
        "import sys, girml\n"
        "text = open('examples/tabs.txt', encoding='utf-8', newline='').read()\n"
        "report = girml.load('deterministic')(text)\n"
        "print(len(report.cells), *sorted({name.split('.')[0] for name in sys.modules}))"
    ).split()
    assert imported[0] == "200"
    assert set(HEAVY).isdisjoint(imported)


def test_the_shipped_model_needs_arrays_and_nothing_else() -> None:
    imported = python("import sys, girml\ngirml.load()('规章')\nprint(*sorted(sys.modules))").split()
    names = {name.split(".")[0] for name in imported}
    assert names.intersection({*HEAVY, "scipy", "pycrfsuite"}) == {"numpy"}


def test_the_command_starts_without_what_only_some_verbs_need() -> None:
    imported = python("import sys, girml.cli\nprint(*sorted(sys.modules))").split()
    assert {name.split(".")[0] for name in imported}.isdisjoint((*HEAVY, "rich"))
    assert "girml.evaluation" not in imported


def test_importing_girml_reads_nothing_but_itself() -> None:
    imported = python("import sys, girml\nprint(*sorted(name for name in sys.modules if name.startswith('girml')))")
    assert imported == "girml"


def test_both_forms_load_within_their_budget() -> None:
    best = python(
        "import time\n"
        "from girml.forms import FORM_IDS, load\n"
        "def once():\n"
        "    load.cache_clear()\n"
        "    start = time.process_time()\n"
        "    for form_id in FORM_IDS:\n"
        "        load(form_id)\n"
        "    return time.process_time() - start\n"
        "print(min(once() for _ in range(5)) * 1000)"
    )
    assert float(best) < MOST_MILLISECONDS * slowness()


def test_every_evidence_has_a_phrase_of_its_own_and_a_trust_between_nothing_and_all() -> None:
    assert all(0 < evidence.trust < 1 for evidence in Evidence)
    assert len({evidence.phrase for evidence in Evidence}) == len(Evidence)


def _sources() -> Iterator[str]:
    for path in sorted((ROOT / "girml").rglob("*.py")):
        yield path.read_text(encoding="utf-8")


def test_every_kind_of_finding_in_the_code_is_one_of_the_schema_and_the_other_way_round() -> None:
    schema = json.loads((files("girml") / "schema.json").read_text(encoding="utf-8"))
    declared = schema["$defs"]["finding"]["properties"]["kind"]["enum"]
    used = {kind for text in _sources() for kind in re.findall(r"\bFinding\(\s*\"(\w+)\"", text)}
    assert used == set(declared)
    assert len(declared) == len(set(declared))


def test_every_tag_that_the_labeler_gives_is_declared() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "girml" / "labeler").glob("*.py")))
    used = set(re.findall(r"\bB-(\w+)\b", text))
    assert used
    assert used <= set(tags())


def test_nothing_is_pickled_and_nothing_printed_by_the_library() -> None:
    for path in sorted((ROOT / "girml").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        assert "pickle" not in text, path
        if "cli" not in path.parts:
            assert not re.search(r"^\s*print\(", text, re.MULTILINE), path
