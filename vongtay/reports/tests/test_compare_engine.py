"""The engine of comparing: whatever the true numbers within the bounds are, what is said of their change is true."""

from fractions import Fraction

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as some

from vongtay.common.periods import Calendar, Kind, PeriodError, custom, half_of, parse_period, quarter_of, years_of
from vongtay.reports.comparing import Outcome, Span, Stated, Verdict, change, judge, parts_over, share, total
from vongtay.reports.saying import say_change, say_share, say_stated

numbers = some.integers(0, 10**9) | some.integers(0, 50)


@some.composite
def known(draw):
    """A number with bounds and one that it may truly be."""
    low, extra = draw(numbers), draw(some.none() | some.just(0) | numbers)
    high = None if extra is None else low + extra
    true = low + draw(some.integers(0, 10**6 if extra is None else extra))
    return Stated.of(low, high), true


def holds(span: Span, value: Fraction) -> bool:
    return (span.low is None or span.low <= value) and (span.high is None or value <= span.high)


@given(known(), known())
def test_the_true_change_always_lies_in_what_is_said(now, before):
    (stated, true), (earlier, was) = now, before
    found = change(stated, earlier)
    assert found.by is not None
    assert holds(found.by, Fraction(true - was))
    if found.percent is not None:
        assert was > 0
        assert holds(found.percent, (Fraction(true) / was - 1) * 100)
    signs = {
        Outcome.ROSE: true > was, Outcome.FELL: true < was, Outcome.SAME: true == was, Outcome.NOT_LESS: true >= was, Outcome.NOT_MORE: true <= was,
        Outcome.FROM_NOTHING: was == 0 < true, Outcome.NONE_TWICE: was == true == 0, Outcome.UNCLEAR: True,
    }  # fmt: skip
    assert signs[found.outcome]
    with translation.override("vi"):
        assert say_change(found, "người")


@given(known(), known())
def test_exact_numbers_always_compare_and_turn_round(one, other):
    here, there = Stated.exactly(one[1]), Stated.exactly(other[1])
    found, back = change(here, there), change(there, here)
    assert found.outcome is not Outcome.UNCLEAR
    opposite = {Outcome.ROSE: Outcome.FELL, Outcome.FELL: Outcome.ROSE}
    if found.outcome in opposite and here.low and there.low:
        assert back.outcome is opposite[found.outcome]
    assert found.by is not None
    assert found.by.is_exact


@given(known(), known())
def test_a_share_is_over_only_where_the_true_part_must_be_more(part, whole):
    found = share(part[0], whole[0])
    if found.is_over:
        assert part[1] > whole[1]
    if found.percent is not None:
        assert holds(found.percent, Fraction(part[1]) / whole[1] * 100)


@given(some.lists(known(), max_size=5))
def test_sums_hold_the_true_sum(rows):
    summed = total([stated for stated, _true in rows])
    true = sum(true for _stated, true in rows)
    assert summed.low <= true
    assert summed.high is None or true <= summed.high


@given(known(), known())
def test_a_told_change_that_is_the_true_one_never_contradicts(now, before):
    found = change(now[0], before[0])
    size = Stated.exactly(abs(now[1] - before[1]))
    assert judge([found], size, in_percent=False).verdict is Verdict.AGREES


SAID = [
    # now, before, what is said
    ((300, None), (200, 200), "tăng ít nhất 50% (ít nhất 100 người)"),
    ((59, 59), (100, 100), "giảm 41% (41 người)"),
    ((200, 200), (300, None), "giảm ít nhất 33,3% (ít nhất 100 người)"),
    ((18, 24), (10, 12), "tăng từ 50% đến 140% (từ 6 đến 14 người)"),
    ((5, 5), (0, 0), "kỳ trước không phát sinh"),
    ((0, 0), (0, 0), "cả hai kỳ không phát sinh"),
    ((0, 0), (4, 4), "giảm 100% (4 người)"),
    ((7, 7), (7, 7), "không đổi"),
    ((300, None), (310, 310), "không so sánh được: các số chỉ có giới hạn nên không rõ tăng hay giảm"),
    ((100, 100), (0, 50), "tăng từ 50 đến 100 người; không tính tỷ lệ vì kỳ trước có thể không phát sinh"),
    ((200, None), (200, 200), "không giảm"),
    ((200, 220), (200, 200), "không giảm, tăng nhiều nhất 10% (nhiều nhất 20 người)"),
]  # fmt: skip


