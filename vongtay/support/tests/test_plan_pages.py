"""The pages of needs and plan, of conferences, of what the person says, and of the information sheet."""

import re
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.cast import COMMUNE, HEALTH, OTHER_HEALTH, a_case, acting, body, sign_in
from vongtay.common.days import format_day, today
from vongtay.papers.tests.test_files import a_pdf
from vongtay.support.models import Conference, Feedback, Measure, Plan, Sheet, SheetGiven
from vongtay.support.tests.gate import TOMORROW, approved, begun, proposed, shared_case, with_goal
from vongtay.tasks.models import Task

pytestmark = pytest.mark.django_db
DAY = format_day(today() + TOMORROW)


def hidden(page: str, name: str) -> str:
    return re.search(rf'name="{name}" value="([^"]+)"', page)[1]


def text_of(client, address):
    return client.get(address).content.decode()


def test_a_plan_is_drafted_and_approved_on_the_pages(client):
    case = shared_case()
    base = f"/support/{case.code}/plan/"
    sign_in(client, "case_worker")
    assert "Nhu cầu và kế hoạch" in text_of(client, f"/cases/{case.code}/")
    page = text_of(client, base)
    assert "Chưa có kế hoạch" in page
    assert client.post(f"{base}begin/", {"key": "x"}).status_code == 404
    key = hidden(page, "key")
    for _turn in range(2):
        assert client.post(f"{base}begin/", {"key": key})["Location"] == f"{base}1/"
    assert client.post(f"{base}begin/", {"key": str(uuid.uuid4())})["Location"] == base
    first = {"version": "1", "words": "Muốn về nhà"}
    assert client.post(f"{base}1/wishes/", first).status_code == 302
    stale = client.post(f"{base}1/goals/", {"version": "1", "domain": "work", "text": "Có việc làm ổn định"})
    assert stale.status_code == 422
    assert "Có việc làm ổn định" in stale.content.decode()
    version = hidden(stale.content.decode(), "version")
    again = client.post(f"{base}1/goals/", {"version": version, "domain": "work", "text": "Có việc làm ổn định"})
    assert again.status_code == 302
    with acting("case_worker"):
        goal = Plan.objects.get().goals.get()
    measures = f"{base}1/goals/{goal.pk}/measures/"
    step = {"version": "3", "text": "Giới thiệu lớp may", "body": str(body(COMMUNE).pk), "due_on": DAY}
    assert client.post(measures, step | {"due_on": "01/01/2020"}).status_code == 422
    assert client.post(measures, step).status_code == 302
    page = text_of(client, f"{base}1/")
    assert "Muốn về nhà" in page
    assert "Giới thiệu lớp may" in page
    assert client.post(f"{base}1/propose/", {"version": "4"}).status_code == 302
    assert client.post(f"{base}1/approve/", {"version": "5"}).status_code == 403
    sign_in(client, "head")
    assert "Phê duyệt kế hoạch" in text_of(client, f"{base}1/")
    assert client.post(f"{base}1/approve/", {"version": "4"}).status_code == 302
    with acting("head"):
        assert Plan.objects.get().state == "proposed"
    assert client.post(f"{base}1/approve/", {"version": "5"}).status_code == 302
    assert "Sửa mục tiêu" not in text_of(client, f"{base}1/")
    with acting("receiver", COMMUNE):
        assert Task.objects.get(subject_id=case.subject_id).body.code == COMMUNE


