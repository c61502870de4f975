"""A house for the tests: one facility with a room for each rule, and somebody who needs a bed."""

import uuid
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from tests.cast import HEALTH, body
from vongtay.cases.models import Case
from vongtay.common.access import Staff
from vongtay.facilities import actions
from vongtay.facilities.actions import About, Admission, Guest, RoomRule
from vongtay.facilities.allocation import Sleeper
from vongtay.facilities.models import Bed, Facility, Room

LABEL = "Cơ sở thử số 1"


def a_facility(by: Staff, *, owner: str = HEALTH, label: str = LABEL, **changes: Any) -> Facility:
    about = About(**({"kind": "social", "label": label, "opened_on": date(2024, 1, 1)} | changes))
    return actions.add_facility(key=uuid.uuid4(), body=body(owner), about=about, by=by)


def a_room(
    facility: Facility, by: Staff, *, beds: int = 2, sex_rule: str = "any", name: str = "", **changes: Any
) -> Room:
    rule = RoomRule(**({"name": name or uuid.uuid4().hex[:6], "sex_rule": sex_rule} | changes))
    room = actions.add_room(key=uuid.uuid4(), facility=facility, rule=rule, by=by)
    if beds:
        actions.add_beds(room=room, beds=beds, kind="bed", by=by)
    return room


def bed_of(room: Room, number: int = 1) -> Bed:
    return Bed.objects.select_related("room", "facility").get(room=room, number=number)


def a_guest(case: Case, **changes: Any) -> Guest:
    """The person of a case: a woman of 24, unless told otherwise."""
    values: dict[str, Any] = {"sex": "female", "age_years": 24} | changes
    return Guest(case.subject_id, case.person_id, case.code, Sleeper(**values))


def now_for(ground: str = "safety", **changes: Any) -> Admission:
    return Admission(**({"at": timezone.now() - timedelta(minutes=30), "ground": ground} | changes))
