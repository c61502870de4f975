"""Ways from origin to destination, and signals of risk by commune: counted under the mandate, opened within rights."""

import csv
import io
from datetime import date

import lxml.html
import pytest
from django.urls import reverse

from tests.cast import COMMUNE, OTHER_HEALTH, acting
from vongtay.cases.actions.coding import Coded, code_case
from vongtay.cases.queries import count_ways
from vongtay.common.periods import Calendar, year_of
from vongtay.reports.tests.world import LANG_SON, of_commune, received, residents_abroad, signed_in

pytestmark = pytest.mark.django_db
YEAR = {"area": LANG_SON, "calendar": "statistical", "year": 2026}


def coded(case, *codes):
    with acting("verifier") as staff:
        case.refresh_from_db()
        code_case(case=case, codes=[Coded(*code) for code in codes], version=case.version, by=staff)
    return case


@pytest.fixture
def some():
    coded(
        received(date(2026, 1, 10)),
        ("origin", "VN", LANG_SON),
        ("transit", "CN", None, 1),
        ("transit", "LA", None, 2),
        ("destination", "KH"),
    )
    coded(received(date(2026, 2, 10)), ("origin", "VN", LANG_SON), ("transit", "CN", None, 1), ("destination", "KH"))
    coded(received(date(2026, 3, 10)), ("destination", "CN"))
    of_commune(date(2026, 4, 10))


def test_ways_follow_the_codes_the_first_transit_and_say_what_nobody_knows(some):
    with acting("reporter"):
        found = count_ways(area_id=LANG_SON, period=year_of(2026, Calendar.STATISTICAL))
    assert sorted((way.origin or "", way.transit or "", way.destination or "", way.n) for way in found) == [
        ("", "", "", 1), ("", "", "CN", 1), ("VN", "CN", "KH", 2),
    ]  # fmt: skip


def test_the_flow_the_table_and_the_file_say_the_same(some):
    browser = signed_in("head")
    page = lxml.html.fromstring(browser.get(reverse("reports:ways"), YEAR).content)
    rows = {
        row.xpath("./th")[0].text_content(): row.xpath("./td")[0].text_content()
        for row in page.xpath("//*[@id='ways']//tbody/tr")
    }
    assert rows["Tỉnh Lạng Sơn → Trung Quốc → Campuchia"] == "2"
    assert rows["Chưa rõ → Chưa rõ → Chưa rõ"] == "1"
    bands = [
        band.text_content() for band in page.xpath("//*[@id='flow']//*[local-name()='path']/*[local-name()='title']")
    ]
    assert "Tỉnh Lạng Sơn → Trung Quốc: 2" in bands
    lines = list(csv.reader(io.StringIO(browser.get(reverse("reports:ways_csv"), YEAR).content.decode("utf-8-sig"))))
    assert dict(lines[1:])["Tỉnh Lạng Sơn → Trung Quốc → Campuchia"] == "2"
    narrowed = lxml.html.fromstring(browser.get(reverse("reports:ways"), YEAR | {"origin": LANG_SON}).content)
    assert len(narrowed.xpath("//*[@id='ways']//tbody/tr")) == 1


def test_a_way_opens_the_codes_within_rights_and_says_how_many_lie_outside(some):
    browser = signed_in("head")
    page = lxml.html.fromstring(browser.get(reverse("reports:ways"), YEAR).content)
    for link in page.xpath("//*[@id='ways']//tbody//td/a"):
        behind = browser.get(link.get("href"))
        assert behind.context["total"] == int(link.text_content())
        assert behind.context["total"] == len(behind.context["codes"]) + behind.context["outside"]
    asked = YEAR | {"origin": "?", "transit": "?", "destination": "?"}
    assert browser.get(reverse("reports:ways_behind"), asked).context["outside"] == 1
    reporter = signed_in("reporter").get(reverse("reports:ways_behind"), YEAR)
    assert (reporter.context["total"], reporter.context["codes"]) == (4, [])


def test_ways_and_signals_are_of_the_mandate_alone(some):
    other = signed_in("reporter", OTHER_HEALTH)
    for name in ("ways", "hot_spots"):
        assert "Trung Quốc" not in other.get(reverse(f"reports:{name}"), YEAR).content.decode()
        for role in ("case_worker", "administrator"):
            assert signed_in(role).get(reverse(f"reports:{name}")).status_code == 404
            assert signed_in(role).get(reverse(f"reports:{name}_csv")).status_code == 404
    assert signed_in("receiver", COMMUNE).get(reverse("reports:ways_behind")).status_code == 404


@pytest.mark.parametrize("rubbish", ["VN:abc", "VN:99999999999999", "<b>", "\u0000", ":"])
def test_rubbish_for_a_place_is_nobody(some, rubbish):
    browser = signed_in("head")
    for name in ("ways", "ways_csv", "ways_behind"):
        assert browser.get(reverse(f"reports:{name}"), YEAR | {"origin": rubbish}).status_code == 200


def test_signals_stand_side_by_side_each_with_its_rows(some):
    residents_abroad()
    browser = signed_in("head")
    page = lxml.html.fromstring(browser.get(reverse("reports:hot_spots"), YEAR).content)
    row = page.xpath("//*[@id='hot-spots']//tbody/tr")[0]
    assert row.xpath("./th")[0].text_content() == "Xã Đồng Đăng"
    links = {cell.get("data-label"): cell.xpath("./a")[0] for cell in row.xpath("./td[a]")}
    assert (
        links["Người ở nước ngoài"].text_content(),
        links["Đã về"].text_content(),
        links["Tiếp nhận tại đó"].text_content(),
    ) == ("2", "1", "4")
    for link in links.values():
        assert browser.get(link.get("href")).status_code == 200
    sorts = [link.get("href") for link in page.xpath("//*[@class='filters']//a")]
    assert len(sorts) == 9
    assert all(browser.get(reverse("reports:hot_spots") + sort[sort.index("?") :]).status_code == 200 for sort in sorts)
    assert browser.get(reverse("reports:hot_spots"), YEAR | {"sort": "score"}).status_code == 200
