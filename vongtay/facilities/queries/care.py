"""The book of a facility, its readiness by year, its inspections."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from vongtay.facilities.models import Facility, HouseDay, Inspection, Point, Readiness
from vongtay.facilities.states import Function

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
class Stock:
    """What the facilities of a province keep ready: how many there are and how many have stated it, places as a range, staff, staff by function."""

    sites: int = 0
    stated: int = 0
    places: int = 0
    places_high: int = 0
    staff: int = 0
    functions: tuple[tuple[str, int], ...] = ()


def count_facilities(*, area_id: int, day: date, as_known_on: datetime | None = None) -> Stock:
    """Count what is kept ready on a day, under the mandate of whoever asks. A commune has none: where a facility lies is not counted.

    Errors: a database error where there is no mandate over the area.
    """
    with connection.cursor() as cursor:
        cursor.execute("select what, n, high from vt.count_facilities(%s, %s, %s)", [area_id, day, as_known_on])
        found: Mapping[str, tuple[int, int]] = {what: (int(n), int(high)) for what, n, high in cursor.fetchall()}
    places, high = found.get("places", (0, 0))
    functions = tuple((code, found[code][0]) for code in Function.values if code in found)
    sites, stated, staff = (found.get(what, (0, 0))[0] for what in ("sites", "stated", "staff"))
    return Stock(sites, stated, places, high, staff, functions)


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
