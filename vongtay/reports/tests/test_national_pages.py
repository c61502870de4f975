"""The country on the pages of figures, boards, statistics and limits: by province, narrowed to one, and what a ministry itself did."""

import uuid
from datetime import date

import lxml.html
import pytest
from django.db import ProgrammingError, transaction

from tests.cast import COMMUNE, OTHER_HEALTH, acting, body
from vongtay.agencies.models import Place
from vongtay.agencies.places.units import COUNTRY
from vongtay.cases.queries import queues
from vongtay.common.periods import Calendar, year_of
from vongtay.indicators.models import Figure
from vongtay.indicators.queries import roll_up, totals
from vongtay.programme.actions.risk import Judged, assess_risk
from vongtay.programme.models import Activity
from vongtay.reports.tests.test_national import MINISTRY, claim_there, two_provinces
from vongtay.reports.tests.world import BAC_NINH, DONG_DANG, LANG_SON, claim, received, signed_in
from vongtay.tasks.queries import lateness

YEAR, STATISTICAL = year_of(2026), year_of(2026, Calendar.STATISTICAL)
FIGURES = f"/reports/{COUNTRY}/administrative/2026/figures/"
pytestmark = pytest.mark.django_db


def page(address, role="reporter", of=MINISTRY):
    answer = signed_in(role, of).get(address)
    assert answer.status_code == 200, address
    return lxml.html.fromstring(answer.content)


def heads_of(found, within):
    """The first cell of each row."""
    return [row.text_content().strip() for row in found.xpath(f"//*[@id='{within}']//tbody/tr/th")]


def test_figures_stand_by_province_and_a_body_is_found_by_its_words():
    two_provinces()
    claim("comm.leaflet", 20, first=date(2026, 3, 1), last=date(2026, 3, 1), area_id=DONG_DANG)
    found = page(FIGURES)
    assert heads_of(found, "matrix") == ["Tỉnh Bắc Ninh", "Tỉnh Lạng Sơn"]
    assert "theo tỉnh" in found.xpath("//h1")[0].text_content()
    assert not found.xpath("//select[@name='body']")  # thousands of options
    links = page(f"{FIGURES}?who=bac ninh y te").xpath("//*[@id='found']//a")
    assert [link.text_content() for link in links] == ["Sở Y tế tỉnh Bắc Ninh"]
    alone = page(links[0].get("href"))
    assert heads_of(alone, "matrix") == ["Tỉnh Bắc Ninh"]
    assert "Sở Y tế tỉnh Bắc Ninh" in alone.xpath("//main")[0].text_content()
    assert "ít chữ hơn" in page(f"{FIGURES}?who=khong co").xpath("//*[@id='found']")[0].text_content()
    of_province = page(FIGURES.replace(f"/{COUNTRY}/", f"/{LANG_SON}/"), of="LS.SYT")
    assert of_province.xpath("//select[@name='body']/option[2]")


@pytest.mark.parametrize("what", ["received", "comm.leaflet"])
def test_a_table_of_one_s_own_by_area_is_one_by_province(what):
    two_provinces()
    claim("comm.leaflet", 20, first=date(2026, 3, 1), last=date(2026, 3, 1), area_id=DONG_DANG)
    asked = f"/reports/tables/?what={what}&rows=area&columns=&area={{}}&calendar=statistical&year=2026"
    rows = heads_of(page(asked.format(COUNTRY)), "table")
    assert rows == (["Tỉnh Bắc Ninh", "Tỉnh Lạng Sơn"] if what == "received" else ["Tỉnh Lạng Sơn"])
    assert heads_of(page(asked.format(LANG_SON)), "table") == ["Xã Đồng Đăng"]


@pytest.mark.parametrize(
    ("address", "field"), [("boards/?", "area"), ("statistics/?year=2026&", "province"), ("limits/?year=2026&", "area")]
)
def test_the_country_is_narrowed_to_one_of_its_provinces(address, field):
    two_provinces()
    options = page(f"/reports/{address}").xpath(f"//select[@name='{field}']//option/@value")
    assert options[0] == str(COUNTRY)
    assert len(options) == 35
    chosen = page(f"/reports/{address}{field}={BAC_NINH}").xpath(f"//select[@name='{field}']//option[@selected]/@value")
    assert chosen == [str(BAC_NINH)]
    own = page(f"/reports/{address}{field}={BAC_NINH}", of="LS.SYT").xpath(
        f"//select[@name='{field}']//option[@selected]/@value"
    )
    assert own == [str(LANG_SON)]


