"""Tables of one's own: counted as the report counts, saved and shared within walls, sent as an address once a day."""

import csv
import io
import smtplib
import uuid
from datetime import date, datetime, timedelta

import lxml.html
import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from tests.cast import COMMUNE, HEALTH, OTHER_HEALTH, acting, post
from vongtay.agencies.actions import acting_as
from vongtay.agencies.models import Post
from vongtay.agencies.roles import Role
from vongtay.common.access import NotAllowed, Refused, Stale
from vongtay.common.days import VIETNAM, today
from vongtay.common.periods import Calendar, years_of
from vongtay.home import table_mails
from vongtay.home.upkeep import service_post
from vongtay.reports import actions, queries
from vongtay.reports.models import SavedTable, Schedule, TableMail
from vongtay.reports.pivots import By, Why, spans_of, why_not
from vongtay.reports.states import Rhythm, Stopped, is_sent_on
from vongtay.reports.tests.world import BAC_NINH, LANG_SON, claim, of_commune, received, signed_in
from vongtay.tasks import actions as tasks
from vongtay.tasks import mail

pytestmark = pytest.mark.django_db
ASKED = {
    "what": "received",
    "rows": "route",
    "columns": "sex",
    "area": LANG_SON,
    "calendar": "statistical",
    "year": 2026,
}
MORNING = datetime(2026, 11, 30, 8, tzinfo=VIETNAM)  # a Monday


def some():
    received(date(2026, 1, 10), sex="female", route="R1", age_years=17)
    received(date(2026, 2, 11), sex="male", route="R5", age_years=30)
    of_commune(date(2026, 3, 12), sex="female", route="R1", age_years=24)


def table_of(browser, **query):
    answer = browser.get(reverse("reports:tables"), ASKED | query)
    assert answer.status_code == 200, answer.content.decode()[:2000]
    page = lxml.html.fromstring(answer.content)
    rows = page.xpath("//*[@id='table']//tbody/tr | //*[@id='table']//tfoot/tr")
    return {row.xpath("./th")[0].text_content(): [cell.text_content() for cell in row.xpath("./td")] for row in rows}


def test_two_dimensions_are_crossed_and_add_up():
    some()
    table = table_of(signed_in("reporter"))
    assert table["Tự đến trình báo"] == ["2", "0", "0", "2"]
    assert table["Cộng"] == ["2", "1", "0", "3"]


@pytest.mark.parametrize("rows", [by.value for by in By if by is not By.BODY])
def test_each_dimension_of_persons_adds_up_to_the_same(rows):
    some()
    assert table_of(signed_in("reporter"), rows=rows, columns="")["Cộng"] == ["3"]


@pytest.mark.parametrize("rows", ["area", "month", "quarter", "year", "body"])
@pytest.mark.parametrize("columns", ["", "month", "body", "area"])
def test_figures_of_the_programme_are_told_by_area_body_and_time(rows, columns):
    claim("comm.leaflet", 500, first=date(2026, 2, 1), last=date(2026, 2, 3), bound="at_least")
    browser = signed_in("reporter")
    answer = browser.get(reverse("reports:tables"), ASKED | {"what": "comm.leaflet", "rows": rows, "columns": columns})
    crossed = rows != columns and not ({rows, columns} <= {"month", "quarter", "year"})
    assert answer.status_code == (200 if crossed else 422)
    assert not crossed or "ít nhất 500" in answer.content.decode()


def test_what_can_not_be_crossed_is_said_on_the_form():
    browser = signed_in("reporter")
    for query, words in (
        ({"columns": "route"}, "trùng nhau"), ({"rows": "month", "columns": "year"}, "Không ghép"), ({"what": "comm.event"}, "không có diện tiếp nhận"),
        ({"columns": "body"}, "không chia theo cơ quan"), ({"what": "identified", "columns": "status"}, "chia toàn bộ"),
    ):  # fmt: skip
        answer = browser.get(reverse("reports:tables"), ASKED | query)
        assert (answer.status_code, words in answer.content.decode()) == (422, True), query
    assert why_not(is_persons=True, is_whole=True, rows=By.SEX, columns=By.AGE, is_held=True) == [Why.ONE_ALONE]


