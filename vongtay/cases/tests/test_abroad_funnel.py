"""The list of residents abroad in numbers: the funnel, its sentence, and what lies behind a number."""

from datetime import date, timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from tests.cast import COMMUNE, HEALTH, OTHER_HEALTH, a_case, acting
from vongtay.cases import actions, queries
from vongtay.cases.models import Case
from vongtay.cases.rules import funnel_sentence
from vongtay.cases.states import Signs
from vongtay.cases.tests.test_abroad import DONG_DANG, an_entry, returned, screened, totals
from vongtay.common.days import today
from vongtay.common.periods import Calendar, custom, month_of

pytestmark = pytest.mark.django_db


def test_the_funnel_counts_by_mandate_and_reads_the_outcome_from_the_case():
    with acting("receiver", COMMUNE) as staff:
        an_entry(staff)
        case = a_case(staff)
        entry = screened(staff)
        actions.link_abroad_case(entry=entry, case=case, version=entry.version, by=staff)
    assert totals() == {"abroad": 1, "returned": 1, "screened": 1, "in_identification": 1}
    with acting("receiver", COMMUNE):
        Case.objects.filter(pk=case.pk).update(state="identified", decided_on=today())
    counts = totals()
    assert counts == {"abroad": 1, "returned": 1, "screened": 1, "in_identification": 1, "identified": 1}
    # On a day before the return both were abroad; before they were told of, nobody.
    assert totals(custom(today() - timedelta(days=40), today() - timedelta(days=10))) == {"abroad": 2}
    assert totals(custom(today() - timedelta(days=60), today() - timedelta(days=30))) == {}


def test_the_funnel_as_known_on_a_past_moment():
    with acting("receiver", COMMUNE) as staff:
        entry = an_entry(staff)
        case = a_case(staff)
        connection.cursor().execute("select pg_sleep(0.002)")
    before = timezone.now()
    with acting("receiver", COMMUNE) as staff:
        entry = returned(staff, entry)
        entry = actions.screen_abroad(entry=entry, signs=Signs.YES, on=today(), version=entry.version, by=staff)
        actions.link_abroad_case(entry=entry, case=case, version=entry.version, by=staff)
    assert totals(as_known_on=before) == {"abroad": 1}
    assert totals(as_known_on=timezone.now()) == totals() == {"returned": 1, "screened": 1, "in_identification": 1}


def test_many_periods_are_counted_in_one_question_and_months_end_on_the_fourteenth():
    with acting("receiver", COMMUNE) as staff:
        an_entry(staff, known_on=date(2026, 3, 14))
        an_entry(staff, known_on=date(2026, 3, 15))
    periods = [month_of(2026, month, Calendar.ADMINISTRATIVE) for month in (2, 3, 4)]
    with acting("reporter"):
        cells = queries.count_abroad(area_id=2100020, periods=periods)
    assert {(cell.nth, cell.place_id, cell.stage, cell.n) for cell in cells} == {
        (2, DONG_DANG, "abroad", 1),
        (3, DONG_DANG, "abroad", 2),
    }


@pytest.mark.parametrize(
    ("role", "where", "area"),
    [("case_worker", HEALTH, 2100020), ("reporter", OTHER_HEALTH, 2100020), ("reporter", HEALTH, 2100024)],
)
def test_nobody_counts_outside_a_mandate(role, where, area):
    with acting(role, where), pytest.raises(ProgrammingError), transaction.atomic():
        queries.count_abroad(area_id=area, periods=[custom(today(), today())])


def test_a_number_opens_the_entries_within_reach_and_says_how_many_lie_outside():
    with acting("receiver", COMMUNE) as staff:
        entry = an_entry(staff)
    period = custom(today(), today())
    with acting("head") as staff:
        found = queries.abroad_behind(staff, area_id=2100020, period=period, stage="abroad")
        assert ([row.code for row in found.rows], found.outside) == ([entry.code], 0)
    with acting("reporter") as staff:
        found = queries.abroad_behind(staff, area_id=2100020, period=period, stage="abroad")
        assert (found.rows, found.total, found.outside) == ([], 1, 1)


def test_the_sentence_says_stock_flow_period_and_calendar():
    said = funnel_sentence(
        {"abroad": 150, "returned": 12, "in_identification": 7, "identified": 4},
        month_of(2026, 11, Calendar.ADMINISTRATIVE),
        until=date(2026, 11, 14),
    )
    assert said == (
        "Tính đến ngày 14/11/2026, 150 người còn ở nước ngoài; 12 người đã trở về, 7 người được đưa vào xác định, 4 người được xác định là nạn nhân "
        "(tháng 11/2026, từ ngày 15/10/2026 đến ngày 14/11/2026, kỳ báo cáo hành chính)."
    )
    assert funnel_sentence({}, month_of(2026, 11), until=date(2026, 11, 14)).startswith("Không phát sinh")
