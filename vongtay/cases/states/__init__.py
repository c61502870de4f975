"""States, kinds and moves of what `cases` keeps, as data; one file a subject."""

from vongtay.cases.states.abroad import (
    ABROAD_COUNTRIES,
    ABROAD_MOVES,
    ABROAD_OWN_PAGE,
    ABROAD_REVIEWED,
    AbroadOffer,
    AbroadState,
    AbroadStepKind,
    Circumstance,
    KnownThrough,
    ReviewAnswer,
    RoundKind,
    RoundScope,
    Signs,
    YesNo,
)
from vongtay.cases.states.care import About, Escort, Guardian, Trace, Wants
from vongtay.cases.states.case import (
    BEGIN_VERIFYING,
    LAW_ACT,
    MOVES,
    OFFERED,
    OPEN,
    OUTCOMES,
    REFERABLE,
    RELEASES,
    AgeHow,
    AgePrecision,
    Channel,
    ErasureReason,
    HelpKind,
    Need,
    PersonRole,
    ReferralKind,
    ReferralState,
    Route,
    State,
    StepKind,
    Urgency,
    Weight,
)
from vongtay.cases.states.tips import TIP_MOVES, CloseReason, TipKind, TipState, TipStepKind

__all__ = [
    "ABROAD_COUNTRIES", "ABROAD_MOVES", "ABROAD_OWN_PAGE", "ABROAD_REVIEWED", "BEGIN_VERIFYING", "LAW_ACT", "MOVES", "OFFERED", "OPEN",
    "OUTCOMES", "REFERABLE", "RELEASES", "TIP_MOVES", "About", "AbroadOffer", "AbroadState", "AbroadStepKind", "AgeHow", "AgePrecision",
    "Channel", "Circumstance", "CloseReason", "ErasureReason", "Escort", "Guardian", "HelpKind", "KnownThrough", "Need", "PersonRole",
    "ReferralKind", "ReferralState", "ReviewAnswer", "RoundKind", "RoundScope", "Route", "Signs", "State", "StepKind", "TipKind", "TipState",
    "TipStepKind", "Trace", "Urgency", "Wants", "Weight", "YesNo",
]  # fmt: skip
