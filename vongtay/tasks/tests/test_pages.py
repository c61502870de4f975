"""The pages of clocks, tasks, absences and reminders: who opens them, what is kept when refused, no growing with rows."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.http import urlencode

from tests.cast import BY_LAW, COMMUNE, HEALTH, OTHER_HEALTH, a_case, acting, body, on_this_day, post, sign_in
from vongtay.agencies.roles import Role
from vongtay.cases import actions as cases
from vongtay.cases.models import Case
from vongtay.common.days import today
from vongtay.law import queries as law
from vongtay.tasks import actions
from vongtay.tasks.models import Absence, Clock, Mailing, Task

pytestmark = pytest.mark.django_db


def our_case() -> tuple[Case, Clock]:
    with acting("case_worker") as staff:
        case = a_case(staff)
        clock = Clock.objects.create(
            subject_id=case.subject_id, world=case.world, body_id=staff.body_id, label=case.code, rule_id="L53.R1.first_check", article="Điều 27",
            started_at=timezone.now() - timedelta(seconds=10), due_on=today() + timedelta(days=2), unit="calendar_days",
        )  # fmt: skip
        return case, clock


def a_task(case: Case | None = None, **changes) -> Task:
    with acting("case_worker") as staff:
        values = {
            "text": "việc cần làm",
            "body": body(HEALTH),
            "post": post("case_worker"),
            "due_on": today(),
        } | changes
        wish = actions.Wish(**values)
        if case is None:
            return actions.add_task(key=uuid.uuid4(), wish=wish, by=staff)
        return cases.add_task(case=case, key=uuid.uuid4(), wish=wish, by=staff)


OPEN = {
    "/cases/tasks/": set(Role) - {Role.SERVICE}, "/cases/tasks/new/": set(Role) - {Role.SERVICE}, "/tasks/absences/": set(Role) - {Role.SERVICE},
    "/tasks/absences/enter/": set(Role) - {Role.SERVICE}, "/tasks/reminders/": set(Role) - {Role.SERVICE}, "/law/calendar/": set(Role) - {Role.SERVICE},
    "/cases/waiting/": {Role.RECEIVER, Role.CASE_WORKER, Role.VERIFIER, Role.DECIDER, Role.CLERK, Role.HEAD}, "/tasks/outbox/": {Role.ADMINISTRATOR},
    "/tasks/recount/": {Role.CASE_WORKER, Role.VERIFIER, Role.HEAD}, "/law/calendar/enter/": {Role.LEGAL_OFFICER},
    "/reports/limits/": {Role.REPORTER, Role.HEAD, Role.STATISTICIAN}, "/reports/limits/table.csv": {Role.REPORTER, Role.HEAD, Role.STATISTICIAN},
}  # fmt: skip


@pytest.mark.parametrize(
    "role",
    [Role.CASE_WORKER, Role.CLERK, Role.LEGAL_OFFICER, Role.HEAD, Role.ADMINISTRATOR, Role.STATISTICIAN, Role.AUDITOR],
)
def test_each_page_opens_for_who_may_and_for_nobody_else(client, role):
    sign_in(client, role)
    for address, roles in OPEN.items():
        status = client.get(address).status_code
        assert (status == 200) is (role in roles), (address, role, status)
        assert status in {200, 403, 404}


def test_a_clock_is_paused_and_runs_again_by_its_pages(client):
    case, clock = our_case()
    sign_in(client, "case_worker")
    address = f"/cases/{case.code}/clocks/{clock.id}/"
    wrong = client.post(
        f"{address}pause/",
        {"reason": "health", "at_0": "01/01/2020", "at_1": "10:00", "basis": "", "note": "giữ lại chữ này"},
    )
    assert wrong.status_code == 422
    assert "giữ lại chữ này" in wrong.content.decode()
    now = timezone.localtime()
    given = {"reason": "health", "at_0": on_this_day(), "at_1": f"{now:%H:%M:%S}", "basis": "", "note": ""}
    assert client.post(f"{address}pause/", given).status_code == 302
    page = client.get(f"/cases/{case.code}/").content.decode()
    assert "thông lệ, chưa có căn cứ" in page
    assert "clock--paused" in page
    assert "clock--paused" in client.get("/").content.decode()
    assert (
        client.post(
            f"{address}resume/", {"at_0": on_this_day(), "at_1": f"{timezone.localtime():%H:%M:%S.%f}", "note": ""}
        ).status_code
        == 302
    )
    assert "clock--paused" not in client.get(f"/cases/{case.code}/").content.decode()
    sign_in(client, "case_worker", OTHER_HEALTH)
    assert client.get(f"{address}pause/").status_code == 404


def test_a_task_is_set_from_its_case_shown_today_and_ended(client):
    case, _clock = our_case()
    sign_in(client, "case_worker")
    given = {
        "key": str(uuid.uuid4()),
        "text": "Gọi lại trạm y tế",
        "body": str(body(HEALTH).id),
        "post": str(post("verifier").id),
        "due_on": "1/1/2020",
    }
    wrong = client.post(f"/cases/{case.code}/task/", given)
    assert wrong.status_code == 422
    assert "Gọi lại trạm y tế" in wrong.content.decode()
    for _twice in range(2):
        assert client.post(f"/cases/{case.code}/task/", given | {"due_on": on_this_day()}).status_code == 302
    sign_in(client, "verifier")
    for address in ("/", "/cases/tasks/", f"/cases/{case.code}/", f"/cases/tasks/{given['key']}/"):
        assert "Gọi lại trạm y tế" in client.get(address).content.decode(), address
    ended = client.post(f"/cases/tasks/{given['key']}/", {"version": "1", "to": "done", "note": "đã gọi"})
    assert ended.status_code == 302
    assert "đã gọi" in client.get(f"/cases/tasks/{given['key']}/").content.decode()
    assert client.post(f"/cases/tasks/{given['key']}/", {"version": "1", "to": "done", "note": "x"}).status_code == 422
    sign_in(client, "legal_officer")
    assert client.get(f"/cases/tasks/{given['key']}/").status_code == 404
    sign_in(client, "case_worker", OTHER_HEALTH)
    assert client.get(f"/cases/tasks/{given['key']}/").status_code == 404


def test_an_absence_is_entered_and_ended_by_its_pages(client):
    sign_in(client, "verifier")
    given = {
        "key": str(uuid.uuid4()),
        "post": str(post("verifier").id),
        "first_on": on_this_day(),
        "last_on": on_this_day(),
        "deputy": str(post("case_worker").id),
    }
    assert client.post("/tasks/absences/enter/", given | {"post": str(post("decider").id)}).status_code == 422
    assert client.post("/tasks/absences/enter/", given).status_code == 302
    sign_in(client, "case_worker")
    assert "Bạn đang thay" in client.get("/").content.decode()
    absence = f"/tasks/absences/{given['key']}/end/"
    assert client.post(absence).status_code == 403
    sign_in(client, "head")
    assert client.post(absence).status_code == 302
    with acting("head"):
        assert Absence.objects.get().ended_at is not None


def test_a_day_is_entered_and_signed_off_by_two_people(client):
    sign_in(client, "legal_officer")
    day = law.calendar().on_or_after(today() + timedelta(days=40))
    given = {"on": f"{day:%d/%m/%Y}", "kind": "off", "title": "Nghỉ thử nghiệm", "instrument": "QĐ 9/QĐ-VD"}
    assert client.post("/law/calendar/enter/", given | {"kind": "make_up"}).status_code == 422
    made = client.post("/law/calendar/enter/", given)
    assert made.status_code == 302
    page = client.get(made.headers["Location"]).content.decode()
    assert "Nghỉ thử nghiệm" in page
    assert "Ký duyệt</" not in page
    sign_in(client, "head")
    address = client.get(made.headers["Location"]).content.decode().split('action="/law/calendar/')[1].split('"')[0]
    assert client.post(f"/law/calendar/{address}").status_code == 302
    assert "đã nhập và ký duyệt" in client.get(made.headers["Location"]).content.decode()


def test_clocks_are_counted_anew_by_their_page(client):
    case, clock = our_case()
    with acting("case_worker"):
        Clock.objects.filter(pk=clock.pk).update(due_on=today() + timedelta(days=30))
    sign_in(client, "head")
    page = client.get("/tasks/recount/").content.decode()
    assert case.code in page
    mark = page.split('name="clock" value="')[1].split('"')[0]
    assert client.post("/tasks/recount/", {}).status_code == 422
    assert client.post("/tasks/recount/", {"clock": [mark]}).status_code == 302
    assert client.post("/tasks/recount/", {"clock": [mark]}).status_code == 422


def test_reminders_are_chosen_for_oneself(client):
    sign_in(client, "case_worker")
    assert client.post("/tasks/reminders/", {"is_on": "on", "address": "", "language": "vi"}).status_code == 422
    assert (
        client.post("/tasks/reminders/", {"is_on": "on", "address": "a@vidu.gov.vn", "language": "en"}).status_code
        == 302
    )
    with acting("case_worker"):
        assert Mailing.objects.get().language == "en"


def test_what_we_wait_for_is_told_with_its_age(client):
    with acting("receiver", COMMUNE) as staff:
        case = a_case(staff)
        cases.send_notice(
            case=case,
            to_body=body(HEALTH),
            rule_id="L53.R1.notify_health",
            parts=["statement"],
            at=timezone.now(),
            by=staff,
            ground=BY_LAW,
        )
    sign_in(client, "receiver", COMMUNE)
    page = client.get("/cases/waiting/").content.decode()
    assert page.count(case.code) >= 1
    assert "Sở Y tế" in page
    assert case.code in client.get("/cases/waiting/?kind=notice").content.decode()
    assert case.code not in client.get("/cases/waiting/?kind=task").content.decode()


def test_the_limits_are_told_as_table_and_csv_and_the_export_is_logged(client):
    our_case()
    sign_in(client, "statistician")
    page = client.get("/reports/limits/").content.decode()
    assert "Chấp hành thời hạn" in page
    assert "Sở Y tế tỉnh Lạng Sơn" in page
    text = client.get("/reports/limits/table.csv").content.decode()
    assert text.startswith("\ufeffcơ quan,")
    assert "Sở Y tế tỉnh Lạng Sơn" in text
    assert client.get("/reports/limits/?area=x&year=99999&quarter=7").status_code == 200
    moment = urlencode({"known": timezone.localtime().isoformat()})
    then = client.get(f"/reports/limits/?{moment}").content.decode()
    assert "Theo dữ liệu đã biết lúc" in then
    assert f'&amp;{moment}"' in then  # the file is of the same moment
    assert 'id="queues"' not in then  # what waits is told of now alone
    wrong = client.get("/reports/limits/?known=31/31/2026").content.decode()
    assert "Thời điểm này không đọc được" in wrong
    assert 'value="31/31/2026"' in wrong


@pytest.mark.parametrize("address", ["/", "/cases/tasks/", "/cases/waiting/", "/tasks/recount/"])
def test_a_page_asks_no_more_for_more_rows(client, address):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    def fill() -> None:
        case, clock = our_case()
        a_task(case)
        a_task(case, body=body(HEALTH), post=post("verifier"))
        a_task(None, body=body(OTHER_HEALTH), post=None)
        with acting("case_worker") as staff:
            Clock.objects.filter(pk=clock.pk).update(due_on=today() + timedelta(days=9))
            other, second = case, clock
            second.pk = uuid.uuid4()
            second.body_id = body(OTHER_HEALTH).id
            second.save(force_insert=True)
            cases.pause_clock(
                case=other, clock=Clock.objects.get(pk=clock.pk), at=timezone.now(), reason="wish", basis="", by=staff
            )

    with acting("head") as staff:
        actions.enter_absence(
            key=uuid.uuid4(),
            post=post("verifier"),
            deputy=post("case_worker"),
            first_on=today(),
            last_on=today(),
            by=staff,
        )
    fill()
    sign_in(client, "case_worker")
    client.get(address)
    few = asked()
    for _more in range(4):
        fill()
    assert asked() <= few
    assert few < 40


def test_a_decision_lists_what_is_open_and_ends_or_keeps_each(client):
    case, clock = our_case()
    ended, kept = a_task(case), a_task(case, text="việc còn phải làm")
    with acting("verifier") as staff:
        case = Case.objects.get(pk=case.pk)
        case.state = "verifying"
        case.save()
        cases.add_evidence(case=case, source="a", weight="strong", obtained_on=today(), note="x", by=staff)
        cases.propose(
            case=case,
            proposal=cases.Proposal("undetermined", ["a"], "evidence_short", "x"),
            version=case.version,
            by=staff,
        )
    sign_in(client, "decider")
    page = client.get(f"/cases/{case.code}/decide/").content.decode()
    assert "Còn để ngỏ" in page
    assert "việc còn phải làm" in page
    version = page.split('name="version" value="')[1].split('"')[0]
    given = {
        "version": version,
        "decided_on": on_this_day(),
        f"settle_{ended.id}": "not_needed",
        f"settle_{clock.id}": "still_owed",
    }
    assert client.post(f"/cases/{case.code}/decide/", given | {f"settle_{kept.id}": "nonsense"}).status_code == 422
    assert client.post(f"/cases/{case.code}/decide/", given).status_code == 302
    with acting("case_worker"):
        assert dict(Task.objects.values_list("id", "state")) == {ended.id: "cancelled", kept.id: "open"}
        clock.refresh_from_db()
        assert clock.ended_at is None
        others = Clock.objects.filter(subject_id=case.subject_id, met_at__isnull=True).exclude(pk=clock.pk)
        assert {other.ended_reason for other in others} <= {"not_needed"}
