"""None"""

from typing import (
    Any,
)

from vongtay.programme.models.activities import (
    Activity,
    Campaign,
    Quantity,
)
from vongtay.programme.models.documents import (
    Expected,
)
from vongtay.programme.models.imports import (
    Import,
)
from vongtay.programme.models.matters import (
    Answer,
    Raised,
)
from vongtay.programme.models.plans import (
    Judgement,
    PlanSupport,
    PlanTask,
    Progress,
    Target,
)
from vongtay.programme.models.risk import (
    BuiltIn,
    RiskAssessment,
)
from vongtay.programme.models.surveys import (
    Survey,
    SurveyScore,
)
from vongtay.programme.models.training import (
    Course,
    CourseGroup,
)

ActivityEvent: Any = Activity.pgh_event_model  # type: ignore[attr-defined]  # pghistory gives no types
CourseEvent: Any = Course.pgh_event_model  # type: ignore[attr-defined]  # as above
SurveyEvent: Any = Survey.pgh_event_model  # type: ignore[attr-defined]  # as above

__all__ = [
    "Activity",
    "ActivityEvent",
    "Answer",
    "BuiltIn",
    "Campaign",
    "Course",
    "CourseEvent",
    "CourseGroup",
    "Expected",
    "Import",
    "Judgement",
    "PlanSupport",
    "PlanTask",
    "Progress",
    "Quantity",
    "Raised",
    "RiskAssessment",
    "Survey",
    "SurveyEvent",
    "SurveyScore",
    "Target",
]
