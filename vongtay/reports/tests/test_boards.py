"""Boards: the same numbers in chart, table and file, each leading to what lies behind it, within rights and under the mandate."""

import csv
import io
import uuid
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

import lxml.html
import pytest
from django.db import connection, transaction
from django.db.utils import DataError, ProgrammingError
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from tests.cast import COMMUNE, HEALTH, OTHER_HEALTH, acting
from vongtay.agencies.actions import acting_as
from vongtay.agencies.models import Post
from vongtay.cases.queries import count_cases, count_persons
from vongtay.cases.states import State
from vongtay.common.ages import default_bands
from vongtay.common.periods import Calendar, month_of, year_of
from vongtay.indicators.models import Indicator
from vongtay.indicators.queries import roll_up, roll_up_each
from vongtay.reports import actions
from vongtay.reports.grids import Grid, Line, Number
from vongtay.reports.queries import area_of
from vongtay.reports.tests.world import BAC_NINH, DONG_DANG, LANG_SON, claim, decided, of_commune, received, signed_in
from vongtay.reports.views.boards import board, drawing, mapped, ways
from vongtay.reports.views.boards.drawing import Sheet

pytestmark = pytest.mark.django_db
YEAR = {"area": LANG_SON, "calendar": "statistical", "year": 2026}
COUNTING = ("reporter", "head", "statistician")


def page_of(browser, name="board", **query):
    answer = browser.get(reverse(f"reports:{name}"), YEAR | query)
    assert answer.status_code == 200
    return lxml.html.fromstring(answer.content)


def table_of(page, key):
    """The numbers of a panel's table by the name of the row."""
    found = {}
    for row in page.xpath(f"//*[@id='{key}']//tbody/tr | //*[@id='{key}']//tfoot/tr"):
        found[row.xpath("./th")[0].text_content().strip()] = [cell.text_content().strip() for cell in row.xpath("./td")]
    return found


def file_of(browser, key, **query):
    answer = browser.get(reverse("reports:board_csv", args=[key]), YEAR | query)
    assert answer.status_code == 200
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


@pytest.fixture
def some():
    received(date(2026, 1, 10), sex="female", age_years=17, route="R1")
    decided(received(date(2026, 1, 11), sex="male", age_years=30, route="R5"), State.IDENTIFIED, on=date(2026, 2, 1))
    of_commune(date(2026, 3, 12), sex="female", age_years=None, age_precision="unknown", route="R1")


@pytest.mark.parametrize("role", COUNTING)
def test_chart_table_and_file_say_the_same(role, some):
    browser = signed_in(role)
    page = page_of(browser)
    months = table_of(page, "months")
    assert months["1"] == ["1", "1", "0", "0", "2"]
    assert months["Cộng"] == ["2", "1", "0", "0", "3"]
    assert [text.text_content() for text in page.xpath("//*[@id='months']//*[contains(@class, 'drawing__value')]")] == [
        "2",
        "1",
    ]
    lines = file_of(browser, "months")
    assert lines[1] == ["1", "1", "1", "0", "0", "2"]
    assert table_of(page, "sexes")["Nữ"][0] == "2"
    assert sum(int(cells[0]) for name, cells in table_of(page, "ages").items() if name != "Cộng") == 3


def test_the_order_of_the_sheets_is_that_of_the_role(some):
    def keys(role):
        return [panel.get("id") for panel in page_of(signed_in(role)).xpath("//*[@class='boards']/section")]

    assert keys("head")[0] == "plan"
    assert keys("reporter")[0] == "months"
    assert sorted(keys("head")) == sorted(keys("statistician"))


def test_each_number_leads_to_as_many_behind_it(some):
    browser = signed_in("head")
    for sheet in ("months", "routes", "sexes", "ages"):
        for link in page_of(browser).xpath(f"//*[@id='{sheet}']//td/a"):
            behind = browser.get(link.get("href"))
            assert behind.status_code == 200
            assert behind.context["found"].total == int(link.text_content())


def test_the_address_narrows_every_sheet_of_persons(some):
    page = page_of(signed_in("reporter"), route="R1", sex="female")
    assert table_of(page, "months")["Cộng"][-1] == "2"
    assert table_of(page, "routes")["Cộng"][0] == "2"
    assert "route=R1" in page.xpath("//*[@id='months']//figcaption/a")[0].get("href")
    commune = page_of(signed_in("reporter"), area=DONG_DANG)
    assert table_of(commune, "months")["Cộng"][-1] == "3"


def test_the_calendar_of_reports_cuts_months_on_the_fourteenth():
    received(date(2025, 12, 20))
    page = page_of(signed_in("reporter"), calendar="administrative")
    assert table_of(page, "months")["1"][-1] == "1"
    assert table_of(page_of(signed_in("reporter")), "months")["Cộng"][-1] == "0"


