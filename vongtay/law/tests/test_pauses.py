"""Time in which a clock stands still, in every unit; and what must hold for any day, swapped days and Tết included."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vongtay.law.calendar import Calendar, shipped_calendar
from vongtay.law.clock import VIETNAM, ClockState, Pause, due, standing
from vongtay.law.engine import all_rules, regime_on, rule_of, rules_started_by
from vongtay.law.shapes import Confidence, DayRow, Kind, Span, Unit

BASE = replace(rule_of("L53.R1.first_check"), span=Span())
SET_RULES = [replace(rule, span=Span()) for rule in all_rules() if rule.is_set]
DAYS = st.dates(date(2015, 1, 1), date(2034, 12, 31))
MOMENTS = st.builds(datetime.combine, DAYS, st.times(), st.just(VIETNAM))
LIMITS = st.integers(1, 120)
COUNTED = st.sampled_from([Unit.CALENDAR_DAYS, Unit.WORKING_DAYS, Unit.MONTHS])


def rule(unit: Unit, limit: int | str, *, kind: Kind = Kind.DUTY):
    return replace(BASE, unit=unit, limit=limit, unit_confidence=Confidence.A, kind=kind)


PAUSES = [
    # 3 days from Tuesday; stands still Wednesday to Thursday: Friday becomes Saturday, so Monday
    (Unit.CALENDAR_DAYS, 3, date(2025, 7, 1), [(date(2025, 7, 2), date(2025, 7, 3))], date(2025, 7, 7)),
    # 5 working days from Monday; Friday to Monday is one working day
    (Unit.WORKING_DAYS, 5, date(2025, 7, 7), [(date(2025, 7, 11), date(2025, 7, 14))], date(2025, 7, 15)),
    # over Tết 2026 (14/2 to 22/2): no working day goes by from Friday 13/2 to Sunday 22/2
    (Unit.WORKING_DAYS, 5, date(2026, 2, 9), [(date(2026, 2, 13), date(2026, 2, 22))], date(2026, 2, 23)),
    # Saturday 22/8/2026 is worked for Monday 31/8: standing still over it costs one working day
    (Unit.WORKING_DAYS, 5, date(2026, 8, 20), [(date(2026, 8, 21), date(2026, 8, 23))], date(2026, 8, 27)),
    # a month from 31/1 ends on 28/2; ten days later is 10/3
    (Unit.MONTHS, 1, date(2025, 1, 31), [(date(2025, 2, 3), date(2025, 2, 13))], date(2025, 3, 10)),
    # two pauses add up
    (Unit.CALENDAR_DAYS, 10, date(2025, 7, 1), [(date(2025, 7, 2), date(2025, 7, 3)), (date(2025, 7, 4), date(2025, 7, 7))], date(2025, 7, 15)),
    # the pause runs over the change of the law: the clock stays under the law of its start
    (Unit.CALENDAR_DAYS, 3, date(2025, 6, 30), [(date(2025, 6, 30), date(2025, 7, 1))], date(2025, 7, 4)),
]  # fmt: skip


@pytest.mark.parametrize(("unit", "limit", "start", "stood", "last"), PAUSES)
def test_pauses_worked_out_by_hand(unit, limit, start, stood, last):
    assert due(rule(unit, limit), start, pauses=[Pause(*each) for each in stood]).on == last


def test_hours_stand_still_to_the_minute_over_midnight_and_weekend():
    start = datetime(2025, 7, 4, 15, 20, tzinfo=UTC)  # Friday 22:20 in Việt Nam
    pause = Pause(start + timedelta(hours=1), start + timedelta(hours=50, minutes=30))
    last = due(rule(Unit.HOURS, 72), start, pauses=[pause])
    assert last.at == start + timedelta(hours=72 + 49, minutes=30)
    assert last.on == last.at.astimezone(VIETNAM).date() == date(2025, 7, 9)
    bare = due(rule(Unit.HOURS, 24), date(2025, 7, 4), pauses=[Pause(date(2025, 7, 4), date(2025, 7, 6))])
    assert (bare.on, bare.at) == (date(2025, 7, 7), None)


def test_the_same_day_moves_by_whole_days():
    last = due(rule(Unit.NOW, "now"), date(2025, 7, 4), pauses=[Pause(date(2025, 7, 4), date(2025, 7, 6))])
    assert last.on == date(2025, 7, 6)


def test_a_ceiling_moves_but_never_rolls():
    stood = [Pause(date(2025, 7, 2), date(2025, 7, 3))]
    assert due(rule(Unit.CALENDAR_DAYS, 3, kind=Kind.CEILING), date(2025, 7, 1), pauses=stood).on == date(2025, 7, 5)


def test_a_clock_that_stands_still_is_not_missed_and_one_that_is_done_is_judged():
    last = due(BASE, date(2025, 7, 1))
    late = date(2025, 8, 1)
    assert standing(last, now=late, paused=True).state is ClockState.PAUSED
    assert standing(last, now=late, done=late, paused=True).state is ClockState.MISSED
    assert standing(last, now=late).state is ClockState.MISSED


def test_the_law_of_the_day_starts_the_clock_on_both_sides_of_the_change():
    assert regime_on(date(2025, 6, 30)).code == "L66"
    assert regime_on(date(2025, 7, 1)).code == "L53"
    for day, code in ((date(2025, 6, 30), "L66"), (date(2025, 7, 1), "L53")):
        assert {each.regime for each in rules_started_by("received", "R1", day)} <= {code}


@given(each=st.sampled_from(SET_RULES), start=DAYS, at=st.integers(0, 30))
def test_a_pause_of_nothing_changes_nothing(each, start, at):
    moment = start + timedelta(days=at)
    assert due(each, start, pauses=[Pause(moment, moment)]) == due(each, start)


@given(unit=COUNTED, limit=LIMITS, start=DAYS, at=st.integers(0, 30), length=st.integers(0, 60))
def test_a_pause_never_brings_the_end_nearer(unit, limit, start, at, length):
    stood = Pause(start + timedelta(days=at), start + timedelta(days=at + length))
    assert due(rule(unit, limit), start, pauses=[stood]).on >= due(rule(unit, limit), start).on


@given(unit=COUNTED, limit=LIMITS, start=DAYS, at=st.integers(0, 20), cut=st.integers(0, 20), length=st.integers(0, 20))
def test_one_pause_or_the_same_in_two_pieces_come_out_alike(unit, limit, start, at, cut, length):
    first, middle = start + timedelta(days=at), start + timedelta(days=at + cut)
    last = middle + timedelta(days=length)
    whole = due(rule(unit, limit), start, pauses=[Pause(first, last)])
    assert due(rule(unit, limit), start, pauses=[Pause(first, middle), Pause(middle, last)]).on == whole.on


@given(unit=COUNTED, limit=LIMITS, start=DAYS)
def test_a_longer_limit_never_ends_earlier(unit, limit, start):
    assert start < due(rule(unit, limit), start).on <= due(rule(unit, limit + 1), start).on


@given(limit=LIMITS, start=DAYS, length=st.integers(0, 60))
def test_working_days_are_given_back_one_for_one(limit, start, length):
    stood = Pause(start, start + timedelta(days=length))
    last = due(rule(Unit.WORKING_DAYS, limit), start, pauses=[stood]).on
    lost = shipped_calendar().count_between(stood.start, stood.end)
    assert shipped_calendar().count_between(start, last) == limit + lost


@given(unit=COUNTED, limit=LIMITS, start=DAYS, length=st.integers(0, 60))
def test_a_duty_never_ends_on_a_day_off_whatever_its_pause(unit, limit, start, length):
    stood = Pause(start, start + timedelta(days=length))
    assert shipped_calendar().is_working_day(due(rule(unit, limit), start, pauses=[stood]).on)


@given(unit=COUNTED, limit=LIMITS, start=DAYS)
def test_the_first_day_is_not_counted(unit, limit, start):
    last = due(rule(unit, limit, kind=Kind.CEILING), start).on
    assert last > start
    if unit is Unit.CALENDAR_DAYS:
        assert (last - start).days == limit


@given(
    start=MOMENTS,
    limit=st.integers(1, 400),
    lost=st.integers(0, 100_000),
)
def test_hours_are_exact_whatever_the_day(start, limit, lost):
    stood = Pause(start, start + timedelta(seconds=lost))
    last = due(rule(Unit.HOURS, limit), start, pauses=[stood])
    assert last.at - start == timedelta(hours=limit, seconds=lost)
    assert last.on == last.at.date()


@given(limit=st.integers(1, 40), start=DAYS, extra=st.sets(st.integers(1, 90), max_size=15))
def test_days_off_never_bring_working_days_nearer_and_make_up_days_never_push_them_off(limit, start, extra):
    days = [start + timedelta(days=step) for step in extra]
    plain = due(rule(Unit.WORKING_DAYS, limit), start).on
    assert due(rule(Unit.WORKING_DAYS, limit), start, Calendar(DayRow(day, working=False) for day in days)).on >= plain
    assert due(rule(Unit.WORKING_DAYS, limit), start, Calendar(DayRow(day, working=True) for day in days)).on <= plain
