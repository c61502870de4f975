"""The pages: who may open which, what they show, how many queries they ask; what is issued stays as it was."""

import csv
import io
import re
from datetime import date, timedelta

import docx
import lxml.html
import pypdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.cast import COMMUNE, HEALTH, OTHER_HEALTH, acting
from vongtay.agencies.models import Mandate
from vongtay.agencies.roles import MAY_COUNT, Role
from vongtay.cases.queries import Span, statistics
from vongtay.cases.states import State
from vongtay.common.access import NotAllowed
from vongtay.common.days import VIETNAM, today
from vongtay.common.periods import half_of
from vongtay.indicators.models import Indicator
from vongtay.people.models import Sex
from vongtay.reports import actions
from vongtay.reports.compile import frozen
from vongtay.reports.models import IssuedReport
from vongtay.reports.queries import Question, area_of
from vongtay.reports.sheet import Draft, Words, filling_of
from vongtay.reports.tests.world import (
    BAC_NINH,
    LANG_SON,
    claim,
    compiled,
    corrected,
    decided,
    of_commune,
    received,
    signed_in,
)

pytestmark = pytest.mark.django_db
H1 = half_of(2026, 1)
ONE = {"area_id": LANG_SON, "calendar": "administrative", "period": "2026-H1"}
COUNTING = {role.value for role in MAY_COUNT}
ISSUING = {"reporter", "head"}
AT_HEALTH = [
    "case_worker",
    "verifier",
    "decider",
    "clerk",
    "legal_officer",
    "reporter",
    "head",
    "administrator",
    "auditor",
    "statistician",
]


def url(name, **query):
    query_text = "&".join(f"{key}={value}" for key, value in query.items())
    return reverse(f"reports:{name}", kwargs=ONE) + (f"?{query_text}" if query_text else "")


def issued(**words) -> IssuedReport:
    with acting("reporter") as staff:
        question = Question(area_of(staff, LANG_SON), H1)
        return actions.put_out(filling=filling_of(Draft(question, today(), Words(**words)), staff), by=staff)


@pytest.mark.parametrize("role", AT_HEALTH)
def test_each_page_opens_to_its_roles_and_is_missing_for_others(role):
    report = issued()
    pages = {
        reverse("reports:index"): COUNTING, reverse("reports:statistics"): COUNTING, reverse("reports:statistics_csv"): COUNTING,
        url("show"): COUNTING, url("behind"): COUNTING, reverse("reports:claims", kwargs=ONE | {"code": "comm.leaflet"}): COUNTING,
        url("start_draft"): ISSUING, reverse("reports:drafts"): ISSUING, reverse("reports:issued", args=[report.pk]): ISSUING, reverse("reports:open", args=[report.pk, "pdf"]): ISSUING,
    }  # fmt: skip
    browser = signed_in(role)
    for address, roles in pages.items():
        assert browser.get(address).status_code == (200 if role in roles else 404), (role, address)


def test_a_receiver_of_a_commune_opens_none_and_nobody_without_a_post():
    browser = signed_in("receiver", COMMUNE)
    assert [
        browser.get(address).status_code
        for address in (reverse("reports:index"), url("show"), reverse("reports:statistics"))
    ] == [404] * 3
    assert type(browser)().get(url("show")).status_code == 302


@pytest.mark.parametrize(
    "changes", [{"area_id": BAC_NINH}, {"period": "2026-H3"}, {"calendar": "lunar"}, {"area_id": 1}]
)
def test_an_area_of_another_mandate_and_what_is_no_period_are_missing(changes):
    browser = signed_in("reporter")
    for name in ("show", "behind", "start_draft"):
        assert browser.get(reverse(f"reports:{name}", kwargs=ONE | changes)).status_code == 404
    assert signed_in("reporter", OTHER_HEALTH).get(url("show")).status_code == 404


def test_every_number_of_the_report_opens_what_it_counts():
    received(date(2026, 1, 10), sex="female", age_years=17)
    decided(received(date(2026, 1, 11), sex="male", age_years=30), State.IDENTIFIED, on=date(2026, 2, 1))
    of_commune(date(2026, 1, 12), sex="female", age_years=None, age_precision="unknown")
    browser = signed_in("head")
    text = browser.get(url("show")).content.decode()
    links = set(re.findall(r'class="figure__value" href="([^"]*/cases/[^"]*)"[^>]*>\s*(\d+)', text))
    assert len(links) > 12
    for address, number in links:
        found = browser.get(address.replace("&amp;", "&")).context["found"]
        assert found.total == int(number), address
        assert found.total == len(found.codes) + found.outside


