"""The pages of the way: each opens for who may, refuses who may not, keeps what was typed, and shows no name."""

import re
import uuid

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from tests.cast import BORDER, COMMUNE, HEALTH, OTHER_HEALTH, a_case, acting, ago, sign_in
from vongtay.agencies.models import Body
from vongtay.cases import actions, queries
from vongtay.cases.models import Case, Draft
from vongtay.common.days import today
from vongtay.people.vault import Facts

pytestmark = pytest.mark.django_db
NAME = "Lò Thị Ví Dụ"
GROUND = {"ground": "c", "ground_why": "Thông báo theo quy định"}


def answers(**changes):
    values = {
        "key": str(uuid.uuid4()), "route": "R1", "name": NAME, "sex": "female", "born": "2002", "home": "Xã Đồng Đăng, tỉnh Lạng Sơn", "language": "",
        "needs": ["medical"], "phone": "", **ago(5, "received_at"), "event_on": ago(5)["at_0"],
        "channel": "self", "place": "2306184", "safe_way": "",
    }  # fmt: skip
    return values | changes


def through_the_pages(client) -> Case:
    """Receive, notify, accept, prove, propose, decide: each by its own post, by the pages alone."""
    sign_in(client, "receiver", COMMUNE)
    made = client.post("/cases/receive/", answers())
    assert made.status_code == 302, made.content.decode()[:3000]
    code = made.headers["Location"].split("/")[2]
    department = Body.objects.get(code=HEALTH)
    now = ago(4)
    assert (
        client.post(
            f"/cases/{code}/notice/", {"to_body": department.id, "share_identity": "on", "note": "", **GROUND, **now}
        ).status_code
        == 302
    )
    sign_in(client, "case_worker")
    waiting = re.search(r"/cases/notices/[0-9a-f-]+/answer/", client.get("/cases/inbox/").content.decode())
    assert client.post(waiting[0], {"accept": "yes", "reason": "", "version": "1", **ago(3)}).status_code == 302
    day = f"{today():%d/%m/%Y}"
    sign_in(client, "verifier")
    assert (
        client.post(
            f"/cases/{code}/evidence/", {"source": "e", "weight": "strong", "obtained_on": day, "note": "x"}
        ).status_code
        == 302
    )
    version = re.search(r'name="version" value="(\d+)"', client.get(f"/cases/{code}/propose/").content.decode())[1]
    proposal = {"version": version, "outcome": "identified", "basis": ["e"], "reason_code": "", "reason": ""}
    assert client.post(f"/cases/{code}/propose/", proposal).status_code == 302
    sign_in(client, "decider")
    version = re.search(r'name="version" value="(\d+)"', client.get(f"/cases/{code}/decide/").content.decode())[1]
    assert (
        client.post(
            f"/cases/{code}/decide/",
            {"version": version, "decided_on": day, "stands_in": "custom", "custom_reason": "x"},
        ).status_code
        == 302
    )
    with acting("decider"):
        return Case.objects.get(code=code)


def test_the_whole_way_goes_through_the_pages(client):
    case = through_the_pages(client)
    assert case.state == "identified"
    page = client.get(f"/cases/{case.code}/").content.decode()
    assert NAME not in page
    assert case.code in page


def test_an_identity_is_shown_for_a_purpose_only_and_logged(client):
    with acting("receiver", COMMUNE) as staff:
        case = a_case(staff, facts=Facts(name=NAME))
    sign_in(client, "receiver", COMMUNE)
    assert NAME not in client.post(f"/cases/{case.code}/identity/", {"purpose": ""}).content.decode()
    assert NAME in client.post(f"/cases/{case.code}/identity/", {"purpose": "care"}).content.decode()
    log = client.get(f"/cases/{case.code}/log/").content.decode()
    assert "Xem danh tính" in log
    assert "people.look_at_identity" not in log


def test_out_of_reach_and_missing_look_alike(client):
    with acting("receiver", COMMUNE) as staff:
        case = a_case(staff)
    sign_in(client, "case_worker", OTHER_HEALTH)
    assert client.get(f"/cases/{case.code}/").status_code == client.get("/cases/LSD-2026-22222/").status_code == 404


@pytest.mark.parametrize("name", ["list", "receive", "inbox"])
def test_nobody_gets_in_without_signing_in(client, name):
    answer = client.get(reverse(f"cases:{name}"))
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/accounts/sign-in/")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"born": "31/02/2001"}, "31"),
        ({"phone": "12"}, "điện thoại"),
        ({"received_at_0": "x"}, ""),
        ({"route": ""}, ""),
    ],
)
def test_a_wrong_answer_is_said_at_its_field_and_nothing_typed_is_lost(client, wrong, said):
    sign_in(client, "receiver", BORDER)
    page = client.post("/cases/receive/", answers(**wrong))
    assert page.status_code == 422
    text = page.content.decode()
    assert NAME in text
    assert said in text
    with acting("receiver", BORDER):
        assert Case.objects.count() == 0


