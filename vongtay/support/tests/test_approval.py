"""A plan that another body approved is entered from its paper; the body itself approves its own here."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from tests.cast import COMMUNE, HEALTH, OTHER_HEALTH, POLICE, a_case, acting, body, sign_in
from vongtay.cases.actions import FromPaper
from vongtay.common.access import NotAllowed, Refused, Stale, WrongState
from vongtay.common.days import today
from vongtay.papers.models import Incoming
from vongtay.papers.tests.test_files import a_pdf
from vongtay.support import actions
from vongtay.support.models import Plan
from vongtay.support.tests.gate import fresh, proposed, shared_case
from vongtay.tasks.models import Task

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def enter(plan, by, *, of=POLICE, sign="45/QĐ-CAT", on=None, version=None):
    approval = actions.Approval(body(of), FromPaper(sign, on or today()))
    return actions.enter_approval(plan=plan, approval=approval, version=version or plan.version, by=by)


def test_another_body_s_approval_is_entered_from_its_paper():
    case = shared_case()
    with acting("case_worker") as staff:
        plan = proposed(case, staff)
        for wrong in ({"of": HEALTH}, {"sign": " "}, {"on": today() + DAY}, {"on": today() - DAY}):
            with pytest.raises(Refused):
                enter(fresh(plan), staff, **wrong)
        with pytest.raises(Stale):
            enter(fresh(plan), staff, version=99)
        assert not Task.objects.filter(subject_id=case.subject_id).exists()
        done = enter(fresh(plan), staff)
        assert (done.state, done.approving_body.code, done.source_sign, done.approved_user) == (
            "approved",
            POLICE,
            "45/QĐ-CAT",
            None,
        )
        assert done.incoming == Incoming.objects.get(subject_id=case.subject_id, sign="45/QĐ-CAT")
        assert Task.objects.filter(subject_id=case.subject_id).count() == 1
        with pytest.raises(WrongState):
            enter(fresh(plan), staff)
        with pytest.raises(IntegrityError, match="not edited"), transaction.atomic():
            Plan.objects.filter(pk=plan.pk).update(source_sign="99/GIẢ")


def test_who_enters_an_approval():
    case = shared_case()
    with acting("case_worker") as staff:
        plan = proposed(case, staff)
    for role, of in (
        ("decider", HEALTH),
        ("head", HEALTH),
        ("verifier", HEALTH),
        ("receiver", COMMUNE),
        ("case_worker", OTHER_HEALTH),
    ):
        with acting(role, of) as staff, pytest.raises(NotAllowed):
            enter(plan, staff)
    with acting("case_worker") as staff:
        assert enter(fresh(plan), staff).state == "approved"


def test_an_approval_is_by_a_person_or_by_a_paper_never_by_nobody():
    with acting("case_worker") as staff:
        plan = proposed(a_case(staff), staff)
        values = {"state": "approved", "approved_by_id": staff.post_id, "approved_at": plan.proposed_at}
        for wrong in ({}, {"approving_body": body(POLICE)}, {"approving_body": body(POLICE), "source_sign": "1/X"}):
            with pytest.raises(IntegrityError, match="approved_plan_says_by_whom"), transaction.atomic():
                Plan.objects.filter(pk=plan.pk).update(**values | wrong)


def test_the_page_enters_an_approval_with_its_scan(client):
    case = shared_case()
    with acting("case_worker") as staff:
        plan = proposed(case, staff)
    sign_in(client, "case_worker")
    page = f"/support/{case.code}/plan/{plan.version_number}/"
    assert f"{page}approval/" in client.get(page).content.decode()
    scan = SimpleUploadedFile("qd.pdf", a_pdf(), "application/pdf")
    given = {
        "version": str(plan.version),
        "acted_by": str(body(POLICE).pk),
        "source_sign": "",
        "source_on": today().strftime("%d/%m/%Y"),
    }
    assert client.post(f"{page}approval/", given).status_code == 422
    assert client.post(f"{page}approval/", given | {"source_sign": "45/QĐ-CAT", "scan": scan}).status_code == 302
    shown = client.get(page).content.decode()
    assert "45/QĐ-CAT" in shown
    assert f"{page}approval/" not in shown
    assert "45/QĐ-CAT" in client.get(f"/support/{case.code}/plan/").content.decode()
    with acting("case_worker"):
        assert fresh(plan).scan is not None
    sign_in(client, "decider")
    assert client.get(f"{page}approval/").status_code == 403
    sign_in(client, "case_worker", OTHER_HEALTH)
    assert client.get(f"{page}approval/").status_code == 404


def test_the_key_of_the_form_is_the_version(client):
    case = shared_case()
    with acting("case_worker") as staff:
        plan = proposed(case, staff)
    sign_in(client, "case_worker")
    address = f"/support/{case.code}/plan/{plan.version_number}/approval/"
    given = {
        "version": "99",
        "acted_by": str(body(POLICE).pk),
        "source_sign": "45/QĐ",
        "source_on": today().strftime("%d/%m/%Y"),
    }
    stale = client.post(address, given)
    assert stale.status_code == 422
    assert "45/QĐ" in stale.content.decode()
