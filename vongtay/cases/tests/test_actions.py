"""The way from reception to decision: what changed, what was logged, what was refused and left untouched."""

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from tests.cast import BORDER, BY_CUSTOM, BY_LAW, COMMUNE, HEALTH, OTHER_HEALTH, POLICE, a_case, acting, arrival, body
from vongtay.agencies.models import Post
from vongtay.cases import actions, queries
from vongtay.cases.models import Case, Decision, Help, Referral, Step
from vongtay.cases.states import State, StepKind
from vongtay.common.access import NotAllowed, Refused, Stale, WrongState
from vongtay.common.days import today
from vongtay.common.periods import custom
from vongtay.people.queries import find_by_name, known_elsewhere
from vongtay.people.vault import Facts, Vault

pytestmark = pytest.mark.django_db
PARTS = ["identity", "contact", "health", "statement", "support", "papers"]


def notified(case: Case, by, parts=PARTS) -> Referral:
    return actions.send_notice(
        case=case,
        to_body=body(HEALTH),
        rule_id="L53.R1.notify_health",
        parts=parts,
        at=timezone.now(),
        by=by,
        ground=BY_LAW,
    )


def accepted(case: Case) -> Case:
    with acting("case_worker") as staff:
        referral = queries.inbox_of(staff).get(case=case)
        actions.answer_notice(
            referral=referral, accept=True, reason="", at=timezone.now(), version=referral.version, by=staff
        )
        return Case.objects.get(pk=case.pk)


def in_verification() -> Case:
    with acting("receiver", COMMUNE) as staff:
        case = a_case(staff)
        notified(case, staff)
    return accepted(case)


def proposed(outcome: State = State.IDENTIFIED) -> Case:
    case = in_verification()
    with acting("verifier") as staff:
        actions.add_evidence(case=case, source="e", weight="strong", obtained_on=today(), note="Lời kể", by=staff)
        case.refresh_from_db()
        reason = "" if outcome == State.IDENTIFIED else "evidence_short"
        actions.propose(
            case=case, proposal=actions.Proposal(outcome, ["e"], reason, "vì sao"), version=case.version, by=staff
        )
        case.refresh_from_db()
    return case


def test_a_reception_opens_a_case_under_the_law_of_its_day():
    with acting("receiver", COMMUNE) as staff:
        now = a_case(staff)
        former = a_case(
            staff,
            received_at=datetime(2024, 6, 12, 9, tzinfo=UTC),
            event_on=date(2024, 6, 12),
        )
    assert (now.regime, former.regime) == ("L53", "L66")
    assert now.code.startswith("LSD-")
    assert now.state == State.RECEIVED
    assert now.received_by_id == now.lead_id == body(COMMUNE).id


def test_the_same_form_sent_twice_opens_one_case():
    key = uuid.uuid4()
    with acting("receiver", COMMUNE) as staff:
        assert a_case(staff, key=key).pk == a_case(staff, key=key).pk
        assert Case.objects.count() == 1


@pytest.mark.parametrize("role", ["verifier", "decider", "clerk", "head", "reporter", "administrator"])
def test_only_receivers_and_case_workers_receive(role):
    with acting(role) as staff, pytest.raises(NotAllowed):
        a_case(staff)


def test_a_reception_in_the_future_or_before_its_event_is_refused_and_nothing_stays():
    now = timezone.now()
    with acting("receiver", COMMUNE) as staff:
        for wrong in ({"received_at": now + timedelta(days=1)}, {"event_on": (now + timedelta(days=2)).date()}):
            with pytest.raises(Refused), transaction.atomic():
                a_case(staff, **wrong)
        assert Case.objects.count() == 0


def test_a_notice_lets_the_competent_body_reach_the_case_and_take_it_over():
    with acting("receiver", COMMUNE) as staff:
        case = a_case(staff)
        notified(case, staff)
        with pytest.raises(Refused):
            notified(case, staff)  # one waits already
    case = accepted(case)
    assert case.state == State.VERIFYING
    assert case.lead_id == body(HEALTH).id
    with acting("receiver", COMMUNE) as staff:
        assert queries.case_of(staff, case.code).pk == case.pk  # the commune still reads it
        with pytest.raises(NotAllowed):
            notified(case, staff)  # but leads it no more


