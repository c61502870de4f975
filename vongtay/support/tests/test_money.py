"""Estimates and spending of a year: sums by mandate, always from rows, as known on any day."""

import uuid
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from tests.cast import OTHER_HEALTH, a_case, acting, sign_in
from vongtay.common.access import NotAllowed, Refused
from vongtay.common.days import today
from vongtay.common.periods import Kind, period_holding
from vongtay.support import actions, queries
from vongtay.support.models import Estimate
from vongtay.support.tests.test_ledger import book, in_kind, money, norms

pytestmark = pytest.mark.django_db
YEAR = today().year


def whole_year(staff, **more):
    return queries.sum_support(area_id=staff.province_id, first=date(YEAR, 1, 1), last=date(YEAR, 12, 31), **more)


def a_year():
    """Book for two people: two payments, one in kind, one taken back. Gives the moment before it was taken back."""
    norms(("travel", "day", 100_000), ("travel", "trip", 300_000))
    with acting("case_worker") as staff:
        first, second = a_case(staff), a_case(staff)
        book(first, money(), staff)
        book(first, in_kind(), staff)
        wrong = book(second, money(how="trip", quantity=2, money="aid"), staff)
    return first, wrong


def test_sums_come_from_rows_and_follow_the_mandate():
    _first, wrong = a_year()
    with acting("reporter") as staff:
        sums = whole_year(staff)
        assert (sums.whole.people, sums.whole.entries, sums.whole.in_kind, sums.whole.amount_dong) == (2, 3, 1, 700_000)
        assert dict(sums.by_regime).keys() == {"travel"}
        assert {code: spent.amount_dong for code, spent in sums.by_money} == {"province": 100_000, "aid": 600_000}
        assert sums.whole.per_person_dong == 350_000
        early = whole_year(staff, as_known_on=timezone.now() - timedelta(days=1))
        assert early.whole.entries == 0
    with acting("case_worker") as staff:
        actions.take_back(key=uuid.uuid4(), entry=wrong, reason="Ghi nhầm", by=staff)
    with acting("reporter") as staff:
        sums = whole_year(staff)
        assert (sums.whole.people, sums.whole.entries, sums.whole.amount_dong) == (1, 2, 100_000)
        assert (
            queries.entries_behind(
                staff, area_id=staff.province_id, period=period_holding(today(), Kind.YEAR), regime=""
            )
            == []
        )
    with acting("reporter", OTHER_HEALTH) as staff:
        assert whole_year(staff).whole.entries == 0
        with pytest.raises(Exception, match="no mandate"), transaction.atomic():
            queries.sum_support(area_id=_first.province_id, first=date(YEAR, 1, 1), last=date(YEAR, 12, 31))
    with acting("case_worker") as staff, pytest.raises(Exception, match="no mandate"), transaction.atomic():
        whole_year(staff)


def test_the_newest_estimate_holds_and_the_former_stays():
    with acting("head") as staff:
        key = uuid.uuid4()
        for amount in (1_000_000, 1_000_000):
            actions.enter_estimate(key=key, year=YEAR, regime="travel", amount_dong=amount, by=staff)
        actions.enter_estimate(key=uuid.uuid4(), year=YEAR, regime="travel", amount_dong=500_000, by=staff)
        assert Estimate.objects.count() == 2
        held = queries.estimates_of(province_id=staff.province_id, world="demo", year=YEAR)
        assert held["travel"].amount_dong == 500_000
        for wrong in ({"amount_dong": -1}, {"regime": "gold"}, {"year": 1999}):
            values = {"key": uuid.uuid4(), "year": YEAR, "regime": "travel", "amount_dong": 5, "by": staff} | wrong
            with pytest.raises(Refused):
                actions.enter_estimate(**values)
    for role in ("case_worker", "legal_officer"):
        with acting(role) as staff, pytest.raises(NotAllowed):
            actions.enter_estimate(key=uuid.uuid4(), year=YEAR, regime="travel", amount_dong=5, by=staff)
    with acting("reporter", OTHER_HEALTH):
        assert not Estimate.objects.exists()


def test_the_page_puts_expected_beside_spent(client, django_assert_num_queries):
    a_year()
    sign_in(client, "reporter")
    new = f"/support/money/{YEAR}/enter/"
    given = {"key": str(uuid.uuid4()), "regime": "travel", "amount_dong": "600.000"}
    assert client.post(new, given | {"amount_dong": "x"}).status_code == 422
    for _turn in range(2):
        assert client.post(new, given).status_code == 302
    with django_assert_num_queries(12, exact=False):
        page = client.get("/support/money/").content.decode()
    for text in ("700.000", "600.000", "350.000", "Vượt dự toán"):
        assert text in page
    assert "Năm này chưa có dự toán" in client.get(f"/support/money/?year={YEAR - 1}").content.decode()
    assert client.get("/support/money/1999/enter/").status_code == 404
    sign_in(client, "case_worker")
    assert client.get("/support/money/").status_code == 403
    assert client.get(new).status_code == 403
