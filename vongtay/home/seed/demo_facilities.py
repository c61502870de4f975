"""The invented places to sleep of the demo: facilities, rooms, beds, and who of its cases sleeps there, through the acts."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from vongtay.agencies.actions import acting_as
from vongtay.agencies.models import Body, Post
from vongtay.agencies.roles import Role, World
from vongtay.cases import actions as cases
from vongtay.cases.models import Case
from vongtay.cases.queries import residents_of
from vongtay.cases.states import OPEN
from vongtay.common.access import Staff
from vongtay.facilities import actions
from vongtay.facilities.models import Bed, Facility
from vongtay.facilities.queries import choices_for

SEED = 92
GUESTS = 7  # cases of each province whose people sleep somewhere


@dataclass(frozen=True)
class _Room:
    name: str
    rule: str
    beds: int
    age_from: int | None = None
    age_to: int | None = None
    suits: tuple[str, ...] = ()
    area: int = 40


_HOUSES = [
    ("Cơ sở số 1", "social", "CSTGXH", "Khu lưu trú mẫu", [
        _Room("101", "women", 4, 16), _Room("102", "women", 4, suits=("step_free", "carer")), _Room("103", "men", 4, 16),
        _Room("104", "family", 3, suits=("infant",)), _Room("105", "any", 2, suits=("apart",), area=24), _Room("201", "any", 4, None, 17, ("carer",)),
    ]),
    ("Cơ sở số 2", "house", "SYT", "Nhà tạm lánh mẫu", [
        _Room("A", "women", 3, area=32), _Room("B", "women", 3, area=30), _Room("C", "family", 4, suits=("infant", "step_free"), area=45),
    ]),
    ("Cơ sở số 3", "reception", "SYT", "Điểm tiếp nhận mẫu", [
        _Room("Nam", "men", 10, area=100), _Room("Nữ", "women", 10, area=100), _Room("Gia đình", "family", 4, area=40),
    ]),
]  # fmt: skip


@transaction.atomic
def load_facilities() -> int:
    """Make the demo's facilities and stays, as its posts, unless it has facilities already. Gives how many there are then."""
    known = Facility.objects.filter(world=World.DEMO).count()
    if known:
        return known
    for province in ("LS", "BN"):
        post = Post.objects.get(role=Role.CASE_WORKER, body__code=f"{province}.SYT", world=World.DEMO)
        with acting_as(post) as by:
            _houses(province, by)
            _guests(by)
    return Facility.objects.filter(world=World.DEMO).count()


def _houses(province: str, by: Staff) -> None:
    chance = Random(f"{SEED} {province}")  # noqa: S311  # keys of invented rows
    for label, kind, body, name, rooms in _HOUSES:
        about = actions.About(kind=kind, label=label, opened_on=date(2024, 1, 1))
        owner = Body.objects.get(code=f"{province}.{body}")
        facility = actions.add_facility(key=_key(chance), body=owner, about=about, by=by)
        where = actions.Where(name=f"{name} (giả định)", address="Số 0, đường Giả Định: địa chỉ bịa để minh họa.")
        actions.change_whereabouts(facility=facility, where=where, version=0, by=by)
        for room in rooms:
            _room(facility, room, chance, by)
    bed = Bed.objects.filter(
        facility__label=_HOUSES[0][0], facility__province_id=by.province_id, room__name="103"
    ).latest("number")
    actions.set_bed(bed=Bed.objects.select_related("facility").get(pk=bed.pk), in_service=False, reason="repair", by=by)
    reception = Facility.objects.get(label=_HOUSES[2][0], province_id=by.province_id, world=World.DEMO)
    until = timezone.now() + timedelta(days=2)
    actions.hold_beds(
        key=_key(chance), facility=reception, label="Đợt tiếp nhận mẫu", places=6, expires_at=until, by=by
    )


def _key(chance: Random) -> UUID:
    return UUID(int=chance.getrandbits(128), version=4)


def _room(facility: Facility, room: _Room, chance: Random, by: Staff) -> None:
    rule = actions.RoomRule(room.name, room.rule, room.age_from, room.age_to, Decimal(room.area), list(room.suits))
    made = actions.add_room(key=_key(chance), facility=facility, rule=rule, by=by)
    actions.add_beds(room=made, beds=room.beds, kind="bed", by=by, key=_key(chance))


def _guests(by: Staff) -> None:
    """Let the people of some open cases sleep where a room fits, since some hours."""
    now = timezone.now()
    chance = Random(f"{SEED} guests {by.body_code}")  # noqa: S311  # chance for invented facts
    for case in Case.objects.filter(lead_id=by.body_id, world=World.DEMO, state__in=OPEN).order_by(
        "-received_at", "id"
    )[:GUESTS]:
        for resident in residents_of(case):
            guest = resident.guest
            rooms = [row for row in choices_for(by, guest.sleeper, guest.family, now) if not row.reasons]
            if not rooms or resident.role in {"representative", "relative"}:
                continue
            # A family room first: whoever came together stays together.
            best = min(
                rooms,
                key=lambda row: (row.room.sex_rule != "family" or not guest.sleeper.family, row.room.sex_rule == "any"),
            )
            at = max(case.received_at, now - timedelta(hours=chance.randint(3, 70)))
            cases.give_place(
                key=_key(chance), case=case, person_id=resident.person_id, bed=Bed.objects.get(pk=best.beds[0][0]),
                admission=actions.Admission(at=at, ground="identifying"), by=by,
            )  # fmt: skip
