"""The way of a template into use, the register's numbers, and the issued copy made again."""

import uuid
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from tests.cast import OTHER_HEALTH, acting, sign_in
from vongtay.audit.models import Entry
from vongtay.common.access import NotAllowed, Refused, Stale, WrongState
from vongtay.papers import actions, queries
from vongtay.papers.actions import templates as acts
from vongtay.papers.blocks.design.fields import samples
from vongtay.papers.blocks.design.press import Files
from vongtay.papers.blocks.design.shape import Design, Part, Signer, from_json, to_json
from vongtay.papers.blocks.docx import write_docx
from vongtay.papers.models import Cancellation, Paper, Template, TemplateVersion
from vongtay.papers.shipped import shipped

pytestmark = pytest.mark.django_db
ON = date(2026, 1, 5)
DESIGN = Design(
    "Thông báo", "Về việc thử", "TB", parts=(Part("paragraph", "{{person.code}}"),), signers=(Signer("Giám đốc"),)
)


def a_draft(by) -> TemplateVersion:
    return acts.add_template(key=uuid.uuid4(), described=acts.Described("thu", "Mẫu thử"), design=DESIGN, by=by)


def live(code: str) -> TemplateVersion:
    return queries.live_version(code)


def an_order(code: str = "notice", **values) -> actions.Filled:
    return actions.Filled(live(code), samples() | values, ON)


# into use


def test_a_second_person_puts_a_checked_draft_into_use():
    with acting("administrator") as staff:
        draft = a_draft(staff)
        acts.hand_in(version=draft, by=staff)
        with pytest.raises(NotAllowed):
            acts.put_into_use(version=draft, by=staff)
    with acting("case_worker") as staff, pytest.raises(NotAllowed):
        acts.put_into_use(version=draft, by=staff)
    with acting("head") as staff:
        acts.put_into_use(version=draft, by=staff)
        assert live("thu").signed_off_user == staff.user_id
    with acting("auditor"):
        assert Entry.objects.filter(act="papers.put_into_use").count() == 1


def test_the_database_refuses_that_the_writer_signs_off_too():
    with acting("administrator") as staff:
        draft = a_draft(staff)
        with pytest.raises(IntegrityError), transaction.atomic():
            TemplateVersion.objects.filter(pk=draft.pk).update(signed_off_user=staff.user_id, signed_off_by_id=staff.post_id)  # fmt: skip


def test_only_administrators_write_and_only_sound_drafts_are_handed_in():
    for role in ("head", "legal_officer", "case_worker"):
        with acting(role) as staff, pytest.raises(NotAllowed):
            a_draft(staff)
    with acting("administrator") as staff:
        draft = a_draft(staff)
        broken = Design("", "Về việc thử", parts=(Part("paragraph", "{{person.nmae}}"),))
        acts.save_design(version=draft, design=broken, note="", read_version=1, by=staff)
        with pytest.raises(Refused, match=r"person\.nmae"):
            acts.hand_in(version=draft, by=staff)
        with pytest.raises(Stale):
            acts.save_design(version=draft, design=DESIGN, note="", read_version=1, by=staff)


def test_what_was_in_use_is_never_edited_and_comes_back_as_a_new_version():
    with acting("administrator") as staff:
        first = live("notice")
        changed = from_json(first.design)
        changed = Design(**{**vars(changed), "summary": "Về việc khác"})
        second = acts.begin_version(template=first.template, design=to_json(changed), note="khác", by=staff)
        acts.hand_in(version=second, by=staff)
        with pytest.raises(WrongState):
            acts.begin_version(template=first.template, design=first.design, note="", by=staff)
        with pytest.raises(WrongState):
            acts.save_design(version=first, design=changed, note="", read_version=1, by=staff)
    with acting("legal_officer") as staff:
        acts.put_into_use(version=second, by=staff)
        with pytest.raises(IntegrityError), transaction.atomic():
            TemplateVersion.objects.filter(pk=first.pk).update(design=to_json(changed))
        first.refresh_from_db()
        assert (first.state, live("notice").pk) == ("retired", second.pk)
    with acting("administrator") as staff:
        back = acts.begin_version(template=first.template, design=first.design, note="", by=staff)
    assert (back.number, back.design) == (3, first.design)


