"""Small counts held back by role: whatever such a role can open, it can't work one out."""

import csv
import io
import re
import uuid
from datetime import date

import lxml.html
import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import OTHER_HEALTH, acting
from vongtay.common.access import NotAllowed, Stale
from vongtay.reports import actions
from vongtay.reports.holding import held_back
from vongtay.reports.suppression.bounds import Attacker
from vongtay.reports.suppression.table import TOTAL, Table
from vongtay.reports.tests.world import LANG_SON, of_commune, received, residents_abroad, shift, signed_in

K = 5
YEAR = {"area": LANG_SON, "calendar": "statistical", "year": 2026}
OPEN = ["board", "board_map", "ways", "hot_spots", "tables", "schedules"]
CLOSED = [
    "/reports/", "/reports/statistics/", "/reports/statistics/table.csv", "/reports/limits/", "/reports/limits/table.csv",
    f"/reports/{LANG_SON}/statistical/2026/", f"/reports/{LANG_SON}/statistical/2026/cases/", f"/reports/{LANG_SON}/statistical/2026/abroad/abroad/",
    f"/reports/{LANG_SON}/statistical/2026/support/", "/reports/boards/ways/cases/", "/cases/abroad/funnel/", "/cases/loops/", "/support/money/", "/support/outcomes/",
]  # fmt: skip


@given(st.lists(st.integers(0, 40), min_size=1, max_size=9), st.integers(2, 12))
def test_no_part_of_a_known_whole_can_be_told_more_closely_than_the_threshold(counts, k):
    hidden = held_back(tuple(counts), k)
    assert all(hidden[at] for at, n in enumerate(counts) if 0 < n < k)
    if sum(counts) < k:
        return  # the whole itself is held back
    parts = {(f"{at}",): n for at, n in enumerate(counts)}
    held = [part for part, is_held in zip(parts, hidden, strict=True) if is_held]
    assert len(held) != 1
    attacker = Attacker(Table(("part",), parts | {(TOTAL,): sum(counts)}), held)
    for cell in held:
        least, most, _holding = attacker.interval(cell)
        assert most - least >= k


@given(st.lists(st.integers(0, 40), min_size=1, max_size=9), st.integers(2, 12))
def test_nothing_is_held_back_where_nothing_is_small(counts, k):
    if all(n == 0 or n >= k for n in counts):
        assert not any(held_back(tuple(counts), k))


def hold(role="statistician", least=K, version=0):
    with acting("administrator") as staff:
        return actions.set_small_count(key=uuid.uuid4(), role=role, least=least, number=version, why="thử", by=staff)


@pytest.fixture
def some():
    """Seven received in January, two in March; of one route six, of others one to two. All known long ago."""
    days = [date(2026, 1, 10)] * 7 + [date(2026, 3, 3)] * 2
    for at, day in enumerate(days):
        make = of_commune if at % 4 == 0 else received
        case = make(
            day,
            sex="male" if at in {3, 7} else "female",
            route="R1" if at < 6 else "R5" if at < 8 else "R2",
            age_years=17 + at,
        )
        shift(case, days=60)
    residents_abroad()


def numbers_in(browser, address):
    answer = browser.get(address)
    assert answer.status_code == 200, address
    page = lxml.html.fromstring(answer.content)
    cells = page.xpath(
        "//main//table//td | //main//*[local-name()='text'] | //main//*[local-name()='title'] | //main//*[@aria-label]/@aria-label | //main//*[local-name()='desc']"
    )
    return [cell if isinstance(cell, str) else cell.text_content() for cell in cells]


@pytest.mark.django_db
def test_what_is_held_back_stands_nowhere_on_the_board_and_leads_nowhere(some):
    hold()
    browser = signed_in("statistician")
    page = lxml.html.fromstring(browser.get(reverse("reports:board"), YEAR).content)
    months = {
        row.xpath("./th")[0].text_content(): row.xpath("./td")[0].text_content()
        for row in page.xpath("//*[@id='months']//tbody/tr")
    }
    assert (months["1"], months["3"], months["2"]) == ("không hiện", "không hiện", "0")
    assert [row.text_content() for row in page.xpath("//*[@id='months']//tfoot//td")] == ["9"]
    assert not page.xpath("//main//*[contains(@href, '/cases/')] | //*[@id='limits']")
    for key in ("months", "standing", "routes", "sexes", "ages"):
        lines = list(
            csv.reader(
                io.StringIO(browser.get(reverse("reports:board_csv", args=[key]), YEAR).content.decode("utf-8-sig"))
            )
        )
        shown = [int(line[1]) for line in lines[1:] if line[1] != "không hiện"]
        assert all(n == 0 or n >= K for n in shown)
        hidden = [line for line in lines[1:] if line[1] == "không hiện"]
        assert len(hidden) != 1
        assert not hidden or 9 - sum(shown) >= K


