"""What a facility costs, whether its licence, rooms and staff are what is asked: sums always from rows."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

from django.db import connection
from django.db.models import Count
from django.utils import timezone

from vongtay.facilities.models import DayCost, Facility, Licence, Room, Staffing
from vongtay.facilities.states import Function
from vongtay.law import queries as law
from vongtay.law.clock import due
from vongtay.law.engine import LawBook
from vongtay.law.shapes import Rule


@dataclass(frozen=True)
class Rates:
    """What a day costs in facilities, by date."""

    rows: dict[UUID, list[DayCost]] = field(default_factory=dict)

    def of_night(self, facility_id: UUID, night: date) -> int | None:
        """Give what a night costs; None where nobody has set it. Unit: đồng."""
        for row in self.rows.get(facility_id, ()):
            if row.during.lower <= night and (row.during.upper is None or night < row.during.upper):
                return row.amount_dong
        return None

    def of_nights(self, facility_id: UUID, nights: Iterable[tuple[date, int]]) -> tuple[int, int]:
        """Give the sum over nights with their sleepers, and for how many person-nights no rate is set."""
        total = unset = 0
        for night, sleepers in nights:
            rate = self.of_night(facility_id, night)
            if rate is None:
                unset += sleepers
            else:
                total += rate * sleepers
        return total, unset


def rates_of(facility_ids: Iterable[UUID]) -> Rates:
    """Give the rates of facilities, read at once."""
    found: dict[UUID, list[DayCost]] = {}
    for row in DayCost.objects.filter(facility_id__in=set(facility_ids)).order_by("during"):
        found.setdefault(row.facility_id, []).append(row)
    return Rates(found)


def costs_of(facility: Facility) -> list[DayCost]:
    """Give the rates of a facility, newest first."""
    return list(DayCost.objects.filter(facility=facility).order_by("-during"))


def nights_of(facility: Facility, since: date, until: date) -> list[tuple[date, int]]:
    """Give how many slept there in each night from a day until before another. Nobody is named; none for who does not run it."""
    with connection.cursor() as cursor:
        cursor.execute("select night, sleepers from vt.nights_of(%s, %s, %s)", [facility.pk, since, until])
        return list(cursor.fetchall())


@dataclass(frozen=True)
class Month:
    """One month of a facility: nights slept there and what they cost. `unset`: nights for which no rate is set."""

    first: date
    nights: int
    cost_dong: int
    unset: int


def months_of(facility: Facility, year: int, today: date) -> list[Month]:
    """Give the months of a year in which somebody slept there; every such night counts."""
    since, until = date(year, 1, 1), min(date(year + 1, 1, 1), today)
    rates = rates_of([facility.pk])
    by_month: dict[date, list[tuple[date, int]]] = {}
    for night, sleepers in nights_of(facility, since, until) if until > since else []:
        if sleepers:
            by_month.setdefault(night.replace(day=1), []).append((night, sleepers))
    return [
        Month(first, sum(sleepers for _night, sleepers in nights), *rates.of_nights(facility.pk, nights))
        for first, nights in by_month.items()
    ]


SOON = timedelta(days=60)  # ours: how long before its last day a licence is warned about


@dataclass(frozen=True)
class LicenceShown:
    """A licence and how it stands: "ended", "over", "soon" or "valid"."""

    row: Licence
    state: str


def licences_of(facility: Facility, today: date) -> list[LicenceShown]:
    """Give the licences of a facility, newest first."""
    rows = Licence.objects.filter(facility=facility).select_related("issuer").order_by("-issued_on", "-recorded_at")
    return [LicenceShown(row, _standing(row, today)) for row in rows]


def _standing(row: Licence, today: date) -> str:
    if row.ended_on:
        return "ended"
    if row.valid_to is None or row.valid_to > today + SOON:
        return "valid"
    return "over" if row.valid_to < today else "soon"


@dataclass(frozen=True)
class RoomArea:
    """A room's floor area for each bed in service, against what the law asks."""

    room: Room
    beds: int
    each: Decimal | None
    is_short: bool


def room_areas(facility: Facility, asked_m2: int | None) -> list[RoomArea]:
    """Give the rooms that have beds, each with the area that a lodged person gets there when it is full."""
    rooms = (
        Room.objects.filter(facility=facility, beds__in_service=True).annotate(places=Count("beds")).order_by("name")
    )
    found = []
    for room in rooms:
        each = (room.area_m2 / room.places).quantize(Decimal("0.1")) if room.area_m2 is not None else None
        is_short = room.area_m2 is not None and asked_m2 is not None and room.area_m2 < asked_m2 * room.places
        found.append(RoomArea(room, room.places, each, is_short))
    return found


@dataclass(frozen=True)
class StaffLine:
    """One function: how many work there and how many are needed, as of the newest statement."""

    function: Function
    row: Staffing | None

    @property
    def missing(self) -> int:
        """How many are missing."""
        if self.row is None or self.row.needed is None:
            return 0
        return max(0, self.row.needed - self.row.present)


def staff_of(facility: Facility) -> list[StaffLine]:
    """Give all functions with the newest statement of each."""
    newest = {row.function: row for row in Staffing.objects.filter(facility=facility).order_by("on", "recorded_at")}
    return [StaffLine(function, newest.get(function)) for function in Function]


@dataclass(frozen=True)
class Longest:
    """How long somebody admitted on a day may be lodged by the law in force on it. `last_on`: from that night on it is over."""

    rule: Rule
    last_on: date
    is_unconfirmed: bool


def longest_stay(admitted_on: date, book: LawBook) -> Longest | None:
    """Give the longest stay of who is admitted on a day; None where no limit was confirmed for it. Source: law.md 2.4, 8.23."""
    rule = law.ceiling_on(admitted_on, route="SUPPORT", event="needs_begun", book=book)
    if rule is None:
        return None
    found = due(rule, _midnight(admitted_on), book.calendar)
    return Longest(rule, found.on, found.is_unconfirmed) if found.on else None


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