def test_a_refusal_needs_a_reason_and_takes_the_reach_back():
    with acting("receiver", COMMUNE) as staff:
        case = a_case(staff)
        notified(case, staff)
    with acting("case_worker") as staff:
        referral = queries.inbox_of(staff).get()
        with pytest.raises(Refused):
            actions.answer_notice(referral=referral, accept=False, reason=" ", at=timezone.now(), version=1, by=staff)
        actions.answer_notice(
            referral=referral, accept=False, reason="Không thuộc địa bàn", at=timezone.now(), version=1, by=staff
        )
        assert not Case.objects.filter(pk=case.pk).exists()
    with acting("receiver", COMMUNE) as staff:
        ((row, reason),) = queries.referrals_of(case, Vault.of(case.person_id))
        assert (row.state, reason) == ("refused", "Không thuộc địa bàn")


def test_another_body_can_neither_see_nor_answer():
    with acting("receiver", COMMUNE) as staff:
        case = a_case(staff)
        referral = notified(case, staff)
    with acting("case_worker", OTHER_HEALTH) as staff:
        assert not queries.inbox_of(staff).exists()
        with pytest.raises(Case.DoesNotExist):
            queries.case_of(staff, case.code)
        with pytest.raises(Referral.DoesNotExist):
            actions.answer_notice(referral=referral, accept=True, reason="", at=timezone.now(), version=1, by=staff)


def test_a_body_without_sign_in_acts_through_its_paper():
    with acting("case_worker") as staff:
        case = a_case(staff)
        referral = actions.send_notice(
            case=case, to_body=body(POLICE), rule_id="custom", parts=PARTS, at=timezone.now(), by=staff, ground=BY_LAW
        )
        with pytest.raises(Refused):
            actions.answer_notice(referral=referral, accept=True, reason="", at=timezone.now(), version=1, by=staff)
        paper = actions.FromPaper("12/CAT-PC02", today())
        actions.answer_notice(
            referral=referral, accept=True, reason="", at=timezone.now(), version=1, by=staff, from_paper=paper
        )
        step = Step.objects.get(case=case, kind=StepKind.NOTICE_ACCEPTED)
        assert step.acted_by_body_id == body(POLICE).id
        assert step.entered_by_id == staff.post_id
        assert step.source_sign == "12/CAT-PC02"


def test_a_second_person_decides():
    case = proposed()
    with acting("decider") as staff:
        decision = actions.decide(case=case, decided_on=today(), version=case.version, by=staff, stands_in=BY_CUSTOM)
        assert decision.decided_user != decision.proposed_user
        case.refresh_from_db()
        assert (case.state, case.decided_on) == (State.IDENTIFIED, today())
        with pytest.raises(Stale):
            actions.decide(case=case, decided_on=today(), version=case.version, by=staff, stands_in=BY_CUSTOM)


def test_whoever_proposed_does_not_decide_in_another_post(owner_url):
    case = proposed()
    with acting("verifier") as staff:
        proposer = staff.user_id
    post = Post.objects.get(role="decider", body__code=HEALTH)
    with acting("administrator"):
        Post.objects.filter(pk=post.pk).update(user_id=proposer)
    with acting("decider") as staff, pytest.raises(Refused):
        actions.decide(case=case, decided_on=today(), version=case.version, by=staff, stands_in=BY_CUSTOM)


def test_an_identification_needs_evidence_and_a_negative_result_its_reason():
    case = in_verification()
    with acting("verifier") as staff:
        for proposal in (
            actions.Proposal(State.IDENTIFIED, ["e"]),
            actions.Proposal(State.NOT_IDENTIFIED),
            actions.Proposal(State.UNDETERMINED),
        ):
            with pytest.raises(Refused):
                actions.propose(case=case, proposal=proposal, version=case.version, by=staff)
        assert not Decision.objects.exists()


@pytest.mark.parametrize("outcome", [State.NOT_IDENTIFIED, State.UNDETERMINED])
def test_the_other_outcomes_stand_with_their_reason(outcome):
    case = proposed(outcome)
    with acting("decider") as staff:
        actions.decide(case=case, decided_on=today(), version=case.version, by=staff, stands_in=BY_CUSTOM)
        case.refresh_from_db()
        ((decision, reason),) = queries.decisions_of(case, Vault.of(case.person_id))
    assert (case.state, decision.reason_code, reason) == (outcome, "evidence_short", "vì sao")