@pytest.mark.parametrize("name", [*ASKED, "first_year", "part", "saved", "columns"])
@pytest.mark.parametrize(
    "rubbish", ["", "x", "-1", "99999999999999999999", "\u0000", "<script>", "VN:abc", "'; drop table x"]
)
def test_rubbish_in_any_field_is_a_sentence(name, rubbish):
    browser = signed_in("reporter")
    for address in ("tables", "table_csv", "table_xlsx", "board", "board_map", "ways", "hot_spots", "ways_behind"):
        assert browser.get(reverse(f"reports:{address}"), ASKED | {name: rubbish}).status_code in {200, 404, 422}, (
            address
        )


def test_a_table_leaves_as_csv_and_as_a_spreadsheet():
    some()
    browser = signed_in("reporter")
    lines = list(csv.reader(io.StringIO(browser.get(reverse("reports:table_csv"), ASKED).content.decode("utf-8-sig"))))
    assert lines[1] == ["Tự đến trình báo", "2", "0", "0", "2"]
    book = openpyxl.load_workbook(io.BytesIO(browser.get(reverse("reports:table_xlsx"), ASKED).content))
    cells = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    assert any("Tự đến trình báo" in row and 2 in row for row in cells)


def test_months_of_several_years_say_their_year():
    spans = spans_of(years_of(2025, 2026, Calendar.STATISTICAL), [By.MONTH])
    assert (len(spans.periods), spans.names[0], spans.names[-1]) == (24, "01/2025", "12/2026")
    received(date(2025, 1, 10))
    received(date(2026, 1, 10))
    table = table_of(signed_in("reporter"), first_year=2025, rows="year", columns="")
    assert (table["2025"], table["2026"], table["Cộng"]) == (["1"], ["1"], ["2"])


def save(browser, name="Bảng theo diện", **changes):
    query = "&".join(f"{key}={value}" for key, value in ASKED.items())
    return browser.post(
        reverse("reports:save_table"), {"key": str(uuid.uuid4()), "query": query, "name": name} | changes
    )


def saved(by="reporter", **changes) -> SavedTable:
    with acting(by) as staff:
        values = {
            "key": uuid.uuid4(),
            "name": "Bảng tháng",
            "query": "what=received&rows=month&area=2100020&year=2026",
            "is_shared": False,
        }
        return actions.save_table(**(values | changes), by=staff)


def test_a_table_is_saved_opened_renamed_deleted_and_restored():
    some()
    browser = signed_in("reporter")
    opened = save(browser)
    assert opened.status_code == 302
    assert "Bảng theo diện" in browser.get(opened.url).content.decode()
    table = SavedTable.objects.get(name="Bảng theo diện")
    assert save(browser).status_code == 422  # the name is taken
    assert browser.get(reverse("reports:open_table", args=[table.pk]), follow=True).status_code == 200
    change = reverse("reports:change_table", args=[table.pk])
    assert browser.post(change, {"version": 1, "name": "Tên mới", "is_shared": "on"}).status_code == 302
    stale = browser.post(change, {"version": 1, "name": "Tên khác"})
    assert (stale.status_code, "Tên khác" in stale.content.decode()) == (422, True)
    assert browser.post(reverse("reports:delete_table", args=[table.pk])).status_code == 302
    assert browser.get(reverse("reports:open_table", args=[table.pk])).status_code == 404
    assert "Khôi phục" in browser.get(reverse("reports:tables")).content.decode()
    assert browser.post(reverse("reports:restore_table", args=[table.pk])).status_code == 302
    table.refresh_from_db()
    assert (table.deleted_at, table.name, table.version) == (None, "Tên mới", 4)


def test_a_table_sent_twice_is_saved_once_and_only_its_own_owner_changes_it():
    key = uuid.uuid4()
    one, other = saved(key=key), saved(key=key)
    assert one.pk == other.pk
    with acting("head") as staff, pytest.raises(NotAllowed):
        actions.change_table(table=one, name="x", is_shared=True, version=1, by=staff)
    with acting("case_worker") as staff, pytest.raises(NotAllowed):
        actions.save_table(key=uuid.uuid4(), name="x", query="", is_shared=False, by=staff)
    with acting("reporter") as staff, pytest.raises(Stale):
        actions.change_table(table=one, name="x", is_shared=True, version=9, by=staff)
    with acting("reporter") as staff, pytest.raises(Refused):
        actions.save_table(key=uuid.uuid4(), name="Bảng tháng", query="", is_shared=False, by=staff)


