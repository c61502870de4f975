"""Periods compared: the year before and the stage before, bounds kept, told changes held against computed ones, merged provinces counted whole."""

import uuid
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from tests.cast import OTHER_HEALTH, acting
from vongtay.agencies.models import Mandate, Place
from vongtay.agencies.queries import above, borders_of, places, within
from vongtay.common.periods import half_of, parse_period, year_of
from vongtay.indicators.models import Figure, Indicator
from vongtay.indicators.queries import add_up, roll_up, totals
from vongtay.reports.compared import Against, Comparison, FlagKind, WhyNot, compare
from vongtay.reports.comparing import Outcome, Stated, Verdict
from vongtay.reports.compile import compile_report
from vongtay.reports.former import Former, by_former
from vongtay.reports.queries import Question, area_of
from vongtay.reports.tests.world import BAC_NINH, LANG_SON, claim, received
from vongtay.reports.tests.world import numbers as counts

# Bắc Giang and Bắc Ninh went into Bắc Ninh; both codes 24 and 27 lived on.
BAC_GIANG_THEN, BAC_NINH_THEN = 1100024, 1100027
H1 = half_of(2026, 1)


def compared(period: Any, *, area_id: int = LANG_SON, of: str = "LS.SYT", moment: Any = None) -> Comparison:
    with acting("reporter", of) as staff:
        return compare(staff, Question(area_of(staff, area_id), period, moment))


def former(period: Any, area_id: int, of: str) -> Former | None:
    with acting("reporter", of) as staff:
        return by_former(staff, Question(area_of(staff, area_id), period))


def changes(found: Comparison, group: str, code: str) -> dict[str, Any]:
    row = found.row(group, code)
    assert row is not None
    return {one.against.value: change for one, change in zip(found.earlier, row.changes, strict=True)}


@pytest.mark.django_db
def test_a_half_year_stands_beside_the_year_and_the_stage_before():
    for day in (
        date(2025, 1, 5),
        date(2025, 1, 6),
        date(2025, 7, 1),
        date(2026, 1, 5),
        date(2026, 1, 6),
        date(2026, 1, 7),
    ):
        received(day)
    found = compared(H1)
    assert [(one.against, one.period.code) for one in found.earlier] == [
        (Against.YEAR, "2025-H1"),
        (Against.STAGE, "2025-H2"),
    ]
    both = changes(found, "persons", "received")
    assert (both["year"].before, both["year"].percent.low) == (Stated.exactly(2), 50)
    assert (both["stage"].before, both["stage"].percent.low) == (Stated.exactly(1), 200)
    assert changes(found, "persons", "identified")["year"].outcome is Outcome.NONE_TWICE


@pytest.mark.django_db
def test_a_whole_year_has_one_earlier_period_and_five_years_the_stage_before():
    assert [one.period.code for one in compared(year_of(2026)).earlier] == ["2025"]
    assert [(one.against, one.period.code) for one in compared(parse_period("2021..2025")).earlier] == [
        (Against.STAGE, "2016..2020")
    ]
    assert [one.period.code for one in compared(parse_period("2026-9M")).earlier] == ["2025-9M"]


@pytest.mark.django_db
def test_bounds_of_claims_stay_honest():
    claim("comm.leaflet", 300, bound="at_least", first=date(2026, 1, 1), last=date(2026, 3, 1))
    claim("comm.leaflet", 200, first=date(2025, 1, 1), last=date(2025, 3, 1))
    claim("comm.banner", 5, first=date(2026, 1, 1), last=date(2026, 3, 1))
    claim("comm.banner", 0, nil=True, first=date(2025, 1, 1), last=date(2025, 3, 1))
    claim("comm.attendance", 700, first=date(2026, 1, 1), last=date(2026, 3, 1))
    claim("comm.news", 8, first=date(2025, 1, 1), last=date(2025, 3, 1))
    found = compared(H1)
    leaflets = changes(found, "programme", "comm.leaflet")
    assert (leaflets["year"].outcome, leaflets["year"].percent.low, leaflets["year"].percent.high) == (
        Outcome.ROSE,
        50,
        None,
    )
    assert leaflets["stage"].outcome is Outcome.NOT_STATED
    assert changes(found, "programme", "comm.banner")["year"].outcome is Outcome.FROM_NOTHING
    assert changes(found, "programme", "comm.attendance")["year"].outcome is Outcome.NOT_ADDED
    assert changes(found, "programme", "comm.news")["year"].outcome is Outcome.NOT_STATED_NOW
    assert found.row("programme", "comm.contest") is None