@pytest.mark.django_db
def test_no_page_that_is_open_shows_a_count_below_the_threshold(some):
    hold()
    browser = signed_in("statistician")
    asked = "&".join(f"{key}={value}" for key, value in YEAR.items())
    addresses = [f"/reports/boards/map/?{asked}&measure={name}" for name in ("received", "home", "abroad")]
    addresses += [f"{path}?{asked}" for path in ("/reports/boards/hot-spots/", "/reports/boards/ways/")]
    addresses += [
        f"/reports/tables/?what=received&rows={by}&{asked}"
        for by in ("area", "month", "quarter", "route", "sex", "age", "status", "home")
    ]
    for address in addresses:
        small = [text for text in numbers_in(browser, address) if re.fullmatch(r"(?:.*: )?[1-4]", text.strip())]
        assert small == [], address


@pytest.mark.django_db
def test_nothing_narrower_can_be_asked_for(some):
    hold()
    browser = signed_in("statistician")
    whole = browser.get(reverse("reports:board_csv", args=["months"]), YEAR).content
    for narrower in (
        {"part": "-Q1"},
        {"calendar": "administrative"},
        {"sex": "male"},
        {"route": "R5"},
        {"area": 2306184},
        {"known": "2026-02-01"},
    ):
        assert browser.get(reverse("reports:board_csv", args=["months"]), YEAR | narrower).content == whole, narrower
    ways = browser.get(reverse("reports:ways_csv"), YEAR | {"stage": "transit"}).content
    assert (
        browser.get(reverse("reports:ways_csv"), YEAR | {"stage": "transit", "origin": "VN", "transit": "CN"}).content
        == ways
    )
    asked = {"what": "received", "rows": "route", "area": LANG_SON, "year": 2026}
    assert browser.get(reverse("reports:tables"), asked | {"columns": "sex"}).status_code == 422
    assert browser.get(reverse("reports:tables"), asked | {"what": "identified"}).status_code == 422
    table = browser.get(reverse("reports:table_csv"), asked).content
    assert (
        browser.get(
            reverse("reports:table_csv"), asked | {"part": "-Q1", "calendar": "administrative", "first_year": 2025}
        ).content
        == table
    )


@pytest.mark.django_db
def test_what_came_to_be_known_this_month_is_not_seen_before_the_next(some):
    hold()
    received(date(2026, 1, 20))
    page = lxml.html.fromstring(signed_in("statistician").get(reverse("reports:board"), YEAR).content)
    assert [row.text_content() for row in page.xpath("//*[@id='months']//tfoot//td")] == ["9"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", CLOSED)
def test_pages_with_exact_counts_are_closed_to_the_role_and_open_to_others(path, some):
    before = signed_in("statistician").get(path).status_code
    hold()
    assert signed_in("statistician").get(path).status_code in {403, 404}, path
    assert before in {200, 404}
    assert signed_in("reporter").get(path).status_code == (
        404 if before == 404 and "ways/cases" not in path else 200
    ), path


@pytest.mark.django_db
def test_a_threshold_is_set_by_the_administrator_for_their_own_province(some):
    browser = signed_in("administrator")
    address = reverse("reports:small_counts")
    form = lxml.html.fromstring(browser.get(address).content)
    key = form.xpath("//input[@name='key']/@value")[0]
    data = {"key": key, "role": "statistician", "least": "5", "version": "0", "why": "theo quy chế của tỉnh"}
    assert browser.post(address, data | {"least": "1"}).status_code == 422
    assert browser.post(address, data).status_code == 302
    assert browser.post(address, data).status_code == 302  # sent twice
    assert browser.post(address, data | {"key": str(uuid.uuid4())}).status_code == 422  # somebody was faster
    assert "5" in browser.get(address).content.decode()
    for role in ("statistician", "head", "reporter"):
        assert signed_in(role).get(address).status_code == 404
    with acting("head") as staff, pytest.raises(NotAllowed):
        actions.set_small_count(key=uuid.uuid4(), role="head", least=None, number=0, why="x", by=staff)
    with acting("administrator") as staff, pytest.raises(Stale):
        actions.set_small_count(key=uuid.uuid4(), role="statistician", least=None, number=0, why="x", by=staff)
    assert signed_in("statistician").get(reverse("reports:index")).status_code == 403
    assert signed_in("reporter", OTHER_HEALTH).get(reverse("reports:index")).status_code == 200
    hold(least=None, version=1)
    assert signed_in("statistician").get(reverse("reports:index")).status_code == 200
