"""A drill can be drilled whole: it has rooms and beds, made by the acts, in its own world alone."""

from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from tests.cast import body
from vongtay.agencies.actions import acting_as
from vongtay.agencies.models import Post
from vongtay.cases import actions, queries
from vongtay.cases.tests.at_once import at_once
from vongtay.cases.tests.gate import BORDER, HEALTH, acting, an_event, fresh, receive
from vongtay.common.access import NotAllowed, Refused
from vongtay.common.days import today
from vongtay.facilities import actions as facilities
from vongtay.facilities.models import Bed, Facility, Stay

ABOUT = facilities.About(kind="social", label="Thử", opened_on=today())


def drill(role: str, code: str):
    return acting_as(Post.objects.get(world="drill", body__code=code, role=role))


@pytest.mark.django_db
def test_a_drill_that_the_department_opens_allocates_its_people_to_beds():
    with drill("case_worker", HEALTH) as staff:
        event = an_event(staff)
        assert Bed.objects.filter(facility__world="drill").count() == 80
        for line in actions.invent_lines(event=event, people_wanted=12, seed=5, by=staff):
            receive(fresh(line, staff), staff)
        proposed, _rooms = queries.proposed_places(staff, event)
        chosen = [actions.Chosen(one.line, one.room.room_id) for one in proposed if one.room]
        assert len(chosen) >= 10
        assert actions.confirm_places(event=event, chosen=chosen, by=staff) == len(chosen)
        assert Stay.objects.filter(facility__world="drill").count() == len(chosen)
    with acting("case_worker", HEALTH):
        assert not Facility.objects.filter(world="drill").exists()  # another world sees none of it


@pytest.mark.django_db
def test_a_drill_that_the_gate_opens_has_places_of_its_own_and_allocates():
    with drill("receiver", BORDER) as staff:
        event = an_event(staff)
        assert Bed.objects.filter(facility__world="drill", facility__body=body(BORDER)).count() == 80
        for line in actions.invent_lines(event=event, people_wanted=6, seed=5, by=staff):
            receive(fresh(line, staff), staff)
        proposed, _rooms = queries.proposed_places(staff, event)
        chosen = [actions.Chosen(one.line, one.room.room_id) for one in proposed if one.room]
        assert len(chosen) >= 5
        assert actions.confirm_places(event=event, chosen=chosen, by=staff) == len(chosen)
    with drill("case_worker", HEALTH) as staff:
        assert actions.invent_places(by=staff) == 0  # the places stand for the whole province


@pytest.mark.django_db
def test_a_receiver_keeps_no_facility_outside_a_drill():
    with acting("receiver", BORDER) as staff:
        with pytest.raises(Refused):
            actions.invent_places(by=staff)
        with pytest.raises(NotAllowed):
            facilities.add_facility(key=uuid4(), body=body(BORDER), about=ABOUT, by=staff)
        with pytest.raises(DatabaseError), transaction.atomic():
            Facility.objects.create(
                body=body(BORDER),
                world=staff.world,
                province_id=staff.province_id,
                kind="social",
                label="Thử",
                opened_on=today(),
            )


@pytest.mark.django_db
def test_the_places_of_a_drill_are_made_once_and_never_elsewhere():
    with drill("case_worker", HEALTH) as staff:
        assert actions.invent_places(by=staff) == 80
        assert actions.invent_places(by=staff) == 0
        assert set(Facility.objects.values_list("body_id", flat=True)) == {body(HEALTH).pk}
    with acting("case_worker", HEALTH) as staff, pytest.raises(Refused):
        actions.invent_places(by=staff)


def test_two_who_make_the_places_at_once_make_them_once(committed_db):
    def make():
        with drill("case_worker", HEALTH) as staff:
            return actions.invent_places(by=staff)

    assert sorted(at_once(make, make)) == [0, 80]
