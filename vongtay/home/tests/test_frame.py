"""The frame: each role sees the places it may go to, and no link leads nowhere."""

from itertools import groupby
from uuid import uuid4

import pytest
from django.test import RequestFactory
from django.urls import resolve

from vongtay.agencies.roles import MAY_COUNT, MAY_SEE_CASES, Role
from vongtay.common.access import Staff
from vongtay.home import context


def frame_of(role: Role | None, path: str = "/", world: str = "demo"):
    request = RequestFactory().get(path)
    request.staff = role and Staff(
        user_id=uuid4(),
        user_text="A",
        post_id=uuid4(),
        role=role,
        body_id=uuid4(),
        body_code="B",
        body_text="B",
        province_id=1,
        world=world,
    )
    return context.frame(request)


def names(frame) -> set[str]:
    return {resolve(place.url).view_name for place in frame["places"]}


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SERVICE])
def test_every_place_of_the_rail_exists(role):
    places = frame_of(role)["places"]
    assert places
    assert len({place.url for place in places}) == len(places)
    for place in places:
        assert resolve(place.url)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SERVICE])
def test_who_reaches_no_case_sees_no_way_to_one(role):
    assert ("cases:list" in names(frame_of(role))) is (role in MAY_SEE_CASES)
    assert not names(frame_of(role)) & {"reports:index", "reports:statistics"} or role in MAY_COUNT


def test_only_who_may_receive_sees_the_act():
    assert frame_of(Role.RECEIVER)["receive"]
    assert frame_of(Role.CASE_WORKER)["receive"]
    assert frame_of(Role.DECIDER)["receive"] is None
    assert frame_of(Role.ADMINISTRATOR)["receive"] is None


def test_nobody_sees_a_place_before_a_post_is_chosen():
    frame = frame_of(None)
    assert frame["places"] == []
    assert frame["receive"] is None
    assert frame["search"] is None


@pytest.mark.parametrize(
    ("path", "here"),
    [
        ("/", "home:today"), ("/cases/", "cases:list"), ("/cases/inbox/", "cases:inbox"), ("/cases/LS-1/", "cases:list"),
        ("/cases/notices/1/answer/", "cases:inbox"), ("/cases/papers/1/", "papers:list"), ("/cases/batches/", "papers:list"),
        ("/cases/deliveries/1/return/", "papers:list"), ("/cases/arrivals/1/", "papers:incoming"), ("/cases/teams/", "cases:loops"),
        ("/cases/requests/ask/", "cases:loops"), ("/papers/incoming/register/", "papers:incoming"),
    ],
)  # fmt: skip
def test_one_place_is_marked_as_here(path, here):
    marked = [place for place in frame_of(Role.RECEIVER, path)["places"] if place.is_here]
    assert [resolve(place.url).view_name for place in marked] == [here]


def test_on_the_page_of_receiving_the_act_is_here_and_no_place():
    frame = frame_of(Role.RECEIVER, "/cases/receive/")
    assert frame["receive"].is_here
    assert not [place for place in frame["places"] if place.is_here]


def test_phones_mark_more_when_the_place_stands_behind_it():
    assert frame_of(Role.RECEIVER, "/law/")["more_is_here"]
    assert not frame_of(Role.RECEIVER, "/cases/")["more_is_here"]


def test_every_world_but_the_real_one_names_itself():
    assert frame_of(Role.RECEIVER, world="real")["world_band"] == ""
    bands = {str(frame_of(Role.RECEIVER, world=world)["world_band"]) for world in ("demo", "training", "drill")}
    assert len(bands) == 3


def test_sign_ins_of_the_demo_are_offered_to_nobody_who_is_in(settings):
    assert frame_of(Role.RECEIVER)["demo_sign_ins"]() == []
    settings.WORLD = "real"
    assert frame_of(None)["demo_sign_ins"]() == []


@pytest.mark.parametrize("role", list(Role))
def test_each_group_of_the_rail_stands_together(role):
    groups = [entry.group for entry in context.ENTRIES if role in entry.roles]
    assert [group for group, _same in groupby(groups)] == list(dict.fromkeys(groups))
