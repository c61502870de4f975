from vongtay.support.forms.entitlements import RuleOn
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

__all__ = [
    "AnswerApplication",
    "Book",
    "EndNorm",
    "EnterEstimate",
    "EnterNorm",
    "PayTravel",
    "RuleOn",
    "TakeApplication",
    "TakeBack",
]
