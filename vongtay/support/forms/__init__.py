"""Forms of support, by act."""

from vongtay.support.forms.daybook import (
    GiveBack,
    NoteDay,
    ReceiveBelongings,
    RecordIncident,
)
from vongtay.support.forms.entitlements import (
    RuleOn,
)
from vongtay.support.forms.family import (
    NameKin,
)
from vongtay.support.forms.ledger import (
    AnswerApplication,
    Book,
    EndNorm,
    EnterEstimate,
    EnterNorm,
    EstimateCase,
    PayTravel,
    TakeApplication,
    TakeBack,
)
from vongtay.support.forms.links import (
    AnswerLink,
    KeepProvider,
    SendLink,
)
from vongtay.support.forms.plan import (
    EnterApproval,
    HoldConference,
    RecordFeedback,
    ScoreNeeds,
    SendBack,
    Settle,
    Versioned,
    WriteGoal,
    WriteMeasure,
    WriteWishes,
)
from vongtay.support.forms.reintegration import (
    BringHome,
    ChangeVisitRule,
    CountOutcomes,
    DecideClosure,
    EndHelper,
    NameHelper,
    ProposeClosure,
    RecordVisit,
    ReopenSupport,
    TakeBackVisit,
)
from vongtay.support.forms.sheets import (
    PutUpSheet,
)
from vongtay.support.forms.stays import (
    DecideStay,
    Discharge,
    ExtendStay,
    TakeBackStay,
    Transfer,
)

__all__ = [
    "AnswerApplication",
    "AnswerLink",
    "Book",
    "BringHome",
    "ChangeVisitRule",
    "CountOutcomes",
    "DecideClosure",
    "DecideStay",
    "Discharge",
    "EndHelper",
    "EndNorm",
    "EnterApproval",
    "EnterEstimate",
    "EnterNorm",
    "EstimateCase",
    "ExtendStay",
    "GiveBack",
    "HoldConference",
    "KeepProvider",
    "NameHelper",
    "NameKin",
    "NoteDay",
    "PayTravel",
    "ProposeClosure",
    "PutUpSheet",
    "ReceiveBelongings",
    "RecordFeedback",
    "RecordIncident",
    "RecordVisit",
    "ReopenSupport",
    "RuleOn",
    "ScoreNeeds",
    "SendBack",
    "SendLink",
    "Settle",
    "TakeApplication",
    "TakeBack",
    "TakeBackStay",
    "TakeBackVisit",
    "Transfer",
    "Versioned",
    "WriteGoal",
    "WriteMeasure",
    "WriteWishes",
]
