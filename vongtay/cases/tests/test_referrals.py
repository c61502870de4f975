"""Referral to social assistance of somebody who was not identified."""

import re
import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.cast import BY_CUSTOM, BY_LAW, COMMUNE, HEALTH, OTHER_HEALTH, a_case, acting, body, sign_in
from vongtay.cases import actions, queries
from vongtay.cases.models import Case, Referral, Step
from vongtay.cases.states import State, StepKind
from vongtay.cases.tests.test_actions import in_verification, proposed
from vongtay.common.access import NotAllowed, Refused, WrongState
from vongtay.common.days import today
from vongtay.people.vault import Vault

pytestmark = pytest.mark.django_db
UNION = "LS.HLHPN"


def asked(**changes) -> actions.Asked:
    values = {
        "what": "Chỗ ở tạm",
        "why": "Cơ sở gần nhất",
        "with_identity": False,
        "until_on": today() + timedelta(days=30),
    }
    return actions.Asked(**(values | changes))


def decided(outcome: State = State.NOT_IDENTIFIED) -> Case:
    case = proposed(outcome)
    with acting("decider") as staff:
        actions.decide(case=case, decided_on=today(), version=case.version, by=staff, stands_in=BY_CUSTOM)
        case.refresh_from_db()
    return case


def referred(case: Case, to: str = UNION, **changes) -> Referral:
    with acting("case_worker") as staff:
        return actions.refer_to_social(
            key=uuid.uuid4(), case=case, to_body=body(to), asked=asked(**changes), by=staff, ground=BY_LAW
        )


@pytest.mark.parametrize("outcome", [State.NOT_IDENTIFIED, State.UNDETERMINED])
def test_a_referral_lets_the_body_read_what_it_needs_until_its_day_and_never_moves_the_lead(outcome):
    case = decided(outcome)
    referral = referred(case)
    with acting("case_worker"):
        assert Case.objects.get(pk=case.pk).lead_id == body(HEALTH).id
    with acting("case_worker") as staff:
        grant = next(row for row in queries.grantees_of(case) if row.code == UNION)
        assert (grant.parts, grant.until.date() - today()) == (["support"], timedelta(days=30))
        again = actions.refer_to_social(
            key=referral.id, case=case, to_body=body(UNION), asked=asked(), by=staff, ground=BY_LAW
        )
        assert again.pk == referral.pk
        assert queries.asked_in(referral, Vault.of(case.person_id)) == "Chỗ ở tạm"
        actions.answer_notice(
            referral=referral,
            accept=True,
            reason="",
            at=timezone.now(),
            version=1,
            by=staff,
            from_paper=actions.FromPaper("9/HLHPN", today()),
        )
        case.refresh_from_db()
        assert (case.lead_id, case.state) == (body(HEALTH).id, outcome)
        assert Step.objects.filter(case=case, kind=StepKind.REFERRAL_ACCEPTED).exists()


def test_a_refused_referral_ends_its_reach_but_not_one_that_stood_before():
    case = decided()
    new, known = referred(case, UNION), referred(case, COMMUNE)
    with acting("case_worker") as staff:
        paper = actions.FromPaper("9/HLHPN", today())
        actions.answer_notice(
            referral=new, accept=False, reason="Không đủ chỗ", at=timezone.now(), version=1, by=staff, from_paper=paper
        )
    with acting("receiver", COMMUNE) as staff:
        actions.answer_notice(
            referral=known, accept=False, reason="Đã có nơi ở", at=timezone.now(), version=1, by=staff
        )
        assert queries.case_of(staff, case.code).pk == case.pk  # it received the person
    with acting("case_worker"):
        assert UNION not in {row.code for row in queries.grantees_of(case)}


@pytest.mark.parametrize(
    "wrong", [{"what": " "}, {"why": ""}, {"until_on": today() - timedelta(days=1)}], ids=["what", "why", "until"]
)
def test_a_referral_says_what_why_and_until_when(wrong):
    case = decided()
    with pytest.raises(Refused):
        referred(case, **wrong)
    with pytest.raises(Refused):
        referred(case, OTHER_HEALTH)
    with acting("case_worker"):
        assert not Referral.objects.filter(kind="social").exists()


def test_only_who_was_not_identified_is_referred_and_only_by_the_body_that_leads():
    with pytest.raises(WrongState):
        referred(in_verification())
    case = decided()
    for role, where in (("receiver", COMMUNE), ("verifier", HEALTH), ("decider", HEALTH)):
        with acting(role, where) as staff, pytest.raises(NotAllowed):
            actions.refer_to_social(
                key=uuid.uuid4(), case=case, to_body=body(UNION), asked=asked(), by=staff, ground=BY_LAW
            )


def test_the_pages_refer_and_answer_and_help_given_before_stays_explained(client):
    with acting("receiver", COMMUNE) as staff:
        case = a_case(staff)
    case = decided()
    with acting("case_worker") as staff:
        actions.give_help(case=case, kind="travel", given_on=today(), by=staff)
    sign_in(client, "case_worker")
    assert "Chuyển sang trợ giúp xã hội" in client.get(f"/cases/{case.code}/").content.decode()
    form = client.get(f"/cases/{case.code}/refer/").content.decode()
    key = re.search(r'name="key" value="([^"]+)"', form)[1]
    given = {
        "key": key,
        "to_body": body(UNION).id,
        "what": "Chỗ ở tạm",
        "why": "",
        "until_on": f"{today() + timedelta(days=9):%d/%m/%Y}",
        "ground": "c",
        "ground_why": "Để được hỗ trợ",
        "purpose": "support",
    }
    page = client.post(f"/cases/{case.code}/refer/", given)
    assert page.status_code == 422
    assert "Chỗ ở tạm" in page.content.decode()
    for _turn in range(2):
        assert client.post(f"/cases/{case.code}/refer/", given | {"why": "Gần nơi ở"}).status_code == 302
    with acting("case_worker"):
        referral = Referral.objects.get(kind="social")
    answer = client.get(f"/cases/notices/{referral.id}/answer/").content.decode()
    assert "Chỗ ở tạm" in answer
    assert "Nhận và" not in answer  # nothing is taken over
    shown = client.get(f"/cases/{case.code}/").content.decode()
    assert "Trợ giúp xã hội" in shown
    assert "hỗ trợ khi hồ sơ:" in client.get(f"/cases/{case.code}/record/").content.decode()
