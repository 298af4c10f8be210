"""A review opened: the data set found, its texts gathered, the folder kept for this process."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import girml
from girml.batch.journal import Lock
from girml.errors import InputError
from girml.review import texts
from girml.review.annotating import Made
from girml.review.desk import Desk
from girml.review.folder import data_set, prepared
from girml.review.heads import Head
from girml.review.texts import Sought

Watch = Callable[[Iterable[Head]], Iterable[Head]]
"""What sees each report go by while a data set is gone through, to tell how far it is."""


class Settings(NamedTuple):
    """How a review is opened: where its texts are looked for, how they were made, the model that marks them."""

    sought: Sought = Sought()
    made: Made = Made()
    model: str = "learned"


@contextmanager
def review(folder: Path, settings: Settings, tell: Callable[[str], None], watch: Watch = iter) -> Iterator[Desk]:
    """Give the desk of a review; `tell` hears of each source without its text.

    InputError where the folder holds no report, or no text of any; RunError where another process reviews it.
    """
    data = data_set(folder)
    own = prepared(folder)
    with Lock(own):
        heads = list(watch(data.heads()))
        if not heads:
            raise InputError(f"{folder} holds no report: name a folder that `girml extract` wrote to.")
        for sentence in texts.gather(heads, folder, settings.sought, own / texts.FOLDER):
            tell(sentence)
        there = [one for one in heads if (own / texts.FOLDER / one.sha256).is_file()]
        if not there:
            raise InputError(f"None of the texts of {folder} is at hand: name where they stand with --texts.")
        desk = Desk(data, there, own, girml.load(settings.model), settings.made)
        try:
            yield desk
        finally:
            desk.close()
