import calendar
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vongtay.common.days import (
    DatePrecision,
    DayError,
    PartialDate,
    day_in_vietnam,
    format_day,
    format_long_day,
    now_by_machine,
    parse_day,
    parse_partial,
    today,
    years_away,
)

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@given(day=DAYS)
def test_a_day_is_read_in_each_usual_form(day):
    d, m, y = day.day, day.month, day.year
    for text in (
        format_day(day),
        f"{d}/{m}/{y}",
        f"{d}-{m}-{y}",
        f"{d:02d}.{m:02d}.{y}",
        f"{d:02d}{m:02d}{y}",
        day.isoformat(),
        format_long_day(day),
        f"  Ngày {d} / {m} / {y} ",
    ):
        assert parse_day(text) == day


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1998", "1998"),
        ("năm 1998", "1998"),
        ("3/1998", "1998-03"),
        ("03-1998", "1998-03"),
        ("1998-03", "1998-03"),
        ("tháng 3 năm 1998", "1998-03"),
        ("Tháng 3/1998", "1998-03"),
        ("khoảng 1998", "1998~"),
        ("khoảng tháng 3 năm 1998", "1998-03~"),
        ("~1998", "1998~"),
    ],
)
def test_less_than_a_day_is_read_and_said_again(text, code):
    partial = parse_partial(text)
    assert partial.code == code
    assert PartialDate.from_code(code) == partial
    assert parse_partial(str(partial)) == partial
    with pytest.raises(DayError, match="đủ ngày"):
        parse_day(text)


@pytest.mark.parametrize(
    "text", ["", "30/2/2000", "29/02/2001", "13/2000", "0/5/2000", "5/3/98", "05031", "hôm qua", "1/2/3/2000", "1850"]
)
def test_what_is_no_day_is_refused_with_a_sentence(text):
    with pytest.raises(DayError, match=r"\.$"):
        parse_partial(text)


def test_parts_that_do_not_go_together_are_refused():
    with pytest.raises(DayError, match="phải có tháng"):
        PartialDate(2000, None, 3)
    with pytest.raises(DayError, match="không có ngày 31"):
        PartialDate(2000, 4, 31)
    for code in ("", "2000-13", "2000-1-1", "00-01", "2000~~"):
        with pytest.raises(DayError):
            PartialDate.from_code(code)


@given(day=DAYS, estimated=st.booleans(), known=st.sampled_from(DatePrecision))
def test_the_bounds_hold_the_true_day(day, estimated, known):
    month = None if known is DatePrecision.YEAR else day.month
    partial = PartialDate(day.year, month, day.day if known is DatePrecision.DAY else None, estimated)
    assert partial.earliest <= partial.first <= day <= partial.last <= partial.latest
    assert (partial.earliest < partial.first) is estimated
    assert partial.precision is known
    assert PartialDate.from_code(partial.code) == partial


def test_bounds_of_a_month_and_a_year_by_hand():
    assert (PartialDate(2024, 2).first, PartialDate(2024, 2).last) == (date(2024, 2, 1), date(2024, 2, 29))
    assert (PartialDate(2024).first, PartialDate(2024).last) == (date(2024, 1, 1), date(2024, 12, 31))
    assert PartialDate(2024, estimated=True).earliest == date(2022, 1, 1)


def test_the_first_of_january_is_held_for_a_year_only():
    assert PartialDate(1998, 1, 1).is_likely_year_only
    assert not PartialDate(1998, 1, 2).is_likely_year_only
    assert not PartialDate(1998).is_likely_year_only


def test_papers_write_a_nought_before_small_days_and_the_first_two_months():
    assert format_long_day(date(2026, 1, 9)) == "ngày 09 tháng 01 năm 2026"
    assert format_long_day(date(2026, 10, 10)) == "ngày 10 tháng 10 năm 2026"


def test_today_is_the_day_in_viet_nam():
    late = datetime(2026, 6, 30, 17, 0, tzinfo=UTC)  # 00:00 of 1 July in Hà Nội
    assert today(lambda: late) == date(2026, 7, 1)
    assert day_in_vietnam(late - timedelta(seconds=1)) == date(2026, 6, 30)
    assert now_by_machine().tzinfo is UTC
    with pytest.raises(ValueError, match="time zone"):
        day_in_vietnam(late.replace(tzinfo=None))


@given(day=DAYS, years=st.integers(-3, 3))
def test_the_same_day_in_another_year(day, years):
    other = years_away(day, years)
    assert (other.year, other.month) == (day.year + years, day.month)
    assert other.day == min(day.day, calendar.monthrange(other.year, other.month)[1])
