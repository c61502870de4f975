"""What the prevention programme keeps: one file a slice."""

# inspections and money
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
from vongtay.programme.models.money import Agreement, BudgetAmount, BudgetLine, Delivery
from vongtay.programme.models.points import ActionPoint, PointReminder

__all__ = [
    "ActionPoint",
    "Agreement",
    "BudgetAmount",
    "BudgetLine",
    "Business",
    "Delivery",
    "Finding",
    "Inspection",
    "InspectionCount",
    "InspectionPlan",
    "InspectionSeat",
    "InspectionTeam",
    "Penalty",
    "PointReminder",
    "Recheck",
    "Screening",
    "Visit",
]