def test_a_shared_table_is_opened_by_colleagues_who_count_and_by_nobody_else():
    table = saved(is_shared=True)
    own = saved(name="Riêng")
    for role, of, opens in (
        ("head", HEALTH, True),
        ("statistician", HEALTH, True),
        ("case_worker", HEALTH, False),
        ("reporter", OTHER_HEALTH, False),
    ):
        answer = signed_in(role, of).get(reverse("reports:open_table", args=[table.pk]))
        assert answer.status_code == (302 if opens else 404), (role, of)
        assert signed_in(role, of).get(reverse("reports:open_table", args=[own.pk])).status_code == 404
        assert signed_in(role, of).post(reverse("reports:delete_table", args=[table.pk])).status_code == 404


def test_the_area_of_a_saved_table_is_still_that_of_the_mandate():
    table = saved(query=f"what=received&rows=month&area={BAC_NINH}&year=2026")
    answer = signed_in("reporter").get(reverse("reports:open_table", args=[table.pk]), follow=True)
    assert answer.status_code == 422


def address(role="reporter"):
    with acting(role) as staff:
        tasks.choose_mailing(address="a@example.vn", is_on=True, language="vi", by=staff)


def scheduled(table=None, by="reporter", **changes) -> Schedule:
    table = table or saved()
    with acting(by) as staff:
        values = {"key": uuid.uuid4(), "table": table, "rhythm": "weekly", "on_day": 1, "site": "https://vt.example.vn"}
        return actions.schedule_table(**(values | changes), by=staff)


def plan(day: date) -> int:
    with acting_as(service_post("demo")) as staff:
        return actions.plan_table_mails(day=day, is_sent=True, by=staff)


def test_a_schedule_needs_an_address_and_is_set_once():
    table = saved()
    with pytest.raises(Refused, match="Nhắc việc"):
        scheduled(table)
    address()
    scheduled(table)
    with pytest.raises(Refused):
        scheduled(table)
    with pytest.raises(NotAllowed):
        scheduled(table, by="head")


@pytest.mark.parametrize(
    ("rhythm", "on_day", "day", "sent"),
    [("daily", 0, date(2026, 2, 28), True), ("weekly", 6, date(2026, 2, 28), True), ("weekly", 5, date(2026, 2, 28), False),
     ("monthly", 31, date(2026, 2, 28), True), ("monthly", 28, date(2026, 2, 28), True), ("monthly", 27, date(2026, 2, 28), False)],
)  # fmt: skip
def test_days_of_a_rhythm(rhythm, on_day, day, sent):
    assert is_sent_on(Rhythm(rhythm), on_day, day) is sent


def test_a_mail_is_planned_once_a_day_holds_the_address_and_no_number(monkeypatch, settings):
    some()
    address()
    schedule = scheduled()
    assert (plan(date(2026, 12, 1)), plan(date(2026, 11, 30)), plan(date(2026, 11, 30))) == (0, 1, 0)
    settings.EMAIL_URL = "smtp://localhost:1/?from=vt@example.vn"
    handed = []
    monkeypatch.setattr(mail, "send", lambda to, said: handed.append((to, said)))
    service = service_post("demo")
    assert (table_mails.run("demo", service, MORNING), table_mails.run("demo", service, MORNING)) == (1, 0)
    to, said = handed[0]
    assert to == "a@example.vn"
    assert f"https://vt.example.vn/reports/tables/{schedule.table_id}/" in said.text
    assert "Bảng tháng" not in said.text + said.subject
    with acting("reporter"):
        assert TableMail.objects.get().state == "sent"


@pytest.mark.parametrize(
    ("public", "site", "found"),
    [("https://vongtay.example.vn", "http://10.0.0.7:8000", "https://vongtay.example.vn"), ("", "http://10.0.0.7:8000", "http://10.0.0.7:8000"),
     ("", "", "http://127.0.0.1:8140")],
)  # fmt: skip
def test_a_mail_leads_to_the_public_address_of_the_installation(settings, public, site, found):
    settings.PUBLIC_ADDRESS, settings.SERVED_AT = public, "http://127.0.0.1:8140"
    said = table_mails.words(TableMail(schedule=Schedule(table_id=uuid.UUID(int=7), site=site)), "vi")
    assert [line.rpartition(": ")[2] for line in said.text.splitlines() if line] == [
        f"{found}/reports/tables/{uuid.UUID(int=7)}/",
        f"{found}/reports/tables/schedules/",
    ]