def test_what_was_typed_is_kept_encrypted_until_sent(client):
    sign_in(client, "receiver", COMMUNE)
    assert "saved_at" in client.post("/cases/receive/draft/", answers()).json()
    with acting("receiver", COMMUNE):
        assert NAME.encode() not in bytes(Draft.objects.get().content_ct)
    assert NAME in client.get("/cases/receive/").content.decode()
    client.post("/cases/receive/", answers())
    with acting("receiver", COMMUNE):
        assert not Draft.objects.exists()


def test_a_stale_proposal_is_shown_and_its_words_stay(client):
    with acting("case_worker") as staff:
        case = a_case(staff)
    sign_in(client, "case_worker")
    client.post(
        f"/cases/{case.code}/step/",
        {"kind": "L53.R1.first_check", "at_0": f"{today():%d/%m/%Y}", "at_1": "23:59", "note": ""},
    )
    sign_in(client, "verifier")
    page = client.post(
        f"/cases/{case.code}/propose/",
        {"version": "99", "outcome": "undetermined", "reason_code": "other", "reason": "lời riêng"},
    )
    assert page.status_code == 422
    assert "lời riêng" in page.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "",
        "notice/",
        "step/",
        "evidence/",
        "help/",
        "correct/",
        "companion/",
        "papers/",
        "papers/notice/",
        "log/",
        "identity/change/",
    ],
)
def test_each_page_of_a_case_opens(client, path):
    with acting("case_worker") as staff:
        case = a_case(staff)
    sign_in(client, "case_worker")
    assert client.get(f"/cases/{case.code}/{path}").status_code == 200


def test_a_paper_is_numbered_from_the_register_and_opens(client):
    with acting("case_worker") as staff:
        case = a_case(staff)
    sign_in(client, "case_worker")
    for _turn in range(2):
        assert (
            client.post(
                f"/cases/{case.code}/papers/notice/", {"issued_on": f"{today():%d/%m/%Y}", "with_identity": "on"}
            ).status_code
            == 302
        )
    page = client.get(f"/cases/{case.code}/papers/").content.decode()
    assert "01/TB-SYT" in page
    assert "02/TB-SYT" in page
    pdf = client.get(re.search(r"/cases/[^\"]+\.pdf", page)[0])
    assert pdf.content.startswith(b"%PDF")
    assert NAME not in str(pdf.headers)
    assert "01/TB-SYT" in client.get("/papers/").content.decode()


def test_a_list_costs_the_same_with_one_case_and_with_twenty(client, django_assert_num_queries):
    with acting("case_worker") as staff:
        a_case(staff)
    sign_in(client, "case_worker")
    queries = 6
    with django_assert_num_queries(queries, exact=False):
        client.get("/cases/")
    with acting("case_worker") as staff:
        for _turn in range(19):
            a_case(staff)
    with django_assert_num_queries(queries, exact=False):
        assert client.get("/cases/").content.decode().count("code-chip") >= 20


def test_the_page_of_a_case_asks_for_what_there_is_alone(client, django_assert_num_queries):
    with acting("case_worker") as staff:
        case = a_case(staff)
    sign_in(client, "case_worker")
    client.get(f"/cases/{case.code}/")
    asked = 9  # a savepoint and its end; session, account, case, what there is, steps, clocks, entries of the law
    with django_assert_num_queries(asked):
        client.get(f"/cases/{case.code}/")
    with acting("case_worker") as staff:
        for _turn in range(5):
            actions.give_help(case=case, kind="food", given_on=today(), by=staff, quantity=1)
            actions.add_evidence(case=case, source="e", weight="strong", obtained_on=today(), note="Lời kể", by=staff)
    with django_assert_num_queries(asked):
        page = client.get(f"/cases/{case.code}/").content.decode()
    assert page.count('class="entry"') == 3
    assert client.get(f"/cases/{case.code}/history/").content.decode().count('class="entry"') == 11
    with django_assert_num_queries(12, exact=False):
        assert "Lời kể" in client.get(f"/cases/{case.code}/record/").content.decode()


def test_today_shows_what_waits_and_searching_finds(client):
    with acting("receiver", COMMUNE) as staff:
        case = a_case(staff, facts=Facts(name="Lò Thị Ước"))
    sign_in(client, "receiver", COMMUNE)
    assert case.code in client.get("/").content.decode()
    page = client.post("/search/", {"q": "uoc lo thi"}).content.decode()
    assert case.code in page
    assert client.post("/search/", {"q": case.code.lower()}).headers["Location"] == f"/cases/{case.code}/"
    assert client.get("/search/").status_code == 200


