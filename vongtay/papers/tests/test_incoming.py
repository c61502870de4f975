"""The register of incoming papers: numbers without gaps, nothing twice, what can't be is refused."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection

from tests.cast import OTHER_HEALTH, POLICE, a_case, acting, body
from vongtay.cases.actions import owner_of
from vongtay.common.access import NotAllowed, Refused
from vongtay.common.days import today
from vongtay.papers import actions
from vongtay.papers.models import ArrivalRegister, Incoming


def arrived(**changes):
    values = {"sign": "12/CAT-PC02", "dated_on": today(), "arrived_on": today(), "sender": body(POLICE)}
    return actions.Arrived(**(values | changes))


def registered(by, **changes):
    return actions.register_incoming(key=changes.pop("key", uuid4()), arrived=arrived(**changes), by=by)


@pytest.mark.django_db
def test_each_body_counts_its_own_arrivals_from_one():
    with acting("clerk") as staff:
        key = uuid4()
        assert [registered(staff, key=key).number, registered(staff, sign="13/CAT").number] == [1, 2]
        assert registered(staff, key=key).number == 1
        assert actions.same_paper(arrived(sign=" 12 / cat-pc02"), subject_id=None, by=staff).number == 1
    with acting("case_worker", OTHER_HEALTH) as staff:
        assert registered(staff).number == 1


@pytest.mark.django_db
def test_a_subject_line_is_kept_in_cipher():
    with acting("clerk") as staff:
        entry = registered(staff, summary="V/v phối hợp xác minh")
        assert "phối hợp".encode() not in bytes(entry.summary_ct)
        assert entry.wrapped
    with acting("case_worker") as staff:
        case = a_case(staff)
        owner = owner_of(case)
        entry = actions.register_incoming(key=uuid4(), arrived=arrived(summary="V/v"), by=staff, owner=owner)
        assert (entry.person_id, entry.wrapped, entry.subject_id) == (case.person_id, None, case.subject_id)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "changes",
    [
        {"arrived_on": today() + timedelta(days=2)}, {"dated_on": today() + timedelta(days=2)},
        {"sender": None}, {"sign": " "},
    ],
    ids=["future", "older than its date", "nobody", "no sign"],
)  # fmt: skip
def test_what_can_t_be_takes_no_number(changes):
    with acting("clerk") as staff:
        with pytest.raises(Refused):
            registered(staff, **changes)
        assert not ArrivalRegister.objects.exists()
        assert registered(staff).number == 1


@pytest.mark.django_db
def test_who_works_with_no_papers_registers_none():
    with acting("auditor") as staff, pytest.raises(NotAllowed):
        registered(staff)


def test_twenty_at_once_get_twenty_numbers_without_a_gap(committed_db):
    def one(number):
        try:
            with acting("clerk") as staff:
                return registered(staff, sign=f"{number}/CAT").number
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        numbers = sorted(pool.map(one, range(20)))
    assert numbers == list(range(1, 21))
    with acting("clerk"):
        assert (Incoming.objects.count(), ArrivalRegister.objects.get().last) == (20, 20)
