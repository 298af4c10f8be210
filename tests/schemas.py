"""The JSON Schemas of girml's contracts, each held to the standard itself."""

import json
from functools import cache
from importlib.resources import files

import jsonschema


@cache
def validator(package: str) -> jsonschema.Draft202012Validator:
    """Return what holds documents against the `schema.json` of a package."""
    document = json.loads((files(package) / "schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(document)
    return jsonschema.Draft202012Validator(document)
