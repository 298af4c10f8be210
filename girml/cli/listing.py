"""The verb `forms`: the ids, labels and rules of the statutory forms."""

import sys
from argparse import Namespace

from girml.cli.status import READ
from girml.forms import FORM_IDS, load
from girml.writers.contract import write_json
from girml.writers.plain import as_plain


def list_forms(options: Namespace) -> int:
    """Write one form, or all where none is named; return the exit status."""
    forms = [load(options.form)] if options.form else [load(form_id) for form_id in FORM_IDS]
    if options.format == "json":
        write_json(as_plain(forms[0] if options.form else forms), sys.stdout)
        return READ
    from girml.writers.forms import write

    write(forms, sys.stdout)
    return READ
