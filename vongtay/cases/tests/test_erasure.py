"""Holds and erasure: who asks, who erases, what stands against it."""

import uuid

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from tests.cast import BORDER, COMMUNE, HEALTH, acting, sign_in
from vongtay.cases import actions, queries
from vongtay.cases.models import Case, Erasure, Hold
from vongtay.cases.states import State
from vongtay.cases.tests.test_actions import in_verification
from vongtay.cases.tests.test_referrals import decided
from vongtay.common.access import NotAllowed, Refused, Stale
from vongtay.common.days import today
from vongtay.people import actions as people
from vongtay.people.vault import ERASED, Facts, Vault
from vongtay.tasks.models import Clock

pytestmark = pytest.mark.django_db


def ended(outcome: State = State.NOT_IDENTIFIED) -> Case:
    """A decided case of which no clock runs any more."""
    case = decided(outcome)
    with acting("case_worker"):
        Clock.objects.filter(subject_id=case.subject_id, met_at__isnull=True).update(ended_at=timezone.now())
    return case


def ask(case: Case, typed: str = "") -> Erasure:
    with acting("head") as staff:
        return actions.ask_erasure(
            key=uuid.uuid4(), case=case, typed=typed or case.code, ground=actions.ErasureGround("request"), by=staff
        )


def test_a_head_asks_and_somebody_who_decides_erases_everybody_of_the_case():
    case = ended()
    with acting("case_worker") as staff:
        child = actions.add_companion(
            case=case, role="child", facts=Facts(name="Lò Văn Thử"), sex="male", age_years=6, by=staff
        )
    erasure = ask(case)
    with acting("decider") as staff:
        with pytest.raises(Refused):
            actions.erase(erasure=erasure, typed="LSD-2026-22222", by=staff)
        assert actions.erase(erasure=erasure, typed=case.code.lower(), by=staff).people == 2
        with pytest.raises(Stale):
            actions.erase(erasure=erasure, typed=case.code, by=staff)
    with acting("case_worker") as staff:
        for person in (case.person, child.person):
            assert people.look_at_identity(person=person, purpose="care", by=staff).name == ERASED
        assert queries.erased_at(case) is not None
        ((_row, reason),) = queries.decisions_of(case, Vault.of(case.person_id))
        assert reason == ERASED
        assert Case.objects.get(pk=case.pk).state == State.NOT_IDENTIFIED


def test_nothing_is_erased_while_the_case_is_open_a_clock_runs_or_a_hold_stands():
    opened = in_verification()
    with pytest.raises(Refused):
        ask(opened)
    case = decided()
    with acting("case_worker"):
        runs = Clock.objects.filter(subject_id=case.subject_id, met_at__isnull=True, ended_at__isnull=True).exists()
    assert runs == bool([reason for reason in reasons_of(case) if "thời hạn" in reason])
    case = ended()
    erasure = ask(case)
    with acting("head") as staff:
        hold = actions.place_hold(key=uuid.uuid4(), case=case, reason="Tòa án yêu cầu", by=staff)
        with pytest.raises(Refused):
            actions.place_hold(key=uuid.uuid4(), case=case, reason="x", by=staff)
    with acting("decider") as staff:
        with pytest.raises(Refused):
            actions.erase(erasure=erasure, typed=case.code, by=staff)
        with pytest.raises(IntegrityError), transaction.atomic():
            people.erase_person(person=case.person, by=staff)  # the database says the same
        with pytest.raises(Refused):
            actions.lift_hold(hold=hold, reason=" ", by=staff)
        actions.lift_hold(hold=hold, reason="Vụ án đã xong", by=staff)
        with pytest.raises(Stale):
            actions.lift_hold(hold=hold, reason="x", by=staff)
        actions.erase(erasure=erasure, typed=case.code, by=staff)


def reasons_of(case: Case) -> list[str]:
    with acting("head"):
        return queries.why_not_erase(case)


@pytest.mark.parametrize("role", ["case_worker", "verifier", "clerk", "receiver", "decider"])
def test_only_the_head_of_the_leading_body_asks(role):
    case = ended()
    with acting(role, COMMUNE if role == "receiver" else HEALTH) as staff, pytest.raises(NotAllowed):
        actions.ask_erasure(
            key=uuid.uuid4(), case=case, typed=case.code, ground=actions.ErasureGround("request"), by=staff
        )


def test_the_database_lets_only_a_head_write_a_request():
    case = ended()
    sql = "insert into cases_erasure (id, subject_id, case_id, reason, basis_sign, asked_by_id, asked_user) values (%s, %s, %s, 'request', '', %s, %s)"
    with (
        acting("case_worker") as staff,
        connection.cursor() as cursor,
        pytest.raises(Exception, match="row-level security"),
        transaction.atomic(),
    ):
        cursor.execute(sql, [uuid.uuid4(), case.subject_id, case.id, staff.post_id, staff.user_id])


def test_declined_is_kept_and_may_be_asked_again():
    case = ended()
    erasure = ask(case)
    with pytest.raises(Refused):
        ask(case)
    with acting("decider") as staff:
        assert actions.decline_erasure(erasure=erasure, by=staff).erased is False
        with pytest.raises(Stale):
            actions.decline_erasure(erasure=erasure, by=staff)
    ask(case)
    with acting("head"):
        assert Erasure.objects.filter(case=case).count() == 2


def test_the_pages_of_holds_and_erasure(client):
    case = ended()
    sign_in(client, "head")
    assert (
        client.post(f"/cases/{case.code}/hold/", {"key": str(uuid.uuid4()), "reason": "Tòa án yêu cầu"}).status_code
        == 302
    )
    page = client.get(f"/cases/{case.code}/erase/").content.decode()
    assert "giữ lại theo yêu cầu pháp lý" in page
    with acting("head"):
        hold = Hold.objects.get()
    assert client.post(f"/cases/{case.code}/hold/{hold.id}/lift/", {"reason": ""}).status_code == 422
    assert client.post(f"/cases/{case.code}/hold/{hold.id}/lift/", {"reason": "Xong"}).status_code == 302
    given = {"key": str(uuid.uuid4()), "reason": "request", "basis_sign": "", "basis_on": "", "typed": "sai"}
    assert client.post(f"/cases/{case.code}/erase/", given).status_code == 422
    assert client.post(f"/cases/{case.code}/erase/", given | {"typed": case.code}).status_code == 302
    sign_in(client, "case_worker")
    assert client.get(f"/cases/{case.code}/erase/").status_code == 403
    sign_in(client, "decider")
    assert client.post(f"/cases/{case.code}/erase/", {"typed": case.code}).status_code == 302
    page = client.get(f"/cases/{case.code}/").content.decode()
    assert "Danh tính đã được xóa" in page
    noted = {
        "kind": "note",
        "at_0": f"{today():%d/%m/%Y}",
        "at_1": timezone.localtime().strftime("%H:%M"),
        "note": "lời ghi",
    }
    sign_in(client, "case_worker")
    answer = client.post(f"/cases/{case.code}/step/", noted)
    assert answer.status_code == 422
    assert "đã xóa" in answer.content.decode()


def test_a_border_post_cannot_see_a_hold(client):
    case = ended()
    with acting("head") as staff:
        actions.place_hold(key=uuid.uuid4(), case=case, reason="x", by=staff)
    with acting("receiver", BORDER):
        assert not Hold.objects.exists()
