from vongtay.support.forms.entitlements import RuleOn
from vongtay.support.forms.links import AnswerLink, KeepProvider, SendLink
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
)

__all__ = [
    "AnswerLink",
    "BringHome",
    "ChangeVisitRule",
    "CountOutcomes",
    "DecideClosure",
    "EndHelper",
    "KeepProvider",
    "NameHelper",
    "ProposeClosure",
    "RecordVisit",
    "ReopenSupport",
    "RuleOn",
    "SendLink",
]