def test_an_act_that_is_not_ones_own_is_refused_with_a_sentence_and_logged(client):
    with acting("receiver", COMMUNE) as staff:
        case = a_case(staff)
    sign_in(client, "receiver", COMMUNE)
    page = client.get(f"/cases/{case.code}/decide/")
    assert page.status_code == 403
    assert "Nothing was changed" in page.content.decode() or "Không có gì thay đổi" in page.content.decode()
    with acting("auditor"), connection.cursor() as cursor:
        cursor.execute("select act from audit_entry where outcome = 'refused'")
        assert cursor.fetchall() == [("cases.decide",)]


def test_pages_are_vietnamese_until_somebody_chooses_otherwise(client):
    assert "Đăng nhập" in client.get("/accounts/sign-in/", headers={"accept-language": "en"}).content.decode()
    client.post("/accounts/language/", {"language": "en"})
    assert "Sign in" in client.get("/accounts/sign-in/").content.decode()


def test_two_registrations_of_one_person_are_linked_and_unlinked_never_merged(client):
    with acting("case_worker") as staff:
        one, other = a_case(staff), a_case(staff)
    sign_in(client, "case_worker")
    assert client.post(f"/cases/{one.code}/same-person/", {"code": "LSD-2026-22222", "same": "yes"}).status_code == 422
    assert client.post(f"/cases/{one.code}/same-person/", {"code": one.code, "same": "yes"}).status_code == 422
    assert client.post(f"/cases/{one.code}/same-person/", {"code": other.code, "same": "yes"}).status_code == 302
    page = client.get(f"/cases/{other.code}/").content.decode()
    assert one.code in page
    undo = re.search(r"/cases/[^\"]+/undo/", page)[0]
    assert client.post(undo).status_code == 302
    assert one.code not in client.get(f"/cases/{other.code}/").content.decode()
    with acting("case_worker"):
        assert Case.objects.count() == 2


def test_who_is_beside_the_person_is_shown_for_a_purpose_too(client):
    with acting("case_worker") as staff:
        case = a_case(staff)
        beside = actions.add_companion(
            case=case, role="child", facts=Facts(name="Lò Văn Thử"), sex="male", age_years=6, by=staff
        )
    sign_in(client, "case_worker")
    assert "Lò Văn Thử" not in client.get(f"/cases/{case.code}/").content.decode()
    address = f"/cases/{case.code}/identity/?person={beside.person_id}"
    assert "Lò Văn Thử" in client.post(address, {"purpose": "care"}).content.decode()
    assert "Lò Văn Thử" not in client.post(f"/cases/{case.code}/identity/", {"purpose": "care"}).content.decode()
    assert client.post(f"/cases/{case.code}/identity/?person={uuid.uuid4()}", {"purpose": "care"}).status_code == 404


def test_a_notice_by_custom_needs_its_reason(client):
    with acting("receiver", BORDER) as staff:
        case = a_case(staff, route="R5", channel="foreign")
    sign_in(client, "receiver", BORDER)
    sent = {
        "to_body": Body.objects.get(code=HEALTH).id,
        "share_identity": "on",
        **GROUND,
        "at_0": f"{today():%d/%m/%Y}",
        "note": "",
    }
    sent |= {"at_1": timezone.localtime().strftime("%H:%M")}
    assert client.post(f"/cases/{case.code}/notice/", sent).status_code == 422
    assert client.post(f"/cases/{case.code}/notice/", sent | {"note": "Sở Y tế là nơi hỗ trợ"}).status_code == 302


def test_what_a_paper_lacks_is_listed_without_a_look_at_the_identity(client):
    with acting("case_worker") as staff:
        named, unnamed = a_case(staff), a_case(staff, facts=Facts())
    sign_in(client, "case_worker")
    lacks = client.get(f"/cases/{unnamed.code}/papers/notice/").content.decode()
    has = client.get(f"/cases/{named.code}/papers/notice/").content.decode()
    assert "<strong>Họ và tên</strong>" in lacks
    assert "<strong>Họ và tên</strong>" not in has
    with acting("case_worker"):
        assert "people.look_at_identity" not in {row["act"] for row in queries.log_of(named)}


@pytest.mark.parametrize("role", ["administrator", "auditor", "legal_officer", "reporter", "statistician"])
def test_posts_that_see_no_cases_are_told_so(client, role):
    sign_in(client, role)
    assert {client.get(f"/cases/{page}").status_code for page in ("", "inbox/", "receive/")} == {403}
    assert client.get("/").status_code == 200
