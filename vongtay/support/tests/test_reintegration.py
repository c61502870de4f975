"""Home again: visits by rule, the person's own word first, criteria, closure by another person, helpers."""

import uuid
from datetime import date, timedelta

import pytest
from django.db import ProgrammingError

from tests.cast import BY_LAW, COMMUNE, OTHER_HEALTH, a_case, acting, body
from vongtay.agencies.models import Place
from vongtay.cases.actions import Beside, FromPaper, add_companion, answer_notice, send_notice
from vongtay.cases.models import Step
from vongtay.common.access import NotAllowed, Refused, Stale, WrongState
from vongtay.common.days import today
from vongtay.people.vault import Facts, Vault
from vongtay.support import actions, queries
from vongtay.support.models import Closure, Finding, Helper, Homecoming, Outcome, PlannedVisit, Visit
from vongtay.support.rules import months_after, silence
from vongtay.support.states import Criterion
from vongtay.tasks.models import Task

pytestmark = pytest.mark.django_db

DONG_DANG = 2306184
ALL_MET = dict.fromkeys(Criterion, ("met", ""))
PAPER = FromPaper("12/UBND", today() - timedelta(days=1))


def ago(days):
    return today() - timedelta(days=days)


def bring_home(case, by, *, days=40, key=None, **changes):
    values = {
        "returned_on": ago(days),
        "place": Place.objects.get(pk=DONG_DANG),
        "body": body("LS.SYT"),
    } | changes
    return actions.bring_home(key=key or uuid.uuid4(), case=case, home=actions.Home(**values), by=by)


def told(**changes):
    values = {
        "visited_on": today(),
        "how": "home",
        "is_reached": True,
        "is_agreed": True,
        "found": "Đang ở nhà với mẹ.",
        "findings": ALL_MET,
    } | changes
    return actions.Visited(**values)


def visit(case, by, key=None, **changes):
    return actions.record_visit(key=key or uuid.uuid4(), case=case, told=told(**changes), by=by)


def late_case(by, **changes):
    """A case of a hundred days ago, so that returns of the past can be told."""
    return a_case(by, event_on=ago(400), **changes)