@pytest.mark.parametrize(("now", "before", "said"), SAID)
def test_changes_are_said_as_an_official_would(now, before, said):
    with translation.override("vi"):
        assert say_change(change(Stated.of(*now), Stated.of(*before)), "người") == said


def test_what_nobody_stated_is_not_nought():
    one = Stated.exactly(3)
    assert change(one, None).outcome is Outcome.NOT_STATED
    assert change(None, one).outcome is Outcome.NOT_STATED_NOW
    with translation.override("vi"):
        assert say_change(change(one, None)) == "kỳ trước không nêu số liệu"
        assert say_stated(None) == "—"
        assert say_share(share(one, Stated.exactly(0))) == "không phát sinh"


def test_about_may_be_off_by_a_tenth():
    about = Stated.of(205, 205, is_rough=True)
    assert change(about, Stated.exactly(200)).outcome is Outcome.UNCLEAR
    rose = change(about, Stated.exactly(100))
    assert rose.outcome is Outcome.ROSE
    with translation.override("vi"):
        assert say_change(rose, "tờ") == "tăng khoảng 105% (khoảng 105 tờ)"
        assert say_change(change(about, Stated.exactly(200))).startswith("khoảng như nhau")
        # Where one is at least so many, or a range, it may be far from the other: nobody knows whether it is about the same.
        for now, before in (
            (Stated.of(9424, None, is_rough=True), Stated.of(17043, None)),
            (Stated.of(1291, 1491, is_rough=True), Stated.of(817, None)),
        ):
            assert say_change(change(now, before)).startswith("không so sánh được")


def test_a_report_that_says_41_per_cent_agrees_or_contradicts():
    fell = change(Stated.exactly(59), Stated.exactly(100))
    assert judge([fell], Stated.exactly(41), in_percent=True).verdict is Verdict.AGREES
    assert judge([fell], Stated.exactly(60), in_percent=True).verdict is Verdict.CONTRADICTS
    assert judge([change(Stated.exactly(5), None)], Stated.exactly(41), in_percent=True).verdict is Verdict.OPEN


def test_parts_above_their_whole_are_named():
    whole = Stated.of(48, 52)
    assert parts_over(whole, {"sex": [Stated.exactly(30), Stated.exactly(30)], "age": [Stated.exactly(50)]}) == ("sex",)
    assert parts_over(Stated.of(48, None), {"sex": [Stated.exactly(90)]}) == ()


def test_numbers_below_nought_or_turned_round_are_refused():
    for low, high in ((-1, 3), (3, 2)):
        with pytest.raises(ValueError, match="No number lies there"):
            Stated.of(low, high)


def test_the_stage_before_is_of_the_same_kind():
    assert half_of(2026, 1).stage_before() == half_of(2025, 2)
    assert half_of(2026, 2).stage_before() == half_of(2026, 1)
    assert quarter_of(2026, 1, Calendar.STATISTICAL).stage_before() == quarter_of(2025, 4, Calendar.STATISTICAL)
    assert parse_period("2026-01").stage_before().code == "2025-12"
    assert parse_period("2026").stage_before() == parse_period("2026").year_before()
    assert years_of(2021, 2025).stage_before() == years_of(2016, 2020)
    own = custom(parse_period("2026-03").first, parse_period("2026-03").last)
    assert own.stage_before().last < own.first
    assert (own.stage_before().last - own.stage_before().first) == own.last - own.first
    assert own.stage_before().kind is Kind.CUSTOM
    with pytest.raises(PeriodError):
        parse_period("2026-9M").stage_before()