def test_a_change_is_seen_at_once_though_drawings_are_kept(some):
    browser = signed_in("reporter")
    before = table_of(page_of(browser), "months")["Cộng"][-1]
    received(date(2026, 5, 1))
    assert (before, table_of(page_of(browser), "months")["Cộng"][-1]) == ("3", "4")


KEPT = (drawing._drawn, mapped._written, ways._drawn, board._filters)


def drawings():
    """How many panels, maps, flows and forms of a choice were drawn so far in this process."""
    return sum(kept.cache_info().misses for kept in KEPT)


@pytest.mark.parametrize("name", ["board", "board_map", "ways"])
def test_a_drawing_is_made_once_for_the_same_numbers(name, some):
    for kept in KEPT:
        kept.cache_clear()  # other tests draw the same numbers
    browser = signed_in("reporter")
    page_of(browser, name)
    before = drawings()
    page_of(browser, name)
    assert drawings() == before
    page_of(signed_in("reporter"), name)  # in another session
    assert drawings() == before
    received(date(2026, 5, 1))
    page_of(browser, name)
    assert drawings() > before


CHANGED = {"key": "b", "title": "B", "grid": Grid(("Tháng", "Số"), (Line("1", (Number(8, "8"),)),)), "kind": "rows", "source": "b", "period": "b",
           "note": "b", "csv_url": "/b", "more": ("/b", "b"), "held": "b", "tones": (2,), "charted": 1}  # fmt: skip


@pytest.mark.parametrize("name", [field.name for field in fields(Sheet)])
def test_whatever_a_panel_shows_makes_another_panel(name):
    """What differs in a number, a name, an address or a word is never taken from what was drawn for somebody else."""
    sheet = Sheet(f"of {name}", "A", Grid(("Tháng", "Số"), (Line("1", (Number(7, "7", "/7"),)),)), "columns")
    drawing.drawn(sheet)
    before = drawings()
    drawing.drawn(replace(sheet))
    assert drawings() == before
    drawing.drawn(replace(sheet, **{name: CHANGED[name]}))
    assert drawings() == before + 1
    with translation.override("en"):
        drawing.drawn(sheet)
    assert drawings() == before + 2


def test_nothing_drawn_crosses_roles_areas_or_worlds(some):
    address = reverse("reports:board")
    mine = signed_in("reporter").get(address, YEAR).content.decode()
    assert f"/reports/{LANG_SON}/statistical/2026/cases/" in mine
    with acting("administrator") as staff:
        actions.set_small_count(key=uuid.uuid4(), role="statistician", least=5, number=0, why="thử", by=staff)
    held = table_of(page_of(signed_in("statistician")), "months")
    assert {cell for row in held.values() for cell in row} <= {"không hiện", "0"}
    others = signed_in("reporter", OTHER_HEALTH).get(address, YEAR).content.decode()
    assert f"/reports/{LANG_SON}/" not in others
    assert f"/reports/{BAC_NINH}/" not in mine
    with acting_as(Post.objects.get(world="drill", body__code=HEALTH, role="case_worker")) as drill:
        received(date(2026, 5, 2), drill)
    assert table_of(page_of(signed_in("reporter")), "months")["Cộng"][-1] == "3"


@pytest.mark.parametrize(
    "wrong", [{"area": "x" * 50}, {"area": BAC_NINH}, {"year": "99999"}, {"part": "-Q9"}, {"calendar": "lunar"}, {"route": "<script>"}, {"sex": "\u0000"}, {"known": "never"},
     {"indicator": "'"}]
)  # fmt: skip
def test_rubbish_in_the_address_falls_back(wrong, some):
    page_of(signed_in("reporter"), **wrong)


def test_other_roles_and_other_provinces_see_nothing(some):
    for role in ("case_worker", "verifier", "decider", "clerk", "administrator", "auditor", "legal_officer"):
        assert signed_in(role).get(reverse("reports:board")).status_code == 404
        assert signed_in(role).get(reverse("reports:board_csv", args=["months"])).status_code == 404
    assert signed_in("receiver", COMMUNE).get(reverse("reports:board")).status_code == 404
    assert table_of(page_of(signed_in("reporter", OTHER_HEALTH)), "months")["Cộng"][-1] == "0"
    assert signed_in("reporter").get(reverse("reports:board_csv", args=["nothing"])).status_code == 404


def test_the_database_counts_persons_only_under_a_mandate(some):
    wanted = {"periods": [year_of(2026, Calendar.STATISTICAL)], "by": ("route",), "bands": default_bands()}
    with acting("reporter"):
        assert sum(cell.n for cell in count_persons(area_id=LANG_SON, **wanted)) == 3
    for role, body, area in (
        ("reporter", HEALTH, BAC_NINH),
        ("case_worker", HEALTH, LANG_SON),
        ("reporter", OTHER_HEALTH, DONG_DANG),
    ):
        with pytest.raises(ProgrammingError, match="no mandate"), transaction.atomic(), acting(role, body):
            count_persons(area_id=area, **wanted)