def test_a_plan_is_sent_back_compared_and_lines_are_left_out(client):
    case = shared_case()
    plan = approved(case)
    base = f"/support/{case.code}/plan/"
    sign_in(client, "case_worker")
    assert client.get(f"{base}compare/").status_code == 404
    client.post(f"{base}begin/", {"key": str(uuid.uuid4())})
    with acting("case_worker") as staff:
        second = Plan.objects.get(version_number=2)
        measure = Measure.objects.get(plan=second)
        with_goal(second, staff, "Đi học may", "schooling")
    assert client.post(f"{base}2/take-out/{measure.pk}/", {"version": "1"}).status_code == 302
    with acting("case_worker"):
        assert Measure.objects.filter(plan=second).exists()
    assert client.post(f"{base}2/take-out/{measure.pk}/", {"version": "2"}).status_code == 302
    assert client.post(f"{base}1/take-out/{Measure(pk=uuid.uuid4()).pk}/", {"version": "2"}).status_code == 404
    page = text_of(client, f"{base}compare/?from=1&to=2")
    assert [page.count(words) for words in ("Bỏ ra", "Thêm mới")] == [1, 1]
    assert client.get(f"{base}compare/?from=x&to=9").status_code == 200
    client.post(f"{base}2/propose/", {"version": "3"})
    assert client.get(f"{base}2/send-back/").status_code == 403
    sign_in(client, "decider")
    assert client.post(f"{base}2/send-back/", {"version": "4", "reason": ""}).status_code == 422
    assert client.post(f"{base}2/send-back/", {"version": "4", "reason": "Nêu rõ hạn"}).status_code == 302
    assert "Nêu rõ hạn" in text_of(client, f"{base}2/")
    sign_in(client, "case_worker")
    settle = f"/support/{case.code}/settle/"
    with acting("case_worker"):
        row = Measure.objects.get(plan=plan)
    assert client.post(f"{settle}{row.pk}/", {"to": "dropped", "note": ""}).status_code == 422
    assert client.post(f"{settle}{row.pk}/", {"to": "done", "note": "Xong"}).status_code == 302
    assert client.post(f"{settle}{row.pk}/", {"to": "done", "note": "Xong"}).status_code == 422
    assert client.get(f"{settle}{uuid.uuid4()}/").status_code == 404


def test_needs_conference_and_feedback_are_noted_on_the_pages(client):
    case = shared_case()
    base = f"/support/{case.code}/"
    sign_in(client, "case_worker")
    page = text_of(client, f"{base}needs/score/")
    given = {"key": hidden(page, "key"), "scored_on": format_day(today()), "shelter": "1", "work": "4"}
    assert client.post(f"{base}needs/score/", given | {"shelter": "", "work": ""}).status_code == 422
    assert client.post(f"{base}needs/score/", given | {"acted_by": str(body(COMMUNE).pk)}).status_code == 422
    assert client.post(f"{base}needs/score/", given).status_code == 302
    page = text_of(client, f"{base}plan/")
    assert page.count('class="spark"') == 2
    key = str(uuid.uuid4())
    talk = {
        "key": key,
        "held_on": format_day(today()),
        "bodies": [str(body(HEALTH).pk), str(body(COMMUNE).pk)],
        "said": "Bàn",
    }
    decision = {"text_1": "Làm lại giấy tờ", "body_1": str(body(COMMUNE).pk), "due_1": DAY}
    assert client.post(f"{base}conferences/add/", talk | {"text_2": "Thiếu cơ quan"}).status_code == 422
    for _turn in range(2):
        assert client.post(f"{base}conferences/add/", talk | decision).status_code == 302
    said = {
        "key": str(uuid.uuid4()),
        "saying": "wish",
        "words": "<b>Muốn học</b>",
        "how": "phone",
        "said_on": format_day(today()),
    }
    assert client.post(f"{base}feedback/add/", said | {"words": ""}).status_code == 422
    assert client.post(f"{base}feedback/add/", said).status_code == 302
    page = text_of(client, f"{base}plan/")
    assert "&lt;b&gt;Muốn học&lt;/b&gt;" in page
    assert "1 kết luận cần làm" in page
    with acting("case_worker"):
        assert (Conference.objects.count(), Feedback.objects.count()) == (1, 1)


def test_the_pages_are_for_who_reaches_the_support_of_the_case(client, django_assert_max_num_queries):
    case = shared_case()
    plan = approved(case)
    with acting("case_worker") as staff:
        second = begun(case, staff)
        with_goal(second, staff)
    addresses = ["plan/", f"plan/{plan.version_number}/", "plan/2/", "plan/compare/", "family/", "sheet/"]
    sign_in(client, "case_worker")
    for address in addresses:
        with django_assert_max_num_queries(18):
            assert client.get(f"/support/{case.code}/{address}").status_code == 200, address
    assert client.get(f"/support/{case.code}/plan/9/").status_code == 404
    acts = ["plan/2/goals/", "plan/2/wishes/", "needs/score/", "conferences/add/", "feedback/add/", "family/add/"]
    assert [client.get(f"/support/{case.code}/{act}").status_code for act in acts] == [200] * 6
    sign_in(client, "decider")
    assert client.get(f"/support/{case.code}/plan/2/goals/").status_code == 403
    sign_in(client, "case_worker", OTHER_HEALTH)
    assert {client.get(f"/support/{case.code}/{address}").status_code for address in addresses + acts} == {404}
    sign_in(client, "clerk")
    assert {client.get(f"/support/{case.code}/{address}").status_code for address in addresses} == {403}


