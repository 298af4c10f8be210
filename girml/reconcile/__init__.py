"""From candidate readings to cells, checks and findings, by the rules of the form."""

from girml.reconcile.reconciling import Reconciled, reconcile

__all__ = ["Reconciled", "reconcile"]