def test_a_mail_that_fails_is_tried_again_and_one_broken_off_is_given_up(monkeypatch, settings):
    address()
    scheduled()
    settings.EMAIL_URL = "smtp://localhost:1/?from=vt@example.vn"

    def refuse(_to, _said):
        raise smtplib.SMTPServerDisconnected

    monkeypatch.setattr(mail, "send", refuse)
    service = service_post("demo")
    table_mails.run("demo", service, MORNING)
    with acting_as(service) as staff:
        row = TableMail.objects.get()
        assert (row.state, row.error) == ("failed", "SMTPServerDisconnected")
        row.state, row.tried_at = "sending", timezone.now() - timedelta(hours=1)
        row.save()
        assert actions.claim_table_mail(by=staff) is None
        assert TableMail.objects.get().state == "given_up"


def test_a_schedule_stops_when_the_post_ends_or_the_table_is_out_of_reach():
    for role in ("reporter", "head"):
        address(role)
    table = saved(is_shared=True)
    mine, theirs = scheduled(table), scheduled(table, by="head")
    with acting("reporter") as staff:
        actions.change_table(table=table, name="Bảng tháng", is_shared=False, version=1, by=staff)
    plan(date(2026, 11, 30))
    with acting_as(service_post("demo")):
        theirs.refresh_from_db()
        assert theirs.stopped_why == Stopped.TABLE
        assert [row.schedule_id for row in TableMail.objects.all()] == [mine.pk]
    listed = signed_in("head").get(reverse("reports:schedules")).content.decode()
    assert "không còn mở được" in listed


@pytest.mark.parametrize(
    ("changes", "why"), [({"valid_to": date(2026, 1, 1), "valid_from": date(2025, 1, 1)}, Stopped.POST), ({"role": Role.CLERK}, Stopped.ROLE)]
)  # fmt: skip
def test_nobody_who_counts_no_more_is_sent_anything(monkeypatch, changes, why):
    address()
    schedule = scheduled(rhythm="daily", on_day=0)
    changed = post("reporter")
    for name, value in changes.items():
        setattr(changed, name, value)
    assert queries.may_receive(changed) is False
    monkeypatch.setattr(Post, "from_db", _changing(Post.from_db, changed.pk, changes))
    assert plan(today()) == 0
    with acting_as(service_post("demo")):
        schedule.refresh_from_db()
        assert schedule.stopped_why == why


def _changing(original, pk, changes):
    """Read the post as it will be once an administrator has ended or changed it; the policies of the test's own acts stay."""

    def from_db(db, names, values):
        row = original.__func__(Post, db, names, values)
        if row.pk == pk:
            for name, value in changes.items():
                setattr(row, name, value)
        return row

    return staticmethod(from_db)


def test_pages_of_schedules():
    address()
    table = saved()
    browser = signed_in("reporter")
    send = reverse("reports:schedule_table", args=[table.pk])
    assert browser.get(send).status_code == 200
    assert browser.post(send, {"key": str(uuid.uuid4()), "rhythm": "monthly"}).status_code == 422
    assert browser.post(send, {"key": str(uuid.uuid4()), "rhythm": "monthly", "monthday": "15"}).status_code == 302
    with acting("reporter"):
        schedule = Schedule.objects.get()
    assert "ngày 15" in browser.get(reverse("reports:schedules")).content.decode()
    stop = reverse("reports:stop_schedule", args=[schedule.pk])
    assert signed_in("head").post(stop).status_code == 404
    assert (browser.get(stop).status_code, browser.post(stop).status_code) == (405, 302)
    assert "đã dừng" in browser.get(reverse("reports:schedules")).content.decode()
    for role in ("case_worker", "administrator"):
        assert signed_in(role).get(reverse("reports:schedules")).status_code == 404
    assert signed_in("receiver", COMMUNE).get(reverse("reports:tables")).status_code == 404
