"""Every read from outside: free beds as counts for the whole province, occupants only through grants."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone

from vongtay.common.access import Staff
from vongtay.common.days import day_in_vietnam
from vongtay.facilities.allocation import Misfit, Sleeper
from vongtay.facilities.allocation import Room as RoomFacts
from vongtay.facilities.models import Bed, Facility, HeldBed, Hold, Room, Stay, Whereabouts
from vongtay.facilities.rules import say, why_not_room
from vongtay.facilities.states import BedState, SexRule

EVENING, MORNING = time(20), time(6)  # ours: what counts as a night


def visible_to(staff: Staff) -> Q:
    """The facilities of one's province and world. The database says the same."""
    return Q(world=staff.world, province_id=staff.province_id)


def facilities_of(staff: Staff) -> QuerySet[Facility]:
    """All facilities of the province, by label; closed ones too."""
    return Facility.objects.filter(visible_to(staff)).select_related("body").order_by("label")


@dataclass(frozen=True)
class Night:
    """A span of time for which beds are asked for."""

    since: datetime
    until: datetime

    @property
    def day(self) -> date:
        """The day on which it begins."""
        return day_in_vietnam(self.since)


def now_of(moment: datetime) -> Night:
    """Give the moment itself."""
    return Night(moment, moment)


def tonight(now: datetime) -> Night:
    """Give what is left of this night: before six in the morning still the one that began yesterday."""
    day = day_in_vietnam(now - timedelta(hours=MORNING.hour))
    night = night_of(day)
    return Night(max(night.since, now), night.until)


def night_of(day: date) -> Night:
    """Give the night that begins on a day."""
    since = timezone.make_aware(datetime.combine(day, EVENING))
    return Night(since, timezone.make_aware(datetime.combine(day + timedelta(days=1), MORNING)))


@dataclass(frozen=True)
class RoomUse:
    """One room for a span of time: how many beds it has, and which are free. Says nothing about who sleeps there."""

    facility_id: UUID
    label: str
    kind: str
    room_id: UUID
    name: str
    sex_rule: str
    age_from: int | None
    age_to: int | None
    suits: list[str]
    is_open: bool
    beds: int
    out: int
    taken: int
    held: int
    free_beds: list[str]
    free_numbers: list[int]

    @property
    def free(self) -> int:
        """How many beds somebody may get."""
        return len(self.free_beds)

    @property
    def rule(self) -> str:
        """For whom the room is, in words."""
        return str(SexRule(self.sex_rule).label)

    @property
    def beds_free(self) -> list[tuple[str, int]]:
        """The free beds: key and number."""
        return list(zip(self.free_beds, self.free_numbers, strict=True))

    def facts(self, *, shared: bool = False) -> RoomFacts:
        """Give what the rules ask of a room."""
        return RoomFacts(
            self.sex_rule, self.free, self.age_from, self.age_to, frozenset(self.suits), self.is_open, shared
        )


USE = """
select f.id facility_id, f.label, f.kind, r.id room_id, r.name, r.sex_rule, r.age_from, r.age_to, r.suits, r.is_open,
       count(b.id)::int beds, count(b.id) filter (where not b.in_service)::int "out",
       count(b.id) filter (where b.in_service and u.use = 'taken')::int taken,
       count(b.id) filter (where b.in_service and u.use = 'held')::int held,
       coalesce(array_agg(b.id::text order by b.number) filter (where b.in_service and r.is_open and u.use is null), '{}') free_beds,
       coalesce(array_agg(b.number::int order by b.number) filter (where b.in_service and r.is_open and u.use is null), '{}') free_numbers
  from facilities_facility f
  join facilities_room r on r.facility_id = f.id
  left join facilities_bed b on b.room_id = r.id
  left join vt.bed_use(%(since)s, %(until)s) u on u.bed_id = b.id
 where f.world = %(world)s and f.province_id = %(province)s and f.opened_on <= %(day)s and (f.closed_on is null or f.closed_on > %(day)s)
 group by f.id, r.id order by f.label, f.id, r.name
"""


def room_use(staff: Staff, night: Night) -> list[RoomUse]:
    """Give every room of the open facilities of the province, in one statement (F93)."""
    values: dict[str, Any] = {
        "since": night.since,
        "until": night.until,
        "day": night.day,
        "world": staff.world,
        "province": staff.province_id,
    }
    with connection.cursor() as cursor:
        cursor.execute(USE, values)
        return [RoomUse(*row) for row in cursor.fetchall()]


@dataclass
class FacilityUse:
    """A facility for a night: its rooms, and sums over them."""

    facility_id: UUID
    label: str
    kind: str
    rooms: list[RoomUse] = field(default_factory=list)

    @cached_property
    def free(self) -> dict[str, int]:
        """Free beds by the rule of their rooms."""
        return {rule.value: sum(room.free for room in self.rooms if room.sex_rule == rule) for rule in SexRule}

    @property
    def beds(self) -> int:
        """All beds."""
        return sum(room.beds for room in self.rooms)

    @property
    def total(self) -> int:
        """Free beds of all rules."""
        return sum(self.free.values())

    @property
    def taken(self) -> int:
        """Beds in which somebody sleeps."""
        return sum(room.taken for room in self.rooms)

    @property
    def held(self) -> int:
        """Reserved beds."""
        return sum(room.held for room in self.rooms)

    @property
    def out(self) -> int:
        """Beds that nobody may get: out of service, or in a room that takes nobody in."""
        return self.beds - self.taken - self.held - self.total


