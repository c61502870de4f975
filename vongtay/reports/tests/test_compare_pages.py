"""The pages of comparison, former provinces, process times and reviews: who sees them, what they say, how many queries they ask, what leaves as a table."""

import csv
import io
import uuid
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from tests.cast import OTHER_HEALTH, acting, body
from vongtay.agencies.models import Mandate, Place
from vongtay.agencies.queries import places
from vongtay.audit.models import Entry
from vongtay.cases import actions as cases
from vongtay.cases.models import Case
from vongtay.cases.states import State
from vongtay.common.periods import Calendar, year_of
from vongtay.indicators.models import Bound, Figure, Indicator
from vongtay.papers import actions as papers
from vongtay.papers.instruments import Cited, Details
from vongtay.programme.actions import plans
from vongtay.reports.comparing import Stated
from vongtay.reports.former import by_former
from vongtay.reports.queries import Question, TimeStep, area_of, times_behind, times_of
from vongtay.reports.review import Whence, review
from vongtay.reports.tests.world import BAC_NINH, LANG_SON, claim, decided, noon, received, signed_in

pytestmark = pytest.mark.django_db
ONE = {"area_id": LANG_SON, "calendar": "administrative", "period": "2026-H1"}
BN = {"area_id": BAC_NINH, "calendar": "administrative", "period": "2024"}
PAGES = ("comparison", "times")
FILES = ("comparison_csv", "comparison_xlsx", "times_csv", "times_xlsx")
NINH_BINH, HA_NAM, NAM_DINH, NINH_BINH_THEN = 2100037, 1100035, 1100036, 1100037


def url(name, **changes):
    return reverse(f"reports:{name}", kwargs=ONE | changes)


def rows_of(response):
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


@pytest.mark.parametrize("name", [*PAGES, *FILES])
def test_counting_roles_see_them_and_others_find_nothing(name):
    for role in ("reporter", "head", "statistician"):
        assert signed_in(role).get(url(name)).status_code == 200, role
    for role in ("case_worker", "decider", "administrator"):
        assert signed_in(role).get(url(name)).status_code == 404, role
    stranger = signed_in("reporter", OTHER_HEALTH)
    assert stranger.get(url(name)).status_code == 404
    for rubbish in (
        {"period": "2026-H9"},
        {"calendar": "lunar"},
        {"area_id": 1},
        {"period": "1901"},
        {"period": "2026-01-01..2026-01-01"},
    ):
        assert signed_in("reporter").get(url(name, **rubbish)).status_code in {200, 404}, rubbish


def test_the_page_says_both_numbers_the_rule_and_what_nobody_stated():
    for day in (date(2025, 1, 5), date(2026, 1, 5), date(2026, 1, 6), date(2026, 1, 7)):
        received(day)
    claim("comm.leaflet", 300, bound="at_least", first=date(2026, 1, 1), last=date(2026, 3, 1))
    claim("comm.leaflet", 200, first=date(2025, 1, 1), last=date(2025, 3, 1))
    claim("comm.leaflet", 90, first=date(2026, 1, 1), last=date(2026, 3, 1), unit="%", apart="change")
    claim("target.rate", 120, first=date(2026, 1, 1), last=date(2026, 3, 1), unit="%")
    browser = signed_in("reporter")
    page = browser.get(url("comparison")).content.decode()
    for words in ("Tăng 200% (2 người)", "Tăng ít nhất 50% (ít nhất 100 tờ)", "Kỳ trước không nêu số liệu", "Thay đổi = kỳ này − kỳ trước", "Tỷ lệ trên 100%",
                  "Cùng kỳ năm trước", "Kỳ liền trước", "kỳ thống kê"):  # fmt: skip
        assert words.lower() in page.lower(), words
    assert browser.get(url("comparison"), {"known": "rubbish"}).status_code == 200
    assert browser.get(url("comparison", calendar="statistical")).status_code == 200
    lines = {row["code"]: row for row in rows_of(browser.get(url("comparison_csv")))}
    assert (lines["received"]["now_low"], lines["received"]["year_2025-H1_percent_low"]) == ("3", "200")
    assert (lines["comm.leaflet"]["now_high"], lines["comm.leaflet"]["year_2025-H1_outcome"]) == ("", "rose")
    sheet = load_workbook(io.BytesIO(browser.get(url("comparison_xlsx")).content)).active
    words = " ".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None)
    assert "tăng ít nhất 50%" in words
    with acting("auditor"):
        assert Entry.objects.filter(act="reports.export_statistics").count() == 2


