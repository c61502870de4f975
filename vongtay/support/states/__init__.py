from vongtay.support.states.ledger import (
    APPLIED_FOR,
    ASSUMED,
    FORM,
    PROCEDURE,
    ApplicationChannel,
    Money,
    Outcome,
    Unit,
)
from vongtay.support.states.regimes import Answer, Beneficiary, Regime

__all__ = [
    "APPLIED_FOR",
    "ASSUMED",
    "FORM",
    "PROCEDURE",
    "Answer",
    "ApplicationChannel",
    "Beneficiary",
    "Money",
    "Outcome",
    "Regime",
    "Unit",
]
