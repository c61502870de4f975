"""Small counts held back by role: whatever such a role can open, it can't work one out."""

import csv
import io
import re
import uuid
from datetime import date, datetime, time

import lxml.html
import psycopg
import pytest
from django.db import ProgrammingError, connection, transaction
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cast import OTHER_HEALTH, acting
from vongtay.agencies.queries import small_count_of
from vongtay.cases.queries import Held, count_persons, count_ways, held_counts
from vongtay.cases.states import OPEN, State
from vongtay.common.access import NotAllowed, Stale
from vongtay.common.ages import default_bands
from vongtay.common.days import VIETNAM, today
from vongtay.common.periods import Calendar, year_of
from vongtay.reports import actions
from vongtay.reports.command import main
from vongtay.reports.suppression.bounds import Attacker
from vongtay.reports.suppression.table import TOTAL, Table
from vongtay.reports.tests.world import BAC_NINH, LANG_SON, of_commune, received, residents_abroad, shift, signed_in

K = 5
YEAR = {"area": LANG_SON, "calendar": "statistical", "year": 2026}
CLOSED = [
    "/reports/", "/reports/statistics/", "/reports/statistics/table.csv", "/reports/limits/", "/reports/limits/table.csv",
    f"/reports/{LANG_SON}/statistical/2026/", f"/reports/{LANG_SON}/statistical/2026/cases/", f"/reports/{LANG_SON}/statistical/2026/abroad/abroad/",
    f"/reports/{LANG_SON}/statistical/2026/support/", "/reports/boards/ways/cases/", "/cases/abroad/funnel/", "/cases/loops/", "/support/money/", "/support/outcomes/",
]  # fmt: skip


@pytest.fixture(scope="module")
def told(owner_url):
    """Ask the database what of a table of one column it would tell: the whole, and each part."""
    with psycopg.connect(owner_url) as owner:

        def ask(counts, k):
            keys = [f"{at:02d}" for at in range(len(counts))]
            rows = dict(
                owner.execute(
                    "select * from vt.hold_back(%s, %s::bigint[], %s::int)", [keys, list(counts), k]
                ).fetchall()
            )
            return rows.pop(None), rows

        yield ask


@settings(max_examples=60)
@given(counts=st.lists(st.integers(0, 40), min_size=1, max_size=9), k=st.integers(2, 12))
def test_no_part_of_a_known_whole_can_be_told_more_closely_than_the_threshold(told, counts, k):
    whole, parts = told(counts, k)
    if 0 < sum(counts) < k:
        assert (whole, parts) == (None, {})
        return
    real = {f"{at:02d}": n for at, n in enumerate(counts) if n}
    assert whole == sum(counts)
    assert all(shown in {real[key], None} and (shown is None or shown >= k) for key, shown in parts.items())
    assert list(parts) == sorted(real), "the order of rows must not tell which is smaller"
    held = [(key,) for key, shown in parts.items() if shown is None]
    assert len(held) != 1
    if all(n >= k for n in real.values()):
        assert not held
    attacker = Attacker(Table(("part",), {(key,): n for key, n in real.items()} | {(TOTAL,): whole}), held)
    for cell in held:
        least, most, _holding = attacker.interval(cell)
        assert most - least >= k


def test_without_a_threshold_nothing_is_held_back(told):
    assert told([1, 0, 7], None) == (8, {"00": 1, "02": 7})


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