def test_a_number_shows_codes_within_rights_and_says_how_many_lie_outside():
    own = received(date(2026, 1, 10))
    other = of_commune(date(2026, 1, 12))
    head = signed_in("head").get(url("behind"))
    assert own.code in head.content.decode()
    assert (head.context["found"].codes, head.context["found"].outside) == ([own.code], 1)
    for role in ("reporter", "statistician"):
        page = signed_in(role).get(url("behind"))
        assert page.context["found"].outside == 2
        assert own.code not in page.content.decode()
        assert other.code not in page.content.decode()


@pytest.mark.parametrize("query", [{"route": "R9"}, {"sex": "x"}, {"age": "1-2"}, {"status": "all"}])
def test_a_row_that_there_is_not_is_missing(query):
    assert signed_in("reporter").get(url("behind", **query)).status_code == 404


def test_nil_and_missing_look_different_and_what_is_not_added_is_told_one_by_one():
    days = {"first": H1.first, "last": H1.last}
    claim("comm.banner", 0, nil=True, **days)
    claim("comm.leaflet", 5000, bound="at_least", **days)
    claim("comm.attendance", 1200, **days)
    browser = signed_in("reporter")
    lines = {
        line["told"].indicator.pk: line
        for section in browser.get(url("show")).context["sections"]
        for line in section["told"]
    }
    assert {code: line["told"].status for code, line in lines.items()} == {
        "comm.banner": "nil",
        "comm.leaflet": "value",
        "comm.attendance": "listed",
    }
    rows = browser.get(reverse("reports:claims", kwargs=ONE | {"code": "comm.leaflet"})).context
    assert [(row["value"], row["figure"].bound) for row in rows["added"]] == [(5000, "at_least")]
    nothing = browser.get(reverse("reports:claims", kwargs=ONE | {"code": "comm.contest"})).context
    assert (nothing["told"], nothing["added"]) == (None, [])
    assert browser.get(reverse("reports:claims", kwargs=ONE | {"code": "no.such"})).status_code == 404


def test_a_wrong_or_future_moment_is_said_and_not_guessed():
    browser = signed_in("reporter")
    for moment in ("yesterday", (timezone.now() + timedelta(days=3)).strftime("%Y-%m-%dT%H:%M")):
        page = browser.get(url("show", known=moment))
        assert page.context["asked"].told.is_wrong
        assert f'value="{moment}"' in page.content.decode()  # what was typed stays in the field
        assert page.context["question"].as_known_on is None


def test_a_moment_is_read_as_people_write_it():
    browser = signed_in("reporter")
    for text in ("20/06/2026 10:00", "2026-06-20T10:00", "2026-06-20T10:00:00+07:00"):
        moment = browser.get(url("show"), {"known": text}).context["question"].as_known_on
        assert (moment.astimezone(VIETNAM).day, moment.astimezone(VIETNAM).hour) == (20, 10)
    end = browser.get(url("show"), {"known": "20/6/2026"}).context["question"].as_known_on.astimezone(VIETNAM)
    assert (end.day, end.hour, end.minute) == (20, 23, 59)


def test_a_body_whose_mandate_has_ended_is_told_so():
    with acting("administrator"):
        assert Mandate.objects.filter(body__code=HEALTH).update(valid_to=today() - timedelta(days=1)) == 1
    browser = signed_in("reporter")
    for name in ("index", "statistics"):
        page = browser.get(reverse(f"reports:{name}"))
        assert page.status_code == 200
        assert list(page.context.get("areas", page.context.get("mandates"))) == []
    assert browser.get(url("show")).status_code == 404


def test_periods_before_a_mandate_began_are_missing():
    with acting("administrator"):
        assert Mandate.objects.filter(body__code=HEALTH).update(valid_from=date(2026, 1, 1)) == 1
    browser = signed_in("reporter")
    assert browser.get(url("show")).status_code == 404  # it begins on 15/12/2025
    assert browser.get(reverse("reports:show", kwargs=ONE | {"period": "2026-H2"})).status_code == 200


