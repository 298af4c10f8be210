"""The folder of a review, in that of the data set: journal, texts, annotated documents; one process works on it."""

from pathlib import Path

from girml.batch.folder import REVIEW, is_run
from girml.errors import InputError
from girml.review.lines import SUFFIX, Lines
from girml.review.runs import Run

ANNOTATIONS = "annotations"

DataSet = Lines | Run


def data_set(folder: Path) -> DataSet:
    """Return what a folder holds: a finished run, or JSON Lines of reports; InputError where it is neither."""
    if not folder.is_dir():
        raise InputError(f"{folder} is no folder: name one that `girml extract` wrote to.")
    if is_run(folder):
        return Run(folder)
    if any(folder.glob(f"*{SUFFIX}")):
        return Lines(folder)
    raise InputError(f"{folder} holds no run and no {SUFFIX} file: name a folder that `girml extract` wrote to.")


def prepared(folder: Path) -> Path:
    """Return the folder of a review, made where there is none; InputError where that cannot be."""
    own = folder / REVIEW
    try:
        (own / ANNOTATIONS).mkdir(parents=True, exist_ok=True)
    except OSError as reason:
        raise InputError(f"{own} cannot be made ({reason.strerror}): copy {folder} to where you may write.") from None
    return own