# Exact counts of persons by a mandate, as anybody would ask for them who has the password of the application's role and a live session.
EXACT = [
    "select * from vt.count_cases({area}, '2026-01-01', '2026-12-31', null)",
    "select * from vt.count_by_place({area}, '2026-01-01', '2026-12-31', null)",
    "select * from vt.count_by_receiver({area}, '2026-01-01', '2026-12-31')",
    "select * from vt.count_persons({area}, '{{2026-01-01}}', '{{2026-12-31}}', '{{18}}', '{{sex}}', null)",
    "select * from vt.count_ways({area}, '2026-01-01', '2026-12-31', null)",
    "select * from vt.count_codes({area}, '2026-01-01', '2026-12-31', null)",
    "select * from vt.count_abroad({area}, '{{2026-01-01}}', '{{2026-12-31}}', null)",
    "select * from vt.count_times({area}, '2026-01-01', '2026-12-31', null, '{{}}', '{{}}')",
    "select * from vt.loops({area}, '2026-12-31')",
    "select * from vt.link_loops({area}, '2026-12-31')",
    "select * from vt.queues({area})",
    "select * from vt.lateness({area}, '2026-01-01', '2026-12-31', '2026-12-31', null, true)",
    "select * from vt.sum_support({area}, '2026-01-01', '2026-12-31', null)",
    "select * from vt.sum_case_estimates({area}, 2026)",
    "select * from vt.outcomes({area}, '2026-01-01', '2026-12-31')",
]
DIMENSIONS = ("month", "status", "route", "sex", "band", "place", "home", "origin", "transit", "destination", "abroad")


def asked(sql, role="statistician"):
    """The rows of a statement as the web role in the session of a post; None where the database refuses it."""
    with acting(role), connection.cursor() as cursor:
        try:
            with transaction.atomic():
                cursor.execute(sql.format(area=LANG_SON))
                return cursor.fetchall()
        except ProgrammingError as refused:
            assert "vt: small counts are held back for this role" in str(refused), sql  # noqa: PT017  # the other refusals are faults here
            return None


@pytest.mark.django_db
def test_the_database_tells_a_role_with_a_threshold_no_exact_count(some):
    kept = "select n from cases_stat union all select n from cases_statdelta"
    assert asked(kept) != []
    assert all(asked(sql) is not None for sql in EXACT)
    hold()
    assert [sql for sql in EXACT if asked(sql) is not None] == []
    assert asked(kept) == []
    assert all(asked(sql, "reporter") is not None for sql in EXACT)
    assert asked(kept, "reporter") != []
    hold(least=None, version=1)
    assert all(asked(sql) is not None for sql in EXACT)


@pytest.mark.django_db
def test_the_command_says_in_a_sentence_that_exact_counts_are_not_for_this_role(capsys, settings):
    settings.WORLD = "demo"
    hold(role="reporter")
    assert main(["--body", "LS.SYT", "--period", "2026-H1"]) == 2
    assert "số nhỏ" in capsys.readouterr().err.lower()


@pytest.mark.django_db
def test_every_function_that_counts_by_an_area_asks_whether_exact_counts_are_seen():
    with connection.cursor() as cursor:
        cursor.execute(
            "select p.proname, p.prosrc like '%vt.require_exact(area)%' from pg_proc p join pg_namespace n on n.oid = p.pronamespace and n.nspname = 'vt'"
            " where p.prosecdef and 'area' = any(p.proargnames) and has_function_privilege('vongtay_web', p.oid, 'execute')"
        )
        found = dict(cursor.fetchall())
    # Facilities keep places and staff ready: no count of whom they receive.
    assert {name for name, asks in found.items() if not asks} == {"within", "above", "held_counts", "count_facilities"}
    assert {name for name, asks in found.items() if asks} == {re.search(r"vt\.(\w+)", sql)[1] for sql in EXACT}


@pytest.mark.django_db
def test_what_a_role_with_a_threshold_is_told_by_sql_holds_nothing_small(some):
    hold()
    with acting("statistician"):
        found = held_counts(area_id=LANG_SON, year=2026, by=DIMENSIONS)
    assert found["month"] == Held(9, {"1": None, "3": None})
    assert found["abroad"] == Held()  # they came to be known this month
    for dimension, told in found.items():
        assert all(n is None or n == 0 or n >= K for n in (told.whole, *told.parts.values())), dimension
        held = [key for key, n in told.parts.items() if n is None]
        assert len(held) != 1
        assert not held or told.whole - sum(n for n in told.parts.values() if n) >= K


