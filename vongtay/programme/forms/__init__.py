"""What a person fills in about the programme; each module is named after what it asks."""

from vongtay.programme.forms.activities import (
    CallCampaign,
    EnterActivity,
    label_of,
    understood,
)
from vongtay.programme.forms.imports import (
    GiveSheet,
)
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
)
from vongtay.programme.forms.money import (
    EnterDelivery,
    KeepAgreement,
    KeepLine,
)
from vongtay.programme.forms.points import (
    AddPoint,
    DoPoint,
    RemindOfPoint,
    VerifyPoint,
)
from vongtay.programme.forms.screening import (
    OpenScreening,
)
from vongtay.programme.forms.training import (
    EnterCourse,
    EnterSurvey,
    start_of_course,
    start_of_scores,
)

__all__ = [
    "AddFinding",
    "AddPoint",
    "CallCampaign",
    "ChooseBody",
    "ChooseBusiness",
    "DoPoint",
    "EnterActivity",
    "EnterCourse",
    "EnterDelivery",
    "EnterInspection",
    "EnterPenalty",
    "EnterRecheck",
    "EnterSurvey",
    "EnterVisit",
    "FoundTeam",
    "GiveSheet",
    "KeepAgreement",
    "KeepBusiness",
    "KeepLine",
    "OpenScreening",
    "PlanInspection",
    "RemindOfPoint",
    "StrikeBusiness",
    "VerifyPoint",
    "label_of",
    "start_of_course",
    "start_of_scores",
    "understood",
]