@pytest.mark.parametrize("name", PAGES)
def test_many_rows_ask_as_many_queries_as_few(name):
    def asked():
        browser = signed_in("reporter")
        browser.get(url(name))
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert browser.get(url(name)).status_code == 200
        return len(found)

    received(date(2026, 1, 5))
    claim("comm.leaflet", 300, first=date(2026, 1, 5), last=date(2026, 3, 5))
    claim("comm.event", 3, first=date(2025, 1, 5), last=date(2025, 3, 5))
    few = asked()
    for day in range(6, 16):
        received(date(2026, 1, day))
        claim("comm.leaflet", 300, first=date(2026, 1, day), last=date(2026, 3, day))
        claim("comm.event", 3, first=date(2025, 1, day), last=date(2025, 3, day))
    assert asked() == few
    assert few <= 40


def test_times_are_counted_under_the_mandate_and_opened_by_grant():
    done = decided(received(date(2026, 1, 5)), State.UNDETERMINED, on=date(2026, 1, 25))
    received(date(2026, 1, 6))
    with acting("case_worker") as staff:
        cases.give_help(case=done, kind="meal", given_on=date(2026, 1, 8), by=staff)
    with acting("reporter") as staff:
        question = Question(area_of(staff, LANG_SON), year_of(2026))
        times = {one.step: one for one in times_of(question)}
        assert times_behind(question, TimeStep.DECISION) == []
    decision, support = times[TimeStep.DECISION], times[TimeStep.SUPPORT]
    assert (decision.cases, decision.done, decision.median, decision.ninth) == (2, 1, 20, 20)
    assert (support.done, support.median) == (1, 3)
    assert (times[TimeStep.ANSWER].done, times[TimeStep.ANSWER].median) == (0, None)
    check = times[TimeStep.CHECK]
    assert check.late <= check.limited <= check.cases
    with acting("head") as staff:
        assert next(
            (one.code, one.days)
            for one in times_behind(Question(area_of(staff, LANG_SON), year_of(2026)), TimeStep.DECISION)
        ) == (done.code, 20)
    page = signed_in("head").get(url("times_behind", period="2026"), {"step": "decision"})
    assert done.code in page.content.decode()
    assert signed_in("head").get(url("times_behind"), {"step": "rubbish"}).status_code == 404
    assert (
        "Trong kỳ không phát sinh hồ sơ tiếp nhận"
        in signed_in("head").get(url("times", period="2019")).content.decode()
    )


def test_times_as_known_before_a_step_was_written_down_do_not_have_it():
    case = received(date(2026, 1, 5))
    with connection.cursor() as cursor:
        cursor.execute("select vt_test.shift_history(%s, 5)", [case.pk])
    with acting("case_worker") as staff:
        cases.record_step(case=case, kind="first_check", at=noon(2026, 1, 7), by=staff)
    with acting("reporter") as staff:
        area = area_of(staff, LANG_SON)
        long_ago = times_of(Question(area, year_of(2026), noon(2026, 11, 1)))
        now = {one.step: one for one in times_of(Question(area, year_of(2026)))}
    assert all(one.done == 0 for one in long_ago)
    assert now[TimeStep.CHECK].median == 2