@pytest.mark.django_db
@pytest.mark.parametrize("area", [2306184, BAC_NINH, 1000020])
def test_nobody_is_told_of_less_than_a_whole_mandate(area, some):
    for role in ("statistician", "reporter"):
        with acting(role), pytest.raises(ProgrammingError, match="whole area"), transaction.atomic():
            held_counts(area_id=area, year=2026, by=["sex"])
    with acting("case_worker"), pytest.raises(ProgrammingError, match="whole area"), transaction.atomic():
        held_counts(area_id=LANG_SON, year=2026, by=["sex"])


@pytest.mark.django_db
def test_held_counts_are_the_counts_of_everybody_else(some):
    fields = {"route": "route", "sex": "sex", "band": "band", "place": "place_id", "home": "home_id"}
    moment = datetime.combine(today().replace(day=1), time.min, VIETNAM)
    period = year_of(2026, Calendar.STATISTICAL)
    with acting("reporter"):
        found = held_counts(area_id=LANG_SON, year=2026, by=DIMENSIONS)
        cells = count_persons(
            area_id=LANG_SON, periods=[period], by=tuple(fields), bands=default_bands(), as_known_on=moment
        )
        ways = count_ways(area_id=LANG_SON, period=period, as_known_on=moment)
    for dimension, field in fields.items():
        sums: dict[str, int] = {}
        for cell in cells:
            key = getattr(cell, field)
            sums["?" if key is None else str(key)] = sums.get("?" if key is None else str(key), 0) + cell.n
        assert found[dimension] == Held(9, sums), dimension
    assert found["origin"].whole == sum(way.n for way in ways) == 9
    assert found["status"] == Held(9, {"under_identification": 9})
    assert set(State) - OPEN == {
        State.IDENTIFIED,
        State.NOT_IDENTIFIED,
        State.UNDETERMINED,
    }  # as the statement has them


@pytest.mark.django_db
def test_quarters_tell_no_month():
    """7, 2, 6 in the first quarter: its sum less the months that are shown would be the one held back."""
    for month, many in ((1, 7), (2, 2), (3, 6), (4, 3)):
        for _one in range(many):
            shift(received(date(2026, month, 10)), days=60)
    hold()
    browser = signed_in("statistician")

    def table(rows):
        text = browser.get(
            reverse("reports:table_csv"), {"what": "received", "rows": rows, "area": LANG_SON, "year": 2026}
        ).content.decode("utf-8-sig")
        return [line[1] for line in list(csv.reader(io.StringIO(text)))[1:]]

    assert table("month")[:5] == ["7", "không hiện", "6", "không hiện", "0"]
    assert table("quarter") == ["không hiện", "không hiện", "0", "0"]
    assert table("year") == ["18"]


@pytest.mark.django_db
def test_a_whole_that_is_small_is_held_back_with_all_its_parts():
    shift(received(date(2026, 1, 10)), days=60)
    hold()
    browser = signed_in("statistician")
    for address in (
        "/reports/boards/?",
        "/reports/boards/map/?measure=received&",
        "/reports/boards/ways/?",
        "/reports/tables/?what=received&rows=month&",
    ):
        page = lxml.html.fromstring(browser.get(f"{address}area={LANG_SON}&calendar=statistical&year=2026").content)
        cells = [
            cell.text_content().strip()
            for cell in page.xpath("//main//table[not(ancestor::*[@id='plan' or @id='programme'])]//td")
        ]
        assert cells, address
        assert set(cells) <= {"không hiện", ""}, address


@pytest.mark.django_db
def test_the_threshold_comes_with_the_session(some, django_assert_num_queries):
    with acting("statistician") as staff:
        assert staff.hidden_below is None
    hold()
    with acting("statistician") as staff, django_assert_num_queries(0):
        assert small_count_of(staff) == K
    with acting("reporter") as staff:
        assert staff.hidden_below is None
    hold(role="reporter", least=7)
    with acting("reporter") as staff:
        assert staff.hidden_below == 7
    with acting("reporter", OTHER_HEALTH) as staff:
        assert staff.hidden_below is None