def test_the_shipped_templates_come_once_and_never_replace_an_administrators():
    with acting("case_worker"):
        assert Template.objects.count() == len(shipped())
        assert live("notice").drafted_by_id is None
        assert {version.number for version in TemplateVersion.objects.all()} == {1}
    assert not Template.objects.exists(), "nobody reads templates without a post"


# numbers


def test_an_issued_paper_keeps_its_version_and_is_made_again_the_same():
    with acting("case_worker") as staff:
        paper = actions.issue_filled(orders=[an_order()], by=staff)[0]
        found = actions.compare_with_issued(paper=paper, data_key=None, by=staff)
        assert found.same
        assert paper.source.template_version == live("notice")
    with acting("auditor"):
        assert Entry.objects.filter(act="papers.compare_with_issued").count() == 1


def test_another_copy_is_told_apart():
    def careless(jobs):
        return [Files(b"PK other", b"%PDF-other") for _job in jobs]

    with acting("case_worker") as staff:
        paper = actions.issue_filled(orders=[an_order()], by=staff, make_all=careless)[0]
        found = actions.compare_with_issued(paper=paper, data_key=None, by=staff)
    assert (found.kept_docx, found.made_docx, found.same) == (True, False, False)


def test_a_number_taken_back_stays_and_is_never_given_again():
    with acting("case_worker") as staff:
        first, second = actions.issue_filled(orders=[an_order(), an_order()], by=staff)
        with pytest.raises(NotAllowed):
            actions.cancel_number(paper=first, reason="twice", replaced_by=None, by=staff)
    with acting("clerk") as staff:
        with pytest.raises(Refused):
            actions.cancel_number(paper=first, reason="replaced", replaced_by=None, by=staff)
        actions.cancel_number(paper=first, reason="replaced", replaced_by=second.pk, by=staff)
        with pytest.raises(Refused):
            actions.cancel_number(paper=first, reason="twice", replaced_by=None, by=staff)
        assert actions.issue_filled(orders=[an_order()], by=staff)[0].number == 3
        assert Paper.objects.filter(cancellation__reason="replaced").get() == first
    with acting("case_worker", OTHER_HEALTH):
        assert not Cancellation.objects.exists()


def test_a_failure_gives_no_number_away():
    def breaks(_jobs):
        raise OSError

    with acting("case_worker") as staff:
        with pytest.raises(OSError), transaction.atomic():  # noqa: PT011  # any failure
            actions.issue_filled(orders=[an_order()], by=staff, make_all=breaks)
        assert actions.issue_filled(orders=[an_order()], by=staff)[0].number == 1


# pages


@pytest.mark.parametrize("role", ["administrator", "legal_officer", "head"])
def test_templates_are_shown_with_a_preview(client, role):
    sign_in(client, role)
    assert "Thông báo tiếp nhận" in client.get("/papers/templates/").content.decode()
    page = client.get("/papers/templates/notice/1/").content.decode()
    assert "Lý Thị Mẫu" in page
    assert client.get("/papers/templates/notice/1/page-1.svg").content.startswith(b"<svg")
    assert client.get("/papers/templates/notice/1/page-9.svg").status_code == 404
    assert client.get("/papers/templates/notice/1/preview.pdf").content.startswith(b"%PDF")
    assert client.get("/papers/templates/notice/1/preview.docx").content.startswith(b"PK")
    assert client.get("/papers/templates/notice/1/preview.exe").status_code == 404


def test_a_draft_that_can_not_be_laid_out_says_so_instead_of_a_file(client):
    sign_in(client, "administrator")
    client.post("/papers/templates/new/", {"key": uuid.uuid4(), "code": "thieu", "title": "Thiếu tên loại"})
    head = {"kind": "", "letters": "TB", "summary": "Về việc thử", "signers": "", "note": ""}
    client.post("/papers/templates/thieu/edit/", head | {"parts": 0, "version": 1, "do": "save"})
    answer = client.get("/papers/templates/thieu/1/preview.docx", follow=True)
    assert answer.status_code == 200
    assert "phải có tên loại" in answer.content.decode()
    assert client.get("/papers/templates/thieu/1/preview.pdf").content.startswith(b"%PDF")


