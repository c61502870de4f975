"""Applications by form 07: nine working days from the day of receipt, owned by Sở Y tế; an answer or a return ends them."""

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.cast import COMMUNE, HEALTH, OTHER_HEALTH, a_case, acting, body, sign_in
from vongtay.audit.models import Entry
from vongtay.cases import actions as cases
from vongtay.cases.models import Step
from vongtay.cases.states import State
from vongtay.common.access import NotAllowed, Refused, Stale
from vongtay.common.days import today
from vongtay.law import queries as law
from vongtay.support import actions
from vongtay.support.models import Application
from vongtay.support.tests.test_ledger import decided, in_verification
from vongtay.tasks import queries as tasks
from vongtay.tasks.models import Clock

pytestmark = pytest.mark.django_db


def take(case, by, **changes):
    values = {"regime": "training", "received_on": today(), "channel": "online"} | changes
    key = values.pop("key", None) or uuid.uuid4()
    return actions.take_application(key=key, case=case, applied=actions.Applied(**values), by=by)


def answer(row, by, **changes):
    values = {"outcome": "granted", "answered_on": today(), "answer_sign": "12/SYT"} | changes
    version = values.pop("version", row.version)
    return actions.answer_application(application=row, answered=actions.Answered(**values), version=version, by=by)


def test_receipt_starts_nine_working_days_of_the_health_department():
    case = decided(in_verification(3), State.IDENTIFIED)
    with acting("case_worker") as staff:
        key = uuid.uuid4()
        row = take(case, staff, key=key)
        assert take(case, staff, key=key) == row
        assert Application.objects.count() == 1
        assert (row.procedure, row.form, row.channel, row.body.code) == ("112584", "Mẫu số 07", "online", HEALTH)
        clock = Clock.objects.get(pk=row.clock_id)
        assert (clock.rule_id, clock.body_id) == ("L53.SUPPORT.decide_application", body(HEALTH).id)
        assert "112584" in clock.article
        rule = law.rule_of(clock.rule_id)
        assert clock.due_on == law.due(rule, clock.started_at).on
        days = [today() + timedelta(days=step) for step in range(1, (clock.due_on - today()).days + 1)]
        assert sum(law.calendar().is_working_day(day) for day in days) == 9
        assert clock in tasks.running_of(staff)
        assert Step.objects.filter(case=case, kind="application_received", rule_id=clock.rule_id).count() == 1
    with acting("auditor"):
        assert Entry.objects.filter(act="support.take_application").count() == 1


def test_each_application_has_a_clock_of_its_own_and_ends_it():
    case = decided(in_verification(3), State.IDENTIFIED)
    with acting("case_worker") as staff:
        first, second = take(case, staff), take(case, staff, regime="allowance")
        with pytest.raises(Refused):
            take(case, staff)
        for wrong in (
            {"answer_sign": " "},
            {"outcome": "refused"},
            {"outcome": "gone"},
            {"answered_on": today() + timedelta(days=1)},
        ):
            with pytest.raises(Refused):
                answer(first, staff, **wrong)
        first = answer(first, staff, outcome="returned", answer_sign="", reason="Thiếu giấy tờ")
        assert Clock.objects.get(pk=first.clock_id).met_at is not None
        assert Clock.objects.get(pk=second.clock_id).met_at is None
        assert first.reason_ct != b"Thi\xe1\xba\xbfu gi\xe1\xba\xa5y t\xe1\xbb\x9d"
        with pytest.raises(Stale):
            answer(first, staff)
        again = take(case, staff)
        assert again.clock_id != first.clock_id
        answer(again, staff)


def test_what_can_not_be_applied_for_is_refused():
    with acting("case_worker") as staff:
        case = a_case(staff)
        before = today() - timedelta(days=30)
        for wrong in (
            {"regime": "travel"},
            {"channel": "fax"},
            {"received_on": before},
            {"received_on": today() + timedelta(days=1)},
        ):
            with pytest.raises(Refused):
                take(case, staff, **wrong)
        take(case, staff)  # unset for who is under identification: it is taken, and decided by a person
    with acting("receiver", COMMUNE) as staff:
        alone = a_case(staff)
        with pytest.raises(Refused, match="Sở Y tế"):
            take(alone, staff)
    for role in ("verifier", "clerk"):
        with acting(role) as staff, pytest.raises(NotAllowed):
            take(case, staff)
    with acting("case_worker", OTHER_HEALTH) as staff, pytest.raises(NotAllowed):
        take(case, staff)


def test_the_clock_of_an_application_goes_on_when_the_case_is_decided(client):
    case = in_verification(3)
    with acting("case_worker") as staff:
        row = take(case, staff)
        case.refresh_from_db()
    with acting("verifier") as staff:
        proposal = cases.Proposal(State.UNDETERMINED, [], "evidence_short", "Chưa đủ căn cứ")
        cases.propose(case=case, proposal=proposal, version=case.version, by=staff)
    sign_in(client, "decider")
    page = client.get(f"/cases/{case.code}/decide/").content.decode()
    assert '<option value="for_support" selected' in page or 'value="for_support" checked' in page
    with acting("decider") as staff:
        case.refresh_from_db()
        cases.decide(case=case, decided_on=today(), version=case.version, by=staff)
    with acting("case_worker"):
        clock = Clock.objects.get(pk=row.clock_id)
        assert clock.ended_at is None
        assert (
            not Clock.objects.filter(subject_id=case.subject_id, met_at__isnull=True, ended_at__isnull=True)
            .exclude(pk=clock.pk)
            .exists()
        )


def test_an_application_of_the_former_law_starts_no_clock_without_a_limit():
    with acting("case_worker") as staff:
        case = a_case(staff, received_at=datetime(2024, 12, 28, 9, tzinfo=UTC), event_on=date(2024, 12, 28))
        row = take(case, staff, received_on=date(2025, 1, 7))
        assert row.clock is None or row.clock.rule_id.startswith("L66.")


def test_the_pages_of_an_application(client):
    case = decided(in_verification(3), State.IDENTIFIED)
    sign_in(client, "case_worker")
    ledger, new = f"/support/{case.code}/ledger/", f"/support/{case.code}/applications/new/"
    assert "Chưa có đơn nào" in client.get(ledger).content.decode()
    assert "112584" in client.get(new).content.decode()
    given = {
        "key": str(uuid.uuid4()),
        "regime": "training",
        "received_on": today().strftime("%d/%m/%Y"),
        "channel": "post",
    }
    assert client.post(new, given | {"channel": ""}).status_code == 422
    for _turn in range(2):
        assert client.post(new, given).status_code == 302
    with acting("case_worker"):
        row = Application.objects.get()
    page = client.get(ledger).content.decode()
    assert "Mẫu số 07" in page
    assert 'class="clock clock--running' in page
    reply = f"/support/{case.code}/applications/{row.pk}/answer/"
    said = {
        "version": "1",
        "outcome": "refused",
        "answered_on": today().strftime("%d/%m/%Y"),
        "answer_sign": "3/SYT",
        "reason": "",
    }
    assert client.post(reply, said).status_code == 422
    assert client.post(reply, said | {"reason": "Không thuộc diện"}).status_code == 302
    assert "3/SYT" in client.get(ledger).content.decode()
    sign_in(client, "verifier")
    assert client.get(new).status_code == 403
    assert client.get(reply).status_code == 403
    sign_in(client, "case_worker", OTHER_HEALTH)
    assert client.get(reply).status_code == 404
