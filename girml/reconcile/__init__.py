"""From candidate readings to cells, checks and findings, by the rules of the form."""

from girml.reconcile.printed import Printed, reconcile_printed
from girml.reconcile.reconciling import Reconciled, reconcile

__all__ = ["Printed", "Reconciled", "reconcile", "reconcile_printed"]
