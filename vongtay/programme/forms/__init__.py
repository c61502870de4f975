"""None"""

from vongtay.programme.forms.activities import (
    CallCampaign,
    EnterActivity,
    TakeBack,
    label_of,
    understood,
)
from vongtay.programme.forms.imports import (
    GiveSheet,
)
from vongtay.programme.forms.training import (
    EnterCourse,
    EnterSurvey,
    start_of_course,
    start_of_scores,
)

__all__ = [
    "CallCampaign",
    "EnterActivity",
    "EnterCourse",
    "EnterSurvey",
    "GiveSheet",
    "TakeBack",
    "label_of",
    "start_of_course",
    "start_of_scores",
    "understood",
]
