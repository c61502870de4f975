"""What a person is due: from the law's data where they know, by a person's decision where they don't."""

import uuid

import pytest

from tests.cast import COMMUNE, OTHER_HEALTH, a_case, acting, sign_in
from vongtay.cases.states import State
from vongtay.common.access import NotAllowed, Refused
from vongtay.common.days import today
from vongtay.law import queries as law
from vongtay.law.entitlements import read_entitlements, shipped_entitlements
from vongtay.people.vault import Vault
from vongtay.support import actions, queries
from vongtay.support.models import Ruling
from vongtay.support.rules import beneficiary_of
from vongtay.support.states import Beneficiary, Regime

pytestmark = pytest.mark.django_db


def rule(case, by, **changes):
    values = {
        "key": uuid.uuid4(),
        "case": case,
        "regime": "psychological",
        "answer": "yes",
        "reason": "Bị thương",
        "by": by,
    } | changes
    return actions.rule_on(**values)


def answers(case):
    found = queries.entitlements_of(case, today(), Vault.of(case.person_id))
    return {row.regime.value: row.answer for row in found}


@pytest.mark.parametrize(
    ("state", "is_foreign", "came_along", "kind"),
    [
        (State.RECEIVED, False, False, Beneficiary.UNDER_IDENTIFICATION),
        (State.PROPOSED, True, False, Beneficiary.UNDER_IDENTIFICATION),
        (State.IDENTIFIED, False, False, Beneficiary.CITIZEN),
        (State.IDENTIFIED, True, False, Beneficiary.FOREIGNER),
        (State.VERIFYING, False, True, Beneficiary.ACCOMPANYING),
        (State.NOT_IDENTIFIED, False, False, None),
        (State.UNDETERMINED, False, False, None),
    ],
)
def test_nobody_is_a_victim_before_the_decision(state, is_foreign, came_along, kind):
    assert beneficiary_of(state=state, is_foreign=is_foreign, came_along=came_along) == kind


def test_only_what_was_confirmed_stands_in_the_data_and_every_fault_is_named():
    shipped = shipped_entitlements()
    assert {cell.confidence for cell in shipped.values()} <= {"A", "B"}
    assert ("L53", "foreigner", "allowance") not in shipped
    wrong = '[[cell]]\nlaw = "L53"\nbeneficiary = "anybody"\nregimes = ["gold"]\nanswer = "maybe"\nconfidence = "C"\n'
    with pytest.raises(ValueError, match="ô thứ 1") as told:
        read_entitlements(wrong)
    assert len(str(told.value).splitlines()) == 4
    twice = '[[cell]]\nlaw = "L53"\nbeneficiary = "citizen"\nregimes = ["job", "job"]\nanswer = "yes"\narticle = "x"\nconfidence = "A"\n'
    with pytest.raises(ValueError, match="đã có ở trên"):
        read_entitlements(twice)


def test_what_is_unset_waits_for_a_person_who_says_why_and_the_newest_holds():
    with acting("case_worker") as staff:
        case = a_case(staff)
        assert answers(case)["travel"] == "yes"
        assert answers(case)["psychological"] == ""
        key = uuid.uuid4()
        rule(case, staff, key=key)
        rule(case, staff, key=key)
        assert Ruling.objects.count() == 1
        assert answers(case)["psychological"] == "yes"
        rule(case, staff, answer="no", reason="Đã khỏi")
        assert answers(case)["psychological"] == "no"
        for wrong in ({"reason": " "}, {"regime": "travel"}, {"answer": ""}, {"regime": "gold"}):
            with pytest.raises(Refused):
                rule(case, staff, **wrong)
        assert Ruling.objects.count() == 2
    for role in ("verifier", "clerk", "head"):
        with acting(role) as staff, pytest.raises(NotAllowed):
            rule(case, staff)
    with acting("case_worker", OTHER_HEALTH):
        assert Ruling.objects.count() == 0


@pytest.mark.parametrize(("age", "answer"), [(30, "no"), (12, "yes"), (None, "yes")])
def test_what_the_law_gives_to_the_young_is_not_shown_as_due_to_the_grown(age, answer):
    with acting("case_worker") as staff:
        case = a_case(staff, age_years=age, age_precision="estimated" if age else "unknown")
        cell = law.entitlement(law="L53", beneficiary="citizen", regime="schooling")
        shown = queries.Entitled(Regime.SCHOOLING, cell, None, "", over_age=queries.is_over_age(case, cell, today()))
    assert shown.answer == answer


def test_the_page_shows_what_is_due_and_takes_a_decision(client):
    with acting("case_worker") as staff:
        case = a_case(staff)
    sign_in(client, "case_worker")
    assert f"/support/{case.code}/" in client.get(f"/cases/{case.code}/").content.decode()
    page = client.get(f"/support/{case.code}/").content.decode()
    assert page.count('class="task"') == len(Regime)
    assert "chưa có căn cứ" in page
    address = f"/support/{case.code}/regimes/psychological/"
    key = str(uuid.uuid4())
    assert client.post(address, {"key": key, "answer": "yes", "reason": ""}).status_code == 422
    for _turn in range(2):
        assert client.post(address, {"key": key, "answer": "yes", "reason": "Bị thương"}).status_code == 302
    assert "Bị thương" in client.get(f"/support/{case.code}/").content.decode()
    assert client.get(f"/support/{case.code}/regimes/gold/").status_code == 404
    sign_in(client, "case_worker", OTHER_HEALTH)
    assert client.get(f"/support/{case.code}/").status_code == 404
    sign_in(client, "receiver", COMMUNE)
    assert client.get(address).status_code == 404
    sign_in(client, "clerk")
    assert client.get(f"/support/{case.code}/").status_code == 403


def test_the_page_asks_little(client, django_assert_num_queries):
    with acting("case_worker") as staff:
        case = a_case(staff)
        rule(case, staff)
    sign_in(client, "case_worker")
    with django_assert_num_queries(10, exact=False):
        client.get(f"/support/{case.code}/")
