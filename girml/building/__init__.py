"""Corpora built: pages printed by `girml.synth`, flattened by real converters, kept as `girml.corpus` reads them."""

from girml.building.building import Build, build, unusable, usable

__all__ = ["Build", "build", "unusable", "usable"]
