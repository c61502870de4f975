from vongtay.support.models.applications import Application
from vongtay.support.models.entitlements import Ruling
from vongtay.support.models.estimates import Estimate
from vongtay.support.models.ledger import LedgerEntry
from vongtay.support.models.norms import Norm

__all__ = ["Application", "Estimate", "LedgerEntry", "Norm", "Ruling"]
