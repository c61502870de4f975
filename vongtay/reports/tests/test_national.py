"""The whole country under one mandate: counted by province, drafted and issued by a ministry, and nothing of a person."""

import uuid
from datetime import date, timedelta

import pytest
from django.db import ProgrammingError, connection, transaction

from tests.cast import HEALTH, OTHER_HEALTH, acting, body
from vongtay.agencies.models import Mandate, Place
from vongtay.agencies.places.units import COUNTRY
from vongtay.agencies.queries import above, province_today, within
from vongtay.common.days import today
from vongtay.common.periods import half_of, year_of
from vongtay.indicators.models import Figure
from vongtay.indicators.queries import roll_up, totals
from vongtay.reports import actions
from vongtay.reports.annexes import tables_of
from vongtay.reports.compile import compile_report
from vongtay.reports.models import IssuedReport, ReportDraft
from vongtay.reports.queries import Question, area_of, counted_since
from vongtay.reports.tests.world import BAC_NINH, DONG_DANG, LANG_SON, claim, received, signed_in

H1, BEFORE = half_of(2026, 1), year_of(2024)
MINISTRY = "VN.BYT"
BAC_GIANG = 1100024  # went into Bắc Ninh on 1/7/2025
pytestmark = pytest.mark.django_db


def two_provinces() -> None:
    """Two persons and seven events in one province, one person and five events in the other; each event of the commune lies in a total."""
    received(date(2026, 1, 10))
    received(date(2026, 2, 10))
    with acting("receiver", "BN.UBND.07210") as staff:
        received(date(2026, 3, 1), staff, place=Place.objects.get(pk=staff.place_id))
    claim("comm.event", 7, first=H1.first, last=H1.last)
    claim("comm.event", 3, first=H1.first, last=H1.last, area_id=DONG_DANG)
    there = {"body": body(OTHER_HEALTH), "province_id": BAC_NINH, "area_id": BAC_NINH}
    with acting("reporter", OTHER_HEALTH) as staff:
        claim_there("comm.event", 5, staff, there)


def claim_there(code: str, value: int, staff, facts, period=H1) -> Figure:
    return Figure.objects.create(
        world="demo", indicator_id=code, value=value, unit="", happened_from=period.first, happened_to=period.last, recorded_by_id=staff.post_id,
        **facts,
    )  # fmt: skip


def country(staff) -> Question:
    return Question(area_of(staff, COUNTRY, H1), H1)


def test_both_ways_of_saying_what_lies_in_the_country_agree():
    with acting("reporter", MINISTRY), connection.cursor() as cursor:
        cursor.execute("select vt.within(%s)", [COUNTRY])
        assert sorted(cursor.fetchone()[0]) == sorted(within(COUNTRY))
        cursor.execute("select vt.areas()")
        assert set(cursor.fetchone()[0]) == set(within(COUNTRY))
    assert (above(COUNTRY), province_today(COUNTRY), province_today(BAC_GIANG)) == (frozenset(), None, BAC_NINH)


def test_a_mandate_over_the_country_counts_every_province_and_what_lies_in_it():
    two_provinces()
    with acting("reporter", MINISTRY) as staff:
        report = compile_report(staff, country(staff))
        assert report.persons.received == 3
        told = {one.indicator.pk: one.value for one in report.programme()}
        assert told["comm.event"] == 12  # three of a commune lie in the seven of its province
        for area_id, n in ((LANG_SON, 2), (BAC_NINH, 1), (DONG_DANG, 2)):
            assert compile_report(staff, Question(area_of(staff, area_id, H1), H1)).persons.received == n


def test_totals_and_sums_by_area_agree_on_the_country():
    two_provinces()
    with acting("reporter", MINISTRY) as staff:
        lines = totals(staff, area_id=COUNTRY, period=H1)
        cells = roll_up(staff, area_id=COUNTRY, period=H1, indicators=[line.indicator for line in lines])
        assert sum(cell.amount.value for cell in cells) == lines[0].total.value == 12
        assert {cell.area_id for cell in cells} == {LANG_SON, BAC_NINH}