def test_a_decided_case_opens_again_with_a_reason_and_keeps_its_decision():
    case = proposed()
    with acting("decider") as staff:
        actions.decide(case=case, decided_on=today(), version=case.version, by=staff, stands_in=BY_CUSTOM)
        case.refresh_from_db()
        with pytest.raises(Refused):
            actions.reopen(case=case, reason="", version=case.version, by=staff)
        actions.reopen(case=case, reason="Tài liệu mới", version=case.version, by=staff)
        case.refresh_from_db()
        assert (case.state, case.decided_on) == (State.VERIFYING, None)
        assert Decision.objects.filter(case=case, decided_on__isnull=False).count() == 1


def test_help_is_booked_before_the_decision_and_taken_back_by_a_counter_entry():
    with acting("receiver", COMMUNE) as staff:
        case = a_case(staff)
        entry = actions.give_help(case=case, kind="essential", given_on=today(), by=staff, quantity=3, unit="bữa")
        assert entry.state_then == State.RECEIVED
        assert queries.help_of(case) == [entry]
        actions.take_back_help(entry=entry, by=staff)
        assert queries.help_of(case) == []
        assert Help.objects.count() == 2
        with pytest.raises(Stale):
            actions.take_back_help(entry=entry, by=staff)


def test_a_stale_page_overwrites_nothing():
    with acting("receiver", BORDER) as staff:
        case = a_case(staff)
        actions.correct_facts(case=case, changes={"sex": "male"}, version=1, by=staff)
        with pytest.raises(Stale):
            actions.correct_facts(case=case, changes={"sex": "other"}, version=1, by=staff)
        case.refresh_from_db()
        assert case.sex == "male"


def test_steps_out_of_order_are_refused():
    with acting("receiver", COMMUNE) as staff:
        case = a_case(staff)
    with acting("verifier") as staff, pytest.raises(NotAllowed):
        actions.propose(case=case, proposal=actions.Proposal(State.UNDETERMINED, [], "other"), version=1, by=staff)
    case = in_verification()
    with acting("verifier") as staff:
        actions.propose(
            case=case, proposal=actions.Proposal(State.UNDETERMINED, [], "other"), version=case.version, by=staff
        )
        case.refresh_from_db()
        with pytest.raises(WrongState):
            actions.propose(
                case=case, proposal=actions.Proposal(State.UNDETERMINED, [], "other"), version=case.version, by=staff
            )


def test_every_act_writes_the_log_with_the_body_of_that_moment(owner_url):
    case = proposed()
    with acting("auditor"), connection.cursor() as cursor:
        cursor.execute("select act, body_code from audit_entry where subject_id = %s order by id", [case.subject_id])
        acts = cursor.fetchall()
    assert ("cases.receive", COMMUNE) in acts
    assert ("cases.propose", HEALTH) in acts


def test_the_kept_count_equals_the_count_from_rows():
    with acting("receiver", COMMUNE) as staff:
        for sex in ("female", "female", "male"):
            a_case(staff, sex=sex)
        case = Case.objects.filter(sex="male").get()
        actions.correct_facts(case=case, changes={"sex": "female"}, version=1, by=staff)
    with acting("statistician") as staff, connection.cursor() as cursor:

        def kept():
            return [
                (row.sex, row.n)
                for row in queries.statistics(staff, queries.Span(2100020, date(2000, 1, 1), date(2100, 1, 1)))
            ]

        assert kept() == [("female", 3)]
        cursor.execute("select vt.fold_stats()")
        assert kept() == [("female", 3)]
        assert (
            sum(
                cell.n
                for cell in queries.count_cases(area_id=2100020, period=custom(date(2000, 1, 1), date(2099, 1, 1)))
            )
            == 3
        )


def test_totals_follow_the_mandate_and_not_the_grants():
    with acting("receiver", COMMUNE) as staff:
        a_case(staff)
    period = custom(date(2000, 1, 1), date(2099, 1, 1))
    with acting("reporter") as staff:
        assert sum(cell.n for cell in queries.count_cases(area_id=2100020, period=period)) == 1
        assert queries.codes_behind(staff, area_id=2100020, first=period.first, last=period.last) == []
    with pytest.raises(ProgrammingError, match="no mandate"), acting("reporter", OTHER_HEALTH):
        queries.count_cases(area_id=2100020, period=period)


