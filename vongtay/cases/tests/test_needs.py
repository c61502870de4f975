"""Needs of the first hours: a tick is a step, and what is open stands on the page of today."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.cast import COMMUNE, a_case, acting, sign_in
from vongtay.cases import actions, queries
from vongtay.cases.models import Case, Step
from vongtay.cases.states import StepKind
from vongtay.common.access import NotAllowed, Refused

pytestmark = pytest.mark.django_db


def test_a_tick_is_a_step_with_who_and_when_and_once():
    with acting("receiver", COMMUNE) as staff:
        case = a_case(staff, needs=["medical", "food"], urgency="now")
        for _turn in range(2):
            case = actions.tick_need(case=case, need="food", met=True, by=staff)
        assert case.needs_met == ["food"]
        assert Step.objects.get(case=case, kind=StepKind.NEED_MET).details == {"need": "food"}
        case = actions.tick_need(case=case, need="food", met=False, by=staff)
        assert case.needs_met == []
        case = actions.tick_need(case=case, need="clothes", met=True, by=staff)
        assert (case.needs, case.needs_met) == (["medical", "food", "clothes"], ["clothes"])
        with pytest.raises(Refused):
            actions.tick_need(case=case, need="money", met=True, by=staff)
    with acting("decider") as staff, pytest.raises(NotAllowed):
        actions.tick_need(case=case, need="food", met=True, by=staff)


def test_a_need_is_ticked_in_one_press_with_and_without_script(client):
    with acting("receiver", COMMUNE) as staff:
        case = a_case(staff, needs=["medical", "food"], urgency="now")
    sign_in(client, "receiver", COMMUNE)
    address = f"/cases/{case.code}/needs/"
    assert address in client.get(f"/cases/{case.code}/").content.decode()
    assert client.get(address).status_code == 405
    assert client.post(address, {"need": "medical", "met": "1"}).status_code == 302
    part = client.post(f"/cases/{case.code}/needs/", {"need": "food", "met": "1"}, headers={"hx-request": "true"})
    assert part.content.decode().lstrip().startswith("<section")
    with acting("receiver", COMMUNE):
        assert Case.objects.get(pk=case.pk).needs_met == ["medical", "food"]


def test_urgent_open_needs_stand_on_the_today_page_until_all_are_seen_to(client):
    with acting("receiver", COMMUNE) as staff:
        case = a_case(staff, needs=["food"], urgency="day")
        a_case(staff, needs=["food"])  # not urgent
        late = a_case(staff, needs=["food"], urgency="now", received_at=timezone.now() - timedelta(hours=30),
                      event_on=(timezone.localtime() - timedelta(hours=30)).date())  # fmt: skip
        assert [row.pk for row in queries.urgent_needs_of(staff, most=9)] == [late.pk, case.pk]
    sign_in(client, "receiver", COMMUNE)
    page = client.get("/").content.decode()
    assert "Quá 24 giờ" in page
    assert "Còn 22 giờ" in page or "Còn 23 giờ" in page
    with acting("receiver", COMMUNE) as staff:
        for row in (case, late):
            actions.tick_need(case=row, need="food", met=True, by=staff)
        assert queries.urgent_needs_of(staff, most=9) == []
