"""Maps: every area there, both archipelagos on both structures, cells that overlap nowhere, marks that need no colour."""

import re
from datetime import date

import lxml.html
import pytest
from django.urls import reverse

from vongtay.agencies.models import Place
from vongtay.common.periods import Calendar, year_of
from vongtay.reports.mapping.cells import CORNERS, Sheet, Spot, draw, outline
from vongtay.reports.mapping.svg import Classes, Mark, write
from vongtay.reports.queries import country_map, is_former, province_map
from vongtay.reports.tests.world import DONG_DANG, LANG_SON, of_commune, received, residents_abroad, signed_in

YEAR = {"area": LANG_SON, "calendar": "statistical", "year": 2026}
HOANG_SA, TRUONG_SA = (16.568, 112.135), (9.710, 114.450)  # the points of the units of 2025


def rings(path):
    """The corners of each ring of a path."""
    found = []
    for ring in re.findall(r"M([^z]*)z", path):
        start, *_rest = re.split(r"[lv]", ring, maxsplit=1)
        x, y = map(float, start.split())
        points = [(x, y)]
        for letter, values in re.findall(r"([lv])([^lv]+)", ring):
            dx, dy = (0.0, float(values)) if letter == "v" else map(float, values.split())
            points.append((points[-1][0] + dx, points[-1][1] + dy))
        found.append(points)
    return found


def inside(path, x, y):
    """Whether a point lies in an area: by how often a line to the right crosses its sides."""
    crossings = 0
    for points in rings(path):
        for (x1, y1), (x2, y2) in zip(points, [*points[1:], points[0]], strict=True):
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                crossings += 1
    return crossings % 2 == 1


@pytest.mark.django_db
@pytest.mark.parametrize(("former", "count"), [(False, 34), (True, 63)])
def test_the_country_has_every_province_and_both_archipelagos_from_the_points_of_2025(former, count):
    on = country_map(former=former)
    assert len(on.drawn.shapes) == len(on.names) == count
    assert {text for text, _x, _y in on.words} == {"Quần đảo Hoàng Sa", "Quần đảo Trường Sa"}
    shape_of = {on.names[shape.owner]: shape for shape in on.drawn.shapes}
    for (latitude, longitude), province in ((HOANG_SA, "Thành phố Đà Nẵng"), (TRUONG_SA, "Tỉnh Khánh Hòa")):
        x, y = on.drawn.sheet.at(Spot(0, latitude, longitude))
        assert inside(shape_of[province].path, x, y), province
        assert not any(inside(shape.path, x, y) for name, shape in shape_of.items() if name != province)
        assert 0 < x < on.drawn.width
        assert 0 < y < on.drawn.height
        # The words stand at the same place on both maps, though the former units' own points lay on the mainland.
        assert any(abs(wx - x) < 1 and abs(wy - y) < 1 for _text, wx, wy in on.words)


@pytest.mark.django_db
@pytest.mark.parametrize("province", ["48", "56"])
@pytest.mark.parametrize("former", [False, True])
def test_the_islands_stand_in_frames_on_the_map_of_their_province(province, former):
    place = Place.objects.get(level="province", code=province, valid_to__isnull=True)
    on = province_map(place.pk, former=former)
    framed = {on.names[shape.owner] for shape in on.drawn.shapes if shape.is_apart}
    assert any("Sa" in name or name in {"Thị trấn Trường Sa", "Xã Song Tử Tây", "Xã Sinh Tồn"} for name in framed), (
        framed
    )
    assert set(on.names) == {shape.owner for shape in on.drawn.shapes}


@pytest.mark.django_db
def test_every_commune_of_a_province_has_its_area_and_an_old_place_leads_to_it():
    communes = set(
        Place.objects.filter(province_id=LANG_SON, level="commune", valid_to__isnull=True).values_list("pk", flat=True)
    )
    on = province_map(LANG_SON, former=False)
    assert {shape.owner for shape in on.drawn.shapes} == communes
    assert on.area_of[1306184] in communes
    former = province_map(LANG_SON, former=True)
    assert 1306184 in former.names
    assert DONG_DANG not in former.area_of


def test_a_period_is_told_in_the_units_of_its_last_day():
    assert is_former(year_of(2024, Calendar.STATISTICAL))
    assert not is_former(year_of(2025, Calendar.STATISTICAL))


