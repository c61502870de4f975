"""Facilities, rooms, beds: what there is. Where it is stands apart."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar
from uuid import UUID

from django.db import connection, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.agencies.models import Body
from vongtay.audit import actions as audit
from vongtay.common.access import NotAllowed, Refused, Staff, Stale, may
from vongtay.common.days import day_in_vietnam
from vongtay.common.saving import save_in_words
from vongtay.facilities import vault
from vongtay.facilities.models import Bed, Facility, Room, Whereabouts
from vongtay.facilities.permissions import RULES, Act
from vongtay.facilities.vault import Where

MOST_BEDS = 60  # in one go: more is a slip of the finger

Row = TypeVar("Row", bound=models.Model)


@dataclass(frozen=True)
class About:
    """What everybody of the province may know of a facility."""

    kind: str
    label: str
    opened_on: date
    closed_on: date | None = None


@dataclass(frozen=True)
class RoomRule:
    """A room and for whom it is."""

    name: str
    sex_rule: str
    age_from: int | None = None
    age_to: int | None = None
    area_m2: Decimal | None = None
    suits: Sequence[str] = field(default_factory=list)
    is_open: bool = True


def require(act: Act, by: Staff, record: Any = None) -> None:
    """Refuse an act that the table of permissions does not give. Errors: NotAllowed."""
    if not may(RULES, act, by, record):
        raise NotAllowed(_("Your post may not do this in this facility."))


def write_row(row: Row, *, new: bool = False, only: Sequence[str] | None = None) -> Row:
    """Save a row; what the database refuses is said in the words of its constraint."""
    save_in_words(row, new=new, only=only)
    return row


def _locked(model: type[Row], pk: UUID, version: int) -> Row:
    """Give a row locked for this transaction. Errors: Stale if it is no longer what the page showed."""
    row = model._default_manager.select_for_update().get(pk=pk)
    if getattr(row, "version") != version:  # noqa: B009  # each of these tables has one
        raise Stale(_("Somebody else has changed this meanwhile. Your entries stand below; compare and save again."))
    return row


@transaction.atomic
def add_facility(*, key: UUID, body: Body, about: About, by: Staff) -> Facility:
    """Add a facility of one's own body, or as Sở Y tế one of any body of the province. The same `key` again adds nothing."""
    if (made := Facility.objects.filter(pk=key).first()) is not None:
        return made
    facility = Facility(id=key, body=body, world=by.world, province_id=by.province_id, **asdict(about))
    require(Act.MANAGE, by, facility)
    if body.province_id != by.province_id:
        raise Refused(_("This body works in another province."))
    write_row(facility, new=True)
    audit.record("facilities.add_facility", by=by, details={"kind": about.kind})
    return facility


@transaction.atomic
def change_facility(*, facility: Facility, about: About, version: int, by: Staff) -> Facility:
    """Change label, kind and days of a facility; it closes only when nobody sleeps there any more."""
    require(Act.MANAGE, by, facility)
    facility = _locked(Facility, facility.pk, version)
    if about.closed_on and about.closed_on <= day_in_vietnam(timezone.now()) and _sleepers(facility):
        raise Refused(_("Somebody still sleeps in this facility: move them before it closes."))
    for name, value in asdict(about).items():
        setattr(facility, name, value)
    facility.version += 1
    write_row(facility)
    audit.record("facilities.change_facility", by=by, details={"closed": about.closed_on is not None})
    return facility


def _sleepers(facility: Facility) -> bool:
    return used_beds().keys() & set(Bed.objects.filter(facility=facility).values_list("id", flat=True)) != set()


def used_beds() -> dict[UUID, str]:
    """Give the beds of the province that are taken or reserved at this moment."""
    with connection.cursor() as cursor:
        cursor.execute("select bed_id, use from vt.bed_use(%(now)s, %(now)s)", {"now": timezone.now()})
        return dict(cursor.fetchall())


