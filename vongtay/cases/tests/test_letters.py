"""Letter numbers tied to what they carry, the files of a case, and their pages."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.cast import BY_LAW, COMMUNE, HEALTH, OTHER_HEALTH, POLICE, a_case, acting, body, sign_in
from vongtay.audit.models import Entry
from vongtay.cases import actions, paperwork
from vongtay.cases.models import CaseFile, IndexEntry, Referral, Step
from vongtay.cases.paper_values import Asked
from vongtay.cases.states import StepKind
from vongtay.common.access import NotAllowed, Refused, Stale
from vongtay.common.days import today
from vongtay.papers import actions as papers
from vongtay.papers.models import Delivery, Incoming, OneTimeLink, Paper
from vongtay.papers.queries import live_version
from vongtay.papers.tests.world import a_pdf, issued
from vongtay.papers.views import books
from vongtay.people.vault import Facts

pytestmark = pytest.mark.django_db
NAME = "Lò Thị Kín Đáo"


def recorded(case, by, **changes):
    return actions.record_step(
        case=case, kind="verification_answered", at=timezone.now(), by=by, acted_by=body(POLICE),
        from_paper=actions.FromPaper("12/CAT-PC02", today(), **changes),
    )  # fmt: skip


def test_another_body_s_act_is_registered_with_it_and_its_paper_only_once():
    with acting("case_worker") as staff:
        case = a_case(staff)
        first, second = recorded(case, staff), recorded(case, staff)
        entry = Incoming.objects.get()
        assert (entry.number, entry.sender, entry.subject_id) == (1, body(POLICE), case.subject_id)
        assert {first.incoming_id, second.incoming_id} == {entry.id}
        with pytest.raises(Refused):
            actions.record_step(case=case, kind=StepKind.NOTE, at=timezone.now(), by=staff, acted_by=body(POLICE))
        assert Incoming.objects.count() == 1


def test_a_body_that_does_not_reach_the_papers_is_told_so():
    with acting("receiver", COMMUNE) as staff:
        case = a_case(staff)
        actions.send_notice(
            case=case,
            to_body=body(HEALTH),
            rule_id="custom",
            ground=BY_LAW,
            parts=["statement"],
            at=timezone.now(),
            by=staff,
        )
    with acting("case_worker") as staff, pytest.raises(Refused):
        recorded(case, staff)
    with acting("receiver", COMMUNE):
        assert not case.steps.filter(kind="verification_answered").exists()


def test_a_paper_that_was_registered_before_is_taken():
    with acting("case_worker") as staff:
        case = a_case(staff)
        arrived = papers.Arrived(sign="12/CAT-PC02", dated_on=today(), arrived_on=today(), sender=body(POLICE))
        entry = papers.register_incoming(key=uuid4(), arrived=arrived, by=staff)
        assert recorded(case, staff, incoming_id=entry.id).incoming_id == entry.id
        assert Incoming.objects.count() == 1


def test_an_act_that_is_refused_takes_no_number():
    with acting("case_worker") as staff:
        case = a_case(staff)
        with pytest.raises(Refused):
            actions.record_step(
                case=case, kind=StepKind.NOTE, at=datetime(2010, 1, 1, 9, tzinfo=UTC), by=staff, acted_by=body(POLICE),
                from_paper=actions.FromPaper("1/CAT", date(2010, 1, 1)),
            )  # fmt: skip
        assert not Incoming.objects.exists()


def test_a_notice_carries_the_number_out_and_the_number_in(client):
    with acting("receiver", COMMUNE) as staff:
        case = a_case(staff)
        actions.send_notice(
            case=case,
            to_body=body(HEALTH),
            rule_id="custom",
            ground=BY_LAW,
            parts=["statement", "papers"],
            at=timezone.now(),
            by=staff,
        )
        paper = paperwork.issue(case, live_version("notice"), asked=Asked(today()), with_identity=False, by=staff)
        assert actions.tie_notice(case=case, paper=paper, by=staff).paper == paper
        assert Delivery.objects.get().how == "system"
        assert actions.tie_notice(case=case, paper=paper, by=staff) is None
    with acting("case_worker") as staff:
        referral = Referral.objects.get()
        actions.answer_notice(referral=referral, accept=True, reason="", at=timezone.now(), version=1, by=staff)
        entry = Incoming.objects.get()
        assert (entry.sign, entry.number, entry.body.code) == (paper.sign, 1, HEALTH)
    page = sign_in(client, "case_worker").get(f"/cases/{case.code}/").content.decode()
    assert paper.sign in page
    assert f"số đến 1/{today().year}" in page


# Files ---------------------------------------------------------------------------------------------------------------


def added(case, by, content=None, **changes):
    upload = papers.Upload("x.pdf", content or a_pdf(3))
    return actions.add_file(key=changes.get("key", uuid4()), case=case, kind="old_file", upload=upload, by=by)


def test_a_file_is_added_once_and_the_same_content_is_known():
    with acting("case_worker") as staff:
        case, key, content = a_case(staff), uuid4(), a_pdf(3)
        entry = added(case, staff, content, key=key)
        assert added(case, staff, content, key=key) == entry
        assert (entry.pages, entry.file.person_id) == (3, case.person_id)
        with pytest.raises(Refused):
            added(case, staff, content)
        actions.take_back_file(entry=entry, reason="Nhầm hồ sơ.", by=staff)
        assert added(case, staff, content)
        with pytest.raises(Stale):
            actions.take_back_file(entry=entry, reason="Nhầm.", by=staff)
    with acting("decider") as staff, pytest.raises(NotAllowed):
        added(case, staff)


def test_an_index_names_each_document_by_its_page():
    with acting("clerk") as staff:
        pass
    with acting("case_worker") as staff:
        entry = added(a_case(staff), staff)
        named = actions.index_document(
            entry=entry, document=actions.Document(2, "minutes", date(2019, 4, 2), "07/BB-UBND"), by=staff
        )
        assert (named.page, named.dated_on) == (2, date(2019, 4, 2))
        for page in (0, 2, 4):
            with pytest.raises(Refused):
                actions.index_document(entry=entry, document=actions.Document(page, "letter"), by=staff)
        actions.unname_document(named=named, by=staff)
        assert not IndexEntry.objects.exists()


# Pages ---------------------------------------------------------------------------------------------------------------


def test_the_files_of_a_case_are_added_opened_indexed_and_taken_back(client):
    with acting("case_worker") as staff:
        case = a_case(staff, facts=Facts(name=NAME))
    sign_in(client, "case_worker")
    address = f"/cases/{case.code}/files/"
    file = SimpleUploadedFile("ho-so-cu.pdf", a_pdf(4))
    wrong = client.post(address, {"key": uuid4(), "kind": "old_file", "file": SimpleUploadedFile("a.pdf", b"MZ")})
    assert wrong.status_code == 422
    index = client.post(address, {"key": uuid4(), "kind": "old_file", "file": file}).headers["Location"]
    assert client.post(index, {"page": 9, "kind": "minutes"}).status_code == 422
    client.post(index, {"page": 3, "kind": "minutes", "dated_on": "2/4/2019", "sign": "07/BB-UBND"})
    with acting("case_worker"):
        entry = CaseFile.objects.get()
    shown = client.get(address).content.decode()
    assert f"/files/{entry.id}/#page=3" in shown
    assert "07/BB-UBND" in client.get(f"/cases/{case.code}/files/").content.decode()
    assert "Có tệp" in client.get(f"/cases/{case.code}/").content.decode()
    opened = client.get(f"{address}{entry.id}/")
    assert opened.content.startswith(b"%PDF-")
    assert (NAME in str(opened.headers), "ho-so-cu" in str(opened.headers)) == (False, False)
    with acting("auditor"):
        assert Entry.objects.filter(act="papers.open_file", subject_id=case.subject_id).exists()
    client.post(f"{address}{entry.id}/take-back/", {"reason": "Nhầm hồ sơ."})
    assert "Nhầm hồ sơ." in client.get(address).content.decode()
    sign_in(client, "case_worker", OTHER_HEALTH)
    assert (client.get(address).status_code, client.get(f"{address}{entry.id}/").status_code) == (404, 404)


def test_a_paper_s_page_leads_through_delivery_receipt_copy_and_link(client):
    with acting("case_worker") as staff:
        paper = issued(staff, a_case(staff))
    sign_in(client, "case_worker")
    page = f"/cases/papers/{paper.id}/"
    given = {"key": uuid4(), "to_whom": "body", "how": "post", "sent_on": today().strftime("%d/%m/%Y")}
    assert client.post(f"{page}deliver/", given).status_code == 422
    assert client.post(f"{page}deliver/", given | {"to_body": body(POLICE).id}).status_code == 302
    with acting("case_worker"):
        delivery = Delivery.objects.get()
    receipt = {"on": today().strftime("%d/%m/%Y"), "who": "Văn thư", "scan": SimpleUploadedFile("r.pdf", a_pdf())}
    assert client.post(f"/cases/deliveries/{delivery.id}/receipt/", receipt).status_code == 302
    client.post(f"{page}signed-copy/", {"file": SimpleUploadedFile("s.pdf", a_pdf(signed=True))})
    shown = client.get(page).content.decode()
    assert "Văn thư" in shown
    assert "chưa kiểm tra chữ ký" in shown
    assert "Có bản ký" in client.get("/papers/").content.decode()
    made = client.post(f"{page}link/", {"key": uuid4(), "to_body": body("VN.CQDD.TQ").id, "days": 3}).content.decode()
    assert "/one-time/" in made
    with acting("case_worker"):
        link = OneTimeLink.objects.select_related("delivery").get()
    assert client.post(f"/cases/deliveries/{link.delivery_id}/withdraw/").status_code == 302
    with acting("case_worker"):
        assert OneTimeLink.objects.get().state == "withdrawn"
    sign_in(client, "case_worker", OTHER_HEALTH)
    assert client.get(page).status_code == 404


def test_another_page_of_a_list_keeps_its_filters_and_a_revoked_paper_says_so(client, monkeypatch):
    monkeypatch.setattr(books, "PAGE", 1)
    with acting("clerk") as staff:
        signs = [issued(staff, verifiable=True).sign for _turn in range(3)]
    sign_in(client, "clerk")
    shown = client.get("/papers/?state=none&page=2").content.decode()
    assert "state=none&amp;page=1" in shown
    assert "state=none&amp;page=3" in shown
    assert signs[1] in shown
    with acting("decider"):
        paper = Paper.objects.get(sign=signs[1])
    sign_in(client, "decider")
    address = f"/cases/papers/{paper.pk}/revoke/"
    assert "không hoàn lại được" in client.get(address).content.decode()
    assert "Đã thu hồi" not in client.get("/papers/?page=2").content.decode()
    assert client.post(address, {"reason": "Sai tên cơ quan"}).status_code == 302
    assert "Đã thu hồi" in client.get("/papers/?page=2").content.decode()


def test_the_registers_are_read_filtered_and_taken_as_tables(client, django_assert_max_num_queries):
    with acting("clerk") as staff:
        for _turn in range(3):
            issued(staff)
        paper = Paper.objects.order_by("number").first()
        papers.deliver(
            key=uuid4(), paper=paper, to=papers.Receiver(name="Người Được Nêu"), how="hand", sent_on=today(), by=staff
        )
    sign_in(client, "clerk")
    with django_assert_max_num_queries(14):
        shown = client.get("/papers/").content.decode()
    assert "03/TB-SYT" in shown
    waiting = client.get("/papers/?state=waiting").content.decode()
    assert ("01/TB-SYT" in waiting, "02/TB-SYT" in waiting, "Người Được Nêu" in waiting) == (True, False, False)
    form = {
        "key": uuid4(), "sender_text": "Bộ Y tế", "sign": "15/BYT-VP", "dated_on": today().strftime("%d/%m/%Y"),
        "arrived_on": today().strftime("%d/%m/%Y"), "kind": "letter", "summary": "V/v báo cáo năm",
    }  # fmt: skip
    assert client.post("/papers/incoming/register/", form | {"sender_text": ""}).status_code == 422
    assert client.post("/papers/incoming/register/", form).status_code == 302
    assert client.post("/papers/incoming/register/", form).status_code == 302  # sent twice
    with django_assert_max_num_queries(14):
        shown = client.get("/papers/incoming/").content.decode()
    assert "V/v báo cáo năm" in shown
    assert shown.count("15/BYT-VP") == 1
    assert "15/BYT-VP" in client.get("/papers/in.csv").content.decode()
    assert "01/TB-SYT" in client.get("/papers/out.csv?year=abc").content.decode()
    sign_in(client, "auditor")
    assert [client.get(page).status_code for page in ("/papers/", "/papers/incoming/", "/papers/in.csv")] == [403] * 3


def test_a_paper_without_a_receipt_comes_back_on_today(client):
    with acting("clerk") as staff:
        paper = issued(staff, on=today() - timedelta(days=90))
        papers.deliver(
            key=uuid4(),
            paper=paper,
            to=papers.Receiver(body=body(POLICE)),
            how="post",
            sent_on=today() - timedelta(days=89),
            by=staff,
        )
    assert "Văn bản chưa có biên nhận" in sign_in(client, "clerk").get("/").content.decode()
    assert paper.sign in client.get("/papers/?state=late").content.decode()
    assert Step.objects.count() == 0
