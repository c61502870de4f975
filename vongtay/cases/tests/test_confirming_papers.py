"""In what paper an identification stands: which body, which paper, under which law."""

import re
from datetime import date

import pytest
from django.utils import timezone

from tests.cast import BY_CUSTOM, POLICE, a_case, acting, body, sign_in
from vongtay.cases import actions, queries
from vongtay.cases.models import Case
from vongtay.cases.states import State
from vongtay.cases.tests.test_actions import proposed
from vongtay.common.access import Refused
from vongtay.common.days import today

pytestmark = pytest.mark.django_db
UNION = "LS.HLHPN"
PAPER = actions.FromPaper("31/CAT-PC02", today())


@pytest.mark.parametrize(
    "given", [None, actions.StandsIn("custom"), actions.StandsIn("police", "x"), actions.StandsIn("", "x")]
)
def test_ones_own_identification_stands_by_custom_with_a_reason_only(given):
    case = proposed()
    with acting("decider") as staff, pytest.raises(Refused):
        actions.decide(case=case, decided_on=today(), version=case.version, by=staff, stands_in=given)
    with acting("decider"):
        assert Case.objects.get(pk=case.pk).state == State.PROPOSED


def test_the_police_confirm_by_their_paper_and_a_customary_one_needs_its_reason():
    case = proposed()
    with acting("decider") as staff:

        def enter(stands_in):
            return actions.decide(case=case, decided_on=today(), version=case.version, by=staff, acted_by=body(POLICE), from_paper=PAPER,
                                  stands_in=stands_in)  # fmt: skip

        with pytest.raises(Refused):
            enter(actions.StandsIn("police"))
        with pytest.raises(Refused):
            enter(actions.StandsIn("custom", "x"))  # our own way, not theirs
        decision = enter(actions.StandsIn("border_agencies"))
        assert (decision.confirming_paper, decision.acted_by_body_id) == ("border_agencies", body(POLICE).id)


def test_a_body_that_the_table_does_not_name_is_told_which_may():
    case = proposed()
    with acting("decider") as staff, pytest.raises(Refused) as refused:
        actions.decide(
            case=case,
            decided_on=today(),
            version=case.version,
            by=staff,
            acted_by=body(UNION),
            from_paper=PAPER,
            stands_in=BY_CUSTOM,
        )
    assert "Cơ quan có thẩm quyền của Bộ Công an" in refused.value.reasons[0]


def test_other_outcomes_need_no_confirming_paper():
    case = proposed(State.UNDETERMINED)
    with acting("decider") as staff:
        assert actions.decide(case=case, decided_on=today(), version=case.version, by=staff).confirming_paper == ""


def test_the_law_of_the_decision_day_says_which_papers_count():
    before, after = date(2025, 6, 30), date(2025, 7, 1)
    assert [offer.code for offer in queries.offered_papers(before, "police_province", own=False)] == ["rescuer"]
    assert [offer.code for offer in queries.offered_papers(after, "police_province", own=False)] == [
        "border_agencies",
        "police",
        "rescuer",
    ]
    assert queries.offered_papers(before, "womens_union", own=False) == []
    assert [offer.custom for offer in queries.offered_papers(after, "health_department", own=True)] == [True]


def test_a_file_of_the_old_law_decided_under_the_new_shows_both(client):
    then = timezone.make_aware(timezone.datetime(2025, 6, 20, 9))
    with acting("case_worker") as staff:
        case = a_case(staff, received_at=then, event_on=date(2025, 6, 20))
        actions.record_step(case=case, kind="first_check", at=then, by=staff)
    with acting("verifier") as staff:
        actions.add_evidence(case=case, source="e", weight="strong", obtained_on=date(2025, 6, 21), note="x", by=staff)
        case.refresh_from_db()
        actions.propose(case=case, proposal=actions.Proposal(State.IDENTIFIED, ["e"]), version=case.version, by=staff)
        case.refresh_from_db()
    with acting("decider") as staff:
        actions.decide(case=case, decided_on=date(2025, 7, 10), version=case.version, by=staff, stands_in=BY_CUSTOM)
    sign_in(client, "case_worker")
    page = client.get(f"/cases/{case.code}/").content.decode()
    assert re.search(r"Tiếp nhận theo: [^<]*66/2011", page)
    assert re.search(r"quyết định theo: [^<]*53/2024", page)


def test_the_form_offers_the_papers_of_the_body_chosen(client):
    case = proposed()
    sign_in(client, "decider")
    own = client.get(f"/cases/{case.code}/decide/").content.decode()
    assert 'value="custom"' in own
    assert 'value="border_agencies"' not in own
    changed = {"decided_on": f"{today():%d/%m/%Y}", "acted_by": str(body(POLICE).id)}
    assert 'value="border_agencies"' in client.get(f"/cases/{case.code}/decide/papers/", changed).content.decode()
    none = client.get(
        f"/cases/{case.code}/decide/papers/", changed | {"acted_by": str(body(UNION).id)}
    ).content.decode()
    assert "không được xác nhận" in none
    posted = changed | {"version": case.version, "source_sign": "1/CA", "source_on": changed["decided_on"]}
    page = client.post(f"/cases/{case.code}/decide/", posted)
    assert page.status_code == 422
    assert 'value="border_agencies"' in page.content.decode()
    assert client.post(f"/cases/{case.code}/decide/", posted | {"stands_in": "border_agencies"}).status_code == 302
