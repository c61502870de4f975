"""The book of a facility, its readiness by year, its inspections."""

from dataclasses import dataclass
from datetime import date

from vongtay.facilities.models import Facility, HouseDay, Inspection, Point, Readiness

DAYS_SHOWN = 60  # lines of the book on its page


def house_days(facility: Facility) -> list[HouseDay]:
    """Give the newest lines of the book."""
    rows = HouseDay.objects.filter(facility=facility).select_related("entered_by__user")
    return list(rows.order_by("-on", "-recorded_at")[:DAYS_SHOWN])


def readiness_of(facility: Facility) -> list[Readiness]:
    """Give the newest statement of each year, newest year first."""
    newest: dict[int, Readiness] = {}
    for row in Readiness.objects.filter(facility=facility).select_related("entered_by__user").order_by("recorded_at"):
        newest[row.year] = row
    return [newest[year] for year in sorted(newest, reverse=True)]


@dataclass(frozen=True)
class PointShown:
    """A point and how it stands: "open", "late", "done" (waits for its check) or "checked"."""

    row: Point
    state: str


def inspections_of(facility: Facility, today: date) -> list[tuple[Inspection, list[PointShown]]]:
    """Give the inspections of a facility with their points, newest first."""
    points: dict[object, list[PointShown]] = {}
    rows = Point.objects.filter(facility=facility).select_related("done_by__user", "checked_by__user")
    for row in rows.order_by("due_on", "recorded_at"):
        points.setdefault(row.inspection_id, []).append(PointShown(row, _standing(row, today)))
    found = Inspection.objects.filter(facility=facility).select_related("inspector").order_by("-on", "-recorded_at")
    return [(row, points.get(row.pk, [])) for row in found]


def _standing(row: Point, today: date) -> str:
    if row.checked_on:
        return "checked"
    if row.done_on:
        return "done"
    return "late" if row.due_on < today else "open"