def test_pages_ask_as_many_queries_for_many_rows_as_for_few():
    def queries_of(role, address):
        browser = signed_in(role)
        browser.get(address)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert browser.get(address).status_code == 200
        return len(asked)

    report = issued()
    pages = [("reporter", url("show")), ("reporter", url("show", known="2026-11-01T10:00")), ("head", url("behind")), ("reporter", url("start_draft")),
             ("reporter", reverse("reports:index")), ("statistician", reverse("reports:statistics") + "?year=2026"),
             ("reporter", reverse("reports:claims", kwargs=ONE | {"code": "comm.leaflet"})), ("reporter", reverse("reports:issued", args=[report.pk]))]  # fmt: skip
    received(date(2026, 1, 10))
    claim("comm.leaflet", 10, first=H1.first, last=H1.last)
    few = [queries_of(*page) for page in pages]
    for day in range(1, 9):
        received(date(2026, 2, day), sex="male" if day % 2 else "female", age_years=day * 7)
        claim("comm.leaflet", day, first=date(2026, 2, day), last=date(2026, 2, day))
        claim("comm.attendance", day, first=date(2026, 2, day), last=date(2026, 2, day))
    issued()
    assert [queries_of(*page) for page in pages] == few
    assert 3 < min(few) <= max(few) <= 20, few


def test_an_issued_report_stays_while_the_live_page_follows_corrections():
    case = received(date(2026, 1, 10), sex="female")
    old = claim("comm.leaflet", 300, first=H1.first, last=H1.last)
    report = issued(situation="Tình hình ổn định.")
    assert report.paper.sign == "01/BC-SYT"
    kept = report.figures
    assert kept == frozen(compiled(H1, report.as_known_at))
    corrected(case, sex="male")
    decided(case, State.IDENTIFIED, on=date(2026, 3, 1))
    claim("comm.leaflet", 450, first=H1.first, last=H1.last, replaces=old)
    with acting("reporter"):
        report.refresh_from_db()
    assert report.figures == kept
    assert (
        kept["persons"]["identified"],
        kept["by_sex"]["female"]["received"],
        kept["programme"]["comm.leaflet"]["value"],
    ) == (0, 1, "300")
    browser = signed_in("reporter")
    live = browser.get(url("show")).context["report"]
    assert live.persons.identified == 1
    changes = {
        change.code: (change.then, change.now)
        for _name, change in browser.get(reverse("reports:issued", args=[report.pk])).context["changes"]
    }
    assert changes == {"under_identification": ("1", "0"), "identified": ("0", "1"), "comm.leaflet": ("300", "450")}


def test_the_issued_files_hold_parts_numbers_and_the_notice_of_the_world():
    received(date(2026, 1, 10), sex="female", age_years=17)
    claim("comm.leaflet", 5000, bound="at_least", first=H1.first, last=H1.last)
    claim("comm.banner", 0, nil=True, first=H1.first, last=H1.last)
    report = issued(order_answered="Công văn số 12/UBND-VX", plan="Tiếp tục truyền thông.")
    browser = signed_in("reporter")
    word = browser.get(reverse("reports:open", args=[report.pk, "docx"]))
    text = "\n".join(line.text for line in docx.Document(io.BytesIO(word.content)).paragraphs)
    for wanted in (
        "I. TÌNH HÌNH",
        "VI. ĐỀ XUẤT, KIẾN NGHỊ",
        "in, cấp phát ít nhất 5.000 tờ rơi, tờ gấp",
        "không phát sinh băng zôn",
        "Công văn số 12/UBND-VX",
        "Tiếp tục truyền thông.",
    ):
        assert wanted in text
    pages = [
        page.extract_text()
        for page in pypdf.PdfReader(
            io.BytesIO(browser.get(reverse("reports:open", args=[report.pk, "pdf"])).content)
        ).pages
    ]
    assert all("Dữ liệu giả định" in page for page in pages)
    assert issued().paper.sign == "02/BC-SYT"
    assert browser.get(reverse("reports:open", args=[report.pk, "exe"])).status_code == 404
    assert signed_in("reporter", OTHER_HEALTH).get(reverse("reports:open", args=[report.pk, "pdf"])).status_code == 404


