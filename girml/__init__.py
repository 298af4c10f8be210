"""girml: the figures of Chinese annual reports on open government information, from flattened text.

>>> import girml
>>> report = girml.load()("云川县水利局2023年政府信息公开工作年度报告")
>>> report.year.value, report.form
(2023, None)
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from girml.pipeline import Extractor

__version__ = "0.1.0"
__all__ = ["__version__", "load"]


def load(model: "str | Path" = "learned", *, threshold: float | None = None, prose: bool = False) -> "Extractor":
    """Return an extractor with a model: "learned" for the one that comes with girml, "deterministic" for the labeler
    that learned nothing, else the folder of a pack; PackError where it cannot be read.

    `threshold` is the confidence under which a cell asks for review (default 0.985; 0.9 for "deterministic"). With
    `prose`, findings tell of the counts in prose, which jieba and spaCy read.
    """
    from girml.pipeline.models import find

    return find(model).extractor(threshold, prose=prose)
