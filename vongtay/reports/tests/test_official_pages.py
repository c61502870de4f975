"""The pages of a draft: who may open which, what they show, that nothing typed is lost, and that rubbish gets a sentence."""

import io
import uuid
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from tests.cast import HEALTH, OTHER_HEALTH, acting
from vongtay.common.days import today
from vongtay.reports import actions
from vongtay.reports.models import DraftParagraph, IssuedReport, ReportDraft
from vongtay.reports.tests.test_official_actions import EVENTS, H1, a_world, content, drafted, edit, text, work
from vongtay.reports.tests.world import LANG_SON, claim, signed_in

pytestmark = pytest.mark.django_db
START = reverse("reports:start_draft", kwargs={"area_id": LANG_SON, "calendar": "administrative", "period": "2026-H1"})


def a_draft() -> ReportDraft:
    a_world()
    with acting("reporter") as staff:
        return drafted(staff)


def pages_of(draft: ReportDraft) -> list[str]:
    one = [draft.pk]
    return [
        reverse("reports:drafts"), START, reverse("reports:draft", args=one), reverse("reports:draft_fresh", args=one),
        reverse("reports:issue_draft", args=one), reverse("reports:edit_paragraph", args=[draft.pk, EVENTS]),
        *(reverse("reports:draft_file", args=[draft.pk, form]) for form in ("pdf", "docx", "xlsx")),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("role", "of", "answer"),
    [
        ("reporter", HEALTH, 200),
        ("head", HEALTH, 200),
        ("statistician", HEALTH, 404),
        ("case_worker", HEALTH, 404),
        ("reporter", OTHER_HEALTH, 404),
    ],
)
def test_pages_open_to_reporter_and_head_of_the_body_alone(role, of, answer):
    draft = a_draft()
    browser = signed_in(role, of)
    for page in pages_of(draft):
        wanted = 200 if (role, of) == ("reporter", OTHER_HEALTH) and page == reverse("reports:drafts") else answer
        assert browser.get(page).status_code == wanted, page


def test_a_draft_is_begun_once_however_often_it_is_sent():
    a_world()
    browser = signed_in("reporter")
    assert browser.get(START).status_code == 200
    key = str(uuid.uuid4())
    first = browser.post(START, {"key": key})
    assert (
        browser.post(START, {"key": key})["Location"]
        == first["Location"]
        == browser.post(START, {"key": str(uuid.uuid4())})["Location"]
    )
    assert browser.post(START, {"key": "rác"}).status_code == 404
    waiting = browser.get(first["Location"])
    assert "hx-get" in waiting.content.decode()
    with acting("reporter") as staff:
        work(ReportDraft.objects.get(), staff)
    ready = browser.get(first["Location"], headers={"HX-Request": "true"})
    assert ready.headers["HX-Refresh"] == "true"


def test_each_number_leads_to_its_rows_and_silence_is_listed():
    draft = a_draft()
    browser = signed_in("reporter")
    page = browser.get(reverse("reports:draft", args=[draft.pk])).content.decode()
    assert f"/reports/{LANG_SON}/administrative/2026-H1/figures/comm.event/?known=" in page
    assert f"/reports/{LANG_SON}/administrative/2026-H1/cases/?" in page
    assert "Tin, bài, phóng sự" in page
    for part in page.split('class="figure__value')[1:]:
        address = part.split('href="')[1].split('"')[0].replace("&amp;", "&")
        assert browser.get(address.partition("#")[0]).status_code == 200, address


def test_a_changed_number_is_asked_about_and_shown_with_both():
    draft = a_draft()
    browser, address = signed_in("reporter"), reverse("reports:edit_paragraph", args=[draft.pk, EVENTS])
    shown = browser.get(address)
    words = shown.context["form"]["text"].value()
    sent = {"text": words.replace("⟦1: 12⟧", "⟦1: 14⟧"), "why": "", "version": "1"}
    refused = browser.post(address, sent)
    assert refused.status_code == 422
    said = refused.content.decode()
    assert "Viết: 14. Hệ thống: 12." in said
    assert "⟦1: 14⟧" in said
    kept = browser.post(address, sent | {"why": "Hai buổi báo muộn."})
    assert kept["Location"].startswith(reverse("reports:draft", args=[draft.pk]))
    page = browser.get(reverse("reports:draft", args=[draft.pk])).content.decode()
    assert "Số này khác số liệu hệ thống: viết 14, hệ thống 12." in page
    assert "Hai buổi báo muộn." in page
    assert "Hai buổi báo muộn." in browser.get(reverse("reports:issue_draft", args=[draft.pk])).content.decode()
    browser.post(reverse("reports:restore_paragraph", args=[draft.pk, EVENTS]), {"version": "2"})
    with acting("reporter"):
        assert content(draft).written is None


def test_of_two_editors_the_second_sees_what_the_first_wrote_and_loses_nothing():
    draft = a_draft()
    address = reverse("reports:edit_paragraph", args=[draft.pk, EVENTS])
    with acting("head") as staff:
        edit(draft, staff, "Bản của lãnh đạo. " + text(draft))
        words = text(draft)
    browser = signed_in("reporter")
    stale = browser.post(
        address, {"text": words.replace("Bản của lãnh đạo", "Bản của tổng hợp"), "why": "", "version": "1"}
    )
    assert stale.status_code == 422
    page = stale.content.decode()
    assert "Bản của tổng hợp" in page
    assert 'id="theirs"' in page
    assert stale.context["form"]["version"].value() == "2"
    assert browser.post(address, {"text": words, "why": "", "version": "2", "next": "1"})["Location"] != address