@pytest.mark.django_db
def test_a_told_change_is_held_against_the_computed_one():
    claim("comm.leaflet", 59, first=date(2026, 1, 1), last=date(2026, 3, 1))
    claim("comm.leaflet", 100, first=date(2025, 1, 1), last=date(2025, 3, 1))
    claim("comm.leaflet", 41, first=date(2026, 1, 1), last=date(2026, 3, 1), unit="%", apart="change")
    claim("comm.leaflet", 60, first=date(2026, 1, 2), last=date(2026, 3, 1), unit="%", apart="change")
    claim("comm.leaflet", 41, first=date(2026, 1, 3), last=date(2026, 3, 1), unit="tờ", apart="change")
    row = compared(H1).row("programme", "comm.leaflet")
    assert row is not None
    assert [one.told.verdict for one in row.told] == [Verdict.AGREES, Verdict.CONTRADICTS, Verdict.AGREES]


@pytest.mark.django_db
def test_what_cannot_be_is_flagged_with_the_figures_behind_it():
    first, last = date(2026, 1, 1), date(2026, 3, 1)
    claim("comm.pledge", 40, bound="about", first=first, last=last, splits={"sex": {"female": 30, "male": 30}})
    claim("victim.received", 100, first=first, last=last)
    claim("victim.self_returned", 48, first=first, last=last)
    claim("victim.rescued", 82, first=first, last=last)
    claim("target.rate", 130, first=first, last=last, unit="%")
    claim("target.rate", 130, first=first, last=last, unit="%", apart="change")
    flags = {flag.kind: flag for flag in compared(H1).flags}
    assert set(flags) == {FlagKind.SPLIT, FlagKind.WAYS, FlagKind.RATE}
    assert len(flags[FlagKind.WAYS].figures) == 3
    assert flags[FlagKind.RATE].part == Stated.exactly(130)


@pytest.mark.django_db
def test_a_mandate_that_begins_later_is_said_and_not_counted_before():
    with acting("administrator"):
        Mandate.objects.filter(body__code="LS.SYT").update(valid_from=date(2025, 6, 15))
    found = compared(H1)
    assert [one.why_not for one in found.earlier] == [WhyNot.MANDATE, WhyNot.NONE]
    both = changes(found, "persons", "received")
    assert (both["year"].outcome, both["stage"].outcome) == (Outcome.NOT_STATED, Outcome.NONE_TWICE)


@pytest.mark.django_db
def test_nobody_compares_over_another_province():
    with acting("reporter") as staff:
        area = Place.objects.get(pk=BAC_NINH)
        for asked in (compare, by_former):
            with pytest.raises(DatabaseError), transaction.atomic():
                asked(staff, Question(area, half_of(2025, 1)))


# Places: what lies in what, the same in Python and in the database.
@pytest.mark.django_db
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.sampled_from(sorted(places().by_id)))
def test_the_database_and_the_look_up_agree_on_what_lies_in_what(place_id):
    with connection.cursor() as cursor:
        cursor.execute("select vt.within(%s), vt.above(%s)", [place_id, place_id])
        inside, over = cursor.fetchone()
    assert set(inside) == set(within(place_id))
    assert set(over) == above(place_id)


def test_former_units_are_named_where_they_were_merged_or_divided():
    borders = borders_of(BAC_NINH, date(2025, 1, 1))
    assert borders is not None
    assert (set(borders.merged), borders.divided) == ({"Tỉnh Bắc Giang", "Tỉnh Bắc Ninh"}, ())
    assert borders_of(BAC_NINH, date(2025, 7, 1)) is None
    assert borders_of(LANG_SON, date(2025, 1, 1)) is None  # not merged
    divided = [unit.id for unit in places().by_id.values() if unit.valid_to is None and places().divided_in(unit)]
    of_part = borders_of(divided[0], date(2025, 1, 1))
    assert of_part is not None
    assert of_part.divided


def of_former(area: int, code: str, value: int, **facts: Any) -> Figure:
    """A claim of the health department of today about a former unit, entered late."""
    with acting("reporter", OTHER_HEALTH) as staff:
        values: dict[str, Any] = {
            "world": "demo", "province_id": area, "area_id": area, "body_id": staff.body_id, "indicator_id": code, "value": Decimal(value), "unit": "",
            "happened_from": date(2024, 1, 1), "happened_to": date(2024, 11, 30), "recorded_by_id": staff.post_id,
        }  # fmt: skip
        return Figure.objects.create(**(values | facts))


@pytest.fixture
def merged(db):
    """A year before the merger: cases of both former provinces and under the units of today, and claims of each."""
    commune_of = {
        province: next(unit.id for unit in places().by_id.values() if unit.level == "commune" and places().province_of(unit).id == province)
        for province in (BAC_GIANG_THEN, BAC_NINH_THEN)
    }  # fmt: skip
    for province, many in ((BAC_GIANG_THEN, 3), (BAC_NINH_THEN, 2)):
        for one in range(many):
            with acting("case_worker", OTHER_HEALTH) as staff:
                received(date(2024, 3, one + 1), staff, place=Place.objects.get(pk=commune_of[province]))
    return commune_of