def test_the_database_counts_times_and_places_only_under_a_mandate():
    sql = (
        "select * from vt.count_times(%s, '2024-01-01', '2026-01-01', null, '{}', '{}')",
        "select * from vt.count_by_place(%s, '2024-01-01', '2026-01-01', null)",
    )
    for statement in sql:
        with (
            acting("reporter", OTHER_HEALTH),
            pytest.raises(ProgrammingError),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement, [LANG_SON])
        with acting("reporter"), connection.cursor() as cursor:
            cursor.execute(statement, [LANG_SON])


def _commune_of(province):
    return next(
        unit.id
        for unit in places().by_id.values()
        if unit.level == "commune" and places().province_of(unit).id == province
    )


def _claim_of(staff, area, code, value, **facts):
    values = {
        "world": "demo", "province_id": area, "area_id": area, "body_id": staff.body_id, "indicator_id": code, "value": Decimal(value), "unit": "",
        "happened_from": date(2024, 1, 1), "happened_to": date(2024, 11, 30), "recorded_by_id": staff.post_id,
    }  # fmt: skip
    return Figure.objects.create(**(values | facts))


def test_a_year_of_three_provinces_that_were_merged_stands_in_one_table():
    """Hà Nam, Nam Định and Ninh Bình went into Ninh Bình on 1/7/2025: the year 2024 by each, and together."""
    with acting("administrator"):
        Mandate.objects.create(body=body(OTHER_HEALTH), area_id=NINH_BINH)
    for province, many in ((HA_NAM, 1), (NAM_DINH, 2), (NINH_BINH_THEN, 3)):
        for one in range(many):
            with acting("case_worker", OTHER_HEALTH) as staff:
                case = received(date(2024, 5, one + 1), staff, place=Place.objects.get(pk=_commune_of(province)))
                # As a record of that year stands: under the province of that time.
                Case.objects.filter(pk=case.pk).update(province_id=province)
    with acting("reporter", OTHER_HEALTH) as staff:
        _claim_of(staff, HA_NAM, "comm.leaflet", 1000, bound="at_least")
        _claim_of(staff, NAM_DINH, "comm.leaflet", 2500)
        _claim_of(staff, NINH_BINH_THEN, "comm.leaflet", 400, bound="about")
        _claim_of(staff, NAM_DINH, "comm.event", 0, nil=True)
        question = Question(area_of(staff, NINH_BINH), year_of(2024))
        found = by_former(staff, question)
    assert found is not None
    assert [column.name for column in found.columns] == ["Tỉnh Hà Nam", "Tỉnh Nam Định", "Tỉnh Ninh Bình"]
    rows = {row.code: row for row in found.rows}
    assert rows["comm.leaflet"].cells == (
        Stated.of(1000, None),
        Stated.exactly(2500),
        Stated.of(400, 400, is_rough=True),
    )
    assert rows["comm.leaflet"].whole == Stated.of(3900, None, is_rough=True)
    assert (rows["comm.event"].cells[0], rows["comm.event"].cells[1]) == (None, Stated.exactly(0))
    assert rows["received"].cells == tuple(Stated.exactly(n) for n in (1, 2, 3))
    assert rows["received"].whole == Stated.exactly(6)
    browser, parts = (
        signed_in("reporter", OTHER_HEALTH),
        {"area_id": NINH_BINH, "calendar": "administrative", "period": "2024"},
    )
    page = browser.get(reverse("reports:former", kwargs=parts)).content.decode()
    for words in ("Tỉnh Hà Nam", "Tỉnh Nam Định", "Tỉnh Ninh Bình", "ít nhất 3.900", "Gồm các đơn vị trước sáp nhập"):
        assert words in page, words
    assert browser.get(reverse("reports:former_xlsx", kwargs=parts)).status_code == 200
    by_name = {
        (row["code"], row["former_province"]): row["low"]
        for row in rows_of(browser.get(reverse("reports:former_csv", kwargs=parts)))
    }
    assert (by_name["received", "Tỉnh Nam Định"], by_name["received", "*"]) == ("2", "6")
    assert signed_in("reporter").get(reverse("reports:former", kwargs=parts)).status_code == 404
    assert browser.get(reverse("reports:former", kwargs=parts | {"period": "2026"})).status_code == 404


