"""A visit noted wrongly is taken back by a row of its own: it counts no more, and what it kept is owed again."""

import uuid

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from tests.cast import COMMUNE, OTHER_HEALTH, POLICE, acting, body, sign_in
from vongtay.cases.actions import FromPaper, record_step
from vongtay.cases.models import Step
from vongtay.common.access import NotAllowed, Refused, Stale, WrongState
from vongtay.common.days import today
from vongtay.papers.models import Incoming
from vongtay.people.vault import Vault
from vongtay.support import actions, queries
from vongtay.support.models import Outcome, Visit, VisitTakenBack
from vongtay.support.states import Criterion
from vongtay.support.tests.gate import shared_case
from vongtay.support.tests.test_reintegration import ALL_MET, DONG_DANG, ago, bring_home, late_case, visit

pytestmark = pytest.mark.django_db
CODES = {"study": "no", "skill": "yes", "job": "yes", "income": "some", "safe": "yes"}


def take_back(row, by, **changes):
    return actions.take_back_visit(
        **({"key": uuid.uuid4(), "visit": row, "reason": "Ghi nhầm hồ sơ", "by": by} | changes)
    )


def kinds(case):
    return list(
        Step.objects.filter(case=case, kind__startswith="visit").order_by("recorded_at").values_list("kind", flat=True)
    )


def test_a_visit_taken_back_counts_no_more_and_what_it_kept_is_owed_again():
    with acting("case_worker") as staff:
        case = late_case(staff)
        first = queries.planned_of(bring_home(case, staff, days=60))[0]
        visit(case, staff, visited_on=ago(30), findings=ALL_MET | {Criterion.INCOME: ("not_met", "")})
        row = visit(case, staff, planned=first)
        assert queries.is_firm_now(case)
        for wrong in (" ", ""):
            with pytest.raises(Refused):
                take_back(row, staff, reason=wrong)
        key = uuid.uuid4()
        for _turn in range(2):
            take_back(row, staff, key=key)
        assert VisitTakenBack.objects.count() == 1
        with pytest.raises(Stale):
            take_back(row, staff)
        first.refresh_from_db()
        assert (first.state, first.task.state) == ("planned", "open")
        assert not queries.is_firm_now(case)
        shown = queries.visits_of(case, Vault.of(case.person_id))
        assert [one.taken_back for one in shown] == ["Ghi nhầm hồ sơ", ""]
        assert [len(one.answers) for one in queries.trend_of(shown)] == [1] * len(Criterion)
        assert visit(case, staff, planned=first).planned == first
        with pytest.raises(ProgrammingError), transaction.atomic():
            Visit.objects.update(how="phone")
        with pytest.raises(ProgrammingError), transaction.atomic():
            VisitTakenBack.objects.all().delete()
        assert kinds(case) == ["visited", "visited", "visit_taken_back", "visited"]


def test_who_may_take_a_visit_back():
    case = shared_case(event_on=ago(400))
    with acting("case_worker") as staff:
        bring_home(case, staff)
        row = visit(case, staff)
    with acting("receiver", COMMUNE) as staff, pytest.raises(NotAllowed):
        take_back(row, staff)
    for role in ("verifier", "head", "decider"):
        with acting(role) as staff, pytest.raises(NotAllowed):
            take_back(row, staff)
    with acting("case_worker", OTHER_HEALTH) as staff:
        assert not Visit.objects.exists()
        with pytest.raises(NotAllowed):
            take_back(row, staff)
    with acting("receiver", COMMUNE) as staff:
        own = visit(case, staff, is_reached=False, found="", findings={})
        take_back(own, staff)
    with acting("case_worker") as staff:  # the body that leads the case
        take_back(row, staff)
        assert VisitTakenBack.objects.count() == 2
        assert kinds(case) == ["visited", "visit_missed", "visit_taken_back", "visit_taken_back"]


def test_once_support_is_closed_no_visit_is_taken_back():
    with acting("case_worker") as staff:
        case = late_case(staff)
        bring_home(case, staff)
        row = visit(case, staff)
        closing = actions.propose_closure(
            key=uuid.uuid4(), case=case, outcome="own_wish", reason="Tự xin thôi", by=staff
        )
    with acting("decider") as staff:
        actions.decide_closure(closure=closing, approve=True, answer="", version=1, by=staff)
    with acting("case_worker") as staff, pytest.raises(WrongState):
        take_back(row, staff)


