from vongtay.support.models.entitlements import Ruling
from vongtay.support.models.family import Kinship
from vongtay.support.models.plan import Agreed, Assessment, Conference, Feedback, Goal, Measure, Plan, Score, Seat
from vongtay.support.models.sheets import Sheet, SheetGiven

__all__ = [
    "Agreed",
    "Assessment",
    "Conference",
    "Feedback",
    "Goal",
    "Kinship",
    "Measure",
    "Plan",
    "Ruling",
    "Score",
    "Seat",
    "Sheet",
    "SheetGiven",
]