@pytest.mark.parametrize("path", ["", "notice/1/", "notice/edit/", "notice/upload/", "new/", "notice/1/preview.pdf"])
def test_others_read_no_templates(client, path):
    sign_in(client, "case_worker")
    assert client.get(f"/papers/templates/{path}").status_code == 403


def test_a_template_is_written_on_pages(client, django_assert_max_num_queries):
    sign_in(client, "administrator")
    key = uuid.uuid4()
    given = {"key": key, "code": "thu-moi", "title": "Mẫu thử mới"}
    assert client.post("/papers/templates/new/", given).status_code == 302
    assert client.post("/papers/templates/new/", given | {"key": uuid.uuid4()}).status_code == 422
    head = {
        "kind": "Thông báo",
        "letters": "TB",
        "summary": "Về việc thử",
        "signers": "Giám đốc | {{issuer.signer_name}}",
        "note": "",
    }
    with django_assert_max_num_queries(12):
        client.get("/papers/templates/thu-moi/edit/")
    sent = head | {"parts": 0, "version": 1, "do": "add:paragraph"}
    assert client.post("/papers/templates/thu-moi/edit/", sent).status_code == 302
    part = {
        "part-0-kind": "paragraph",
        "part-0-content": "Người",
        "part-0-style": "body",
        "part-0-level": 2,
        "part-0-field": "person.name",
    }
    sent = head | part | {"parts": 1, "version": 2, "do": "field:0"}
    client.post("/papers/templates/thu-moi/edit/", sent)
    client.post(
        "/papers/templates/thu-moi/edit/",
        sent | {"version": 3, "do": "add:table", "part-0-content": "Người {{person.name}}"},
    )
    with acting("administrator"):
        version = TemplateVersion.objects.get(template__code="thu-moi")
    assert [part["kind"] for part in version.design["parts"]] == ["paragraph", "table"]
    assert version.design["parts"][0]["text"] == "Người {{person.name}}"
    stale = client.post("/papers/templates/thu-moi/edit/", head | {"parts": 0, "version": 2, "do": "save"})
    assert stale.status_code == 422
    client.post("/papers/templates/thu-moi/1/hand-in/")
    with acting("administrator"):
        assert TemplateVersion.objects.get(pk=version.pk).state == "checked"
    assert client.post("/papers/templates/thu-moi/1/use/").status_code == 403
    sign_in(client, "legal_officer")
    client.post("/papers/templates/thu-moi/1/use/")
    with acting("administrator"):
        assert live("thu-moi").number == 1


def test_a_word_file_is_read_into_a_draft_or_refused_whole(client):
    sign_in(client, "administrator")
    good = client.get("/papers/templates/notice/1/preview.docx").content
    bad = write_docx.__doc__.encode()
    for content, status in ((bad, 422), (good, 302)):
        upload = SimpleUploadedFile("mau.docx", content)
        assert client.post("/papers/templates/notice/upload/", {"file": upload}).status_code == status
        with acting("administrator"):
            assert TemplateVersion.objects.filter(template__code="notice").count() == 1 + (status == 302)
    assert "Hai bản giống nhau" in client.get("/papers/templates/notice/2/against/1/").content.decode()


def test_a_clerk_takes_a_number_back_on_a_page(client):
    with acting("case_worker") as staff:
        paper = actions.issue_filled(orders=[an_order()], by=staff)[0]
    sign_in(client, "case_worker")
    assert client.get(f"/papers/{paper.pk}/take-back/").status_code == 403
    sign_in(client, "clerk")
    assert client.post(f"/papers/{paper.pk}/take-back/", {"reason": "replaced"}).status_code == 422
    assert client.post(f"/papers/{paper.pk}/take-back/", {"reason": "not_sent"}).status_code == 302
    assert "Chưa ký, chưa gửi" in client.get("/papers/").content.decode()