def upload(client, **changes):
    given = {
        "key": str(uuid.uuid4()), "language": "mong", "dated_on": format_day(today()), "translated_by": "Người dịch giả định",
        "file": SimpleUploadedFile("to.pdf", a_pdf(), "application/pdf"),
    } | changes  # fmt: skip
    return client.post("/support/sheets/add/", given)


def test_a_sheet_in_a_further_language_is_put_up_replaced_and_never_deleted(client):
    sign_in(client, "legal_officer")
    for wrong in (
        {"file": SimpleUploadedFile("to.pdf", b"MZ", "application/pdf")},
        {"language": "english"},
        {"translated_by": ""},
    ):
        assert upload(client, **wrong).status_code == 422
    key = str(uuid.uuid4())
    assert [upload(client, key=key).status_code for _turn in range(2)] == [302, 302]
    assert upload(client).status_code == 302
    with acting("legal_officer"):
        rows = list(Sheet.objects.order_by("recorded_at"))
    assert [row.replaced_at is None for row in rows] == [False, True]
    page = text_of(client, "/support/sheets/")
    assert page.count(".pdf") == 2
    answer = client.get(f"/support/sheets/{rows[0].pk}.pdf")
    assert (answer["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")
    sign_in(client, "case_worker")
    assert client.get("/support/sheets/add/").status_code == 403
    assert client.get(f"/support/sheets/{rows[1].pk}.pdf").status_code == 200
    sign_in(client, "case_worker", OTHER_HEALTH)
    assert client.get(f"/support/sheets/{rows[1].pk}.pdf").status_code == 404


def test_the_case_offers_the_sheet_in_the_person_s_language_and_one_press_notes_it(client):
    with acting("case_worker") as staff:
        case = a_case(staff, language="mong")
    address = f"/support/{case.code}/sheet/"
    sign_in(client, "case_worker")
    page = text_of(client, address)
    assert "Chưa có tờ thông tin bằng ngôn ngữ: Mông" in page
    assert client.post(f"{address}handed/", {"key": str(uuid.uuid4()), "language": "mong"}).status_code == 302
    assert client.post(f"{address}handed/", {"key": "x", "language": "vi"}).status_code == 404
    with acting("case_worker"):
        assert not SheetGiven.objects.exists()
    sign_in(client, "administrator")
    upload(client)
    assert client.get(address).status_code in {403, 404}
    sign_in(client, "case_worker")
    page = text_of(client, address)
    assert "ngôn ngữ của người này" in page
    key = hidden(page, "key")
    for _turn in range(2):
        client.post(f"{address}handed/", {"key": key, "language": "mong"})
    with acting("case_worker"):
        row = SheetGiven.objects.get()
        assert (row.language, row.sheet.language) == ("mong", "mong")
    sign_in(client, "decider")
    assert client.post(f"{address}handed/", {"key": key, "language": "vi"}).status_code == 403


def test_the_built_in_sheet_is_read_in_its_own_language_and_promises_no_amount(client):
    sign_in(client, "receiver", COMMUNE)
    for language, words in (("vi", "Quyền của bạn"), ("english", "Your rights")):
        page = text_of(client, f"/support/sheets/{language}/")
        assert words in page
        assert "111" in page
        assert not re.search(r"\d+ ?đồng|\d+ ?VND", page)
    assert client.get("/support/sheets/klingon/").status_code == 404


def test_whoever_proposed_reads_that_somebody_else_approves(client):
    case = shared_case()
    with acting("case_worker") as staff:
        proposed(case, staff)
    sign_in(client, "case_worker")
    assert "người khác sẽ phê duyệt" in text_of(client, f"/support/{case.code}/plan/1/")
