"""How claims add up: worked examples, and what must hold for any of them."""

import csv
import uuid
from datetime import date, datetime
from decimal import Decimal
from importlib import resources

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from vongtay.common.periods import parse_period
from vongtay.indicators.models import Bound, Figure, Indicator
from vongtay.indicators.queries import LeftOut, lines_of
from vongtay.indicators.rules import Amount, covered, total, why_not_claim

COUNTED = Indicator(code="comm.leaflet", adds_up=True)
NEVER_ADDED = Indicator(code="target.rate", adds_up=False)
PROVINCE, COMMUNE, NEXT_COMMUNE = 1, 2, 3
YEAR = parse_period("2026")


def dec(text) -> Decimal:
    return Decimal(text)


def a_figure(value=10, *, area=COMMUNE, code="2026", indicator=COUNTED, **changes) -> Figure:
    period = parse_period(code)
    facts = {
        "bound": Bound.EXACT,
        "happened_from": period.first,
        "happened_to": period.last,
        "body_id": uuid.UUID(int=1),
    }
    return Figure(value=dec(value), indicator=indicator, area_id=area, province_id=PROVINCE, **(facts | changes))


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ([(300, "at_least", None), (200, "exact", None)], (500, "at_least", None)),
        ([(18, "exact", 24), (2, "exact", None)], (20, "exact", 26)),
        ([(18, "exact", 24), (100, "at_least", None)], (118, "at_least", None)),
        ([(50, "at_most", None), (20, "at_most", None)], (70, "at_most", None)),
        ([(50, "at_most", None), (20, "exact", None)], (20, "exact", 70)),
        ([(300, "about", None), (20, "exact", None)], (320, "about", None)),
        ([(0, "exact", None), (0, "exact", None)], (0, "exact", None)),
        ([(7, "exact", None)], (7, "exact", None)),
    ],
)
def test_bounds_and_ranges_add_up(parts, said):
    amount = total(Amount.of(dec(value), bound, None if high is None else dec(high)) for value, bound, high in parts)
    assert (amount.value, amount.bound, amount.value_high) == (said[0], said[1], said[2])


def test_nothing_said_is_not_nil():
    assert total([]) is None
    assert total([Amount.of(dec(0))]).is_nil
    assert not Amount.of(dec(0), Bound.AT_LEAST).is_nil


numbers = st.decimals(min_value=0, max_value=10**9, places=2)


@st.composite
def told(draw):
    """What somebody says, and a true number that it allows."""
    truth, bound = draw(numbers), draw(st.sampled_from([*Bound, "range"]))
    if bound == Bound.AT_LEAST:
        return truth, Amount.of(truth - min(truth, draw(numbers)), bound)
    if bound == Bound.AT_MOST:
        return truth, Amount.of(truth + draw(numbers), bound)
    if bound == "range":
        return truth, Amount.of(truth - min(truth, dec(1)), Bound.EXACT, truth + 1)
    return truth, Amount.of(truth, bound)


@given(st.lists(told(), min_size=1, max_size=12))
def test_a_total_never_contradicts_what_it_was_made_of(claims):
    amount = total(said for _truth, said in claims)
    truth = sum(value for value, _said in claims)
    assert amount.low <= truth
    assert amount.high is None or truth <= amount.high


