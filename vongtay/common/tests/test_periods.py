from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from vongtay.common.periods import (
    CALENDAR_LABELS,
    Calendar,
    Kind,
    Period,
    PeriodError,
    custom,
    due_on,
    earliest_sending,
    parse_period,
    period_holding,
    working_days_after,
    working_days_before,
)

ADMIN, STATS = Calendar.ADMINISTRATIVE, Calendar.STATISTICAL
YEARS = st.integers(1950, 2090)
PARTS = st.sampled_from(
    [
        "",
        "-H1",
        "-H2",
        "-9M",
        *(f"-Q{quarter}" for quarter in range(1, 5)),
        *(f"-{month:02d}" for month in range(1, 13)),
    ]
)


def is_weekday(day):
    return day.weekday() < 5


@pytest.mark.parametrize(
    ("code", "calendar", "first", "last", "label"),
    [
        ("2026", ADMIN, date(2025, 12, 15), date(2026, 12, 14), "năm 2026"),
        ("2026-H1", ADMIN, date(2025, 12, 15), date(2026, 6, 14), "6 tháng đầu năm 2026"),
        ("2026-H2", ADMIN, date(2026, 6, 15), date(2026, 12, 14), "6 tháng cuối năm 2026"),
        ("2026-9M", ADMIN, date(2025, 12, 15), date(2026, 9, 14), "9 tháng đầu năm 2026"),
        ("2026-Q1", ADMIN, date(2025, 12, 15), date(2026, 3, 14), "quý I năm 2026"),
        ("2026-Q3", ADMIN, date(2026, 6, 15), date(2026, 9, 14), "quý III năm 2026"),
        ("2026-01", ADMIN, date(2025, 12, 15), date(2026, 1, 14), "tháng 1/2026"),
        ("2026-06", ADMIN, date(2026, 5, 15), date(2026, 6, 14), "tháng 6/2026"),
        ("2021..2025", ADMIN, date(2020, 12, 15), date(2025, 12, 14), "giai đoạn 2021–2025"),
        ("2026", STATS, date(2026, 1, 1), date(2026, 12, 31), "năm 2026"),
        ("2026-H1", STATS, date(2026, 1, 1), date(2026, 6, 30), "6 tháng đầu năm 2026"),
        ("2026-9M", STATS, date(2026, 1, 1), date(2026, 9, 30), "9 tháng đầu năm 2026"),
        ("2026-Q4", STATS, date(2026, 10, 1), date(2026, 12, 31), "quý IV năm 2026"),
        ("2024-02", STATS, date(2024, 2, 1), date(2024, 2, 29), "tháng 2/2024"),
        ("2021..2025", STATS, date(2021, 1, 1), date(2025, 12, 31), "giai đoạn 2021–2025"),
        (
            "2026-03-01..2026-04-15",
            ADMIN,
            date(2026, 3, 1),
            date(2026, 4, 15),
            "từ ngày 01/03/2026 đến ngày 15/04/2026",
        ),
    ],
)
def test_periods_of_both_calendars(code, calendar, first, last, label):
    period = parse_period(code, calendar)
    assert (period.first, period.last, period.cut_off) == (first, last, last)
    assert (period.code, period.label, period.calendar) == (code, label, calendar)
    assert first in period
    assert last in period
    assert first - timedelta(days=1) not in period
    assert last + timedelta(days=1) not in period


@given(year=YEARS, part=PARTS, calendar=st.sampled_from(Calendar))
def test_a_code_comes_back_and_the_year_before_ends_a_year_before(year, part, calendar):
    period = parse_period(f"{year}{part}", calendar)
    assert period.code == f"{year}{part}"
    before = period.year_before()
    assert (before.year, before.kind, before.calendar) == (year - 1, period.kind, calendar)


@given(year=YEARS, calendar=st.sampled_from(Calendar))
def test_parts_cover_the_year_once(year, calendar):
    whole = parse_period(f"{year}", calendar)
    for codes in (
        [f"{year}-{month:02d}" for month in range(1, 13)],
        [f"{year}-Q{quarter}" for quarter in range(1, 5)],
        [f"{year}-H1", f"{year}-H2"],
        [f"{year}-9M", f"{year}-Q4"],
    ):
        parts = [parse_period(code, calendar) for code in codes]
        assert (parts[0].first, parts[-1].last) == (whole.first, whole.last)
        for one, following in pairwise(parts):
            assert following.first == one.last + timedelta(days=1)