def test_the_words_of_an_officer_stand_in_no_table():
    report = issued(situation="Câu riêng của người viết")
    assert "Câu riêng" not in str(report.figures)


@pytest.mark.parametrize("role", sorted({role.value for role in Role} - ISSUING - {"receiver", "service"}))
def test_only_reporter_and_head_issue(role):
    with acting("reporter") as staff:
        filling = filling_of(Draft(Question(area_of(staff, LANG_SON), H1), today()), staff)
    with acting(role) as staff, pytest.raises(NotAllowed):
        actions.put_out(filling=filling, by=staff)
    with acting("reporter"):
        assert not IssuedReport.objects.exists()


def test_issuing_is_logged():
    report = issued()
    with acting("auditor"), connection.cursor() as cursor:
        cursor.execute("select details->>'sign' from audit_entry where act = 'reports.issue' order by id desc limit 1")
        assert cursor.fetchone() == (report.paper.sign,)


def rows_of(page) -> dict[str, list[int]]:
    """Give the counts of each row of the tables by its first cell."""
    rows = lxml.html.fromstring(page.content.decode()).iter("tr")
    return {
        row[0].text_content(): [int(cell.text_content()) for cell in row.findall("td")]
        for row in rows
        if row.find("td") is not None
    }


def places_of(page) -> list[int]:
    """Give the places that the page lets one choose."""
    found = lxml.html.fromstring(page.content.decode()).xpath("//select[@id='place']/option/@value")
    return [int(value) for value in found if value]


def test_statistics_equal_the_rows_and_stand_in_the_csv():
    for day, sex in (
        (date(2026, 1, 31), "female"),
        (date(2026, 2, 1), "female"),
        (date(2026, 2, 1), "male"),
        (date(2025, 12, 31), "male"),
    ):
        of_commune(day, sex=sex)
    browser = signed_in("statistician")
    page = browser.get(reverse("reports:statistics") + "?year=2026")
    assert page.context["total"] == 3
    shown = rows_of(page)
    assert (shown["01/2026"], shown["02/2026"], shown["03/2026"]) == ([1, 0, 0, 0, 1], [1, 1, 0, 0, 2], [0, 0, 0, 0, 0])
    assert [cells for name, cells in shown.items() if "2026" not in name] == [[2, 1, 0, 0, 3], [2, 1, 0, 0, 3]]
    of_commune(date(2026, 2, 2), sex="male")
    place = places_of(page)[0]
    for query in ("?year=2026", f"?year=2026&place={place}"):
        assert rows_of(browser.get(reverse("reports:statistics") + query))["02/2026"] == [1, 2, 0, 0, 3]
    elsewhere = browser.get(reverse("reports:statistics") + f"?year=2026&place={place + 1}")
    assert (elsewhere.context["total"], places_of(elsewhere)) == (0, places_of(page))
    answer = browser.get(reverse("reports:statistics_csv") + "?year=2026")
    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))[1:]
    with acting("statistician") as staff:
        kept = statistics(staff, Span(LANG_SON, date(2026, 1, 1), date(2026, 12, 31)))
    assert [(line[0], int(line[4])) for line in lines] == [(f"{row.month:%Y-%m}", row.n) for row in kept]
    assert [line[3] for line in lines] == [str(Sex(row.sex).label) for row in kept]
    empty = browser.get(reverse("reports:statistics") + f"?year=2013&province={BAC_NINH}&place=x")
    assert (empty.status_code, empty.context["total"], empty.context["chosen"].area.pk) == (200, 0, LANG_SON)


def test_the_chosen_report_is_led_to_and_a_wrong_choice_is_said():
    browser = signed_in("reporter")
    asked = {"area": LANG_SON, "calendar": "statistical", "year": 2026, "part": "-Q2"}
    assert (
        browser.get(reverse("reports:index"), asked).headers["Location"] == f"/reports/{LANG_SON}/statistical/2026-Q2/"
    )
    assert browser.get(reverse("reports:index"), asked | {"area": BAC_NINH}).status_code == 422


def test_every_indicator_of_the_catalogue_stands_in_one_part():
    codes = [row.pk for section in compiled(H1).sections for row in section.silent]
    assert sorted(codes) == sorted(Indicator.objects.values_list("code", flat=True))
