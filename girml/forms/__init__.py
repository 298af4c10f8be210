"""The statutory forms as data: one JSON file a form, an entry a line; `load` reads and checks them."""

from girml.forms.loading import FORM_IDS, load, read

__all__ = ["FORM_IDS", "load", "read"]
