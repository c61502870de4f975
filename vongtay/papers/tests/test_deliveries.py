"""What becomes of an issued paper: who got it and how, the receipt, the signed copy, the check code."""

import re
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.utils import timezone
from pypdf import PdfReader

from tests.cast import BORDER, OTHER_HEALTH, POLICE, a_case, acting, body
from vongtay.audit.models import Entry
from vongtay.cases.actions import owner_of
from vongtay.common.access import NotAllowed, Refused, Stale
from vongtay.common.days import today
from vongtay.papers import actions, secrets
from vongtay.papers.blocks.check import check_block
from vongtay.papers.blocks.docx import write_docx
from vongtay.papers.models import Delivery, OneTimeLink, Verification
from vongtay.papers.sealing import opened
from vongtay.papers.states import Door, How, LinkState, Way
from vongtay.papers.tests.world import a_pdf, issued, sheet
from vongtay.papers.verifying import code_for
from vongtay.people.actions import erase_person

pytestmark = pytest.mark.django_db


def delivered(by, paper, to=None, how=Way.HAND, **more):
    to = to or actions.Receiver(name="Nguyễn Thị Nhận")
    return actions.deliver(key=more.pop("key", uuid4()), paper=paper, to=to, how=how, sent_on=today(), by=by, **more)


def test_a_delivery_names_who_got_it_only_in_cipher_and_is_made_once():
    with acting("case_worker") as staff:
        case = a_case(staff)
        paper, owner, key = issued(staff, case), owner_of(case), uuid4()
        one = delivered(staff, paper, key=key, owner=owner)
        assert delivered(staff, paper, key=key, owner=owner) == one
        assert Delivery.objects.count() == 1
        assert "Nhận".encode() not in bytes(one.to_ct)
        assert opened(one, "papers_delivery", "to_ct", owner.data_key) == "Nguyễn Thị Nhận"
        assert opened(one, "papers_delivery", "to_ct", None) == "…"
        assert (one.state, one.subject_id) == (How.SENT, case.subject_id)


def test_a_receipt_ends_a_delivery_once():
    with acting("clerk") as staff:
        paper = issued(staff)
        one = delivered(staff, paper, actions.Receiver(body=body(POLICE)), how=Way.POST)
        upload = actions.Upload("bien-nhan.pdf", a_pdf())
        got = actions.note_receipt(delivery=one, on=today(), who="Văn thư Công an tỉnh", by=staff, scan=upload)
        assert (got.state, got.ended_on, got.scan.media_type) == (How.RECEIVED, today(), "application/pdf")
        with pytest.raises(Stale):
            actions.note_return(delivery=one, on=today(), reason="x", by=staff)


@pytest.mark.parametrize(
    ("to", "how", "sent"),
    [
        (actions.Receiver(), Way.HAND, 0), (actions.Receiver(is_person=True), Way.HAND, 0), (actions.Receiver(name="A"), Way.LINK, 0),
        (actions.Receiver(name="A"), Way.SYSTEM, 0), (actions.Receiver(name="A"), Way.HAND, 1), (actions.Receiver(name="A"), Way.HAND, -1),
    ],
    ids=["to nobody", "no person", "a link by hand", "not a body", "in the future", "before the paper"],
)  # fmt: skip
def test_a_delivery_that_can_t_be_is_refused_and_nothing_stands(to, how, sent):
    with acting("case_worker") as staff:
        paper = issued(staff)
        with pytest.raises(Refused):
            actions.deliver(key=uuid4(), paper=paper, to=to, how=how, sent_on=today() + timedelta(days=sent), by=staff)
        assert not Delivery.objects.exists()


def test_only_the_issuing_body_delivers_its_paper():
    with acting("case_worker") as staff:
        paper = issued(staff)
    with acting("case_worker", OTHER_HEALTH) as other, pytest.raises(NotAllowed):
        delivered(other, paper)
    with acting("administrator") as other, pytest.raises(NotAllowed):
        delivered(other, paper)


# One-time links ------------------------------------------------------------------------------------------------------


def a_link(by, paper, case=None):
    owner = owner_of(case) if case else actions.NOBODY
    return actions.make_link(key=uuid4(), paper=paper, to_body=body(POLICE_WITHOUT), days=7, by=by, owner=owner)


POLICE_WITHOUT = "VN.CQDD.TQ"  # the mission: does not sign in