def test_a_past_moment_is_reproduced_as_it_was_known(owner_url):
    """Enter late, correct, reproduce. Each act is given its own moment, as if committed on different days."""
    with acting("receiver", COMMUNE) as staff:
        a_case(
            staff,
            received_at=timezone.now() - timedelta(days=60),
            event_on=(timezone.now() - timedelta(days=60)).date(),
        )
        case = Case.objects.get()
        shift(case, days=40)  # entered twenty days late
        actions.correct_facts(case=case, changes={"sex": "male"}, version=1, by=staff)
        before, between, after = (timezone.now() - timedelta(days=days) for days in (50, 30, -1))
        assert queries.cases_as_known_on(before) == []
        assert [row.sex for row in queries.cases_as_known_on(between)] == ["female"]
        assert [row.sex for row in queries.cases_as_known_on(after)] == ["male"]
    period = custom(date(2000, 1, 1), date(2099, 1, 1))
    with acting("reporter"):

        def counted(moment):
            return [
                (cell.sex, cell.n) for cell in queries.count_cases(area_id=2100020, period=period, as_known_on=moment)
            ]

        assert (counted(before), counted(between), counted(after)) == ([], [("female", 1)], [("male", 1)])


def shift(case: Case, *, days: int) -> None:
    """Move what is known of a case so far into the past: the tests can't wait for days."""
    with connection.cursor() as cursor:
        cursor.execute("select current_user")
        cursor.execute("select vt_test.shift_history(%s, %s)", [case.pk, days])


def test_names_of_the_same_person_are_found_within_reach_only():
    with acting("receiver", COMMUNE) as staff:
        case = a_case(staff, facts=Facts(name="Lò Thị Ước"), age_years=24)
        assert [hit.person_id for hit in find_by_name("uoc thi lo").hits] == [case.person_id]
    with acting("case_worker", OTHER_HEALTH):
        assert find_by_name("Lò Thị Ước").hits == []
        born = case.received_on.year - 24
        assert [(row.code, n) for row, n in known_elsewhere(name="Lò Thị Ước", born=born)] == [(COMMUNE, 1)]
        assert known_elsewhere(name="Lò Thị Ước") == []


def test_an_arrival_of_now_is_what_the_cast_says():
    assert arrival().route == "R1"


def test_a_code_that_is_taken_is_drawn_again(monkeypatch):
    drawn = iter(["LSD-2026-AAAAAA", "LSD-2026-AAAAAA", "LSD-2026-BBBBBB"])
    monkeypatch.setattr("vongtay.cases.actions.reception.new_code", lambda *_: next(drawn))
    with acting("receiver", COMMUNE) as staff:
        a_case(staff)
    with acting("receiver", BORDER) as staff:  # who can't see that the code is taken
        assert a_case(staff).code == "LSD-2026-BBBBBB"


def test_a_decision_entered_late_happened_on_its_own_day():
    with acting("case_worker") as staff:
        case = a_case(staff, received_at=timezone.now() - timedelta(days=40), event_on=today() - timedelta(days=41))
        actions.record_step(case=case, kind="first_check", at=timezone.now() - timedelta(days=38), by=staff)
    with acting("verifier") as staff:
        case.refresh_from_db()
        actions.propose(
            case=case, proposal=actions.Proposal(State.UNDETERMINED, [], "other"), version=case.version, by=staff
        )
    with acting("decider") as staff:
        case.refresh_from_db()
        day = today() - timedelta(days=30)
        actions.decide(case=case, decided_on=day, version=case.version, by=staff, stands_in=BY_CUSTOM)
        step = Step.objects.get(case=case, kind=StepKind.DECIDED)
        assert not queries.decisions_as_known_on(step.recorded_at - timedelta(days=1)).exists()
        assert [row.outcome for row in queries.decisions_as_known_on(timezone.now())] == [State.UNDETERMINED]
    assert timezone.localtime(step.happened_at).date() == day
    assert timezone.localtime(step.recorded_at).date() == today()
