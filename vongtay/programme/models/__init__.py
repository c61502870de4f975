"""What the programme keeps; one file a subject."""

from vongtay.programme.models.documents import Expected
from vongtay.programme.models.matters import Answer, Raised
from vongtay.programme.models.plans import Judgement, PlanSupport, PlanTask, Progress, Target
from vongtay.programme.models.risk import BuiltIn, RiskAssessment

__all__ = [
    "Answer",
    "BuiltIn",
    "Expected",
    "Judgement",
    "PlanSupport",
    "PlanTask",
    "Progress",
    "Raised",
    "RiskAssessment",
    "Target",
]