def test_a_month_later_is_the_same_day_or_the_last():
    assert months_after(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert months_after(date(2026, 11, 30), 3) == date(2027, 2, 28)
    assert months_after(date(2026, 5, 15), 12) == date(2027, 5, 15)


@pytest.mark.parametrize(
    ("days", "told_as"), [(-3, ""), (0, ""), (1, "late"), (13, "late"), (14, "quiet"), (29, "quiet"), (30, "lost")]
)
def test_silence_counts_from_the_day_on_which_contact_was_due(days, told_as):
    assert silence(ago(days), today(), quiet_days=14, lost_days=30) == told_as
    assert silence(None, today(), quiet_days=14, lost_days=30) == ""


def test_a_return_plans_the_visits_of_the_rule_as_tasks_of_whoever_visits():
    with acting("case_worker") as staff:
        case = late_case(staff)
        key = uuid.uuid4()
        home = bring_home(case, staff, key=key)
        assert bring_home(case, staff, key=key) == home
        planned = queries.planned_of(home)
        assert [row.months for row in planned] == [1, 3, 6, 12]
        assert planned[0].due_on == months_after(ago(40), 1)
        assert {row.task.body.code for row in planned} == {"LS.SYT"}
        assert planned[0].task.due_on >= today()
        assert Step.objects.filter(case=case, kind="returned_home").count() == 1
        other = bring_home(case, staff, days=10)
        assert PlannedVisit.objects.filter(homecoming=home, state="planned").count() == 0
        assert Task.objects.filter(subject_id=case.subject_id, state="open").count() == 4
        assert queries.home_now(case) == other
        assert Step.objects.filter(case=case, kind="returned_home").count() == 1


def test_a_return_is_refused_with_its_reasons():
    with acting("case_worker") as staff:
        case = late_case(staff)
        for wrong in (
            {"returned_on": today() + timedelta(days=1)},
            {"returned_on": ago(500)},
            {"body": body(COMMUNE)},
            {"acted_by": body("LS.CAT")},
        ):
            with pytest.raises(Refused):
                bring_home(case, staff, **wrong)
        assert not Homecoming.objects.exists()
        assert bring_home(case, staff, acted_by=body("LS.CAT"), from_paper=PAPER).source_sign == "12/UBND"
    for role in ("verifier", "decider", "head"):
        with acting(role) as staff, pytest.raises(NotAllowed):
            bring_home(case, staff)
    with acting("case_worker", OTHER_HEALTH) as staff:
        assert not Homecoming.objects.exists()
        with pytest.raises(NotAllowed):
            bring_home(case, staff)


def test_a_child_does_not_go_home_alone():
    with acting("case_worker") as staff:
        case = late_case(staff, age_years=12)
        with pytest.raises(Refused):
            bring_home(case, staff)
        assert not Homecoming.objects.exists()


def test_the_commune_that_reaches_the_case_owes_and_makes_the_visits():
    with acting("receiver", COMMUNE) as staff:
        case = late_case(staff)
        notice = send_notice(
            case=case, to_body=body("LS.SYT"), rule_id="custom", parts=["identity", "contact", "support", "health", "statement", "papers"],
            at=case.received_at, by=staff, note="", ground=BY_LAW,
        )  # fmt: skip
    with acting("case_worker") as staff:
        answer_notice(referral=notice, accept=True, reason="", at=case.received_at, version=1, by=staff)
        case.refresh_from_db()
        assert case.lead.code == "LS.SYT"
        home = bring_home(case, staff, body=body(COMMUNE))
        first = queries.planned_of(home)[0]
        assert first.task.body.code == COMMUNE
    with acting("receiver", COMMUNE) as staff:
        visit(case, staff, planned=first)
        first.refresh_from_db()
        assert (first.state, first.task.state) == ("kept", "done")


def test_a_visit_keeps_the_planned_one_only_when_the_person_was_met():
    with acting("case_worker") as staff:
        case = late_case(staff)
        first = queries.planned_of(bring_home(case, staff, days=60))[0]
        visit(case, staff, planned=first, is_reached=False, found="", findings={})
        first.refresh_from_db()
        assert first.state == "planned"
        assert queries.silence_of([first], "demo")[0] in {"quiet", "lost"}
        assert [one.row for one in queries.without_contact(staff)] == [queries.home_now(case)]
        key = uuid.uuid4()
        visit(case, staff, key=key, planned=first)
        visit(case, staff, key=key, planned=first)
        assert Visit.objects.count() == 2
        assert Finding.objects.count() == len(Criterion)
        assert queries.without_contact(staff) == []
        with pytest.raises(Stale):
            visit(case, staff, planned=first)
        for wrong in (
            {"visited_on": today() + timedelta(days=1)},
            {"visited_on": ago(90)},
            {"found": " "},
            {"findings": {}},
            {"acted_by": body(COMMUNE)},
        ):
            with pytest.raises(Refused):
                visit(case, staff, **wrong)
    with acting("verifier") as staff, pytest.raises(NotAllowed):
        visit(case, staff)


def test_the_persons_word_comes_first_and_a_visit_against_it_says_why():
    with acting("case_worker") as staff:
        case = late_case(staff, facts=Facts(name="Lò Thị Ví Dụ", safe_way="Chỉ nhắn qua cô giáo", may_ring="no"))
        way = actions.read_safe_way(case=case, by=staff)
        assert (way.may_ring, way.words) == ("no", "Chỉ nhắn qua cô giáo")
        assert "cô giáo" not in repr(way)
        bring_home(case, staff)
        for wrong in ({"is_agreed": False}, {"how": "phone"}):
            with pytest.raises(Refused):
                visit(case, staff, **wrong)
        assert not Visit.objects.exists()
        visit(case, staff)
        made = visit(case, staff, is_agreed=False, against="Hàng xóm báo có người đe dọa")
        shown = queries.visits_of(case, _vault(case))
        assert {one.against for one in shown if one.row == made} == {"Hàng xóm báo có người đe dọa"}
    with acting("head") as staff, pytest.raises(NotAllowed):
        actions.read_safe_way(case=case, by=staff)


def _vault(case):
    return Vault.of(case.person_id)


def test_criteria_are_shown_over_time():
    with acting("case_worker") as staff:
        case = late_case(staff)
        bring_home(case, staff, days=60)
        visit(case, staff, visited_on=ago(30), findings=ALL_MET | {Criterion.INCOME: ("not_met", "Chưa có việc")})
        assert not queries.is_firm_now(case)
        visit(case, staff)
        assert queries.is_firm_now(case)
        trends = {one.criterion: one for one in queries.trend_of(queries.visits_of(case, _vault(case)))}
        assert [answer for _day, answer, _note in trends[Criterion.INCOME].answers] == ["not_met", "met"]
        assert trends[Criterion.INCOME].answers[0][2] == "Chưa có việc"


def test_support_is_closed_by_another_person_and_opened_again():
    with acting("case_worker") as staff:
        case = late_case(staff)
        bring_home(case, staff, days=10)
        with pytest.raises(Refused):
            actions.propose_closure(key=uuid.uuid4(), case=case, outcome="reintegrated", reason="Ổn định", by=staff)
        key = uuid.uuid4()
        for _turn in range(2):
            row = actions.propose_closure(key=key, case=case, outcome="own_wish", reason="Tự xin thôi", by=staff)
        assert row.is_early
        with pytest.raises(Refused):
            actions.propose_closure(key=uuid.uuid4(), case=case, outcome="moved", reason="x", by=staff)
        with pytest.raises(NotAllowed):
            actions.decide_closure(closure=row, approve=True, answer="", version=1, by=staff)
    with acting("head") as staff:
        with pytest.raises(Refused):
            actions.decide_closure(closure=row, approve=False, answer=" ", version=1, by=staff)
        with pytest.raises(Stale):
            actions.decide_closure(closure=row, approve=True, answer="", version=9, by=staff)
        actions.decide_closure(closure=row, approve=False, answer="Hãy đến thăm lần nữa", version=1, by=staff)
    with acting("case_worker") as staff:
        visit(case, staff)
        row = actions.propose_closure(key=uuid.uuid4(), case=case, outcome="reintegrated", reason="Ổn định", by=staff)
        assert not row.is_early
    with acting("decider") as staff:
        row = actions.decide_closure(closure=row, approve=True, answer="", version=1, by=staff)
        assert not PlannedVisit.objects.filter(state="planned").exists()
        assert not Task.objects.filter(subject_id=case.subject_id, state="open").exists()
    with acting("case_worker") as staff:
        case.refresh_from_db()
        assert case.state == "received"
        with pytest.raises(WrongState):
            visit(case, staff)
        with pytest.raises(Refused):
            actions.reopen_support(closure=row, reason="", version=2, by=staff)
        actions.reopen_support(closure=row, reason="Gia đình báo khó khăn", version=2, by=staff)
        assert PlannedVisit.objects.filter(state="planned").count() == 4
        assert Closure.objects.count() == 2
        visit(case, staff)


def test_a_helper_is_never_somebody_suspected():
    def near(**changes):
        values = {"kind": "relative", "name": "Lò Văn Cậu", "reach": "0912 000 111", "from_on": today()} | changes
        return actions.Near(**values)

    with acting("case_worker") as staff:
        case = late_case(staff)
        suspect = add_companion(
            case=case, role="relative", facts=Facts(name="Lò Văn  Chú"), sex="male", age_years=50, by=staff, beside=Beside(suspected=True)
        )  # fmt: skip
        for wrong in (
            {"name": "lò văn chú"},
            {"companion": suspect},
            {"reach": ""},
            {"kind": "teacher", "companion": suspect},
        ):
            with pytest.raises(Refused):
                actions.name_helper(key=uuid.uuid4(), case=case, near=near(**wrong), by=staff)
        row = actions.name_helper(key=uuid.uuid4(), case=case, near=near(), by=staff)
        assert [name for _row, name, _reach in queries.helpers_of(case, _vault(case))] == ["Lò Văn Cậu"]
        assert b"Chu" not in bytes(row.name_ct)
        with pytest.raises(Refused):
            actions.end_helper(helper=row, to_on=ago(3), version=1, by=staff)
        actions.end_helper(helper=row, to_on=today(), version=1, by=staff)
        with pytest.raises(Stale):
            actions.end_helper(helper=row, to_on=today(), version=1, by=staff)
    with acting("head") as staff, pytest.raises(NotAllowed):
        actions.name_helper(key=uuid.uuid4(), case=case, near=near(), by=staff)
    with acting("case_worker", OTHER_HEALTH):
        assert not Helper.objects.exists()


def test_the_visit_of_a_year_asks_the_outcome_once_and_the_province_counts_it():
    codes = {"study": "no", "skill": "yes", "job": "yes", "income": "some", "safe": "yes"}
    with acting("case_worker") as staff:
        case = late_case(staff)
        planned = queries.planned_of(bring_home(case, staff, days=380))
        visit(case, staff, planned=planned[0], outcome=codes)
        assert not Outcome.objects.exists()
        visit(case, staff, planned=planned[-1], outcome=codes)
        assert Outcome.objects.count() == 1
    with acting("statistician") as staff:
        counts = queries.count_outcomes(area_id=staff.province_id, first_day=ago(30), last_day=today())
        assert (counts["skill"]["yes"], counts["income"]["some"], counts["job"]["no"]) == (1, 1, 0)
        assert queries.count_outcomes(area_id=DONG_DANG, first_day=ago(30), last_day=today())["safe"]["yes"] == 1
        assert queries.count_outcomes(area_id=DONG_DANG, first_day=ago(30), last_day=ago(1))["safe"]["yes"] == 0
        assert not Outcome.objects.exists()


def test_nobody_counts_without_a_mandate():
    with pytest.raises(ProgrammingError, match="no mandate"), acting("statistician"):
        queries.count_outcomes(area_id=2100024, first_day=ago(30), last_day=today())


def test_the_rule_is_changed_by_an_administrator_for_returns_from_then_on():
    def change(by, **changes):
        values = {"months": [2, 1, 5], "quiet_days": 7, "lost_days": 21, "why": "Thăm sớm hơn", "number": 0} | changes
        return actions.change_visit_rule(by=by, **values)

    with acting("case_worker") as staff, pytest.raises(NotAllowed):
        change(staff)
    with acting("administrator") as staff:
        for wrong in ({"months": []}, {"months": [1, 1]}, {"months": [0]}, {"quiet_days": 30}, {"why": " "}):
            with pytest.raises(Refused):
                change(staff, **wrong)
        change(staff)
        with pytest.raises(Stale):
            change(staff)
    with acting("case_worker") as staff:
        home = bring_home(late_case(staff), staff)
        assert [row.months for row in queries.planned_of(home)] == [1, 2, 5]
        assert queries.visit_rule_now("demo").lost_days == 21