def test_persons_stand_in_the_span_of_their_day_and_in_no_gap_between(some):
    for day in (date(2026, 1, 31), date(2026, 2, 1), date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 31)):
        received(day)
    wanted = {"area_id": LANG_SON, "by": (), "bands": default_bands()}

    def counted(*months: int) -> dict[int, int]:
        periods = [month_of(2026, month, Calendar.STATISTICAL) for month in months]
        with acting("reporter"):
            return {cell.nth: cell.n for cell in count_persons(periods=periods, **wanted)}

    each = [counted(month).get(1, 0) for month in (1, 2, 3)]
    assert each[1] == 2
    assert counted(1, 2, 3) == dict(enumerate(each, 1))
    assert counted(1, 3) == {1: each[0], 2: each[2]}
    for months in ((2, 1), (1, 1)):
        with pytest.raises(DataError, match="follow one another"), transaction.atomic():
            counted(*months)


def test_splits_are_those_of_the_report_now_and_then(some):
    period = year_of(2026, Calendar.STATISTICAL)
    with acting("reporter"):
        whole = count_cases(area_id=LANG_SON, period=period)
        cells = count_persons(
            area_id=LANG_SON, periods=[period], by=("route", "sex", "band", "state"), bands=default_bands()
        )

    def keyed(rows, band):
        found = {}
        for row in rows:
            key = (row.route, row.sex, band(row), row.state)
            found[key] = found.get(key, 0) + row.n
        return found

    assert keyed(cells, lambda row: row.band) == keyed(whole, lambda row: default_bands().code_of(row.age_years))


def test_figures_by_month_are_those_of_the_report_for_each_month():
    months = [month_of(2026, month, Calendar.STATISTICAL) for month in (1, 2, 3)]
    claim("comm.event", 5, first=date(2026, 1, 3), last=date(2026, 1, 9), bound="at_least")
    claim("comm.event", 7, first=date(2026, 2, 3), last=date(2026, 3, 9))
    claim("comm.event", 9, first=date(2026, 3, 20), last=date(2026, 3, 20))
    claim("comm.event", 2, first=date(2026, 1, 15), last=date(2026, 1, 15), area_id=DONG_DANG)
    wanted = list(Indicator.objects.filter(pk="comm.event"))
    with acting("reporter") as staff:
        found = roll_up_each(staff, area_id=LANG_SON, periods=months, indicators=wanted)
        each = [roll_up(staff, area_id=LANG_SON, period=month, indicators=wanted) for month in months]
        whole = roll_up_each(staff, area_id=LANG_SON, periods=months, indicators=wanted, by_area=False)
    assert [one.cell for one in found if one.nth == 1] == each[0]
    assert [one.nth for one in found] == [1, 1, 3]
    assert len(each[0]) == 2
    assert [(one.nth, one.cell.area_id, one.cell.amount.low) for one in whole] == [(1, LANG_SON, 7), (3, LANG_SON, 9)]
    browser = signed_in("reporter")
    table = table_of(page_of(browser, indicator="comm.event"), "programme")
    assert table["1"] == ["ít nhất 7"]
    assert table["Cộng"] == ["ít nhất 23"]
    assert file_of(browser, "programme", indicator="comm.event")[3][1] == "9"
    assert Decimal(9) == each[2][0].amount.low


def test_a_board_asks_a_fixed_number_of_questions(some):
    browser = signed_in("head")
    page_of(browser)
    with CaptureQueriesContext(connection) as few:
        page_of(browser)
    for day in range(1, 9):
        received(date(2026, 4, day), route="R2")
    with CaptureQueriesContext(connection) as many:
        page_of(browser)
    assert len(many) == len(few) <= 19
    with acting("head") as staff:
        assert area_of(staff, LANG_SON).pk == LANG_SON


@pytest.mark.parametrize(
    ("name", "query", "most"),
    [("board_map", {"measure": "received"}, 12), ("board_map", {"measure": "indicator"}, 14), ("ways", {}, 12), ("hot_spots", {}, 16),
     ("tables", {"what": "received", "rows": "month", "columns": "route"}, 17), ("tables", {"what": "comm.event", "rows": "area", "columns": "month"}, 19)],
)  # fmt: skip
def test_other_boards_ask_a_fixed_number_of_questions(name, query, most, some):
    browser = signed_in("reporter")
    page_of(browser, name, **query)
    with CaptureQueriesContext(connection) as few:
        page_of(browser, name, **query)
    for day in range(1, 6):
        of_commune(date(2026, 4, day), route="R2")
    with CaptureQueriesContext(connection) as many:
        page_of(browser, name, **query)
    assert len(many) == len(few) <= most, "\n".join(one["sql"][:160] for one in many)
