"""Totals counted by hand, at the edges of both calendars, adding up, as known on a day, by mandate and not by grant."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as some

from tests.cast import OTHER_HEALTH, acting
from vongtay.agencies.models import Place
from vongtay.cases.models import Case
from vongtay.cases.queries import Cell, count_abroad, stage_totals
from vongtay.cases.states import Route, State
from vongtay.common.ages import default_bands
from vongtay.common.periods import Calendar, custom, half_of, year_of
from vongtay.people.models import Sex
from vongtay.reports.compile import changes_since, frozen
from vongtay.reports.counting import By, Counts, Slice, Status, count, split
from vongtay.reports.queries import Question, abroad_behind, area_of, behind
from vongtay.reports.tests.world import (
    BAC_NINH,
    DONG_DANG,
    LANG_SON,
    claim,
    compiled,
    corrected,
    decided,
    numbers,
    of_commune,
    received,
    residents_abroad,
    rows,
    shift,
)
from vongtay.reports.wording import abroad_runs

H1, H2 = half_of(2026, 1), half_of(2026, 2)
CIVIL = half_of(2026, 1, Calendar.STATISTICAL)
FIRST, LAST = date(2025, 12, 15), date(2026, 6, 14)


@pytest.mark.django_db
def test_the_two_calendars_cut_the_same_days_differently():
    for day in (
        date(2025, 12, 14),
        date(2025, 12, 15),
        date(2025, 12, 31),
        date(2026, 1, 1),
        date(2026, 6, 14),
        date(2026, 6, 15),
        date(2026, 6, 30),
        date(2026, 7, 1),
    ):
        received(day)
    assert numbers(compiled(H1))[0] == 4  # 15/12, 31/12, 1/1, 14/6
    assert numbers(compiled(H2))[0] == 3  # 15/6, 30/6, 1/7
    assert numbers(compiled(CIVIL))[0] == 4  # 1/1, 14/6, 15/6, 30/6
    assert numbers(compiled(year_of(2025)))[0] == 1  # 14/12
    assert numbers(compiled(year_of(2025, Calendar.STATISTICAL)))[0] == 3
    assert numbers(compiled(year_of(2026)))[0] == 7


@pytest.mark.django_db
def test_a_small_world_counted_by_hand():
    received(date(2026, 1, 5), sex="female", age_years=17, route="R1")
    received(date(2026, 1, 6), sex="female", age_years=18, route="R5", channel="foreign")
    received(date(2026, 1, 7), sex="male", age_years=None, age_precision="unknown", route="R6")
    decided(received(date(2026, 2, 1), sex="female", age_years=24), State.IDENTIFIED, on=date(2026, 3, 1))
    decided(received(date(2026, 2, 2), sex="unknown", age_years=24), State.NOT_IDENTIFIED, on=date(2026, 3, 1))
    decided(received(date(2026, 2, 3), sex="male", age_years=60, route="R4"), State.UNDETERMINED, on=date(2026, 7, 1))
    report = compiled(H1)
    assert numbers(report) == (6, 3, 1, 1, 1)
    assert rows(report, By.ROUTE) == {
        "R1": (3, 1, 1, 1, 0),
        "R4": (1, 0, 0, 0, 1),
        "R5": (1, 1, 0, 0, 0),
        "R6": (1, 1, 0, 0, 0),
    }
    assert rows(report, By.SEX) == {"female": (3, 2, 1, 0, 0), "male": (2, 1, 0, 0, 1), "unknown": (1, 0, 0, 1, 0)}
    assert rows(report, By.AGE) == {
        "16-17": (1, 1, 0, 0, 0), "18-20": (1, 1, 0, 0, 0), "24-26": (2, 0, 1, 1, 0), "48+": (1, 0, 0, 0, 1), "unknown": (1, 1, 0, 0, 0),
    }  # fmt: skip


@pytest.mark.django_db
def test_a_file_of_the_former_law_entered_late_counts_in_its_own_year():
    case = received(date(2019, 4, 2))
    assert case.regime == "L66"
    assert numbers(compiled(year_of(2019)))[0] == 1
    assert numbers(compiled(year_of(2026)))[0] == 0
    assert numbers(compiled(year_of(2019), timezone.now() - timedelta(days=1)))[0] == 0  # not known yesterday


@given(
    some.lists(
        some.builds(
            Cell, route=some.sampled_from(Route), sex=some.sampled_from(Sex), age_years=some.none() | some.integers(0, 120),
            age_at_act=some.none(), state=some.sampled_from(State), n=some.integers(0, 500),
        )
    )
)  # fmt: skip
def test_every_split_adds_up_to_the_total(cells):
    whole, bands = count(cells), default_bands()
    assert whole.received == sum(cell.n for cell in cells)
    for by in By:
        parts = split(cells, by, bands)
        for status in Status:
            assert sum(getattr(counts, status) for _code, counts in parts.rows) == getattr(whole, status)
        for code, counts in parts.rows:
            for status, value in counts.all:
                chosen = Slice(**{by.value: code}, status=status.value)
                assert sum(cell.n for cell in cells if chosen.holds(cell, bands)) == value


def test_parts_that_do_not_make_the_whole_are_refused():
    with pytest.raises(ValueError, match="don't add up"):
        Counts(received=3, identified=2)


@pytest.mark.django_db
def test_what_was_known_on_a_day_is_reproduced_exactly():
    """Enter late, correct sex and route, decide: each report is given again as it was, number by number."""
    before = timezone.now() - timedelta(days=70)
    first = received(date(2026, 1, 10), sex="female", route="R1")
    shift(first, days=60)
    one_case = timezone.now() - timedelta(days=50)
    wanted = frozen(compiled(H1))
    late = received(date(2026, 2, 10), sex="female", route="R6", age_years=30)
    shift(late, days=40)
    two_cases = timezone.now() - timedelta(days=35)
    wanted_later = frozen(compiled(H1))
    corrected(first, sex="male", route="R6")
    shift(first, days=30)  # what was known of it before lies ninety days back now
    between = timezone.now() - timedelta(days=20)
    wanted_corrected = frozen(compiled(H1))
    decided(late, State.NOT_IDENTIFIED, on=date(2026, 3, 1))
    assert numbers(compiled(H1)) == (2, 1, 0, 1, 0)
    assert frozen(compiled(H1, between)) == wanted_corrected
    assert rows(compiled(H1, between), By.SEX) == {"male": (1, 1, 0, 0, 0), "female": (1, 1, 0, 0, 0)}
    shifted_two = timezone.now() - timedelta(days=32)
    assert frozen(compiled(H1, shifted_two)) == wanted_later
    assert rows(compiled(H1, two_cases), By.SEX) == {"female": (2, 2, 0, 0, 0)}
    assert frozen(compiled(H1, one_case)) == wanted
    assert numbers(compiled(H1, before - timedelta(days=60)))[0] == 0


@pytest.mark.django_db
def test_a_late_correction_is_seen_behind_the_numbers_of_then_and_now():
    case = received(date(2026, 1, 10), sex="female")
    shift(case, days=10)
    corrected(case, sex="male")
    then = timezone.now() - timedelta(days=5)
    with acting("head") as staff:
        area = area_of(staff, LANG_SON)
        assert behind(staff, Question(area, H1, then), Slice(sex="female")).codes == [case.code]
        assert behind(staff, Question(area, H1, then), Slice(sex="male")).total == 0
        assert behind(staff, Question(area, H1), Slice(sex="male", status="under_identification")).codes == [case.code]
        assert behind(staff, Question(area, H1), Slice(sex="female")).total == 0


@pytest.mark.parametrize("age", ["9-15", "16-17", "48+", "unknown"])
@pytest.mark.django_db
def test_codes_behind_an_age_band_are_those_counted_in_it(age):
    made = {received(date(2026, 1, 10), age_years=years, age_precision="estimated" if years is not None else "unknown").code: years
            for years in (9, 15, 16, 17, 48, 90, None)}  # fmt: skip
    with acting("head") as staff:
        found = behind(staff, Question(area_of(staff, LANG_SON), H1), Slice(age=age))
    assert found.outside == 0
    assert set(found.codes) == {code for code, years in made.items() if default_bands().code_of(years) == age}


@pytest.mark.django_db
def test_totals_follow_the_mandate_and_codes_the_grants():
    of_commune(date(2026, 1, 10))
    own = received(date(2026, 1, 11))
    for role, codes in (("reporter", []), ("statistician", []), ("head", [own.code])):
        with acting(role) as staff:
            found = behind(staff, Question(area_of(staff, LANG_SON), H1), Slice())
            assert (found.total, found.codes, found.outside) == (2, codes, 2 - len(codes)), role


@pytest.mark.django_db
def test_an_area_outside_the_mandate_is_missing():
    with acting("reporter") as staff:
        with pytest.raises(Place.DoesNotExist):
            area_of(staff, BAC_NINH)
        assert area_of(staff, DONG_DANG).level == "commune"
    with acting("reporter", OTHER_HEALTH) as staff, pytest.raises(Place.DoesNotExist):
        area_of(staff, LANG_SON)
    for role in ("case_worker", "decider", "administrator", "auditor"):
        with acting(role) as staff, pytest.raises(Place.DoesNotExist):
            area_of(staff, LANG_SON)


@pytest.mark.django_db
def test_a_commune_is_counted_alone():
    of_commune(date(2026, 1, 10))
    received(date(2026, 1, 10), place=Place.objects.get(pk=2306172))
    assert numbers(compiled(H1, area_id=DONG_DANG))[0] == 1
    assert numbers(compiled(H1))[0] == 2
    assert Case.objects.count() == 0  # nobody asks here: no row without a session


@pytest.mark.django_db
def test_programme_figures_add_up_with_their_bounds_and_nil_is_said():
    claim("comm.leaflet", 300, bound="at_least", first=FIRST, last=date(2026, 3, 14))
    claim("comm.leaflet", 200, first=date(2026, 3, 15), last=LAST)
    claim("comm.banner", 0, nil=True, first=FIRST, last=LAST)
    claim("comm.attendance", 700, first=FIRST, last=date(2026, 3, 14))
    claim("comm.attendance", 900, first=date(2026, 3, 15), last=LAST)
    claim("comm.contest", 4, first=date(2026, 1, 1), last=date(2026, 12, 14))  # reaches beyond the half year
    section = next(section for section in compiled(H1).sections if section.code == "III.1")
    told = {one.indicator.pk: one for one in section.told}
    assert (told["comm.leaflet"].status, told["comm.leaflet"].bound, told["comm.leaflet"].value) == (
        "value",
        "at_least",
        500,
    )
    assert told["comm.banner"].status == "nil"
    assert told["comm.attendance"].status == "listed"
    assert [int(figure.value) for figure in told["comm.attendance"].listed] == [700, 900]
    assert (told["comm.contest"].status, told["comm.contest"].left_out) == ("none", 1)
    assert "comm.pledge" in {row.pk for row in section.silent}


@pytest.mark.django_db
def test_a_corrected_figure_is_reproduced_as_then_known():
    now = timezone.now()
    old = claim("comm.leaflet", 300, first=FIRST, last=LAST, recorded_at=now - timedelta(days=20))
    claim("comm.leaflet", 450, first=FIRST, last=LAST, recorded_at=now - timedelta(days=5), replaces=old)

    def value(moment):
        return next((one.value for one in compiled(H1, moment).programme()), None)

    assert [value(now - timedelta(days=days)) for days in (30, 10, 1)] == [None, 300, 450]
    assert value(None) == 450


@pytest.mark.django_db
def test_a_custom_period_counts_both_ends():
    received(date(2026, 4, 1))
    received(date(2026, 4, 30))
    assert numbers(compiled(custom(date(2026, 4, 1), date(2026, 4, 30))))[0] == 2
    assert numbers(compiled(custom(date(2026, 4, 2), date(2026, 4, 29))))[0] == 0


@pytest.mark.django_db
def test_the_list_of_residents_abroad_stands_in_the_report_from_the_rows_of_its_own_page():
    entries = residents_abroad()
    report = compiled(H2)
    with acting("reporter") as staff:
        cells = count_abroad(area_id=LANG_SON, periods=[H2])
        assert report.abroad == stage_totals(cells) == {"abroad": 2, "returned": 1}
        assert frozen(report)["abroad"]["abroad"] == 2
        assert "2 người còn ở nước ngoài; trong kỳ, 1 người trở về, 0 người" in "".join(
            run.text for run in abroad_runs(report)
        )
        found = abroad_behind(staff, Question(area_of(staff, LANG_SON), H2), "returned")
        assert (found.total, found.outside) == (1, 1)  # a reporter counts and opens no entry
    with acting("head") as staff:
        found = abroad_behind(staff, Question(area_of(staff, LANG_SON), H2), "returned")
        assert [row.code for row in found.rows] == [entries[0].code]


@pytest.mark.django_db
def test_a_return_that_was_wrong_is_told_as_a_change_of_an_issued_report():
    residents_abroad()
    issued = frozen(compiled(H2))
    assert changes_since(issued, compiled(H2)) == []
    residents_abroad()
    assert {(one.code, one.then, one.now) for one in changes_since(issued, compiled(H2))} >= {
        ("abroad.abroad", "2", "4")
    }
    assert not [one for one in changes_since({**issued, "abroad": {}}, compiled(H2)) if one.code.startswith("abroad.")]
