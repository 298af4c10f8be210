"""Extracted reports gone through by people: a page to decide on, the decisions kept, merged and learned from."""