def test_the_tables_stand_by_province_and_former_units_lie_in_those_of_today():
    two_provinces()
    with acting("reporter", OTHER_HEALTH) as staff:
        claim_there(
            "comm.event", 4, staff, {"body": body(OTHER_HEALTH), "province_id": BAC_GIANG, "area_id": BAC_GIANG}, BEFORE
        )
        claim_there(
            "comm.event", 6, staff, {"body": body(OTHER_HEALTH), "province_id": 1100027, "area_id": 1100027}, BEFORE
        )
    with acting("reporter", MINISTRY) as staff:
        tables = tables_of(staff, compile_report(staff, country(staff)))
        assert [(name, counts.received) for name, counts in tables.provinces] == [
            ("Tỉnh Bắc Ninh", 1),
            ("Tỉnh Lạng Sơn", 2),
        ]
        assert [name for name, _amounts in tables.communes.rows] == ["Tỉnh Bắc Ninh", "Tỉnh Lạng Sơn"]
        earlier = Question(area_of(staff, COUNTRY, BEFORE), BEFORE)
        rows = tables_of(staff, compile_report(staff, earlier)).communes.rows
        assert [(name, amounts[0].value) for name, amounts in rows] == [("Tỉnh Bắc Ninh", 10)]


def test_a_ministry_drafts_and_issues_the_national_report():
    two_provinces()
    with acting("reporter", MINISTRY) as staff:
        draft = actions.start_draft(key=uuid.uuid4(), question=country(staff), by=staff)
        for _step in actions.steps_of(draft.pk, staff):
            pass
        draft.refresh_from_db()
        assert (draft.state, draft.numbers["F.comm.event"]) == ("ready", "12")
        actions.order_issue(draft=draft, on=date(2026, 7, 1), by=staff)
        for _step in actions.steps_of(draft.pk, staff):
            pass
        draft.refresh_from_db()
        assert draft.state == "issued", draft.why
        issued = draft.issued
    # A province's reporter sees neither the draft nor what the ministry issued; the ministry sees what provinces issue.
    with acting("reporter"):
        assert not ReportDraft.objects.filter(pk=draft.pk).exists()
        assert not IssuedReport.objects.filter(pk=issued.pk).exists()
        assert not Figure.objects.filter(province_id=BAC_NINH).exists()


@pytest.mark.parametrize("role", ["reporter", "head", "statistician"])
def test_the_country_gives_counts_and_no_person(role):
    two_provinces()
    with acting(role, MINISTRY), connection.cursor() as cursor:
        cursor.execute("select sum(n) from vt.count_cases(%s, %s, %s, null)", [COUNTRY, H1.first, H1.last])
        assert cursor.fetchone()[0] == 3
        for table in (
            "cases_case",
            "cases_caseevent",
            "cases_step",
            "people_person",
            "people_subject",
            "support_ledgerentry",
            "cases_abroad",
        ):
            cursor.execute("select to_regclass(%s) is not null", [f"public.{table}"])
            if cursor.fetchone()[0]:
                cursor.execute(f"select count(*) from {table}")  # names from above
                assert cursor.fetchone()[0] == 0, table


@pytest.mark.parametrize(("role", "of"), [("reporter", HEALTH), ("reporter", OTHER_HEALTH), ("case_worker", HEALTH)])
def test_without_the_mandate_the_country_is_refused(role, of):
    two_provinces()
    with acting(role, of) as staff:
        with pytest.raises(Place.DoesNotExist):
            area_of(staff, COUNTRY, H1)
        with connection.cursor() as cursor:
            for function in ("count_cases", "count_by_place", "sum_support"):
                with pytest.raises(ProgrammingError, match="no mandate"), transaction.atomic():
                    cursor.execute(
                        f"select * from vt.{function}(%s, %s, %s, null)",  # names from above
                        [COUNTRY, H1.first, H1.last],
                    )


def test_an_administrator_of_a_province_gives_no_mandate_over_the_country():
    with acting("administrator"):
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            Mandate.objects.create(body=body(HEALTH), area_id=COUNTRY)
        assert not Mandate.objects.filter(area_id=COUNTRY).update(valid_to=None)


def test_a_mandate_that_ended_reaches_nothing():
    two_provinces()
    with acting("administrator", MINISTRY):
        Mandate.objects.filter(body__code=MINISTRY).update(valid_to=today() - timedelta(days=1))
    with acting("reporter", MINISTRY) as staff:
        with pytest.raises(Place.DoesNotExist):
            area_of(staff, COUNTRY, H1)
        assert not Figure.objects.exists()
        assert counted_since(staff, Place.objects.get(pk=COUNTRY)) is None


@pytest.mark.parametrize(
    "name",
    [
        "",
        "national",
        "boards/",
        "boards/map/",
        "boards/map/?measure=received",
        "tables/",
        "statistics/",
        "limits/",
        "official/",
        "calendar/",
    ],
)
def test_the_pages_of_the_ministry_open(name):
    two_provinces()
    address = f"/reports/{COUNTRY}/administrative/2026-H1/" if name == "national" else f"/reports/{name}"
    found = signed_in("reporter", MINISTRY).get(address)
    assert found.status_code == 200, address
    if name == "national":
        assert "Cả nước" in found.content.decode()