@transaction.atomic
def change_whereabouts(*, facility: Facility, where: Where, version: int, by: Staff) -> None:
    """Write down the real name and address, encrypted with the facility's own key. `version` 0: there were none."""
    require(Act.WHEREABOUTS, by, facility)
    row = Whereabouts.objects.select_for_update().filter(pk=facility.pk).first()
    if (row.version if row else 0) != version:
        raise Stale(_("Somebody else has changed this meanwhile. Your entries stand below; compare and save again."))
    wrapped = row.wrapped if row else vault.new_key()
    columns = vault.seal(facility.pk, wrapped, where)
    if row is None:
        Whereabouts(facility=facility, wrapped=wrapped, **columns).save(force_insert=True)
    else:
        Whereabouts.objects.filter(pk=facility.pk).update(version=row.version + 1, **columns)
    audit.record(Act.WHEREABOUTS, by=by, part="shelter", details={"facility": str(facility.pk)})


@transaction.atomic
def look_at_whereabouts(*, facility: Facility, by: Staff) -> tuple[Where, int]:
    """Give where a facility is, with the version of the row, and log the look. Errors: Refused for who may not know."""
    require(Act.LOOK, by)
    row = Whereabouts.objects.filter(pk=facility.pk).first()
    outcome = "done" if row else "refused"
    audit.record(Act.LOOK, by=by, part="shelter", outcome=outcome, details={"facility": str(facility.pk)})
    if row is None:
        return Where(), 0
    return vault.unseal(facility.pk, row.wrapped, row.name_ct, row.address_ct), row.version


@transaction.atomic
def add_room(*, key: UUID, facility: Facility, rule: RoomRule, by: Staff) -> Room:
    """Add a room. The same `key` again adds nothing."""
    require(Act.MANAGE, by, facility)
    if (made := Room.objects.filter(pk=key).first()) is not None:
        return made
    room = write_row(Room(id=key, facility=facility, **asdict(rule)), new=True)
    audit.record("facilities.add_room", by=by, details={"facility": str(facility.pk), "rule": rule.sex_rule})
    return room


@transaction.atomic
def change_room(*, room: Room, rule: RoomRule, version: int, by: Staff) -> Room:
    """Change a room's rule; who sleeps there already stays, only new admissions are asked."""
    require(Act.MANAGE, by, room.facility)
    room = _locked(Room, room.pk, version)
    for name, value in asdict(rule).items():
        setattr(room, name, value)
    room.version += 1
    write_row(room)
    audit.record("facilities.change_room", by=by, details={"facility": str(room.facility_id), "rule": rule.sex_rule})
    return room


@transaction.atomic
def add_beds(*, room: Room, beds: int, kind: str, by: Staff, key: UUID | None = None) -> list[Bed]:
    """Add beds with the next numbers of the room. `key`: that of the first bed, so that sending twice adds once."""
    require(Act.MANAGE, by, room.facility)
    if not 1 <= beds <= MOST_BEDS:
        raise Refused(_("Add from 1 to %(most)s beds at once.") % {"most": MOST_BEDS})
    Room.objects.select_for_update().get(pk=room.pk)
    if key is not None and Bed.objects.filter(pk=key).exists():
        return []
    last = Bed.objects.filter(room=room).aggregate(last=models.Max("number"))["last"] or 0
    rows = [
        Bed(facility_id=room.facility_id, room=room, number=last + place, kind=kind) for place in range(1, beds + 1)
    ]
    if key is not None:
        rows[0].id = key
    Bed.objects.bulk_create(rows)
    audit.record("facilities.add_beds", by=by, details={"facility": str(room.facility_id), "beds": beds})
    return rows


@transaction.atomic
def set_bed(*, bed: Bed, in_service: bool, by: Staff, reason: str = "") -> Bed:
    """Take a bed out of service with a reason, or put it back. Nobody is put out of a bed by this."""
    require(Act.MANAGE, by, bed.facility)
    bed = Bed.objects.select_for_update(of=("self",)).select_related("facility").get(pk=bed.pk)
    if not in_service and not reason:
        raise Refused(_("Say why the bed is out of service."))
    if not in_service and bed.pk in used_beds():
        raise Refused(_("This bed is taken or reserved: free it first."))
    bed.in_service, bed.out_reason = in_service, "" if in_service else reason
    write_row(bed)
    audit.record("facilities.set_bed", by=by, details={"facility": str(bed.facility_id), "in_service": in_service})
    return bed
