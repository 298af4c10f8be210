"""girml: the figures of Chinese annual reports on open government information, from flattened text.

>>> import girml
>>> report = girml.load()("云川县水利局2023年政府信息公开工作年度报告")
>>> report.year.value, report.form
(2023, None)
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from girml.pipeline import Extractor

__version__ = "0.1.0"
__all__ = ["__version__", "load"]


def load(*, threshold: float | None = None) -> "Extractor":
    """Return an extractor with the deterministic labeler.

    `threshold` is the confidence under which a cell asks for review (default 0.9).
    """
    from girml.labeler.deterministic import NAME, label
    from girml.pipeline import Extractor
    from girml.reconcile.confidence import THRESHOLD

    return Extractor(label, NAME, threshold=THRESHOLD if threshold is None else threshold)