def test_statistics_limits_and_queues_of_the_country_stand_by_province():
    two_provinces()
    with acting("receiver", COMMUNE) as staff:
        received(date(2026, 4, 1), staff)
    assert heads_of(page("/reports/statistics/?year=2026"), "areas") == ["Tỉnh Lạng Sơn", "Tỉnh Bắc Ninh"]
    with acting("reporter", MINISTRY):
        by_province = lateness(area_id=COUNTRY, first=STATISTICAL.first, last=STATISTICAL.last)
        assert {(row.body_id, row.body_name) for row in by_province} <= {
            (None, "Tỉnh Lạng Sơn"),
            (None, "Tỉnh Bắc Ninh"),
        }
        within = [
            lateness(area_id=area, first=STATISTICAL.first, last=STATISTICAL.last) for area in (LANG_SON, BAC_NINH)
        ]
        assert all(row.body_id for rows in within for row in rows)
        fields = ("in_time", "late", "open_late", "open", "paused")
        sums = [
            [sum(getattr(row, name) for row in rows) for name in fields]
            for rows in (by_province, [*within[0], *within[1]])
        ]
        assert sums[0] == sums[1]
        assert sum(sums[0]) > 0
        assert sum(row.waiting for row in queues(area_id=COUNTRY)) == sum(
            row.waiting for area in (LANG_SON, BAC_NINH) for row in queues(area_id=area)
        )
    rows = heads_of(page("/reports/limits/?year=2026"), "bodies")
    assert rows == [row.body_name for row in by_province]


LEAFLETS = {"title": "Chiến dịch quốc gia", "first_on": "10/03/2026", "n_leaflets": "5.000 tờ rơi"}


def entered(role="reporter", of=MINISTRY):
    address = "/programme/activities/new/leaflets/"
    return signed_in(role, of).post(address, {"key": str(uuid.uuid4()), **LEAFLETS}).status_code


@pytest.mark.parametrize("role", ["reporter", "head"])
def test_what_a_ministry_did_itself_is_of_the_country_and_of_no_province(role):
    claim(
        "comm.leaflet",
        300,
        first=date(2026, 3, 1),
        last=date(2026, 3, 1),
        source_kind="activity",
        source_id=uuid.uuid4(),
    )
    assert entered(role) == 302
    with acting("reporter", MINISTRY) as staff:
        assert Activity.objects.get().area_id == COUNTRY
        (line,) = totals(staff, area_id=COUNTRY, period=YEAR)
        assert line.total.value == 5300
        assert totals(staff, area_id=LANG_SON, period=YEAR)[0].total.value == 300
    assert heads_of(page(f"{FIGURES}?section=III.1"), "matrix") == ["Cả nước", "Tỉnh Lạng Sơn"]
    with acting("reporter"):  # a province's own total stays its own
        assert not Activity.objects.exists()
        assert not Figure.objects.filter(area_id=COUNTRY).exists()


@pytest.mark.parametrize(("role", "of"), [("reporter", "LS.SYT"), ("reporter", OTHER_HEALTH), ("receiver", COMMUNE)])
@pytest.mark.parametrize(
    "facts", [{"area_id": COUNTRY, "province_id": COUNTRY}, {"province_id": COUNTRY}, {"area_id": COUNTRY}]
)
def test_nobody_else_says_what_the_country_did(role, of, facts):
    with acting(role, of) as staff:
        own = {"body": body(of), "area_id": staff.province_id, "province_id": staff.province_id}
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            claim_there("comm.leaflet", 9, staff, own | facts, YEAR)
    with acting("statistician", MINISTRY):
        assert entered("statistician") != 302
        assert not Figure.objects.exists()


def test_a_total_of_the_country_holds_those_of_its_provinces():
    two_provinces()
    with acting("reporter", MINISTRY) as staff:
        told = {
            "body": body(MINISTRY),
            "province_id": COUNTRY,
            "area_id": COUNTRY,
            "source_kind": "reading",
            "source_id": uuid.uuid4(),
        }
        claim_there("comm.event", 40, staff, told, YEAR)
        (line,) = totals(staff, area_id=COUNTRY, period=YEAR)
        cells = roll_up(staff, area_id=COUNTRY, period=YEAR, indicators=[line.indicator])
        assert [(cell.area_id, cell.amount.value) for cell in cells] == [(COUNTRY, line.total.value)]
        assert line.total.value == 40  # not 52: twelve were told by provinces
        assert totals(staff, area_id=BAC_NINH, period=YEAR)[0].total.value == 5


def test_the_source_of_a_province_s_activity_is_read_by_the_ministry_and_by_no_other_province():
    assert entered("reporter", "LS.SYT") == 302
    links = page(f"{FIGURES}comm.leaflet/").xpath("//main//a[contains(@href, '/programme/sources/')]/@href")
    assert links
    assert signed_in("reporter", MINISTRY).get(links[0]).status_code in {200, 302}
    assert signed_in("reporter", OTHER_HEALTH).get(links[0]).status_code == 404


def test_the_risk_of_a_province_s_area_is_opened_by_the_ministry_and_by_no_other_province():
    with acting("reporter") as staff:
        judged = {
            "area": Place.objects.get(pk=DONG_DANG),
            "level": 3,
            "assessed_on": date(2026, 3, 1),
            "factors": "giáp biên",
        }
        assess_risk(key=uuid.uuid4(), judged=Judged(**judged), by=staff)
    address = page("/programme/risk/").xpath("//main//td[@class='lead']/a/@href")[0]
    assert "giáp biên" in page(address).xpath("//main")[0].text_content()
    assert signed_in("reporter", OTHER_HEALTH).get(address).status_code == 404
