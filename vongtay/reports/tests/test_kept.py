"""What facilities keep ready stands in the report of their province: capacity as a range, staff by function, counted and never listed."""

import uuid
from datetime import date, timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from tests.cast import HEALTH, OTHER_HEALTH, acting
from vongtay.common.days import today
from vongtay.common.periods import Calendar, year_of
from vongtay.facilities import actions
from vongtay.facilities.models import Readiness
from vongtay.facilities.queries import Stock
from vongtay.facilities.tests.house import a_facility
from vongtay.reports.compile import changes_since, frozen
from vongtay.reports.sheet import Draft, data_of, filling_of
from vongtay.reports.tests.world import BAC_NINH, DONG_DANG, LANG_SON, compiled, signed_in
from vongtay.reports.wording import facility_lines

pytestmark = pytest.mark.django_db
YEAR = year_of(today().year, Calendar.STATISTICAL)
STAFF = {"medical": (1, None), "counsel": (2, 3), "care": (1, None)}


def stated(house, *, places, staff, high=None):
    with acting("case_worker") as by:
        ready = actions.Ready(year=YEAR.first.year, places=places, places_high=high, staff=staff)
        actions.state_readiness(key=uuid.uuid4(), facility=house, ready=ready, by=by)


@pytest.fixture
def houses():
    """One that has stated all, one that has stated nothing, one that was closed before."""
    with acting("administrator") as by:
        house = a_facility(by)
        a_facility(by, label="Cơ sở thử số 2")
        closed = a_facility(by, label="Cơ sở thử số 3", closed_on=date(2024, 6, 1))
        actions.state_staff(key=uuid.uuid4(), facility=house, on=today() - timedelta(days=1), counts=STAFF, by=by)
    stated(house, places=18, high=24, staff=4)
    stated(closed, places=50, staff=9)
    return house


def test_capacity_and_staff_come_out_as_they_went_in(houses):
    kept = compiled(YEAR).facilities
    assert kept == Stock(2, 1, 18, 24, 4, (("medical", 1), ("counsel", 2), ("care", 1)))
    report = compiled(YEAR)
    (line,) = facility_lines(report)
    assert "".join(run.text for run in line) == (
        f"Cơ sở hỗ trợ tại ngày {today():%d/%m/%Y}: 2 cơ sở; 1 cơ sở đã kê khai trong năm: sức chứa 18–24 người, 4 cán bộ; gồm 1 y tế, 2 tư vấn, 1 nuôi dưỡng."
    )
    with acting("reporter") as staff:
        data = data_of(filling_of(Draft(report.question, today()), staff))
    said = "".join(run.text for lines in data.results.values() for line in lines for run in line)
    assert (
        "sức chứa từ 18 đến 24 người, 04 cán bộ. Về nhân sự, có 01 cán bộ y tế, 02 cán bộ tư vấn và 01 người nuôi dưỡng."
        in said
    )


def test_stated_anew_the_newest_counts_and_what_was_known_before_can_be_told_again(houses):
    before = timezone.now()
    stated(houses, places=30, staff=5)
    report = compiled(YEAR)
    assert (report.facilities.places, report.facilities.places_high, report.facilities.staff) == (30, 30, 5)
    then = compiled(YEAR, before)
    assert (then.facilities.places, then.facilities.places_high) == (18, 24)
    told = [(one.code, one.then, one.now) for one in changes_since(frozen(then), report)]
    assert told == [
        ("facilities.places", "18", "30"),
        ("facilities.places_high", "24", "30"),
        ("facilities.staff", "4", "5"),
    ]
    assert changes_since({name: value for name, value in frozen(then).items() if name != "facilities"}, report) == []


def test_where_a_facility_lies_is_not_counted_and_another_province_has_none(houses):
    assert compiled(YEAR, area_id=DONG_DANG).facilities == Stock()
    assert facility_lines(compiled(YEAR, area_id=DONG_DANG)) == ()
    for role, of, area in (
        ("reporter", OTHER_HEALTH, LANG_SON),
        ("case_worker", HEALTH, LANG_SON),
        ("reporter", HEALTH, BAC_NINH),
    ):
        with (
            acting(role, of),
            connection.cursor() as cursor,
            pytest.raises(ProgrammingError, match="no mandate"),
            transaction.atomic(),
        ):
            cursor.execute("select * from vt.count_facilities(%s, %s, null)", [area, today()])
    with acting("reporter", OTHER_HEALTH):
        assert not Readiness.objects.exists()


def test_the_page_of_the_report_shows_them():
    page = f"/reports/{LANG_SON}/statistical/{YEAR.first.year}/"
    assert 'id="facilities"' not in signed_in("reporter").get(page).content.decode()
    with acting("administrator") as by:
        house = a_facility(by)
    stated(house, places=18, high=24, staff=4)
    shown = signed_in("reporter").get(page).content.decode()
    assert "18–24" in shown
    assert "1 trong 1 cơ sở đã kê khai" in shown
    assert house.label not in shown