def opens(made, by, code=None):
    return actions.open_link(
        token=made.token, code=code or made.code, receiver="Trần Văn Nhận", post="Bí thư thứ nhất", by=by
    )


def test_a_link_shows_the_paper_once_and_records_the_receipt():
    with acting("case_worker") as staff:
        case = a_case(staff)
        paper = issued(staff, case)
        made = a_link(staff, paper, case)
        first, second = opens(made, staff), opens(made, staff)
        assert (first.outcome, first.content[:5], first.sign) == ("given", b"%PDF-", paper.sign)
        assert (second.outcome, second.content) == (LinkState.OPENED, b"")
        link = OneTimeLink.objects.get()
        assert (link.state, link.content_ct) == (LinkState.OPENED, None)
        assert actions.receiver_of(link) == ("Trần Văn Nhận", "Bí thư thứ nhất")
        assert Delivery.objects.get().state == How.RECEIVED


def test_neither_link_nor_code_is_stored():
    with acting("case_worker") as staff:
        made = a_link(staff, issued(staff))
        link = OneTimeLink.objects.get()
        kept = bytes(link.token_hash) + bytes(link.code_hash) + bytes(link.content_ct)
        assert made.token.encode() not in kept
        assert secrets.plain(made.code).encode() not in bytes(link.code_hash)
        assert made.token not in repr(made)


def test_wrong_codes_lock_the_link_and_the_paper_behind_it_is_gone():
    with acting("case_worker") as staff:
        made = a_link(staff, issued(staff))
        lefts = [opens(made, staff, "0000-000x").tries_left for _try in range(5)]
        assert lefts == [4, 3, 2, 1, 0]
        assert opens(made, staff).outcome == LinkState.LOCKED
        assert OneTimeLink.objects.get().content_ct is None
        assert Delivery.objects.get().state == How.SENT  # nobody received it
        actions.withdraw_link(delivery=Delivery.objects.get(), by=staff)
        assert Delivery.objects.get().state == How.WITHDRAWN


def test_a_link_withdrawn_or_expired_opens_nothing():
    with acting("case_worker") as staff:
        made = a_link(staff, issued(staff))
        actions.withdraw_link(delivery=made.link.delivery, by=staff)
        assert opens(made, staff).outcome == actions.link_state(made.token) == LinkState.WITHDRAWN
        late = a_link(staff, issued(staff))
        OneTimeLink.objects.filter(pk=late.link.pk).update(expires_at=timezone.now())
        assert opens(late, staff).outcome == actions.link_state(late.token) == LinkState.EXPIRED
        assert (
            actions.link_state("nothing") == opens(actions.Made(late.link, "nothing", "1"), staff).outcome == "unknown"
        )


def test_erasing_the_person_empties_what_still_waits():
    with acting("case_worker") as staff:
        case = a_case(staff)
        made = a_link(staff, issued(staff, case), case)
    with acting("decider") as staff:
        erase_person(person=case.person, by=staff)
    with acting("case_worker") as staff:
        assert opens(made, staff).outcome == LinkState.WITHDRAWN
        assert OneTimeLink.objects.get().content_ct is None


def test_a_link_is_for_bodies_that_do_not_sign_in_and_its_secrets_come_once():
    with acting("case_worker") as staff:
        paper, key = issued(staff), uuid4()
        with pytest.raises(Refused):
            actions.make_link(key=key, paper=paper, to_body=body(BORDER), days=7, by=staff)
        actions.make_link(key=key, paper=paper, to_body=body(POLICE_WITHOUT), days=7, by=staff)
        with pytest.raises(Stale):
            actions.make_link(key=key, paper=paper, to_body=body(POLICE_WITHOUT), days=7, by=staff)
        with pytest.raises(Refused):
            actions.make_link(key=uuid4(), paper=paper, to_body=body(POLICE_WITHOUT), days=365, by=staff)


# Check codes ---------------------------------------------------------------------------------------------------------


def code_in(pdf: bytes) -> str:
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    return re.search(r"(?:[A-Z2-9]{4}-){3}[A-Z2-9]{4}", text)[0]


