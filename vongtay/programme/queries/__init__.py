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
from vongtay.programme.queries.money import LineShown, agreements_of, lines_of, sums_of, wholes_of
from vongtay.programme.queries.points import PointShown, in_state, points_of, shown

__all__ = [
    "BusinessFilter",
    "LineShown",
    "PointShown",
    "VisitShown",
    "agreements_of",
    "areas_of",
    "as_told",
    "businesses_of",
    "counts_of",
    "findings_of",
    "fines_of",
    "in_state",
    "inspections_of",
    "lines_of",
    "open_findings",
    "plan_of",
    "points_of",
    "screened_case",
    "shown",
    "sums_of",
    "teams_of",
    "visits_of",
    "wholes_of",
    "words_of",
]
