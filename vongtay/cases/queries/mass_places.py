"""Who of an event still needs a place to sleep, and what is proposed: by capacity, sex, age, families together."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from vongtay.cases.models import MassEvent, MassLine
from vongtay.cases.queries.mass import Answered, answers_of_lines, mass_lines
from vongtay.common.access import Staff
from vongtay.facilities.allocation import Room as RoomFacts
from vongtay.facilities.allocation import Sleeper, allocate
from vongtay.facilities.models import Stay
from vongtay.facilities.queries import RoomUse, now_of, room_use, tonight
from vongtay.facilities.rules import say


@dataclass(frozen=True)
class Proposed:
    """One line with the room that is proposed for it; without one, why. `family`: the mark of those who stay together."""

    line: MassLine
    sleeper: Sleeper
    room: RoomUse | None
    why_not: str

    @property
    def family(self) -> str:
        """The mark of those who stay together."""
        return str(self.sleeper.family or "")


def sleepers_of(lines: list[MassLine]) -> dict[UUID, Sleeper]:
    """Give what the rules of rooms ask of received people: sex and age from the case, the family as it was written at the table."""
    answers = answers_of_lines(lines)
    found: dict[UUID, Sleeper] = {}
    for line in lines:
        family = answers.get(line.pk, {}).get("family", Answered()).value.strip().casefold() or None
        if line.case is not None:
            found[line.pk] = Sleeper(line.case.sex, line.case.age_years, family)
    return found


def waiting_for_a_place(event: MassEvent) -> list[MassLine]:
    """Give the received people of an event who have not left and have no place confirmed."""
    return list(mass_lines(event).filter(Q(case__isnull=False, left_at__isnull=True, placed_at__isnull=True)))


def proposed_places(staff: Staff, event: MassEvent) -> tuple[list[Proposed], list[RoomUse]]:
    """Propose a room for everybody who waits for one, and give the rooms with free beds. A proposal: somebody confirms it."""
    lines = waiting_for_a_place(event)
    sleepers = sleepers_of(lines)
    now = timezone.now()
    rooms = {str(room.room_id): room for room in room_use(staff, tonight(now)) if room.free}
    free_now = {str(room.room_id) for room in room_use(staff, now_of(now)) if room.free}
    rooms = {key: room for key, room in rooms.items() if key in free_now}
    people: Mapping[Hashable, Sleeper] = {line.pk: sleepers[line.pk] for line in lines}
    facts: Mapping[Hashable, RoomFacts] = {key: room.facts() for key, room in rooms.items()}
    plan = allocate(people, facts)
    found = []
    for line in lines:
        room = rooms.get(str(plan.places.get(line.pk, "")))
        found.append(Proposed(line, sleepers[line.pk], room, " ".join(say(plan.unplaced.get(line.pk, ())))))
    return found, list(rooms.values())


@dataclass(frozen=True)
class Passenger:
    """One person of a transport list: by number and tag, with where they are taken as far as one may know it."""

    line: MassLine
    to: str
    room: str


def transport_of(event: MassEvent) -> dict[str, list[Passenger]]:
    """Give who travels in which vehicle, those without one last."""
    lines = list(mass_lines(event).filter(Q(placed_at__isnull=False)))
    stays = Stay.objects.filter(subject_id__in=[line.subject_id for line in lines], voided_at=None)
    where = {stay.subject_id: stay for stay in stays.select_related("facility", "room").order_by("recorded_at")}
    found: dict[str, list[Passenger]] = {}
    for line in sorted(lines, key=lambda line: (not line.vehicle, line.vehicle, line.number)):
        stay = where.get(line.subject_id)
        found.setdefault(line.vehicle, []).append(
            Passenger(line, stay.facility.label if stay else "", stay.room.name if stay else "")
        )
    return found
