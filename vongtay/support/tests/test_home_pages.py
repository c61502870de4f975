"""The pages of coming home: who opens them, what they say first, what is kept when an act is refused, what they cost."""

import uuid
from datetime import timedelta

import pytest

from tests.cast import COMMUNE, OTHER_HEALTH, a_case, acting, body, sign_in
from vongtay.agencies.models import Place
from vongtay.common.days import format_day, today
from vongtay.people.vault import Facts
from vongtay.support import actions, queries
from vongtay.support.models import Closure, Helper, Homecoming, Link, Provider, Visit, VisitRule
from vongtay.support.states import Criterion

pytestmark = pytest.mark.django_db


def at_home(by, *, days=60, **changes):
    case = a_case(by, event_on=today() - timedelta(days=400), **changes)
    home = actions.Home(today() - timedelta(days=days), Place.objects.get(pk=2306184), body("LS.SYT"))
    actions.bring_home(key=uuid.uuid4(), case=case, home=home, by=by)
    return case


def visit_words(**changes):
    return {
        "key": str(uuid.uuid4()), "planned": "", "visited_on": format_day(today()), "how": "home", "is_agreed": "on", "is_reached": "yes",
        "found": "Ổn định", **{f"c_{code}": "met" for code in Criterion}, **{f"n_{code}": "" for code in Criterion},
    } | changes  # fmt: skip


def test_a_return_and_a_visit_are_noted_on_the_pages(client):
    with acting("case_worker") as staff:
        case = a_case(staff)
    sign_in(client, "case_worker")
    start = f"/support/{case.code}/home/"
    assert start in client.get(f"/cases/{case.code}/").content.decode()
    assert "Chưa ghi" in client.get(start).content.decode()
    words = {
        "key": str(uuid.uuid4()),
        "returned_on": format_day(today()),
        "place": "2306184",
        "body": str(body("LS.SYT").pk),
    }
    wrong = client.post(f"{start}return/", words | {"acted_by": str(body("LS.CAT").pk), "source_sign": ""})
    assert wrong.status_code == 422
    assert format_day(today()) in wrong.content.decode()
    for _turn in range(2):
        assert client.post(f"{start}return/", words).status_code == 302
    with acting("case_worker"):
        assert Homecoming.objects.count() == 1
    assert case.code in client.get("/support/at-home/").content.decode()
    refused = client.post(f"{start}visit/", visit_words(found=""))
    assert refused.status_code == 422
    sent = visit_words()
    for _turn in range(2):
        assert client.post(f"{start}visit/", sent).status_code == 302
    with acting("case_worker"):
        assert Visit.objects.count() == 1
    page = client.get(start).content.decode()
    assert "Ổn định" in page
    assert "/close/" in page


def test_the_persons_word_stands_above_the_form_and_the_look_is_logged(client):
    with acting("case_worker") as staff:
        case = at_home(staff, facts=Facts(name="Lò Thị Ví Dụ", safe_way="Nhắn qua cô giáo", may_ring="no"))
    sign_in(client, "case_worker")
    page = client.get(f"/support/{case.code}/home/visit/").content.decode()
    assert page.index("Nhắn qua cô giáo") < page.index('name="visited_on"')
    assert 'name="against"' in page
    log = client.get(f"/cases/{case.code}/log/").content.decode()
    assert "Đọc cách liên lạc an toàn" in log
    assert "cô giáo" not in log


def test_support_is_closed_and_opened_on_the_pages(client):
    with acting("case_worker") as staff:
        case = at_home(staff)
    start = f"/support/{case.code}/"
    sign_in(client, "case_worker")
    assert "Thăm sau khi về nhà" in client.get(f"{start}close/").content.decode()
    words = {"key": str(uuid.uuid4()), "outcome": "moved", "reason": "Chuyển đi tỉnh khác"}
    assert client.post(f"{start}close/", words | {"outcome": "reintegrated"}).status_code == 422
    assert client.post(f"{start}close/", words).status_code == 302
    assert client.get(f"{start}close/answer/").status_code == 403
    sign_in(client, "head")
    assert "Chuyển đi tỉnh khác" in client.get(f"{start}close/answer/").content.decode()
    assert client.post(f"{start}close/answer/", {"version": 1, "approve": "no", "answer": ""}).status_code == 422
    assert client.post(f"{start}close/answer/", {"version": 1, "approve": "yes", "answer": ""}).status_code == 302
    assert client.post(f"{start}reopen/", {"version": 2, "reason": "Gặp khó khăn"}).status_code == 302
    with acting("head"):
        assert Closure.objects.get().reopened_at is not None
    assert "Gặp khó khăn" in client.get(f"{start}home/").content.decode()


