from vongtay.support.states.links import REMIND_DAYS, LinkKind, LinkState
from vongtay.support.states.regimes import Answer, Beneficiary, Regime
from vongtay.support.states.reintegration import (
    LOST_DAYS,
    OUTCOME_MONTHS,
    QUIET_DAYS,
    VISIT_MONTHS,
    ClosureOutcome,
    ClosureState,
    Criterion,
    HelperKind,
    How,
    Income,
    Known,
    Met,
    PlanState,
)

__all__ = [
    "LOST_DAYS",
    "OUTCOME_MONTHS",
    "QUIET_DAYS",
    "REMIND_DAYS",
    "VISIT_MONTHS",
    "Answer",
    "Beneficiary",
    "ClosureOutcome",
    "ClosureState",
    "Criterion",
    "HelperKind",
    "How",
    "Income",
    "Known",
    "LinkKind",
    "LinkState",
    "Met",
    "PlanState",
    "Regime",
]
