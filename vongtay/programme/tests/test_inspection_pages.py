"""The pages of inspections: what they show, whom they refuse, that nothing typed is lost."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import BORDER, COMMUNE, HEALTH, OTHER_HEALTH, acting, ago, arrival, body, on_this_day, sign_in
from vongtay.cases.models import Case
from vongtay.common.days import today
from vongtay.people.vault import Facts
from vongtay.programme import actions, queries
from vongtay.programme.models import ActionPoint, Business, Finding, Inspection, InspectionPlan, InspectionTeam, Visit
from vongtay.programme.tests.inspected import DONG_DANG, LANG_SON, a_business, a_finding, a_visit, an_inspection, seen

pytestmark = pytest.mark.django_db
BASE = "/programme/inspections/"


def new_inspection(**changes):
    given = {
        "key": str(uuid.uuid4()),
        "kind": "business",
        "held_on": on_this_day(),
        "area": str(DONG_DANG),
        "topic": "Karaoke",
        "team_count": "1",
        "site_count": "trên 12",
        "violation_count": "3",
    }
    return given | changes


def test_an_inspection_is_entered_corrected_and_taken_back(client):
    sign_in(client, "receiver", COMMUNE)
    assert "Năm này chưa có cuộc kiểm tra nào" in client.get(BASE).content.decode()
    wrong = client.post(f"{BASE}enter/", new_inspection(site_count="rất nhiều", topic="Ghi dở dang"))
    assert (wrong.status_code, "Ghi dở dang" in wrong.content.decode()) == (422, True)
    assert client.post(f"{BASE}enter/", new_inspection(led_by=str(_body_id(BORDER)))).status_code == 422
    assert client.post(f"{BASE}enter/", new_inspection()).status_code == 302
    row = Inspection.objects.get()
    page = client.get(f"{BASE}{row.pk}/").content.decode()
    assert "ít nhất 12" in page
    form = client.get(f"{BASE}{row.pk}/correct/").content.decode()
    assert "trên 12" in form
    changed = new_inspection(version="1", site_count="13")
    assert client.post(f"{BASE}{row.pk}/correct/", changed).status_code == 302
    stale = client.post(f"{BASE}{row.pk}/correct/", changed)
    assert (stale.status_code, 'value="2"' in stale.content.decode()) == (422, True)
    assert client.post(f"{BASE}{row.pk}/withdraw/", {"version": "2", "why": "Ghi nhầm"}).status_code == 302
    assert "Đã rút" in client.get(BASE).content.decode()
    assert client.get(f"{BASE}?year=1&kind=x&page=9").status_code == 200
    sign_in(client, "verifier")
    assert client.get(BASE).status_code == 403
    sign_in(client, "case_worker", OTHER_HEALTH)
    assert client.get(f"{BASE}{row.pk}/").status_code == 404


def _body_id(code):
    return body(code).pk


def checklist(*wrong):
    told = seen(*wrong)
    given = {"key": str(uuid.uuid4()), "edition": told.edition, "visited_on": on_this_day(), "mend_by": "", "note": ""}
    return given | {f"answer_{code}": answer for code, answer in told.answers.items()}


def test_a_place_is_chosen_and_its_checklist_answered(client):
    with acting("case_worker") as staff:
        row, business = an_inspection(staff), a_business(staff)
    sign_in(client, "case_worker")
    chosen = client.get(f"{BASE}{row.pk}/place/?business={business.pk}")
    assert chosen.url == f"{BASE}{row.pk}/place/{business.pk}/"
    assert client.get(f"{BASE}{row.pk}/place/?business=x").status_code == 422
    page = client.get(chosen.url).content.decode()
    assert "không phải mẫu do văn bản quy định" in page
    given = checklist("se-notice", "se-person") | {"words_se-notice": "Không niêm yết"}
    assert client.post(chosen.url, given | {"answer_se-notice": ""}).status_code == 422
    assert client.post(chosen.url, given).status_code == 302
    assert Finding.objects.filter(visit__business=business).count() == 2
    visit = Visit.objects.get()
    add = f"{BASE}visits/{visit.pk}/finding/"
    about = {"key": str(uuid.uuid4()), "about": "person", "words": "Chị A", "mend_by": ""}
    assert client.post(add, about).status_code == 422
    assert client.post(add, about | {"words": ""}).status_code == 302
    page = client.get(f"{BASE}{row.pk}/").content.decode()
    assert page.count("Ở đó có người có thể cần được bảo vệ.") == 2
    assert "Số đã báo: trên 12 nơi. Đã ghi dưới đây: 1." in page
    assert "Karaoke Mẫu Đỏ" in client.get(f"{BASE}businesses/{business.pk}/").content.decode()
    assert "Chưa sàng lọc" in client.get(BASE).content.decode()


def screening(**changes):
    given = {
        "key": str(uuid.uuid4()),
        "route": "R2",
        "name": "Lò Thị Ví Dụ",
        "sex": "female",
        "age_years": "19",
        "language": "",
        "note": "Nghe kể",
        "nationality": "VN",
        **ago(2, "received_at"),
        "event_on": ago(2)["at_0"],
        "channel": "police",
        "place": str(DONG_DANG),
    }
    return given | changes


def test_a_finding_becomes_a_case_in_one_act_and_its_page_shows_the_key_to_those_who_reach_it(client):
    with acting("case_worker") as staff:
        finding = a_finding(staff, "se-person")
    here = f"{BASE}findings/{finding.pk}/"
    sign_in(client, "case_worker")
    assert "Mở sàng lọc" in client.get(here).content.decode()
    refused = client.post(f"{here}screening/", screening(route=""))
    assert (refused.status_code, "Nghe kể" in refused.content.decode()) == (422, True)
    opened = client.post(f"{here}screening/", screening())
    with acting("case_worker"):
        case = Case.objects.get()
    assert opened.url == f"/cases/{case.code}/"
    assert client.post(f"{here}screening/", screening()).url == opened.url
    page = client.get(here).content.decode()
    assert case.code in page
    assert "Lò Thị Ví Dụ" not in page
    sign_in(client, "reporter")
    page = client.get(here).content.decode()
    assert case.code not in page
    assert "ngoài quyền xem" in page
    assert client.get(f"{here}screening/").status_code == 403
    sign_in(client, "receiver", COMMUNE)
    assert case.code not in client.get(here).content.decode()
    assert client.get(f"{here}screening/").status_code == 403


def test_a_decision_and_a_re_check(client):
    with acting("case_worker") as staff:
        finding = a_finding(staff)
    here = f"{BASE}findings/{finding.pk}/"
    sign_in(client, "case_worker")
    fine = {
        "key": str(uuid.uuid4()),
        "kind": "fine",
        "amount_dong": "15 triệu đồng",
        "decided_by": "UBND xã",
        "decision_sign": "7/QĐ",
        "decided_on": on_this_day(),
    }
    for wrong in ({"amount_dong": ""}, {"amount_dong": "nhiều"}, {"kind": "warning"}):
        assert client.post(f"{here}penalty/", fine | wrong).status_code == 422
    assert client.post(f"{here}penalty/", fine).status_code == 302
    look = {"key": str(uuid.uuid4()), "version": "1", "checked_on": on_this_day(), "result": "no", "words": ""}
    assert client.post(f"{here}recheck/", look).status_code == 422
    assert client.post(f"{here}recheck/", look | {"result": "yes"}).status_code == 302
    page = client.get(here).content.decode()
    assert "15.000.000 đồng" in page
    assert "Đã khắc phục" in page
    assert client.post(f"{BASE}penalties/{fine['key']}/withdraw/", {"version": "1", "why": "Nhầm"}).status_code == 302
    assert "Nhầm" in client.get(here).content.decode()
    sign_in(client, "receiver", COMMUNE)
    assert client.get(f"{here}penalty/").status_code == client.get(f"{here}recheck/").status_code == 403


def test_the_register_of_businesses(client):
    sign_in(client, "receiver", COMMUNE)
    given = {
        "key": str(uuid.uuid4()),
        "kind": "marriage",
        "name": "Trung tâm Mẫu",
        "area": str(DONG_DANG),
        "number_kind": "licence",
        "number": "7/GP",
        "address": "",
        "listed_on": on_this_day(),
        "note": "",
    }
    assert client.post(f"{BASE}businesses/enter/", given | {"number": ""}).status_code == 422
    assert client.post(f"{BASE}businesses/enter/", given).status_code == 302
    assert client.post(f"{BASE}businesses/enter/", given | {"key": str(uuid.uuid4())}).status_code == 422
    here = f"{BASE}businesses/{Business.objects.get().pk}/"
    assert client.post(f"{here}change/", given | {"version": "1", "name": "Trung tâm Mẫu Hai"}).status_code == 302
    assert "Trung tâm Mẫu Hai" in client.get(f"{BASE}businesses/?kind=marriage&q=mau hai").content.decode()
    assert "Không có cơ sở nào khớp" in client.get(f"{BASE}businesses/?q=khong co").content.decode()
    assert (
        client.post(f"{here}strike/", {"version": "2", "left_on": on_this_day(), "reason": "Đóng cửa"}).status_code
        == 302
    )
    assert "Đóng cửa" in client.get(here).content.decode()
    sign_in(client, "clerk")
    assert client.get(here).status_code == 200
    assert client.get(f"{here}change/").status_code == client.get(f"{BASE}businesses/enter/").status_code == 403


def test_the_plan_and_the_teams(client):
    sign_in(client, "head")
    team = {
        "key": str(uuid.uuid4()),
        "kind": "t178",
        "name": "Đội 178 mẫu",
        "decision_sign": "1/QĐ",
        "founded_on": "01/01/2026",
        "ended_on": "",
        "bodies": [str(_body_id(BORDER))],
    }
    assert client.post(f"{BASE}plan/team/", team | {"name": ""}).status_code == 422
    assert client.post(f"{BASE}plan/team/", team).status_code == 302
    line = {
        "key": str(uuid.uuid4()),
        "year": str(today().year),
        "kind": "business",
        "business_kind": "sensitive",
        "area": str(LANG_SON),
        "sites": "12",
        "due_on": "01/01/2020",
        "team": team["key"],
        "sign": "",
    }
    assert client.post(f"{BASE}plan/line/", line).status_code == 422
    assert client.post(f"{BASE}plan/line/", line | {"due_on": ""}).status_code == 302
    page = client.get(f"{BASE}plan/").content.decode()
    assert "Đội 178 mẫu" in page
    assert InspectionTeam.objects.get().seats.count() == 2
    drop = f"{BASE}plan/{InspectionPlan.objects.get().pk}/drop/"
    assert client.post(drop, {"version": "1", "why": "Dồn sang năm sau"}).status_code == 302
    assert "Dồn sang năm sau" in client.get(f"{BASE}plan/?year={today().year}").content.decode()
    sign_in(client, "receiver", COMMUNE)
    assert client.get(drop).status_code == 403


def test_action_points(client):
    sign_in(client, "case_worker")
    given = {
        "key": str(uuid.uuid4()),
        "words": "Rà soát người hồi hương",
        "due_body": str(_body_id(COMMUNE)),
        "with_bodies": "",
        "due_on": "",
        "asked_by": "Đoàn khảo sát mẫu",
        "asked_on": "01/03/2026",
        "source_sign": "",
        "inspection": "",
    }
    assert client.post(f"{BASE}points/add/", given | {"words": ""}).status_code == 422
    assert client.post(f"{BASE}points/add/", given).status_code == 302
    here = f"{BASE}points/{ActionPoint.objects.get().pk}/"
    assert (
        client.post(f"{here}remind/", {"key": str(uuid.uuid4()), "sent_on": on_this_day(), "sign": "3/SYT"}).status_code
        == 302
    )
    sign_in(client, "receiver", COMMUNE)
    page = client.get(f"{BASE}points/?state=open&mine=1").content.decode()
    assert "3/SYT" in page
    assert client.get(f"{here}verify/").status_code == client.get(f"{here}drop/").status_code == 403
    assert (
        client.post(f"{here}done/", {"version": "1", "done_on": on_this_day(), "words": "Đã rà soát"}).status_code
        == 302
    )
    sign_in(client, "head")
    assert client.post(f"{here}verify/", {"version": "2", "is_done": "yes"}).status_code == 302
    assert "Đã xong, đã kiểm chứng" in client.get(f"{BASE}points/?state=verified").content.decode()
    assert client.get(f"{BASE}points/add/?inspection=x").status_code == 200


@pytest.mark.parametrize(("path", "most"), [("", 18), ("businesses/", 14), ("points/", 15), ("plan/", 15)])
def test_lists_ask_the_database_no_more_often_for_more_rows(client, django_assert_max_num_queries, path, most):
    with acting("case_worker") as staff:
        for number in range(4):
            row = an_inspection(staff)
            a_visit(staff, row, a_business(staff, name=f"Cơ sở {number}", number=str(number)), "se-person", "se-notice")
    sign_in(client, "case_worker")
    with django_assert_max_num_queries(most):
        assert client.get(f"{BASE}{path}").status_code == 200
    with django_assert_max_num_queries(22):
        client.get(f"{BASE}{row.pk}/")


def test_a_finding_waits_on_the_day_of_those_who_may_act_and_of_nobody_else(client):
    with acting("receiver", COMMUNE) as by:
        finding = a_finding(by, "se-person")
    address = reverse("programme:finding", args=[finding.pk])
    page = sign_in(client, "receiver", COMMUNE).get("/").content.decode()
    assert address in page
    assert "Chờ sàng lọc một người" in page
    for role, code in (("case_worker", HEALTH), ("receiver", BORDER), ("reporter", HEALTH)):
        assert address not in sign_in(Client(), role, code).get("/").content.decode(), role
    with acting("receiver", COMMUNE) as by:
        waiting = queries.findings_to_act_on(by, today=today())
        assert list(waiting) == [finding]
        actions.open_screening(key=uuid.uuid4(), finding=finding, arrival=arrival(route="R2"), facts=Facts(), by=by)
        assert not waiting.all().exists()
