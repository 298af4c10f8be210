"""The layers of the code, as the contract in `pyproject.toml` has them."""

import tomllib

from borrowed import ROOT


def layers() -> str:
    """Return the layers from top to bottom as a Markdown table of rooms, one layer a row."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    floors = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    rows = (", ".join(f"`{room.strip()}`" for room in floor.split("|")) for floor in floors)
    return "\n".join(["| from top to bottom |", "|---|", *(f"| {row} |" for row in rows)])