@pytest.fixture
def scheme():
    """Three years with a target each for leaflets, and one for the stage of courses."""
    with acting("clerk") as staff:
        made = papers.enter_instrument(
            document=Cited("đề án", "1/ĐA", "Phòng, chống mua bán người", "UBND tỉnh", date(2024, 1, 2)), details=Details(issued_by=body("LS.UBND"), year_from=2024, year_to=2026), by=staff
        )  # fmt: skip
        place = Place.objects.get(pk=LANG_SON)
        for year, value in ((2024, 100), (2025, 200), (2026, 300)):
            plan = papers.enter_instrument(
                document=Cited("kế hoạch", f"{year - 2000}/KH", f"Năm {year}", "UBND tỉnh", date(year, 1, 2)),
                details=Details(issued_by=body("LS.UBND"), parent=made, year_from=year, year_to=year), by=staff,
            )  # fmt: skip
            aim = plans.Aim(
                Indicator.objects.get(pk="comm.leaflet"),
                Decimal(value),
                Bound.AT_LEAST,
                "tờ",
                date(year, 1, 1),
                date(year, 12, 31),
                place,
            )
            plans.set_target(key=uuid.uuid4(), plan=plan, aim=aim, by=staff)
        aim = plans.Aim(
            Indicator.objects.get(pk="train.course"),
            Decimal(10),
            Bound.AT_LEAST,
            "lớp",
            date(2024, 1, 1),
            date(2026, 12, 31),
            place,
        )
        plans.set_target(key=uuid.uuid4(), plan=made, aim=aim, by=staff)
    return made


def test_a_scheme_is_reviewed_by_year_and_stage_with_bounds(scheme):
    claim("comm.leaflet", 90, bound="at_least", first=date(2024, 2, 1), last=date(2024, 3, 1))
    claim("comm.leaflet", 500, first=date(2025, 2, 1), last=date(2025, 3, 1))
    claim("comm.leaflet", 50, first=date(2024, 12, 1), last=date(2025, 1, 31))  # across two years: once, in the stage
    with acting("reporter") as staff:
        lines = {line.indicator.pk: line for line in review(staff, scheme).lines}
    first, second, third = lines["comm.leaflet"].years
    assert first is not None
    assert second is not None
    assert third is not None
    assert (first.share.percent.low, first.share.percent.high) == (90, None)
    assert (second.share.percent.low, second.is_over) == (250, True)
    assert (third.result, third.share) == (None, None)
    whole = lines["comm.leaflet"].whole
    assert (whole.whence, whole.target, whole.result) == (Whence.SUM, Stated.exactly(600), Stated.of(640, None))
    courses = lines["train.course"].whole
    assert (courses.whence, courses.target, courses.result) == (Whence.SCHEME, Stated.exactly(10), None)
    browser = signed_in("reporter")
    assert "1/ĐA" in browser.get(reverse("reports:reviews")).content.decode()
    page = browser.get(reverse("reports:review", args=[scheme.pk])).content.decode()
    for words in ("ít nhất 90%", "250%", "trên 100%", "không nêu số liệu", "Cả giai đoạn"):
        assert words in page, words
    assert browser.get(reverse("reports:review_csv", args=[scheme.pk])).status_code == 200
    assert browser.get(reverse("reports:review_xlsx", args=[scheme.pk])).status_code == 200
    assert browser.get(reverse("reports:review", args=[scheme.pk]), {"known": "20/01/2024"}).status_code == 200
    for stranger in (signed_in("case_worker"), signed_in("reporter", OTHER_HEALTH)):
        assert stranger.get(reverse("reports:review", args=[scheme.pk])).status_code == 404


def test_a_period_of_the_other_calendar_is_the_other_calendar_s():
    assert year_of(2026, Calendar.STATISTICAL).stage_before() == year_of(2025, Calendar.STATISTICAL)
