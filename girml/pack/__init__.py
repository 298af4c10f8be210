"""Trained models as packs: a folder of three files, verified whole before use and never executed.

`meta.json` tells what the model is and where its parts stand, `weights.bin` holds arrays and tables of strings and
nothing else, `CARD.md` is the model card.
"""

from girml.pack.checking import check
from girml.pack.contents import Pack
from girml.pack.folder import read, write

__all__ = ["Pack", "check", "read", "write"]