def test_a_certificate_bears_a_code_that_says_issued_then_revoked():
    with acting("case_worker") as staff:
        case = a_case(staff)
    with acting("decider") as staff:
        paper = issued(staff, case, verifiable=True)
        _name, pdf = actions.open_file(paper.pdf, data_key=owner_of(case).data_key, by=staff)
        code = code_in(pdf)
        assert (actions.check(code), actions.check(code.lower().replace("-", " "))) == ("issued", "issued")
        assert actions.check("AAAA-BBBB-CCCC-DDDD") == "unknown"
        with pytest.raises(Refused):
            actions.revoke(paper=paper, reason=" ", by=staff, owner=owner_of(case))
        actions.revoke(paper=paper, reason="Cấp nhầm.", by=staff, owner=owner_of(case))
        assert actions.check(code) == "revoked"
        with pytest.raises(Stale):
            actions.revoke(paper=paper, reason="Cấp nhầm.", by=staff, owner=owner_of(case))
        assert code.encode() not in bytes(Verification.objects.get().code_hash)
    with acting("auditor"):
        assert code not in str(list(Entry.objects.values_list("details", flat=True)))


def test_a_paper_that_was_revoked_goes_out_by_no_link():
    with acting("case_worker") as staff:
        case = a_case(staff)
    with acting("decider") as staff:
        paper = issued(staff, case, verifiable=True)
        actions.revoke(paper=paper, reason="Nhầm người", by=staff, owner=owner_of(case))
        with pytest.raises(Refused):
            a_link(staff, paper, case)
        assert not Delivery.objects.filter(paper=paper).exists()


def test_a_link_that_waits_ends_with_the_paper_that_was_revoked():
    with acting("case_worker") as staff:
        case = a_case(staff)
    with acting("decider") as staff:
        paper = issued(staff, case, verifiable=True)
        made, other = a_link(staff, paper, case), a_link(staff, issued(staff, case, verifiable=True), case)
        actions.revoke(paper=paper, reason="Nhầm người", by=staff, owner=owner_of(case))
        assert opens(made, staff).outcome == LinkState.WITHDRAWN
        assert OneTimeLink.objects.get(pk=made.link.pk).content_ct is None
        assert actions.link_state(other.token) == LinkState.SENT


def test_who_may_not_decide_revokes_nothing():
    with acting("case_worker") as staff, pytest.raises(NotAllowed):
        actions.revoke(paper=issued(staff, verifiable=True), reason="x", by=staff)
    with acting("decider") as staff, pytest.raises(Refused):
        actions.revoke(paper=issued(staff), reason="x", by=staff)


def test_the_code_stands_in_word_and_pdf_and_leads_to_the_check():
    block = check_block("ABCD-EFGH-JKLM-NPQR", "https://vongtay.vi-du.vn")
    marked = replace(sheet(1), after=(block,))
    assert write_docx(marked) == write_docx(marked)
    assert block.text == "https://vongtay.vi-du.vn/check/ABCD-EFGH-JKLM-NPQR/"
    assert check_block("ABCD-EFGH-JKLM-NPQR", "").text == "ABCD-EFGH-JKLM-NPQR"
    assert "ABCD-EFGH-JKLM-NPQR" in block.alt
    assert code_for("notice") == ""
    assert len(code_for("confirmation")) == 19


def test_a_door_opens_so_often_and_no_more():
    with acting("case_worker"):
        answers = [actions.may_knock(Door.CHECK, "192.0.2.1") for _time in range(31)]
        assert answers == [True] * 30 + [False]
        assert actions.may_knock(Door.CHECK, "192.0.2.2")
        assert actions.may_knock(Door.LINK, "192.0.2.1")


# Signed copies -------------------------------------------------------------------------------------------------------


def test_a_signed_copy_is_kept_with_its_hash_and_a_signature_is_seen_not_believed():
    with acting("clerk") as staff:
        paper = issued(staff)
        plain = actions.add_signed_copy(paper=paper, upload=actions.Upload("a.pdf", a_pdf()), by=staff)
        upload = actions.Upload("b.pdf", a_pdf(signed=True))
        signed = actions.add_signed_copy(paper=paper, upload=upload, by=staff)
        assert (plain.bears_signature, signed.bears_signature, len(bytes(plain.sha256))) == (False, True, 32)
        content = actions.open_file(plain.file, data_key=None, by=staff)[1]
        with pytest.raises(Refused):
            actions.add_signed_copy(paper=paper, upload=actions.Upload("c.pdf", content), by=staff)
