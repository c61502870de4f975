"""The law's pages: every rule with how sure it is; a limit entered by one person counts once another has signed it off."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone, translation

from tests import cast
from vongtay.cases.actions import record_step
from vongtay.law.engine import OverrideFault
from vongtay.law.models import Entry
from vongtay.law.wording import OVERRIDE_LABELS
from vongtay.tasks.models import Clock

pytestmark = pytest.mark.django_db
UNSET = "L53.R1.police_answer"
ENTRY = {
    "limit": "20",
    "unit": "calendar_days",
    "article": "Điều 27 khoản 4",
    "instrument": "Luật thử 01/2026",
    "valid_from": "01/07/2025",
    "valid_to": "",
}


def officer() -> Client:
    return cast.sign_in(Client(), "legal_officer")


def entries() -> list[Entry]:
    with cast.acting("legal_officer"):
        return list(Entry.objects.all())


def test_the_page_shows_what_is_unset_as_unset():
    page = officer().get("/law/?regime=L53").content.decode()
    assert "Chưa có căn cứ" in page
    assert "Xác minh và trả lời bằng văn bản" in page


def test_a_limit_counts_once_a_second_person_has_signed_it_off():
    client = officer()
    assert client.post(f"/law/{UNSET}/enter/", ENTRY).status_code == 302
    assert client.post(f"/law/{UNSET}/enter/", ENTRY | {"limit": "", "unit": "now"}).status_code == 302
    entry, later = sorted(entries(), key=lambda held: held.version)
    assert (entry.limit, entry.signed_off_at, later.version, later.limit) == (20, None, 2, None)
    assert client.post(f"/law/entries/{entry.id}/sign-off/").status_code == 403
    assert cast.sign_in(Client(), "head").post(f"/law/entries/{entry.id}/sign-off/").status_code == 302
    assert [held.version for held in entries() if held.signed_off_at] == [1]


@pytest.mark.parametrize(
    ("rule", "change", "says"),
    [
        (UNSET, {"valid_from": "01/07/2026", "valid_to": "30/06/2026"}, "Ngày cuối đứng trước ngày đầu."),
        (UNSET, {"limit": ""}, "Ghi thời hạn bằng số nguyên"),
        (UNSET, {"valid_from": "01/01/2024", "valid_to": "01/01/2025"}, "ngoài thời gian"),
        ("L53.R6.police_answer", {}, "theo một quy định khác"),
    ],
)
def test_a_limit_that_can_not_hold_is_refused_in_vietnamese_with_what_was_typed(rule, change, says):
    refused = officer().post(f"/law/{rule}/enter/", ENTRY | change)
    assert refused.status_code == 422
    page = refused.content.decode()
    assert says in page
    assert "Luật thử 01/2026" in page
    assert entries() == []


@pytest.mark.parametrize("role", ["head", "case_worker", "administrator"])
def test_only_a_legal_officer_enters_limits(role):
    client = cast.sign_in(Client(), role)
    assert client.get(f"/law/{UNSET}/enter/").status_code == 403
    assert client.post(f"/law/{UNSET}/enter/", ENTRY).status_code == 403


@pytest.mark.parametrize("fault", OverrideFault)
def test_every_refusal_has_its_vietnamese_words(fault):
    with translation.override("vi"):
        assert translation.gettext(OVERRIDE_LABELS[fault]) != OVERRIDE_LABELS[fault]


def test_a_clock_is_counted_by_a_limit_that_was_signed_off_and_by_none_before():
    officer().post(f"/law/{UNSET}/enter/", ENTRY)
    assert due_of_police() is None
    cast.sign_in(Client(), "head").post(f"/law/entries/{entries()[0].id}/sign-off/")
    due = due_of_police()
    assert due is not None
    assert 20 <= (due - timezone.localdate()).days <= 40  # moved on over days off


def due_of_police() -> date | None:
    """The due day of the clock that a request for verification starts."""
    with cast.acting("case_worker") as by:
        case = cast.a_case(by)
        record_step(case=case, kind="verification_asked", at=timezone.now(), by=by)
        return Clock.objects.get(subject_id=case.subject_id, rule_id=UNSET).due_on
