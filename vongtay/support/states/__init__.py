"""States, kinds and reasons of support, as data."""

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
    school_year_words,
)
from vongtay.support.states.links import (
    REMIND_DAYS,
    LinkKind,
    LinkState,
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
    VisitState,
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
    "LOST_DAYS",
    "OUTCOME_MONTHS",
    "PROCEDURE",
    "QUIET_DAYS",
    "REMIND_DAYS",
    "UNDER_WAY",
    "VISIT_MONTHS",
    "Answer",
    "ApplicationChannel",
    "Beneficiary",
    "ClosureOutcome",
    "ClosureState",
    "Criterion",
    "Difference",
    "Domain",
    "Heard",
    "HelperKind",
    "How",
    "IncidentKind",
    "Income",
    "Known",
    "Level",
    "LinkKind",
    "LinkState",
    "LodgingState",
    "Met",
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
    "VisitState",
    "school_year_words",
]
