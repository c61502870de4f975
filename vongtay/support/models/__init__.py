from vongtay.support.models.closing import Closure, Helper
from vongtay.support.models.entitlements import Ruling
from vongtay.support.models.links import Link, Provider
from vongtay.support.models.reintegration import (
    Finding,
    Homecoming,
    Outcome,
    PlannedVisit,
    Visit,
    VisitRule,
)

__all__ = [
    "Closure",
    "Finding",
    "Helper",
    "Homecoming",
    "Link",
    "Outcome",
    "PlannedVisit",
    "Provider",
    "Ruling",
    "Visit",
    "VisitRule",
]
