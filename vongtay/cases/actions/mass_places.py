"""Confirming places to sleep for many people of an event in one act: all who were chosen, or nobody."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.audit import actions as audit
from vongtay.cases.actions.mass import open_event
from vongtay.cases.actions.reception import add_step, require
from vongtay.cases.models import MassEvent, MassLine
from vongtay.cases.permissions import Act
from vongtay.cases.queries.mass import mass_lines, table_of
from vongtay.cases.queries.mass_places import sleepers_of
from vongtay.cases.states import StepKind
from vongtay.common.access import NotAllowed, Refused, Staff
from vongtay.facilities import actions as facilities
from vongtay.facilities.models import Bed
from vongtay.facilities.queries import now_of, room_use

MOST_VEHICLE = 40


@dataclass(frozen=True)
class Chosen:
    """The room chosen for somebody, proposed or by hand, and the vehicle that takes them there."""

    line: MassLine
    room_id: UUID
    vehicle: str = ""


@transaction.atomic
def confirm_places(*, event: MassEvent, chosen: Sequence[Chosen], by: Staff) -> int:
    """Give each a free bed in the room chosen, and note the vehicle. Gives how many; somebody who has a place keeps it.

    Errors: NotAllowed, WrongState; Refused with each tag whom a room does not suit, or for whom beds have run out meanwhile.
    """
    require(Act.WRITE_MASS, by, table_of(event))
    event = open_event(event)
    lines = {line.pk: line for line in mass_lines(event).select_for_update(of=("self",))}
    fresh = [one for one in chosen if one.line.pk in lines and lines[one.line.pk].placed_at is None]
    if not fresh:
        raise Refused(_("Choose a room for at least one person."))
    beds = {room.room_id: list(room.free_beds) for room in room_use(by, now_of(timezone.now()))}
    guests = _guests(list(lines.values()))
    refused: list[str] = []
    for one in sorted(fresh, key=lambda one: (str(one.room_id), one.line.number)):
        refused += _why_not_placed(lines[one.line.pk], one, guests, beds, by)
    if refused:
        raise Refused(*refused)
    audit.record(Act.WRITE_MASS, by=by, subject_id=event.subject_id, part="shelter", details={"placed": len(fresh)})
    return len(fresh)


def _guests(lines: list[MassLine]) -> dict[UUID, facilities.Guest]:
    """Give everybody as a guest, with the subjects of those who belong together."""
    sleepers = sleepers_of(lines)
    families: dict[object, set[UUID]] = {}
    for line in lines:
        if line.pk in sleepers and sleepers[line.pk].family:
            families.setdefault(sleepers[line.pk].family, set()).add(line.subject_id)
    found = {}
    for line in lines:
        if line.case is not None:
            sleeper = sleepers[line.pk]
            together = frozenset(families.get(sleeper.family, {line.subject_id}))
            found[line.pk] = facilities.Guest(line.subject_id, line.person_id, line.case.code, sleeper, together)
    return found


def _why_not_placed(
    line: MassLine, one: Chosen, guests: dict[UUID, facilities.Guest], beds: dict[UUID, list[str]], by: Staff
) -> Sequence[str]:  # fmt: skip
    """Give somebody a bed, or the reasons why not; the bed then stays for who comes next."""
    free = list(beds.get(one.room_id, ()))
    try:
        with transaction.atomic():
            _place(line, one, guests, beds, by)
    except NotAllowed:
        raise
    except Refused as refused:
        beds[one.room_id] = free
        return refused.reasons
    return ()


def _place(
    line: MassLine, one: Chosen, guests: dict[UUID, facilities.Guest], beds: dict[UUID, list[str]], by: Staff
) -> None:  # fmt: skip
    if line.case is None or line.left_at is not None:
        raise Refused(_("%(tag)s: only somebody who was received and has not left gets a place.") % {"tag": line.tag})
    require(Act.FIND_PLACE, by, line.case)
    if not beds.get(one.room_id):
        raise Refused(_("%(tag)s: no bed is free in this room any more.") % {"tag": line.tag})
    now = timezone.now()
    bed = Bed.objects.get(pk=beds[one.room_id].pop(0))
    admission = facilities.Admission(at=now, ground="mass")
    try:
        key = uuid5(line.pk, "place")
        stay = facilities.admit(key=key, bed=bed, guest=guests[line.pk], admission=admission, by=by)
    except Refused as refused:
        raise Refused(*(f"{line.tag}: {reason}" for reason in refused.reasons)) from refused
    add_step(line.case, StepKind.BED_GIVEN, by=by, at=now, details={"to": stay.facility.label})
    line.placed_at, line.vehicle = now, one.vehicle.strip()[:MOST_VEHICLE]
    line.version += 1
    line.save(update_fields=["placed_at", "vehicle", "version"])