@given(
    day=st.dates(date(1950, 1, 1), date(2090, 1, 1)),
    kind=st.sampled_from([Kind.MONTH, Kind.QUARTER, Kind.HALF, Kind.YEAR]),
    calendar=st.sampled_from(Calendar),
)
def test_each_day_lies_in_the_period_that_holds_it(day, kind, calendar):
    period = period_holding(day, kind, calendar)
    assert day in period
    assert parse_period(period.code, calendar) == period


def test_days_around_the_cut_off():
    assert period_holding(date(2025, 12, 14), Kind.YEAR).code == "2025"
    assert period_holding(date(2025, 12, 15), Kind.YEAR).code == "2026"
    assert period_holding(date(2025, 12, 15), Kind.YEAR, STATS).code == "2025"
    with pytest.raises(PeriodError):
        period_holding(date(2026, 1, 1), Kind.CUSTOM)


@pytest.mark.parametrize(
    "code",
    [
        "",
        "26",
        "2026-13",
        "2026-00",
        "2026-Q5",
        "2026-H3",
        "2026-6",
        "2025..2021",
        "2025..2025",
        "1800",
        "năm 2026",
        "2026-02-30..2026-03-01",
        "2026-04-15..2026-03-01",
        "2026..",
        "2026-12M",
    ],
)
def test_what_is_no_period_is_refused_with_a_sentence(code):
    with pytest.raises(PeriodError, match=r"\.$"):
        parse_period(code)


def test_a_custom_period_has_no_year_before_and_must_go_forward():
    period = custom(date(2026, 3, 1), date(2026, 3, 1))
    assert period.last in period
    with pytest.raises(PeriodError):
        period.year_before()
    with pytest.raises(PeriodError):
        Period(date(2026, 3, 2), date(2026, 3, 1), ADMIN, Kind.CUSTOM)


@pytest.mark.parametrize(
    ("code", "due"),
    [
        ("2026", date(2026, 12, 25)),
        ("2026-H1", date(2026, 6, 25)),
        ("2026-Q1", date(2026, 3, 25)),
        ("2026-05", date(2026, 5, 25)),
    ],
)
def test_an_administrative_report_is_due_on_the_25th_of_its_last_month(code, due):
    assert due_on(parse_period(code), is_weekday) == due


def test_a_working_day_lies_between_cut_off_and_sending():
    half = parse_period("2026-H1")  # 14/6/2026 is a Sunday
    assert earliest_sending(half, is_weekday) == date(2026, 6, 15)
    assert earliest_sending(half, lambda day: day.day == 30) == date(2026, 6, 30)
    assert due_on(half, lambda day: day.day == 30) == date(2026, 6, 30), "a long holiday moves the due day"


def test_no_day_is_made_up_where_no_rule_is_confirmed():
    assert due_on(parse_period("2026", STATS), is_weekday) is None
    assert due_on(custom(date(2026, 3, 1), date(2026, 3, 31)), is_weekday) is None


def test_working_days_are_counted_without_the_first():
    friday = date(2026, 6, 12)
    assert working_days_after(friday, 1, is_weekday) == date(2026, 6, 15)
    assert working_days_before(date(2026, 6, 15), 2, is_weekday) == date(2026, 6, 11)
    assert working_days_after(friday, 0, is_weekday) == friday


def test_a_page_in_english_names_periods_in_english_and_all_else_is_vietnamese():
    half, years = parse_period("2026-H1"), parse_period("2021..2025", Calendar.STATISTICAL)
    with translation.override("en"):
        assert (half.label, half.span) == ("first 6 months of 2026", "from 15/12/2025 to 14/06/2026")
        assert parse_period("2026-Q3").label == "quarter III of 2026"
        assert str(CALENDAR_LABELS[Calendar.STATISTICAL]) == "statistical period (calendar months)"
    for language in ("vi", None):
        with translation.override(language):
            assert (half.label, years.label) == ("6 tháng đầu năm 2026", "giai đoạn 2021–2025")
            assert half.span == "từ ngày 15/12/2025 đến ngày 14/06/2026"
