"""Pages without sign-in: the check of a paper, and the paper behind a one-time link."""

import re
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client

from tests.cast import a_case, acting, body
from vongtay.audit.models import Entry
from vongtay.cases.actions import owner_of
from vongtay.papers import actions, secrets
from vongtay.papers.models import Delivery, OneTimeLink
from vongtay.papers.tests.world import issued
from vongtay.people.vault import Facts

NAME = "Lò Thị Không Lộ"


def made(*, tie=True):
    with acting("case_worker") as staff:
        case = a_case(staff, facts=Facts(name=NAME)) if tie else None
        paper = issued(staff, case)
        owner = owner_of(case) if case else actions.NOBODY
        return paper, actions.make_link(
            key=uuid4(), paper=paper, to_body=body("VN.CQDD.TQ"), days=7, by=staff, owner=owner
        )


def answer(link, **changes):
    return {"code": link.code, "receiver": "Trần Văn Nhận", "post": "Bí thư, Đại sứ quán"} | changes


@pytest.mark.django_db
def test_the_check_says_issued_revoked_or_not_issued_and_nothing_else(client, monkeypatch):
    monkeypatch.setattr(secrets, "new_check_code", lambda: "ABCD-EFGH-JKLM-NPQR")
    with acting("case_worker") as staff:
        case = a_case(staff, facts=Facts(name=NAME))
    with acting("decider") as staff:
        paper, owner = issued(staff, case, verifiable=True), owner_of(case)
    assert "Đã cấp" in (page := client.post("/check/", {"code": "abcd efgh jklm npqr"}).content.decode())
    assert "Đã cấp" in client.get("/check/ABCD-EFGH-JKLM-NPQR/").content.decode()
    assert not [word for word in (NAME, case.code, paper.sign, "Sở Y tế") if word in page]
    assert "Không có văn bản" in client.get("/check/AAAA-AAAA-AAAA-AAAA/").content.decode()
    with acting("decider") as staff:
        actions.revoke(paper=paper, reason="Cấp nhầm.", by=staff, owner=owner)
    page = client.get("/check/ABCD-EFGH-JKLM-NPQR/").content.decode()
    assert "Đã thu hồi" in page
    assert "Cấp nhầm" not in page


@pytest.mark.django_db
def test_a_right_and_a_wrong_code_ask_the_database_the_same(client, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(secrets, "new_check_code", lambda: "ABCD-EFGH-JKLM-NPQR")
    with acting("case_worker") as staff:
        issued(staff, verifiable=True)
    client.get("/check/ABCD-EFGH-JKLM-NPQR/")
    for code in ("ABCD-EFGH-JKLM-NPQR", "AAAA-AAAA-AAAA-AAAA"):
        with django_assert_num_queries(4):
            client.get(f"/check/{code}/")


@pytest.mark.django_db
def test_who_asks_too_often_is_told_to_wait(client):
    statuses = [client.get(f"/check/AAAA-AAAA-AAAA-{number:04}/").status_code for number in range(31)]
    assert statuses == [200] * 30 + [429]
    assert client.get("/check/", REMOTE_ADDR="192.0.2.9").status_code == 200


@pytest.mark.django_db
def test_a_link_gives_the_paper_once_with_the_receipt(client):
    paper, link = made()
    address = f"/one-time/{link.token}/"
    page = client.get(address)
    assert page["Cache-Control"] == "no-store"
    assert page["Referrer-Policy"] == "strict-origin"  # with none at all a browser posts the form as from nowhere
    assert "default-src 'self'" in page["Content-Security-Policy"]
    got = client.post(address, answer(link))
    assert got.content.startswith(b"%PDF-")
    assert got["Cache-Control"] == "no-store"
    assert NAME not in str(got.headers)
    again = client.post(address, answer(link))
    assert again["Content-Type"].startswith("text/html")
    assert "đã được mở" in again.content.decode()
    with acting("auditor"):
        entry = Entry.objects.get(act="papers.open_link", outcome="done")
        assert (entry.details, entry.post_id) == ({"outcome": "given"}, None)
    with acting("case_worker"):
        assert actions.receiver_of(OneTimeLink.objects.get()) == ("Trần Văn Nhận", "Bí thư, Đại sứ quán")
        assert Delivery.objects.get(paper=paper).state == "received"


@pytest.mark.django_db
def test_wrong_codes_are_counted_then_lock(client):
    _paper, link = made()
    address = f"/one-time/{link.token}/"
    page = client.post(address, answer(link, code="00000000")).content.decode()
    assert "Còn 4 lần" in page
    assert "Trần Văn Nhận" in page  # what was typed stays
    for _time in range(4):
        page = client.post(address, answer(link, code="00000000")).content.decode()
    assert "đã bị khóa" in page
    assert not client.post(address, answer(link)).content.startswith(b"%PDF")


@pytest.mark.django_db
def test_a_link_without_who_receives_it_opens_nothing(client):
    _paper, link = made()
    page = client.post(f"/one-time/{link.token}/", answer(link, receiver=""))
    assert page["Content-Type"].startswith("text/html")
    with acting("case_worker"):
        assert OneTimeLink.objects.get().state == "sent"
    assert "Không có liên kết" in client.get("/one-time/khong-co/").content.decode()


def test_two_who_open_at_once_see_it_once_and_guesses_are_all_counted(committed_db):
    _paper, link = made()

    def ask(code):
        try:
            return Client().post(f"/one-time/{link.token}/", answer(link, code=code)).content[:5]
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(ask, [link.code] * 6)).count(b"%PDF-") == 1
    _paper, link = made(tie=False)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(ask, ["00000000"] * 4))
    with acting("case_worker"):
        assert sorted(OneTimeLink.objects.values_list("state", "tries")) == [("opened", 0), ("sent", 4)]


@pytest.mark.django_db
def test_the_address_of_a_link_holds_no_name(client):
    _paper, link = made()
    assert re.fullmatch(r"[\w-]{40,}", link.token)


@pytest.mark.django_db
def test_a_page_without_sign_in_says_that_its_world_is_invented(client, settings):
    assert "Thế giới mẫu" in client.get("/statistics/").content.decode()
    settings.WORLD = "real"
    assert "world-band" not in client.get("/statistics/").content.decode()
