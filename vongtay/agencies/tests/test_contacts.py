"""The directory and the duty roster: who keeps them, who reads them, what is shown now."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.cast import COMMUNE, HEALTH, OTHER_HEALTH, acting, body, sign_in
from vongtay.agencies import actions, queries
from vongtay.agencies.models import Contact, Duty
from vongtay.common.access import NotAllowed, Refused, Stale
from vongtay.common.days import today

pytestmark = pytest.mark.django_db
NUMBER = "0200 000 009"


def reached(**changes) -> actions.Reached:
    values = {
        "kind": "person", "name": "Lương Thị Thử", "title": "", "phone": NUMBER, "email": "", "topic": "", "valid_from": today() - timedelta(days=5),
    }  # fmt: skip
    return actions.Reached(**(values | changes))


def entered(staff, code: str = HEALTH, **changes) -> Contact:
    return actions.enter_contact(key=uuid.uuid4(), body=body(code), reached=reached(**changes), by=staff)


def on_duty(staff, code: str = HEALTH, hours: int = 8, name: str = "Vi Văn Thử") -> Duty:
    now = timezone.now()
    return actions.enter_duty(
        key=uuid.uuid4(), body=body(code), name=name, phone=NUMBER, starts_at=now, ends_at=now + timedelta(hours=hours), by=staff
    )  # fmt: skip


@pytest.mark.parametrize("wrong", [{"name": ""}, {"phone": ""}, {"valid_to": today() - timedelta(days=9)}])
def test_a_contact_that_can_not_be_is_refused(wrong):
    with acting("administrator") as staff:
        with pytest.raises(Refused):
            entered(staff, **wrong)
        assert not Contact.objects.exists()


def test_the_administrator_of_the_province_keeps_the_directory_and_nobody_else():
    with acting("administrator") as staff:
        entered(staff)
        with pytest.raises(NotAllowed):
            entered(staff, OTHER_HEALTH)
    with acting("head") as staff, pytest.raises(NotAllowed):
        entered(staff)


def test_a_contact_holds_on_its_days_and_ends_once():
    with acting("administrator") as staff:
        contact = entered(staff)
        actions.end_contact(contact=contact, last_on=today() - timedelta(days=1), version=1, by=staff)
        with pytest.raises(Stale):
            actions.end_contact(contact=contact, last_on=today(), version=1, by=staff)
        province = staff.province_id
        now = queries.contacts_of_province(staff, province_id=province, day=today())
        then = queries.contacts_of_province(staff, province_id=province, day=today() - timedelta(days=2))
        assert (list(now), list(then)) == ([], [contact])


def test_a_head_keeps_the_roster_of_their_own_body_and_everybody_sees_who_is_on_duty():
    with acting("head") as staff:
        duty = on_duty(staff)
        with pytest.raises(NotAllowed):
            on_duty(staff, COMMUNE)
        with pytest.raises(Refused):
            on_duty(staff, hours=-1)
    with acting("receiver", COMMUNE) as staff:
        (shown,) = queries.reached_now([body(HEALTH), body(COMMUNE)], staff)
        assert (shown.body, shown.people) == (body(HEALTH), [duty])
        with pytest.raises(NotAllowed):
            actions.withdraw_duty(duty=duty, by=staff)
    with acting("head") as staff:
        actions.withdraw_duty(duty=duty, by=staff)
        assert queries.reached_now([body(HEALTH)], staff) == []


def test_all_staff_read_the_pages_and_only_keepers_write(client, django_assert_max_num_queries):
    with acting("administrator") as staff:
        entered(staff, kind="line", name="")
        on_duty(staff)
    sign_in(client, "receiver", COMMUNE)
    with django_assert_max_num_queries(25):
        assert NUMBER in client.get("/posts/directory/").content.decode()
    with django_assert_max_num_queries(25):
        assert NUMBER in client.get("/posts/duty/").content.decode()
    assert client.get("/posts/directory/enter/").status_code == 403
    assert client.get("/posts/duty/enter/").status_code == 403
    sign_in(client, "administrator")
    page = client.post("/posts/directory/enter/", {"key": uuid.uuid4(), "body": body(HEALTH).pk, "kind": "person", "valid_from": f"{today():%d/%m/%Y}", "topic": "Giữ lại"})  # fmt: skip
    assert page.status_code == 422
    assert "Giữ lại" in page.content.decode()


def test_nobody_is_on_duty_twice_in_a_body_at_a_time_and_others_may_be():
    with acting("head") as staff:
        duty = on_duty(staff)
        for name in ("Vi Văn Thử", "  vi văn  THỬ "):
            with pytest.raises(Refused):
                on_duty(staff, name=name)
        assert on_duty(staff, name="Hoàng Thị Mẫu")
        actions.withdraw_duty(duty=duty, by=staff)
        assert on_duty(staff)
        with pytest.raises(IntegrityError), transaction.atomic():  # the database says so, whatever a page does
            Duty.objects.filter(pk=duty.pk).update(withdrawn_at=None)
    with acting("administrator") as staff:
        assert on_duty(staff, COMMUNE)
