"""What the programme keeps; one file a subject."""

from vongtay.programme.models.documents import Expected
from vongtay.programme.models.plans import Judgement, PlanSupport, PlanTask, Progress, Target

__all__ = ["Expected", "Judgement", "PlanSupport", "PlanTask", "Progress", "Target"]
