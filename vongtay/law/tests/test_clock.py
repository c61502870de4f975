"""Days worked out by hand on a wall calendar, and what must hold for any day."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vongtay.law.calendar import Calendar, shipped_calendar
from vongtay.law.clock import ClockState, Mark, Reason, add_months, due, standing
from vongtay.law.engine import all_rules, rule_of
from vongtay.law.shapes import Confidence, Counting, DayRow, Kind, LimitState, Span, Unit

BY_HAND = [
    # ngay: the same day, also on a Sunday
    ("L53.R1.notify_health", date(2025, 7, 6), date(2025, 7, 6)),
    # 3 days: Tuesday to Friday; Wednesday to Saturday, moved to Monday
    ("L53.R1.first_check", date(2025, 7, 1), date(2025, 7, 4)),
    ("L53.R1.first_check", date(2025, 7, 2), date(2025, 7, 7)),
    # over the end of a month and of a year: 30/12 + 3 = 2/1/2026, a swapped day off, then a weekend
    ("L53.R1.first_check", date(2026, 1, 29), date(2026, 2, 2)),
    ("L53.R1.first_check", date(2025, 12, 30), date(2026, 1, 5)),
    # Tết 2025, 25/1 to 2/2
    ("L66.R1.first_check", date(2025, 1, 24), date(2025, 2, 3)),
    ("L66.R1.police_answer", date(2025, 1, 10), date(2025, 2, 3)),
    ("L66.SUPPORT.commune_forwards", date(2025, 1, 24), date(2025, 2, 5)),
    # Tết 2026, 14/2 to 22/2
    ("L53.SUPPORT.decide_application", date(2026, 2, 9), date(2026, 2, 27)),
    ("L53.R1.first_check", date(2026, 2, 13), date(2026, 2, 23)),
    # Saturday 22/8/2026 is worked for Monday 31/8
    ("L53.SUPPORT.decide_application", date(2026, 8, 14), date(2026, 8, 26)),
    ("L53.R1.first_check", date(2026, 8, 19), date(2026, 8, 22)),
    ("L53.LICENCE.decide", date(2026, 8, 24), date(2026, 9, 8)),
    # Saturday 10/1/2026 is worked for Friday 2/1
    ("L53.LICENCE.decide", date(2025, 12, 31), date(2026, 1, 13)),
    # an ordinary fortnight
    ("L53.SUPPORT.decide_application", date(2025, 7, 7), date(2025, 7, 18)),
    # the last day of the old law starts old clocks, which end under the new one
    ("L66.R1.first_check", date(2025, 6, 30), date(2025, 7, 3)),
    ("L66.R1.police_answer", date(2025, 6, 30), date(2025, 7, 21)),
    # at most 120 days: a Sunday at the end does not make it longer
    ("L53.SUPPORT.essential_needs", date(2025, 7, 1), date(2025, 10, 29)),
    ("L53.SUPPORT.essential_needs", date(2025, 7, 5), date(2025, 11, 2)),
    # months: a short month ends earlier
    ("L66.SUPPORT.essential_needs_2019", date(2019, 11, 30), date(2020, 2, 29)),
    ("L66.SUPPORT.apply_window", date(2024, 2, 29), date(2025, 2, 28)),
]
DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))
SET_RULES = [replace(rule, span=Span()) for rule in all_rules() if rule.is_set]
OPEN_RULES = [rule for rule in all_rules() if not rule.is_set]
HOURS_72 = replace(rule_of("L53.R1.first_check"), limit=72, unit=Unit.HOURS, unit_confidence=Confidence.A)


@pytest.mark.parametrize(("rule_id", "start", "last"), BY_HAND)
def test_days_worked_out_by_hand(rule_id, start, last):
    assert due(rule_of(rule_id), start).on == last


def test_a_rule_gives_no_day_for_an_act_outside_its_time():
    new = due(rule_of("L53.R1.first_check"), date(2025, 6, 30))
    old = due(rule_of("L66.R1.first_check"), date(2025, 7, 1))
    assert (new.on, new.reason) == (None, Reason.NOT_IN_FORCE)
    assert (old.on, old.reason) == (None, Reason.NOT_IN_FORCE)


def test_the_old_ceilings_follow_each_other():
    assert due(rule_of("L66.SUPPORT.essential_needs"), date(2019, 11, 26)).on == date(2020, 1, 25)
    assert due(rule_of("L66.SUPPORT.essential_needs"), date(2019, 11, 27)).unset
    assert due(rule_of("L66.SUPPORT.essential_needs_2019"), date(2019, 11, 27)).on == date(2020, 2, 27)


def test_what_is_not_confirmed_is_marked():
    days = due(rule_of("L53.R1.first_check"), date(2025, 7, 2))
    assert days.marks == {Mark.COUNTING_UNCONFIRMED, Mark.UNIT_UNCONFIRMED, Mark.ROLLED}
    assert days.reading == "unconfirmed"
    assert due(rule_of("L53.R1.notify_health"), date(2025, 7, 2)).reading == ""
    assert Mark.LIMIT_FROM_ONE_SOURCE in due(rule_of("L53.SUPPORT.essential_needs"), date(2025, 7, 2)).marks


def test_the_switches_of_counting_are_obeyed():
    rule = rule_of("L53.R1.first_check")
    unrolled = replace(rule, counting=Counting(False, False, Confidence.C))
    counted = replace(rule, counting=Counting(True, False, Confidence.C))
    assert due(unrolled, date(2025, 7, 2)).on == date(2025, 7, 5)
    assert due(counted, date(2025, 7, 2)).on == date(2025, 7, 4)
    nine = replace(rule_of("L53.SUPPORT.decide_application"), counting=Counting(True, True, Confidence.C))
    assert due(nine, date(2025, 7, 7)).on == date(2025, 7, 17)


def test_a_moment_is_taken_on_its_vietnamese_day():
    late = datetime(2025, 6, 30, 17, 30, tzinfo=UTC)  # half past midnight of 1/7 in Việt Nam
    assert due(rule_of("L53.R1.first_check"), late).on == date(2025, 7, 4)
    assert due(rule_of("L66.R1.first_check"), late).unset


def test_hours_run_from_the_moment():
    start = datetime(2025, 7, 1, 22, 15, tzinfo=UTC)
    last = due(HOURS_72, start)
    assert last.at == start + timedelta(hours=72)
    assert last.on == date(2025, 7, 5)
    assert standing(last, now=start + timedelta(hours=72)).state is ClockState.RUNNING
    assert standing(last, now=start + timedelta(hours=72, minutes=1)).state is ClockState.MISSED
    bare = due(HOURS_72, date(2025, 7, 1))
    assert (bare.on, bare.at) == (date(2025, 7, 4), None)
    assert Mark.HOUR_UNKNOWN in bare.marks


def test_an_installation_adds_days_of_its_own():
    closed = Calendar([DayRow(date(2025, 7, 4), working=False)])
    made_up = Calendar([DayRow(date(2025, 7, 5), working=True)])
    assert due(rule_of("L53.R1.first_check"), date(2025, 7, 1), closed).on == date(2025, 7, 7)
    assert due(rule_of("L53.R1.first_check"), date(2025, 7, 2), made_up).on == date(2025, 7, 5)


def test_working_days_between_two_days_leave_the_first_out():
    assert shipped_calendar().count_between(date(2026, 2, 9), date(2026, 2, 27)) == 9


@pytest.mark.parametrize(
    ("now", "done", "state", "left", "over"),
    [
        (date(2025, 7, 2), None, ClockState.RUNNING, 2, None),
        (date(2025, 7, 4), None, ClockState.RUNNING, 0, None),
        (date(2025, 7, 5), None, ClockState.MISSED, None, 1),
        (date(2025, 8, 1), date(2025, 7, 4), ClockState.MET, None, None),
        (date(2025, 8, 1), date(2025, 7, 6), ClockState.MISSED, None, 2),
    ],
)
def test_how_a_clock_stands(now, done, state, left, over):
    found = standing(due(rule_of("L53.R1.first_check"), date(2025, 7, 1)), now=now, done=done)
    assert (found.state, found.days_left, found.days_over, found.is_done) == (state, left, over, done is not None)


def test_a_clock_without_a_day_is_neither_running_nor_missed():
    found = standing(due(rule_of("L53.R1.police_answer"), date(2025, 7, 1)), now=date(2030, 1, 1))
    assert (found.state, found.days_left, found.days_over) == (ClockState.UNSET, None, None)


@given(rule=st.sampled_from(SET_RULES), start=DAYS)
def test_no_step_is_due_before_it_starts(rule, start):
    assert due(rule, start).on >= start


@given(rule=st.sampled_from(SET_RULES), start=DAYS, later=st.integers(0, 60))
def test_a_later_start_is_never_due_earlier(rule, start, later):
    assert due(rule, start + timedelta(days=later)).on >= due(rule, start).on


@given(rule=st.sampled_from([rule for rule in SET_RULES if rule.unit is Unit.WORKING_DAYS]), start=DAYS)
def test_working_days_end_on_a_working_day_and_count_what_they_say(rule, start):
    last = due(rule, start).on
    assert shipped_calendar().is_working_day(last)
    assert shipped_calendar().count_between(start, last) == rule.limit


@given(
    rule=st.sampled_from(
        [r for r in SET_RULES if r.unit in {Unit.CALENDAR_DAYS, Unit.MONTHS} and r.kind != Kind.CEILING]
    ),
    start=DAYS,
)
def test_a_duty_in_days_or_months_never_ends_on_a_day_off(rule, start):
    assert shipped_calendar().is_working_day(due(rule, start).on)


@given(rule=st.sampled_from(OPEN_RULES), start=st.one_of(DAYS, st.datetimes()))
def test_an_unset_rule_never_gives_a_day(rule, start):
    assert rule.limit_state is not LimitState.SET
    assert due(rule, start).on is None


@given(start=DAYS, count=st.integers(0, 60))
def test_months_keep_the_day_or_take_the_last_of_a_short_month(start, count):
    end = add_months(start, count)
    assert (end.year - start.year) * 12 + end.month - start.month == count
    assert end.day == start.day or (end + timedelta(days=1)).day == 1
