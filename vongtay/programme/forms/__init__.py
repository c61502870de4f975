"""What a person fills in: one file a slice."""

# inspections
from vongtay.programme.forms.inspections import (
    AddFinding,
    ChooseBody,
    ChooseBusiness,
    EnterInspection,
    EnterPenalty,
    EnterRecheck,
    EnterVisit,
    FoundTeam,
    KeepBusiness,
    PlanInspection,
    StrikeBusiness,
    TakeBack,
)
from vongtay.programme.forms.money import EnterDelivery, KeepAgreement, KeepLine
from vongtay.programme.forms.points import AddPoint, DoPoint, RemindOfPoint, VerifyPoint
from vongtay.programme.forms.screening import OpenScreening

__all__ = [
    "AddFinding",
    "AddPoint",
    "ChooseBody",
    "ChooseBusiness",
    "DoPoint",
    "EnterDelivery",
    "EnterInspection",
    "EnterPenalty",
    "EnterRecheck",
    "EnterVisit",
    "FoundTeam",
    "KeepAgreement",
    "KeepBusiness",
    "KeepLine",
    "OpenScreening",
    "PlanInspection",
    "RemindOfPoint",
    "StrikeBusiness",
    "TakeBack",
    "VerifyPoint",
]