def test_what_is_typed_is_kept_until_it_is_sent():
    draft = a_draft()
    browser, address = signed_in("reporter"), reverse("reports:edit_paragraph", args=[draft.pk, "plan.words"])
    keep = reverse("reports:keep_paragraph", args=[draft.pk, "plan.words"])
    assert browser.post(keep, {"text": "Đang viết dở", "why": "", "version": "1"}).json()["saved_at"]
    assert browser.get(address).context["form"]["text"].value() == "Đang viết dở"
    assert browser.get(address + "?anew=1").context["form"]["text"].value() == ""
    assert browser.post(keep, {"text": "x" * 30_000}).status_code == 413
    browser.post(address, {"text": "Đã viết xong.", "why": "", "version": "1"})
    assert browser.get(address).context["form"]["text"].value() == "Đã viết xong."


RUBBISH = [
    {"text": "⟦1: 12", "version": "1"}, {"text": "⟦77: 12⟧", "version": "1"}, {"text": "a", "version": "x"}, {"text": "a"},
    {"text": "\x00", "version": "1"}, {"text": "x" * 20_001, "version": "1"}, {},
]  # fmt: skip


@pytest.mark.parametrize("rubbish", RUBBISH)
def test_rubbish_gets_a_sentence(rubbish):
    draft = a_draft()
    answer = signed_in("reporter").post(
        reverse("reports:edit_paragraph", args=[draft.pk, EVENTS]), {"why": ""} | rubbish
    )
    assert answer.status_code == 422
    assert answer.context["form"].errors


def test_rubbish_in_addresses_is_missing():
    draft = a_draft()
    browser = signed_in("reporter")
    missing = [
        reverse("reports:edit_paragraph", args=[draft.pk, "no.such"]), reverse("reports:draft_file", args=[draft.pk, "exe"]), reverse("reports:draft", args=[uuid.uuid4()]),
    ]  # fmt: skip
    assert [browser.get(address).status_code for address in missing] == [404] * 3
    assert browser.post(reverse("reports:move_draft", args=[draft.pk, "explode"])).status_code == 404
    issue = reverse("reports:issue_draft", args=[draft.pk])
    assert [browser.post(issue, {"issued_on": day}).status_code for day in ("31/02/2026", "", "01/01/2020")] == [
        422
    ] * 3


def test_paragraphs_that_are_out_of_date_are_shown_and_renewed():
    draft = a_draft()
    browser, fresh = signed_in("reporter"), reverse("reports:draft_fresh", args=[draft.pk])
    assert browser.get(fresh).context["rows"] == []
    claim("comm.news", 20, first=H1.first, last=H1.last)
    rows = browser.get(fresh).context["rows"]
    assert [(row["title"], row["numbers"]) for row in rows] == [
        ("Tin, bài, phát thanh, ấn phẩm", [("F.comm.news", "", "20")])
    ]
    browser.post(reverse("reports:move_draft", args=[draft.pk, "renew"]))
    with acting("reporter") as staff:
        work(draft, staff)
    assert browser.get(fresh).context["rows"] == []


def test_the_order_to_issue_gives_a_report_and_its_tables_as_sheets():
    draft = a_draft()
    browser = signed_in("head")
    browser.post(reverse("reports:issue_draft", args=[draft.pk]), {"issued_on": f"{today():%d/%m/%Y}"})
    with acting("head") as staff:
        assert work(draft, staff).state == "issued"
        issued = IssuedReport.objects.get()
    page = browser.get(reverse("reports:draft", args=[draft.pk])).content.decode()
    assert issued.paper.sign in page
    assert (
        reverse("reports:draft", args=[draft.pk])
        in browser.get(reverse("reports:issued", args=[issued.pk])).content.decode()
    )
    answer = browser.get(reverse("reports:draft_file", args=[draft.pk, "xlsx"]))
    book = load_workbook(io.BytesIO(answer.content))
    assert {"PL I", "Trình bày"} <= set(book.sheetnames)


def test_a_draft_asks_as_many_queries_for_many_figures_as_for_few():
    def queries_of(address: str) -> int:
        browser = signed_in("reporter")
        browser.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(address).status_code == 200
        return len(asked)

    draft = a_draft()
    pages = [pages_of(draft)[index] for index in (0, 1, 2, 4, 5)]
    few = [queries_of(page) for page in pages]
    for day in range(1, 9):
        claim(
            "comm.news",
            day,
            first=date(2026, 2, day),
            last=date(2026, 2, day),
            source_kind="activity",
            source_id=uuid.uuid4(),
        )
    with acting("reporter") as staff:
        work(actions.renew_draft(draft=draft, by=staff), staff)
        assert DraftParagraph.objects.filter(draft=draft).count() > 10
    assert [queries_of(page) for page in pages] == few
    assert max(few) <= 14, few
