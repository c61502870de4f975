"""None"""

from vongtay.support.states.family import (
    Relation,
)
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
from vongtay.support.states.regimes import (
    Answer,
    Beneficiary,
    Regime,
)
from vongtay.support.states.sheets import (
    BUILT_IN,
)
from vongtay.support.states.stays import (
    DISCHARGES,
    IncidentKind,
    LodgingState,
    NoteKind,
    StayDecisionKind,
)

__all__ = [
    "APPLIED_FOR",
    "ASSUMED",
    "BUILT_IN",
    "DISCHARGES",
    "EDITABLE",
    "FORM",
    "PROCEDURE",
    "UNDER_WAY",
    "Answer",
    "ApplicationChannel",
    "Beneficiary",
    "Difference",
    "Domain",
    "Heard",
    "IncidentKind",
    "Level",
    "LodgingState",
    "Money",
    "NoteKind",
    "Outcome",
    "PlanState",
    "Progress",
    "Regime",
    "Relation",
    "Saying",
    "StayDecisionKind",
    "Unit",
]
