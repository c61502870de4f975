"""The page of a paper that arrived: what it is, its scan with a log entry, the act it led to, the case within reach and no further."""

import uuid

import pytest
from django.utils import timezone

from tests.cast import COMMUNE, OTHER_HEALTH, POLICE, acting, body, sign_in
from vongtay.audit.models import Entry
from vongtay.cases import actions
from vongtay.cases.actions import FromPaper
from vongtay.cases.models import Step
from vongtay.cases.tests.test_actions import in_verification
from vongtay.common.days import today
from vongtay.papers import actions as papers
from vongtay.papers.tests.world import a_pdf

pytestmark = pytest.mark.django_db


def arrived(by, **more):
    values = {
        "sign": "12/CAT-PC02",
        "dated_on": today(),
        "arrived_on": today(),
        "sender": body(POLICE),
        "summary": "V/v phối hợp",
    }
    return papers.register_incoming(key=uuid.uuid4(), arrived=papers.Arrived(**values), by=by, **more)


def test_a_paper_about_no_case_is_shown_and_its_scan_opened_with_a_log_entry(client, django_assert_max_num_queries):
    with acting("clerk") as staff:
        entry = arrived(staff, scan=papers.Upload("lo-thi-vi-du.pdf", a_pdf()))
    sign_in(client, "clerk")
    assert f"/cases/arrivals/{entry.pk}/" in client.get("/papers/incoming/").content.decode()
    with django_assert_max_num_queries(10):
        page = client.get(f"/cases/arrivals/{entry.pk}/").content.decode()
    for wanted in ("12/CAT-PC02", "V/v phối hợp", body(POLICE).name, "không thuộc hồ sơ nào"):
        assert wanted in page
    answer = client.get(f"/cases/arrivals/{entry.pk}/scan/")
    assert answer.content.startswith(b"%PDF-")
    assert "lo-thi" not in answer["Content-Disposition"]
    with acting("auditor"):
        assert Entry.objects.filter(act="papers.open_file").exists()
    sign_in(client, "case_worker", OTHER_HEALTH)
    assert client.get(f"/cases/arrivals/{entry.pk}/").status_code == 404
    assert client.get(f"/cases/arrivals/{entry.pk}/scan/").status_code == 404


def test_an_act_entered_from_a_paper_stands_on_its_page_with_the_case(client):
    case = in_verification()
    with acting("case_worker") as staff:
        step = actions.record_step(
            case=case, kind="verification_asked", at=timezone.now(), by=staff, acted_by=body(POLICE), from_paper=FromPaper("9/CAT", today())
        )  # fmt: skip
        entry = Step.objects.get(pk=step.pk).incoming
    sign_in(client, "case_worker")
    page = client.get(f"/cases/arrivals/{entry.pk}/").content.decode()
    assert case.code in page
    assert body(POLICE).name in page
    assert step.label in page
    sign_in(client, "receiver", COMMUNE)
    assert client.get(f"/cases/arrivals/{entry.pk}/").status_code == 404
    assert client.get(f"/cases/arrivals/{uuid.uuid4()}/").status_code == 404
