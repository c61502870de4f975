"""None"""

from vongtay.support.forms.entitlements import (
    RuleOn,
)
from vongtay.support.forms.ledger import (
    AnswerApplication,
    Book,
    EndNorm,
    EnterEstimate,
    EnterNorm,
    PayTravel,
    TakeApplication,
    TakeBack,
)
from vongtay.support.forms.family import (
    NameKin,
)
from vongtay.support.forms.plan import (
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
from vongtay.support.forms.sheets import (
    PutUpSheet,
)


__all__ = [
    "AnswerApplication",
    "Book",
    "EndNorm",
    "EnterEstimate",
    "EnterNorm",
    "HoldConference",
    "NameKin",
    "PayTravel",
    "PutUpSheet",
    "RecordFeedback",
    "RuleOn",
    "ScoreNeeds",
    "SendBack",
    "Settle",
    "TakeApplication",
    "TakeBack",
    "Versioned",
    "WriteGoal",
    "WriteMeasure",
    "WriteWishes",
]
