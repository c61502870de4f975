"""States, kinds and moves of what `cases` keeps, as data; one file a subject."""

from vongtay.cases.states.case import (
    MOVES,
    OFFERED,
    OPEN,
    OUTCOMES,
    AgeHow,
    AgePrecision,
    Channel,
    HelpKind,
    Need,
    PersonRole,
    ReferralState,
    Route,
    State,
    StepKind,
    Urgency,
    Weight,
)

__all__ = [
    "MOVES",
    "OFFERED",
    "OPEN",
    "OUTCOMES",
    "AgeHow",
    "AgePrecision",
    "Channel",
    "HelpKind",
    "Need",
    "PersonRole",
    "ReferralState",
    "Route",
    "State",
    "StepKind",
    "Urgency",
    "Weight",
]
