"""Invented places to sleep for drills, made by the ordinary acts: whoever drills allocates real rooms with real rules, and nobody sleeps there."""

from dataclasses import dataclass
from uuid import UUID, uuid5

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.agencies.models import Body
from vongtay.agencies.roles import World
from vongtay.audit import actions as audit
from vongtay.cases.permissions import Act
from vongtay.common.access import NotAllowed, Refused, Staff, may
from vongtay.common.days import day_in_vietnam
from vongtay.facilities import actions as facilities
from vongtay.facilities.models import Facility
from vongtay.facilities.permissions import RULES
from vongtay.facilities.permissions import Act as FacilityAct

DRILLED = frozenset({World.DRILL.value, World.TRAINING.value})
_SPACE = UUID("6b2f3a52-6f0e-4f5b-9d6c-0d1d2f6f7a10")


@dataclass(frozen=True)
class _Room:
    name: str
    rule: str
    beds: int
    age_from: int | None = None
    age_to: int | None = None


# Enough for eighty people, with one room too few for men, so that a drill has something to solve.
_HOUSES = {
    "Điểm tiếp nhận diễn tập": ("reception", (
        _Room("Nữ 1", "women", 20, 16), _Room("Nữ 2", "women", 20, 16), _Room("Nam", "men", 14, 16), _Room("Gia đình 1", "family", 6), _Room("Gia đình 2", "family", 6),
    )),
    "Cơ sở diễn tập": ("social", (_Room("101", "women", 6), _Room("102", "any", 4, None, 17), _Room("103", "family", 4))),
}  # fmt: skip


def has_invented_places(by: Staff) -> bool:
    """Say whether there is any facility in the province and world of `by`."""
    return Facility.objects.filter(world=by.world, province_id=by.province_id).exists()


def may_invent_places(by: Staff) -> bool:
    """Say whether `by` may make the places of a drill: in its world, by the rules of facilities."""
    return by.world in DRILLED and may(RULES, FacilityAct.MANAGE, by)


@transaction.atomic
def invent_places(*, by: Staff) -> int:
    """Make invented facilities with rooms and beds in a world of drills that has none. Gives how many beds were made; again gives 0.

    Errors: Refused in every other world; NotAllowed.
    """
    if by.world not in DRILLED:
        raise Refused(_("Invented places belong into a drill only: sign in to a drill post."))
    if not may_invent_places(by):
        raise NotAllowed(_("Your post makes no places to sleep: a case worker of the department does."))
    with connection.cursor() as cursor:  # two who press at once wait for each other
        cursor.execute("select pg_advisory_xact_lock(hashtext(%s))", [f"places of drills {by.world} {by.province_id}"])
    own = Body.objects.get(pk=by.body_id)
    if has_invented_places(by):
        return 0
    beds = sum(_house(label, kind, rooms, own, by) for label, (kind, rooms) in _HOUSES.items())
    audit.record(Act.OPEN_MASS, by=by, part="shelter", details={"beds": str(beds)})
    return beds


def _house(label: str, kind: str, rooms: tuple[_Room, ...], own: Body, by: Staff) -> int:
    space = uuid5(_SPACE, f"{by.world} {by.province_id} {label}")
    about = facilities.About(kind=kind, label=label, opened_on=day_in_vietnam(timezone.now()))
    facility = facilities.add_facility(key=space, body=own, about=about, by=by)
    for room in rooms:
        key = uuid5(space, room.name)
        rule = facilities.RoomRule(room.name, room.rule, room.age_from, room.age_to)
        made = facilities.add_room(key=key, facility=facility, rule=rule, by=by)
        facilities.add_beds(room=made, beds=room.beds, kind="bed", by=by, key=uuid5(key, "beds"))
    return sum(room.beds for room in rooms)