def _again(outcome, row):
    """Write a second outcome of the same return past the act that refuses it."""
    outcome.pk, outcome.visit = uuid.uuid4(), row
    outcome.save(force_insert=True)


def test_an_outcome_is_taken_back_with_its_visit_and_asked_again():
    with acting("case_worker") as staff:
        case = late_case(staff)
        last = queries.planned_of(bring_home(case, staff, days=380))[-1]
        row = visit(case, staff, planned=last, outcome=CODES)
        take_back(row, staff)
        last.refresh_from_db()
        visit(case, staff, planned=last, outcome=CODES | {"job": "no"})
        assert Outcome.objects.count() == 2
        with pytest.raises(IntegrityError, match="one_outcome_a_return"), transaction.atomic():
            _again(Outcome.objects.get(is_taken_back=False), visit(case, staff))
        for wrong in ({"is_taken_back": False}, {"is_taken_back": True}):
            with pytest.raises(IntegrityError, match="with its visit"), transaction.atomic():
                Outcome.objects.update(**wrong)
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            Outcome.objects.update(job="yes")
    with acting("statistician"):
        counts = queries.count_outcomes(area_id=DONG_DANG, first_day=ago(30), last_day=today())
        assert (counts["job"]["yes"], counts["job"]["no"], counts["skill"]["yes"]) == (0, 1, 1)


def test_the_paper_of_a_return_and_of_a_visit_is_registered_as_it_came_in():
    with acting("case_worker") as staff:
        case = late_case(staff)
        police, paper = body(POLICE), FromPaper("31/CAT", ago(5))
        home = bring_home(case, staff, acted_by=police, from_paper=paper)
        row = visit(case, staff, acted_by=police, from_paper=FromPaper("32/CAT", ago(1)))
        assert home.incoming.sign == "31/CAT"
        assert row.incoming.sign == "32/CAT"
        assert Incoming.objects.filter(subject_id=case.subject_id).count() == 2
        step = Step.objects.get(case=case, kind="visited")
        assert (step.incoming_id, step.source_sign, step.acted_by_body_id) == (row.incoming_id, "32/CAT", police.id)
        again = bring_home(case, staff, days=3, acted_by=police, from_paper=FromPaper("33/CAT", ago(2)))
        assert again.incoming.sign == "33/CAT"
        assert visit(case, staff).incoming is None


def test_the_step_of_a_return_alone_plans_nothing_and_the_page_says_so(client):
    with acting("case_worker") as staff:
        case = late_case(staff)
        record_step(case=case, kind="returned_home", at=case.received_at, by=staff)
        assert queries.home_now(case) is None
    sign_in(client, "case_worker")
    page = client.get(f"/support/{case.code}/home/").content.decode()
    assert "chưa lập lịch thăm nào" in page
    assert f"/support/{case.code}/home/return/" in page


def test_the_page_takes_a_visit_back(client):
    with acting("case_worker") as staff:
        case = late_case(staff)
        bring_home(case, staff)
        row = visit(case, staff)
    sign_in(client, "case_worker")
    address = f"/support/{case.code}/home/visits/{row.pk}/take-back/"
    assert address in client.get(f"/support/{case.code}/home/").content.decode()
    assert client.post(address, {"key": str(uuid.uuid4()), "reason": ""}).status_code == 422
    assert client.post(address, {"key": str(uuid.uuid4()), "reason": "Ghi nhầm hồ sơ"}).status_code == 302
    page = client.get(f"/support/{case.code}/home/").content.decode()
    assert "Ghi nhầm hồ sơ" in page
    assert address not in page
    assert "Đã rút lại lần thăm" in client.get(f"/cases/{case.code}/history/").content.decode()
    sign_in(client, "verifier")
    assert client.get(address).status_code == 403
    sign_in(client, "case_worker", OTHER_HEALTH)
    assert client.get(address).status_code == 404
