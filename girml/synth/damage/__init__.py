"""Damage to flattened reports that converters alone do not make, done to annotations with their gold kept exact."""

from girml.synth.damage.edits import Edit, plan
from girml.synth.damage.gold import edited
from girml.synth.damage.kinds import KINDS, NAMES, Kind, damage, draw

__all__ = ["KINDS", "NAMES", "Edit", "Kind", "damage", "draw", "edited", "plan"]