def test_an_outline_has_the_sides_that_only_one_cell_has():
    sheet = Sheet(0, 0, 1, 3.5, 2)
    assert len(rings(outline([(0, 0)], sheet))[0]) == len(CORNERS)
    assert len(rings(outline([(0, 0), (2, 0)], sheet))[0]) == 10
    ring_of_six = [(2, 0), (1, 3), (-1, 3), (-2, 0), (-1, -3), (1, -3)]
    assert [len(ring) for ring in rings(outline(ring_of_six, sheet))] == [18, 6]


def test_cells_belong_to_the_nearest_point_and_a_covered_one_keeps_a_cell():
    drawn = draw([Spot(1, 20, 105), Spot(2, 20, 105.1), Spot(3, 20, 105)], width=400, cell=(3.5, 2))
    assert [shape.owner for shape in drawn.shapes] == [1, 2, 3]
    one, two, _three = drawn.shapes
    assert inside(one.path, *drawn.sheet.at(Spot(0, 20, 104.98)))
    assert inside(two.path, *drawn.sheet.at(Spot(0, 20, 105.12)))
    assert draw([], width=400, cell=(3.5, 2)).shapes == ()


def test_classes_hold_every_number_and_a_mark_is_read_without_colour():
    classes = Classes.of([0, 1, 1, 2, 3, 5, 8, 40])
    assert [classes.level(value) for value in (0, 1, 40)] == [0, 1, 4]
    assert classes.spans(40)[-1][1] == 40
    assert Classes.of([]).spans(0) == []
    assert (Classes.of([7]).spans(7), Classes.of([7]).level(7)) == ([(7, 7)], 4)
    drawn = draw([Spot(1, 20, 105)], width=200, cell=(3.5, 2))
    text = write(drawn, {1: Mark(3, "Xã <A>: 5", "5", "/x/?a=1&b=2")}, "Bản đồ")
    assert 'aria-label="Xã &lt;A&gt;: 5"' in text
    assert 'href="/x/?a=1&amp;b=2"' in text
    assert 'fill="url(#pattern-3)"' in text
    assert "pattern-held" in write(drawn, {1: Mark(None, "Xã A: không hiện")}, "Bản đồ")


def page_of(browser, **query):
    answer = browser.get(reverse("reports:board_map"), YEAR | query)
    assert answer.status_code == 200
    return lxml.html.fromstring(answer.content)


@pytest.mark.django_db
@pytest.mark.parametrize("measure", ["received", "home", "abroad", "risk", "indicator", "rubbish"])
def test_each_measure_has_its_map_and_its_table(measure):
    residents_abroad()
    of_commune(date(2026, 3, 12), home_province_id=None)
    browser = signed_in("head")
    page = page_of(browser, measure=measure)
    assert len(page.xpath("//*[local-name()='svg'][@class='map']//*[contains(@class, 'map__area')]")) == (
        34 if measure == "home" else 65
    )
    assert browser.get(reverse("reports:map_csv"), YEAR | {"measure": measure}).status_code == 200


@pytest.mark.django_db
def test_an_area_is_a_link_to_its_rows_and_says_its_number():
    of_commune(date(2026, 3, 12))
    received(date(2026, 4, 12))
    browser = signed_in("head")
    link = page_of(browser).xpath(f"//a[@class='map__area'][contains(@href, '{DONG_DANG}')]")[0]
    assert link.get("aria-label").endswith(": 2")
    assert browser.get(link.get("href")).context["found"].total == 2
    abroad = page_of(browser, measure="abroad")
    assert not abroad.xpath("//a[@class='map__area']")
    residents_abroad()
    link = page_of(browser, measure="abroad").xpath("//a[@class='map__area']")[0]
    assert browser.get(link.get("href")).status_code == 200


@pytest.mark.django_db
def test_a_former_period_is_drawn_in_former_units_and_what_they_lack_stands_beside():
    of_commune(date(2024, 3, 12))
    page = page_of(signed_in("reporter"), year=2024)
    assert "30/06/2025" in page.text_content()
    assert len(page.xpath("//*[contains(@class, 'map__area')]")) == 194
    assert "Ở đơn vị hành chính mà bản đồ này không có" in page.xpath("//*[@id='map-table']")[0].text_content()