def test_a_helper_and_a_link_are_noted_on_the_pages(client):
    with acting("case_worker") as staff:
        case = at_home(staff)
    sign_in(client, "case_worker")
    start, day = f"/support/{case.code}/", format_day(today())
    words = {
        "key": str(uuid.uuid4()),
        "kind": "union",
        "name": "Chị Mẫu",
        "reach": "Nhà văn hóa thôn",
        "from_on": day,
        "companion": "",
    }
    assert client.post(f"{start}home/helper/", words).status_code == 302
    with acting("case_worker"):
        helper = Helper.objects.get()
    assert client.post(f"{start}home/helper/{helper.pk}/end/", {"version": 1, "to_on": day}).status_code == 302
    words = {
        "key": str(uuid.uuid4()),
        "kind": "loan",
        "body": "",
        "provider": "",
        "sent_on": day,
        "sign": "1/SYT",
        "asked": "",
    }
    assert client.post(f"{start}links/send/", words).status_code == 422
    assert client.post(f"{start}links/send/", words | {"body": str(body("LS.HLHPN").pk)}).status_code == 302
    with acting("case_worker"):
        link = Link.objects.get()
    assert case.code in client.get("/support/waiting/?kind=loan").content.decode()
    assert case.code not in client.get("/support/waiting/?kind=job").content.decode()
    answer = {
        "version": 1,
        "state": "granted",
        "answered_on": day,
        "words": "",
        "amount_dong": "",
        "body": "",
        "source_sign": "",
        "source_on": "",
    }
    assert client.post(f"{start}links/{link.pk}/answer/", answer).status_code == 422
    answer |= {"source_sign": "9/NH", "source_on": day, "amount_dong": "15000000"}
    assert client.post(f"{start}links/{link.pk}/answer/", answer).status_code == 302
    assert "15.000.000" in client.get(f"{start}links/").content.decode()


def test_the_directory_the_rule_and_the_counts_have_their_pages(client):
    sign_in(client, "case_worker")
    assert client.get("/support/outcomes/").status_code == 403
    assert client.get("/support/visit-rule/").status_code == 403
    day = format_day(today())
    words = {
        "key": str(uuid.uuid4()),
        "name": "Trường nghề mẫu",
        "services": ["training"],
        "area": "Toàn tỉnh",
        "contact": "0200 000 222",
        "checked_on": day,
    }
    assert client.post("/support/providers/enter/", words | {"services": []}).status_code == 422
    assert client.post("/support/providers/enter/", words).status_code == 302
    with acting("case_worker"):
        row = Provider.objects.get()
    words |= {"version": 1, "key": "", "capacity": "20 người"}
    assert client.post(f"/support/providers/{row.pk}/", words).status_code == 302
    assert client.post(f"/support/providers/{row.pk}/", words).status_code == 422
    assert "20 người" in client.get("/support/providers/?q=nghề&service=training").content.decode()
    sign_in(client, "administrator")
    rule = {"number": 0, "months": "1, 2, x", "quiet_days": 10, "lost_days": 20, "why": "Thăm sớm hơn"}
    assert client.post("/support/visit-rule/", rule).status_code == 422
    assert client.post("/support/visit-rule/", rule | {"months": "1, 2"}).status_code == 302
    with acting("administrator"):
        assert VisitRule.objects.get().months == [1, 2]
    assert client.get("/support/at-home/").status_code == 403
    sign_in(client, "statistician")
    assert client.get("/support/outcomes/?first_on=1/1/2026&last_on=x").status_code == 200
    assert client.get("/support/providers/").status_code == 403


def test_nobody_else_opens_the_pages(client):
    with acting("case_worker") as staff:
        case = at_home(staff)
    pages = ("home/", "links/", "close/", "home/visit/", "home/return/")
    for role, where, status in (
        ("case_worker", OTHER_HEALTH, 404),
        ("receiver", COMMUNE, 404),
        ("clerk", "LS.SYT", 403),
    ):
        sign_in(client, role, where)
        assert {client.get(f"/support/{case.code}/{page}").status_code for page in pages} == {status}
    sign_in(client, "verifier")
    assert client.get(f"/support/{case.code}/home/").status_code == 200
    assert client.get(f"/support/{case.code}/home/visit/").status_code == 403


def test_the_pages_cost_the_same_with_more_rows(client, django_assert_max_num_queries):
    with acting("case_worker") as staff:
        case = at_home(staff)
        for _turn in range(4):
            at_home(staff)
            told = actions.Visited(
                today(),
                "home",
                is_reached=True,
                is_agreed=True,
                found="Ổn",
                findings=dict.fromkeys(Criterion, ("met", "")),
            )
            actions.record_visit(key=uuid.uuid4(), case=case, told=told, by=staff)
        assert len(queries.without_contact(staff)) == 5
    sign_in(client, "case_worker")
    for address, most in (
        ("/support/at-home/", 10),
        (f"/support/{case.code}/home/", 20),
        (f"/support/{case.code}/links/", 12),
        ("/support/waiting/", 10),
    ):
        with django_assert_max_num_queries(most):
            assert client.get(address).status_code == 200
