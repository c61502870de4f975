"""Tables of the programme; each module is named after what it keeps."""

from typing import (
    Any,
)

from vongtay.programme.models.activities import (
    Activity,
    Campaign,
    Quantity,
)
from vongtay.programme.models.certificates import (
    CertificateRun,
)
from vongtay.programme.models.coordination import (
    Duty,
    DutySupport,
    Evaluation,
    EvaluationAnswer,
    EvaluationLine,
    EvaluationPart,
)
from vongtay.programme.models.documents import (
    Expected,
)
from vongtay.programme.models.imports import (
    Import,
    ImportedDocument,
)
from vongtay.programme.models.inspections import (
    Business,
    Finding,
    Inspection,
    InspectionCount,
    InspectionPlan,
    InspectionSeat,
    InspectionTeam,
    Penalty,
    Recheck,
    Screening,
    Visit,
)
from vongtay.programme.models.matters import (
    Answer,
    Raised,
)
from vongtay.programme.models.money import (
    Agreement,
    BudgetAmount,
    BudgetLine,
    Delivery,
)
from vongtay.programme.models.plans import (
    Judgement,
    PlanSupport,
    PlanTask,
    Progress,
    Target,
)
from vongtay.programme.models.points import (
    ActionPoint,
    PointReminder,
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
    "ActionPoint",
    "Activity",
    "ActivityEvent",
    "Agreement",
    "Answer",
    "BudgetAmount",
    "BudgetLine",
    "BuiltIn",
    "Business",
    "Campaign",
    "CertificateRun",
    "Course",
    "CourseEvent",
    "CourseGroup",
    "Delivery",
    "Duty",
    "DutySupport",
    "Evaluation",
    "EvaluationAnswer",
    "EvaluationLine",
    "EvaluationPart",
    "Expected",
    "Finding",
    "Import",
    "ImportedDocument",
    "Inspection",
    "InspectionCount",
    "InspectionPlan",
    "InspectionSeat",
    "InspectionTeam",
    "Judgement",
    "Penalty",
    "PlanSupport",
    "PlanTask",
    "PointReminder",
    "Progress",
    "Quantity",
    "Raised",
    "Recheck",
    "RiskAssessment",
    "Screening",
    "Survey",
    "SurveyEvent",
    "SurveyScore",
    "Target",
    "Visit",
]
