"""None"""

from vongtay.support.states.ledger import (
    APPLIED_FOR,
    ASSUMED,
    ApplicationChannel,
    FORM,
    Money,
    Outcome,
    PROCEDURE,
    Unit,
)
from vongtay.support.states.regimes import (
    Answer,
    Beneficiary,
    Regime,
)
from vongtay.support.states.family import (
    Relation,
)
from vongtay.support.states.plan import (
    Difference,
    Domain,
    EDITABLE,
    Heard,
    Level,
    PlanState,
    Progress,
    Saying,
    UNDER_WAY,
)
from vongtay.support.states.sheets import (
    BUILT_IN,
)


__all__ = [
    "APPLIED_FOR",
    "ASSUMED",
    "Answer",
    "ApplicationChannel",
    "BUILT_IN",
    "Beneficiary",
    "Difference",
    "Domain",
    "EDITABLE",
    "FORM",
    "Heard",
    "Level",
    "Money",
    "Outcome",
    "PROCEDURE",
    "PlanState",
    "Progress",
    "Regime",
    "Relation",
    "Saying",
    "UNDER_WAY",
    "Unit",
]
