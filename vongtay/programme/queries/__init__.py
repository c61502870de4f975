"""Every read of the programme from outside."""

# inspections
from vongtay.programme.queries.inspections import (
    BusinessFilter,
    VisitShown,
    areas_of,
    as_told,
    businesses_of,
    counts_of,
    findings_of,
    fines_of,
    inspections_of,
    open_findings,
    plan_of,
    screened_case,
    teams_of,
    visits_of,
    words_of,
)
from vongtay.programme.queries.points import PointShown, in_state, points_of, shown

__all__ = [
    "BusinessFilter",
    "PointShown",
    "VisitShown",
    "areas_of",
    "as_told",
    "businesses_of",
    "counts_of",
    "findings_of",
    "fines_of",
    "in_state",
    "inspections_of",
    "open_findings",
    "plan_of",
    "points_of",
    "screened_case",
    "shown",
    "teams_of",
    "visits_of",
    "words_of",
]