@pytest.mark.django_db
def test_a_report_of_a_merged_province_sums_what_its_former_provinces_told(merged):
    of_former(BAC_GIANG_THEN, "comm.leaflet", 100, bound="at_least")
    of_former(BAC_NINH_THEN, "comm.leaflet", 50)
    # Held by the total of its former province: the same leaflets.
    of_former(BAC_GIANG_THEN, "comm.leaflet", 40, area_id=merged[BAC_GIANG_THEN], happened_to=date(2024, 5, 1))
    with acting("reporter", OTHER_HEALTH) as staff:
        question = Question(area_of(staff, BAC_NINH), year_of(2024))
        report = compile_report(staff, question)
        assert counts(report)[0] == 5
        told = {one.indicator.pk: one for one in report.programme()}
        assert (told["comm.leaflet"].value, told["comm.leaflet"].bound, told["comm.leaflet"].left_out) == (
            150,
            "at_least",
            1,
        )
    found = former(year_of(2024), BAC_NINH, OTHER_HEALTH)
    assert found is not None
    assert [column.name for column in found.columns] == ["Tỉnh Bắc Giang", "Tỉnh Bắc Ninh"]
    rows = {row.code: row for row in found.rows}
    assert rows["received"].cells == (Stated.exactly(3), Stated.exactly(2))
    assert rows["received"].whole == Stated.exactly(5)
    assert rows["comm.leaflet"].cells == (Stated.of(100, None), Stated.exactly(50))
    assert rows["comm.leaflet"].whole == Stated.of(150, None)


@pytest.mark.django_db
def test_a_year_after_the_merger_compares_with_the_former_provinces(merged):
    with acting("case_worker", OTHER_HEALTH) as staff:
        communes = Place.objects.filter(province_id=BAC_NINH, level="commune")
        for _one in range(3):
            received(date(2025, 3, 2), staff, place=communes[0])
    found = compared(year_of(2025), area_id=BAC_NINH, of=OTHER_HEALTH)
    assert changes(found, "persons", "received")["year"].before == Stated.exactly(5)
    assert found.earlier[0].borders is not None
    assert former(year_of(2026), BAC_NINH, OTHER_HEALTH) is None
    assert former(year_of(2024), LANG_SON, "LS.SYT") is None


@pytest.mark.django_db
def test_a_commune_counts_the_whole_communes_it_was_made_from_and_not_the_divided_ones():
    units = [
        unit
        for unit in places().by_id.values()
        if unit.level == "commune" and unit.valid_to is None and places().province_of(unit).id == LANG_SON
    ]
    whole = next(unit for unit in units if places().made_of(unit) and not places().divided_in(unit))
    old = places().made_of(whole)[0]
    received(date(2024, 3, 1), place=Place.objects.get(pk=old.id))
    received(date(2024, 3, 1), place=Place.objects.get(pk=whole.id))
    found = compared(year_of(2025), area_id=whole.id)
    assert changes(found, "persons", "received")["year"].before == Stated.exactly(2)
    divided = next((unit for unit in units if places().divided_in(unit)), None)
    if divided is not None:
        found = compared(year_of(2025), area_id=divided.id)
        assert changes(found, "persons", "received")["year"].outcome is Outcome.BORDERS


CODES = ("comm.leaflet", "comm.event")


@pytest.mark.django_db
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=some.data())
def test_the_two_ways_of_adding_agree_on_figures_of_former_units_too(data):
    former_communes = [unit.id for unit in places().by_id.values() if unit.valid_to is not None and places().province_of(unit).id in (BAC_GIANG_THEN, BAC_NINH_THEN)][:6]  # fmt: skip
    today = [unit.id for unit in places().by_id.values() if unit.valid_to is None and unit.parent_id == BAC_NINH][:4]
    areas = [BAC_NINH, BAC_GIANG_THEN, BAC_NINH_THEN, *former_communes, *today]
    with transaction.atomic():
        for _one in range(data.draw(some.integers(1, 8))):
            area = data.draw(some.sampled_from(areas))
            province = places().province_of(places().by_id[area]).id
            first = date(2024, data.draw(some.integers(1, 6)), 1)
            claim(
                data.draw(some.sampled_from(CODES)), data.draw(some.integers(0, 50)), bound=data.draw(some.sampled_from(["exact", "at_least", "about"])),
                first=first, last=date(2024, data.draw(some.integers(6, 11)), 28), province_id=data.draw(some.sampled_from([province, BAC_NINH])), area_id=area,
                **_source(data),
            )  # fmt: skip
        with acting("reporter", OTHER_HEALTH) as staff:
            lines = {line.indicator.pk: line.total for line in totals(staff, area_id=BAC_NINH, period=year_of(2024))}
            cells = roll_up(
                staff, area_id=BAC_NINH, period=year_of(2024), indicators=Indicator.objects.filter(pk__in=CODES)
            )
            for code in CODES:
                assert lines.get(code) == add_up(cell.amount for cell in cells if cell.code == code)
        transaction.set_rollback(True)


def _source(data: Any) -> dict[str, Any]:
    return data.draw(some.sampled_from([{}, {"source_kind": "activity", "source_id": uuid.uuid4()}]))
