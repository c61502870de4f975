"""The pages of what stands between bodies: who opens them, what they keep, what they cost."""

import re

import pytest
from django.utils import timezone

from tests.cast import COMMUNE, HEALTH, OTHER_HEALTH, POLICE, acting, body, on_this_day, sign_in
from vongtay.cases import actions
from vongtay.cases.models import Joint, Problem, Referral, Result, Team
from vongtay.cases.tests.test_between import accepted, minutes, offer, sent

pytestmark = pytest.mark.django_db


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]+)"', page)
    assert found, name
    return found[1]


def test_each_page_opens_for_who_may_and_costs_little(client, django_assert_max_num_queries):
    case, referral = accepted()
    minutes(case, referral)
    sign_in(client, "case_worker")
    for page in (f"{case.code}/between", "loops", "requests", "teams"):
        with django_assert_max_num_queries(40):
            assert client.get(f"/cases/{page}/").status_code == 200, page
    for page in ("joint", "problem", "move", "partner"):
        assert client.get(f"/cases/{case.code}/between/{page}/").status_code == 200, page
    sign_in(client, "receiver", COMMUNE)
    assert client.get(f"/cases/{case.code}/between/").status_code == 200
    assert client.get(f"/cases/{case.code}/between/move/").status_code == 403
    sign_in(client, "case_worker", OTHER_HEALTH)
    assert client.get(f"/cases/{case.code}/between/").status_code == 404
    sign_in(client, "administrator")
    assert client.get("/cases/loops/").status_code == 403


def test_a_notice_says_in_words_who_is_responsible_and_the_answer_asks_for_the_day(client):
    _case, referral = sent()
    sign_in(client, "receiver", COMMUNE)
    sign_in(client, "case_worker")
    page = client.get(f"/cases/notices/{referral.pk}/answer/").content.decode()
    assert "Báo kết quả trước ngày" in page
    assert "không điều khoản nào ấn định" in page


def test_a_result_and_a_problem_go_through_the_pages_and_a_refusal_keeps_what_was_typed(client):
    case, _referral = accepted()
    with acting("case_worker"):
        result = Result.objects.get(case=case)
    sign_in(client, "case_worker")
    url = f"/cases/{case.code}/between/results/{result.pk}/"
    page = client.post(url, {"version": 1, "text": "Đã bố trí nơi ở", "given_on": "01/01/2020"})
    assert page.status_code == 422
    assert "Đã bố trí nơi ở" in page.content.decode()
    assert client.post(url, {"version": 1, "text": "Đã bố trí nơi ở", "given_on": on_this_day()}).status_code == 302
    url = f"/cases/{case.code}/between/problem/"
    given = {
        "key": hidden(client.get(url).content.decode(), "key"),
        "words": "Mất liên lạc",
        "happened_on": on_this_day(),
    }
    for _turn in range(2):
        assert client.post(url, given).status_code == 302
    with acting("case_worker"):
        assert Problem.objects.count() == 1
    sign_in(client, "receiver", COMMUNE)
    shown = client.get(f"/cases/{case.code}/between/").content.decode()
    assert "Đã bố trí nơi ở" in shown
    assert "Mất liên lạc" in shown


def test_minutes_are_signed_on_the_page_by_both_sides(client):
    case, referral = accepted()
    row = minutes(case, referral)
    for role, where in (("case_worker", "LS.SYT"), ("receiver", COMMUNE)):
        sign_in(client, role, where)
        with acting(role, where):
            signature = row.signatures.get(body=body(where))
        url = f"/cases/{case.code}/between/signatures/{signature.pk}/"
        given = {"answer": "agreed", "reason": "", "signer": "", "at_0": on_this_day(), "at_1": "23:59"}
        assert client.post(url, given | {"answer": ""}).status_code == 422
        page = client.get(url).content.decode()
        given |= {"at_0": hidden(page, "at_0"), "at_1": hidden(page, "at_1")}
        assert client.post(url, given).status_code == 302
    with acting("case_worker"):
        assert Joint.objects.get().state == "final"


def test_a_search_hit_elsewhere_leads_to_a_request(client):
    sign_in(client, "case_worker", OTHER_HEALTH)
    page = client.get(f"/cases/requests/ask/?body={body('LS.SYT').pk}").content.decode()
    given = {"key": hidden(page, "key"), "to_body": body("LS.SYT").pk, "who": "Một người", "why": "Cần hỗ trợ"}
    assert client.post("/cases/requests/ask/", given).status_code == 302
    assert "Một người" in client.get("/cases/requests/").content.decode()
    sign_in(client, "case_worker")
    assert "Một người" in client.get("/cases/requests/").content.decode()


def test_a_team_and_its_decision_go_through_the_pages(client):
    sign_in(client, "case_worker")
    page = client.get("/cases/teams/found/").content.decode()
    given = {
        "key": hidden(page, "key"), "name": "Đoàn liên ngành", "sign": "01/QĐ", "founded_on": on_this_day(), "body_1": body("LS.SYT").pk, "title_1": "Phó Giám đốc",
        "body_2": body(POLICE).pk, "title_2": "Trưởng phòng",
    }  # fmt: skip
    assert client.post("/cases/teams/found/", given | {"sign": ""}).status_code == 422
    assert client.post("/cases/teams/found/", given).status_code == 302
    with acting("case_worker"):
        team = Team.objects.get()
    url = f"/cases/teams/{team.pk}/decide/"
    given = {
        "key": hidden(client.get(url).content.decode(), "key"),
        "met_on": on_this_day(),
        "words": "Rà soát",
        "votes": "Nhất trí",
        "task_1": "Gửi báo cáo",
    }
    assert client.post(url, given).status_code == 422
    assert client.post(url, given | {"does_1": body("LS.SYT").pk}).status_code == 302
    assert "Rà soát" in client.get(f"/cases/teams/{team.pk}/").content.decode()


def test_counts_and_their_export_are_for_who_may_count(client):
    sent()
    sign_in(client, "reporter")
    page = client.get("/cases/loops/").content.decode()
    assert "Thông báo chưa trả lời" in page
    assert "table.csv" in page
    answer = client.get("/cases/loops/table.csv")
    assert "Thông báo chưa trả lời" in answer.content.decode()
    sign_in(client, "case_worker")
    assert client.get("/cases/loops/table.csv").status_code == 403
    with acting("receiver", COMMUNE):
        assert Referral.objects.count() == 1


def test_a_body_gives_its_own_access_back_on_a_page_and_is_led_to_its_other_cases(client):
    case, _referral = accepted()
    with acting("case_worker") as staff:
        offered = offer(case, staff)
    with acting("case_worker", OTHER_HEALTH) as staff:
        actions.answer_notice(referral=offered, accept=True, reason="", at=timezone.now(), version=1, by=staff)
    sign_in(client, "case_worker")
    address = f"/cases/{case.code}/between/reach/{body(HEALTH).pk}/end/"
    assert f'href="/cases/{case.code}/between/"' in client.get(address).content.decode()
    answer = client.post(address, {"reason": ""})
    assert answer.status_code == 422
    answer = client.post(address, {"reason": "Đã xong việc phối hợp"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/cases/")
    assert client.get(f"/cases/{case.code}/").status_code == 404