@given(st.lists(told(), min_size=2, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_adding_does_not_matter(claims, random):
    amounts = [said for _truth, said in claims]
    before = total(amounts)
    random.shuffle(amounts)
    assert total(amounts) == before
    assert total([total(amounts[:1]), total(amounts[1:])]) == before


@given(st.lists(told(), min_size=1, max_size=8))
def test_what_is_said_of_a_total_means_the_same_when_read_again(claims):
    amount = total(said for _truth, said in claims)
    again = Amount.of(amount.value, amount.bound, amount.value_high)
    assert (again.low, again.high) == (amount.low, amount.high)


@pytest.mark.parametrize(
    "wrong",
    [
        {"value": dec(-1)}, {"value": dec(10) ** 16}, {"value": dec(5), "value_high": dec(5)}, {"value": dec(5), "value_high": dec(4)},
        {"value_high": dec(20), "bound": "at_least"}, {"last": date(2025, 1, 1)},
    ],
)  # fmt: skip
def test_what_cannot_be_a_claim_says_why(wrong):
    right = {"value": dec(5), "value_high": None, "bound": "exact", "first": date(2026, 1, 1), "last": date(2026, 1, 1)}
    assert why_not_claim(**right) == []
    assert len(why_not_claim(**(right | wrong))) == 1


def test_a_wider_figure_covers_the_narrower_and_equals_stand_side_by_side():
    year, quarter, other = a_figure(), a_figure(code="2026-Q1"), a_figure(area=NEXT_COMMUNE, code="2026-Q1")
    assert covered([year, quarter, other]) == {quarter.pk}
    province = a_figure(area=PROVINCE)
    assert covered([province, year, quarter, other]) == {year.pk, quarter.pk, other.pk}
    assert covered([a_figure(), a_figure()]) == set()
    # A quarter of the province says nothing about the commune's year.
    assert covered([a_figure(area=PROVINCE, code="2026-Q1"), a_figure()]) == set()


ACT = {"source_kind": "activity"}


def test_what_was_done_contains_nothing_and_a_total_of_the_same_days_contains_it():
    week, day = a_figure(300, code="2026-03", **ACT), a_figure(20, code="2026-03-05..2026-03-05", **ACT)
    province = a_figure(7, area=PROVINCE, code="2026-03", **ACT)
    assert covered([week, day, province]) == set()
    assert covered([week, day, a_figure(code="2026-03")]) == {week.pk, day.pk}
    assert covered([week, day, province, a_figure(area=PROVINCE, code="2026")]) == {week.pk, day.pk, province.pk}
    # A total of other days says nothing about it.
    assert covered([week, a_figure(code="2026-03-05..2026-03-05")]) == set()


EVENTS = [uuid.UUID(int=number) for number in (7, 8)]
any_figure = st.builds(
    a_figure,
    st.integers(0, 50),
    area=st.sampled_from([PROVINCE, COMMUNE, NEXT_COMMUNE]),
    code=st.sampled_from(["2026", "2026-Q1", "2026-02", "2026-02-01..2026-02-01", "2026-02-20..2026-04-02", "2025"]),
    bound=st.sampled_from([*Bound]),
    source_kind=st.sampled_from(["", "reading", "activity", "inspection"]),
    event=st.sampled_from([None, None, None, *EVENTS]),
    recorded_at=st.datetimes(min_value=datetime(2026, 1, 1), max_value=datetime(2026, 1, 3)),  # noqa: DTZ001  # one clock
)


def added(figures):
    """The figures that are added, and their total."""
    lines = lines_of(list(figures), YEAR)
    return {figure.pk for line in lines for figure in line.added}, lines[0].total if lines else None


@given(st.lists(any_figure, max_size=14), st.randoms(use_true_random=False))
def test_in_whatever_order_figures_come_the_same_are_added(figures, random):
    before = added(figures)
    random.shuffle(figures)
    assert added(figures) == before


@given(st.lists(any_figure, min_size=1, max_size=10), st.data())
def test_telling_an_event_or_a_part_again_changes_nothing(figures, data):
    kept, before = added(figures)
    for figure in [figure for figure in figures if figure.pk in kept]:
        if figure.event is not None:  # told once more, no surer, later
            again = Figure(**{field.attname: getattr(figure, field.attname) for field in Figure._meta.fields})
            again.pk, again.indicator, again.recorded_at = uuid.uuid4(), COUNTED, datetime(2027, 1, 1)  # noqa: DTZ001  # one clock
            assert added([*figures, again])[1] == before
        elif figure.is_total:  # what was done within it
            part = a_figure(data.draw(st.integers(0, 999)), area=figure.area_id, code="2026", **ACT)
            part.happened_from = part.happened_to = figure.happened_to
            assert added([*figures, part]) == (kept, before)


@given(st.lists(any_figure, max_size=12))
def test_each_figure_is_added_or_left_out_and_bounds_add_up(figures):
    (line,) = lines_of(figures, YEAR) or [None]
    if line is None:
        assert not figures
        return
    assert {row.pk for row in line.added} | {row.pk for row, _why in line.left_out} == {row.pk for row in figures}
    amounts = [Amount.of(row.value, row.bound, row.value_high) for row in line.added]
    assert line.total == total(amounts)
    if amounts:
        assert line.total.low == sum(amount.low for amount in amounts)
        assert (line.total.high is None) == any(amount.high is None for amount in amounts)


@given(st.lists(any_figure, max_size=12))
def test_what_is_left_out_as_covered_lies_within_a_total(figures):
    for line in lines_of(figures, YEAR):
        for figure, why in line.left_out:
            if why is LeftOut.COVERED:
                assert any(
                    wide.is_total and wide.area_id in (figure.area_id, PROVINCE)
                    and wide.happened_from <= figure.happened_from and figure.happened_to <= wide.happened_to
                    for wide in line.added
                )  # fmt: skip


def test_a_line_adds_what_may_be_added_and_names_the_rest():
    rest = {
        LeftOut.PART: a_figure(apart="part"), LeftOut.REPEAT: a_figure(apart="repeat"), LeftOut.CHANGE: a_figure(apart="change"),
        LeftOut.RATE: a_figure(apart="rate"), LeftOut.COVERED: a_figure(code="2026-Q1"),
        LeftOut.STRADDLES: a_figure(code="2025..2026"),
    }  # fmt: skip
    whole = [a_figure(300, bound="at_least"), a_figure(200, area=NEXT_COMMUNE)]
    (line,) = lines_of([*whole, *rest.values()], YEAR)
    assert line.added == whole
    assert (line.total.value, line.total.bound) == (500, "at_least")
    assert {reason: figure for figure, reason in line.left_out} == rest


def test_what_never_adds_up_is_listed_apart():
    rates = [a_figure(20, indicator=NEVER_ADDED), a_figure(35, indicator=NEVER_ADDED)]
    (line,) = lines_of(rates, YEAR)
    assert line.total is None
    assert line.left_out == [(figure, LeftOut.NOT_ADDED) for figure in rates]


def test_nil_is_known_also_of_what_never_adds_up():
    for indicator in (COUNTED, NEVER_ADDED):
        (line,) = lines_of([a_figure(0, indicator=indicator, nil=True)], YEAR)
        assert line.is_nil
        assert line.total.is_nil
    assert not lines_of([a_figure(0), a_figure(1, area=NEXT_COMMUNE)], YEAR)[0].is_nil
    assert lines_of([], YEAR) == []


def test_two_sources_on_the_same_area_and_days_are_pointed_out():
    mine, theirs = a_figure(), a_figure(body_id=uuid.UUID(int=2))
    assert lines_of([mine, theirs], YEAR)[0].may_overlap
    assert not lines_of([mine, a_figure()], YEAR)[0].may_overlap
    assert not lines_of([mine, a_figure(area=NEXT_COMMUNE, body_id=uuid.UUID(int=2))], YEAR)[0].may_overlap
    done = [a_figure(source_id=uuid.UUID(int=n), body_id=uuid.UUID(int=n), **ACT) for n in (1, 2)]
    assert not lines_of(done, YEAR)[0].may_overlap


def test_every_definition_is_said_in_both_languages():
    rows = list(
        csv.DictReader(
            resources.files("vongtay.indicators.reference").joinpath("indicators.csv").read_text("utf-8").splitlines()
        )
    )
    assert all(row["definition"] and row["definition_vi"] and row["definition"] != row["definition_vi"] for row in rows)
    shown = Indicator(definition="Leaflets.", definition_vi="Tờ rơi.")
    with override("en"):
        assert shown.defined == "Leaflets."
    with override("vi"):
        assert shown.defined == "Tờ rơi."
