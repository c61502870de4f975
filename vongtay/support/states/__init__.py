from vongtay.support.states.family import Relation
from vongtay.support.states.plan import (
    EDITABLE,
    UNDER_WAY,
    Difference,
    Domain,
    Heard,
    Level,
    PlanState,
    Progress,
    Saying,
)
from vongtay.support.states.regimes import Answer, Beneficiary, Regime
from vongtay.support.states.sheets import BUILT_IN

__all__ = [
    "BUILT_IN",
    "EDITABLE",
    "UNDER_WAY",
    "Answer",
    "Beneficiary",
    "Difference",
    "Domain",
    "Heard",
    "Level",
    "PlanState",
    "Progress",
    "Regime",
    "Relation",
    "Saying",
]
