from vongtay.support.forms.entitlements import RuleOn
from vongtay.support.forms.family import NameKin
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
from vongtay.support.forms.sheets import PutUpSheet

__all__ = [
    "HoldConference",
    "NameKin",
    "PutUpSheet",
    "RecordFeedback",
    "RuleOn",
    "ScoreNeeds",
    "SendBack",
    "Settle",
    "Versioned",
    "WriteGoal",
    "WriteMeasure",
    "WriteWishes",
]