def by_facility(rooms: Iterable[RoomUse]) -> list[FacilityUse]:
    """Sum rooms by facility."""
    found: dict[UUID, FacilityUse] = {}
    for room in rooms:
        use = found.setdefault(room.facility_id, FacilityUse(room.facility_id, room.label, room.kind))
        use.rooms.append(room)
    return list(found.values())


@dataclass(frozen=True)
class Place:
    """One bed on the board: its state, and the case of who sleeps there where one's body holds a grant on it."""

    bed: Bed
    state: BedState
    stay: Stay | None


def board_of(facility: Facility, now: datetime) -> list[tuple[Room, list[Place]]]:
    """Give the rooms of a facility with each bed's state now."""
    with connection.cursor() as cursor:
        cursor.execute("select bed_id, use from vt.bed_use(%s, %s)", [now, now])
        use: dict[UUID, str] = dict(cursor.fetchall())
    stays = {stay.bed_id: stay for stay in Stay.objects.filter(facility=facility, voided_at=None, during__contains=now)}
    beds: dict[UUID, list[Place]] = {}
    for bed in Bed.objects.filter(facility=facility).order_by("number"):
        state = BedState(use[bed.id]) if bed.id in use else BedState.FREE if bed.in_service else BedState.OUT
        beds.setdefault(bed.room_id, []).append(Place(bed, state, stays.get(bed.id)))
    return [(room, beds.get(room.id, [])) for room in Room.objects.filter(facility=facility).order_by("name")]


def holds_of(facility: Facility, now: datetime) -> list[tuple[Hold, int]]:
    """Give the reservations that still keep beds, with how many."""
    kept: dict[UUID, int] = {}
    rows = HeldBed.objects.filter(facility=facility, released_at=None, hold__expires_at__gt=now)
    for hold_id in rows.values_list("hold_id", flat=True):
        kept[hold_id] = kept.get(hold_id, 0) + 1
    holds = Hold.objects.filter(id__in=kept).select_related("held_by__user").order_by("expires_at")
    return [(hold, kept[hold.id]) for hold in holds]


def live_holds(staff: Staff, now: datetime) -> list[Hold]:
    """Give the reservations of the province that still keep beds: places for an event are given from them."""
    rows = Hold.objects.filter(
        world=staff.world, facility__province_id=staff.province_id, expires_at__gt=now, beds__released_at=None
    )
    return list(rows.distinct().order_by("label"))


def stays_of(subject_id: UUID) -> list[Stay]:
    """Give the stays under a subject that count, newest first. None for who does not reach shelters."""
    return list(
        Stay.objects.filter(subject_id=subject_id, voided_at=None)
        .select_related("facility", "room", "bed")
        .order_by("-during")
    )


def shared_rooms(rooms: Iterable[UUID], family: Iterable[UUID], night: Night) -> set[UUID]:
    """Give those of `rooms` in which somebody of another family sleeps then; `family`: subjects that belong together."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select room_id from vt.rooms_of_others(%s, %s, %s, %s)",
            [list(rooms), list(family), night.since, night.until],
        )
        return {row[0] for row in cursor.fetchall()}


def is_there_whereabouts(facility: Facility) -> bool:
    """Say whether name or address of a facility may be reached, and whether there are any."""
    return Whereabouts.objects.filter(facility=facility).exists()


def room_facts(room: Room, *, free: int = 0, shared: bool = False) -> RoomFacts:
    """Give what the rules ask of a room."""
    return RoomFacts(room.sex_rule, free, room.age_from, room.age_to, frozenset(room.suits), room.is_open, shared)


@dataclass(frozen=True)
class Choice:
    """A room for somebody: its free beds, and what speaks against it."""

    room: RoomUse
    beds: list[tuple[str, int]]
    reasons: list[str]


def choices_for(
    staff: Staff, sleeper: Sleeper, family: Iterable[UUID], now: datetime, hold: Hold | None = None
) -> list[Choice]:
    """Give the rooms of the province for somebody, fitting ones first. `hold`: its reserved beds may be given too."""
    rooms = room_use(staff, now_of(now))
    shared = shared_rooms([room.room_id for room in rooms if room.sex_rule == SexRule.FAMILY], family, now_of(now))
    kept: dict[UUID, list[tuple[str, int]]] = {}
    if hold is not None:
        for row in HeldBed.objects.filter(hold=hold, released_at=None).select_related("bed"):
            kept.setdefault(row.bed.room_id, []).append((str(row.bed_id), row.bed.number))
    choices = []
    for room in rooms:
        beds = sorted({*room.beds_free, *kept.get(room.room_id, [])}, key=lambda bed: bed[1])
        facts = room.facts(shared=room.room_id in shared)
        reasons = why_not_room(facts, sleeper)
        choices.append(Choice(room, beds, reasons if beds or reasons else say([Misfit.FULL])))
    # A room for exactly such people before one for anybody.
    return sorted(
        choices, key=lambda choice: (bool(choice.reasons), choice.room.sex_rule == SexRule.ANY, choice.room.label)
    )
