"""Many reports as one panel: a row a body, year and version, and what the years of a body, and a body and those under
it, say against each other."""

from girml.panel.building import Panel, panel
from girml.panel.entries import Entry, PanelFinding

__all__ = ["Entry", "Panel", "PanelFinding", "panel"]
