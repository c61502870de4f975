"""Between bodies: results owed, minutes and joint papers, moves, requests, problems, partners, teams, open loops."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from tests.cast import BY_LAW, COMMUNE, HEALTH, OTHER_HEALTH, POLICE, a_case, acting, body
from vongtay.cases import actions, queries
from vongtay.cases.actions import FromPaper, askings, joint, problems, results, teams, transfer
from vongtay.cases.models import (
    Asking,
    Case,
    Joint,
    PartnerHandover,
    Problem,
    Referral,
    Result,
    Sharing,
    Signature,
    Team,
)
from vongtay.cases.queries import between as reads
from vongtay.cases.states import HandOver, JointState, ResultState
from vongtay.common.access import NotAllowed, Refused, Stale
from vongtay.common.days import today
from vongtay.people.vault import Vault
from vongtay.tasks.actions import Wish
from vongtay.tasks.models import Task
from vongtay.tasks.states import TaskState

pytestmark = pytest.mark.django_db
PAPER = FromPaper("12/CV", today())


def sent(to: str = HEALTH, hand_over: HandOver = HandOver.TAKE_OVER) -> tuple[Case, Referral]:
    with acting("receiver", COMMUNE) as staff:
        case = a_case(staff)
        referral = actions.send_notice(
            case=case, to_body=body(to), rule_id="custom", parts=["identity", "contact", "support", "statement", "papers"], at=timezone.now(), by=staff,
            ground=BY_LAW, hand_over=hand_over,
        )  # fmt: skip
    return case, referral


def accepted(due: int | None = 5, **kwargs: Any) -> tuple[Case, Referral]:
    case, referral = sent(**kwargs)
    with acting("case_worker") as staff:
        actions.answer_notice(
            referral=referral, accept=True, reason="", at=timezone.now(), version=1, by=staff,
            result_by=None if due is None else today() + timedelta(days=due),
        )  # fmt: skip
        case.refresh_from_db()
    return case, referral


# Results owed back


def test_who_accepts_owes_the_result_by_the_day_agreed_and_a_task_reminds():
    case, _referral = accepted()
    with acting("case_worker"):
        result = Result.objects.get(case=case)
        assert (result.owed_by, result.owed_to, result.due_on) == (
            body(HEALTH),
            body(COMMUNE),
            today() + timedelta(days=5),
        )
        assert Task.objects.get(pk=result.task_id).due_on == result.due_on


def test_a_day_that_is_over_is_refused_and_nothing_was_accepted():
    case, referral = sent()
    with acting("case_worker") as staff:
        with pytest.raises(Refused), transaction.atomic():
            actions.answer_notice(
                referral=referral, accept=True, reason="", at=timezone.now(), version=1, by=staff, result_by=today() - timedelta(days=1)
            )  # fmt: skip
        assert Referral.objects.get(pk=referral.pk).state == "sent"
        assert not Result.objects.filter(case=case).exists()


def test_the_sender_reads_the_result_and_the_task_ends_with_it():
    case, _referral = accepted()
    with acting("receiver", COMMUNE) as staff, pytest.raises(NotAllowed):
        results.give_result(result=Result.objects.get(case=case), text="x", given_on=today(), version=1, by=staff)
    with acting("case_worker") as staff:
        result = Result.objects.get(case=case)
        with pytest.raises(Refused):
            results.give_result(result=result, text="  ", given_on=today(), version=1, by=staff)
        results.give_result(result=result, text="Đã nhận và bố trí nơi ở", given_on=today(), version=1, by=staff)
        with pytest.raises(Stale):
            results.give_result(result=result, text="Lần nữa", given_on=today(), version=1, by=staff)
    with acting("receiver", COMMUNE):
        ((row, text),) = reads.results_of(case, Vault.of(case.person_id))
        assert (row.state, text) == (ResultState.GIVEN, "Đã nhận và bố trí nơi ở")
        assert Task.objects.get(pk=row.task_id).state == TaskState.DONE
    with acting("case_worker", OTHER_HEALTH):
        assert not Result.objects.exists()


# Who is responsible, who writes


def test_a_notice_to_work_with_us_leaves_the_lead_and_one_to_read_writes_nothing():
    case, _referral = accepted(hand_over=HandOver.WITH_US)
    assert case.lead_id == body(COMMUNE).pk
    case, referral = sent(hand_over=HandOver.READ)
    with acting("case_worker") as staff:
        actions.answer_notice(referral=referral, accept=True, reason="", at=timezone.now(), version=1, by=staff)
        assert not Result.objects.filter(case=case).exists()
        with pytest.raises(NotAllowed):
            actions.give_help(case=Case.objects.get(pk=case.pk), kind="travel", given_on=today(), by=staff)


def test_the_lead_ends_the_access_of_another_body_and_a_body_gives_its_own_back():
    case, _referral = accepted()
    with acting("receiver", COMMUNE) as staff, pytest.raises(NotAllowed):
        results.end_reach(case=case, body=body(HEALTH), reason="x", by=staff)
    with acting("case_worker") as staff:
        with pytest.raises(Refused):
            results.end_reach(case=case, body=body(COMMUNE), reason=" ", by=staff)
        with pytest.raises(NotAllowed):
            results.end_reach(case=case, body=body(HEALTH), reason="x", by=staff)
        results.end_reach(case=case, body=body(COMMUNE), reason="Đã xong việc phối hợp", by=staff)
    with acting("receiver", COMMUNE):
        assert not Case.objects.exists()


# Minutes and joint papers


def minutes(case: Case, referral: Referral) -> Joint:
    with acting("case_worker") as staff:
        referral = Referral.objects.select_related("from_body", "to_body").get(pk=referral.pk)
        return joint.draw_joint(
            key=uuid.uuid4(), case=case, drawn=joint.Drawn(today(), "Bàn giao hồ sơ và đồ dùng", referral=referral), by=staff
        )  # fmt: skip


def say(row: Joint, of: str, staff, answer: str = "agreed", **facts: Any) -> Joint:
    signature = Signature.objects.select_related("joint", "body").get(joint=row, body=body(of))
    paper = facts.pop("from_paper", None)
    signed = joint.Signed(answer, timezone.now(), **facts)
    return joint.sign_joint(signature=signature, signed=signed, by=staff, from_paper=paper)


def test_minutes_are_final_only_when_both_sides_have_signed_and_a_dispute_is_kept():
    case, referral = accepted()
    row = minutes(case, referral)
    with acting("case_worker") as staff:
        assert say(row, HEALTH, staff).state == JointState.OPEN
        with pytest.raises(Stale):
            say(row, HEALTH, staff)
        with pytest.raises(Refused):
            minutes(case, referral)
    with acting("receiver", COMMUNE) as staff:
        with pytest.raises(Refused):
            say(row, COMMUNE, staff, "objected")
        assert say(row, COMMUNE, staff, "objected", reason="Thiếu giấy tờ").state == JointState.DISPUTED
        with pytest.raises(NotAllowed):
            joint.redraw_joint(joint=row, words="Khác", version=3, by=staff)
    with acting("case_worker") as staff:
        joint.redraw_joint(joint=row, words="Bàn giao đủ giấy tờ", version=3, by=staff)
        assert set(row.signatures.values_list("answer", flat=True)) == {""}
        say(row, HEALTH, staff)
    with acting("receiver", COMMUNE) as staff:
        assert say(row, COMMUNE, staff).state == JointState.FINAL
        notes = [entry.note for entry in queries.entries_of(queries.steps_of(case), Vault.of(case.person_id))]
        assert any("Thiếu giấy tờ" in note for note in notes)
        assert any("Bàn giao hồ sơ và đồ dùng" in note for note in notes)


def test_the_other_side_s_signature_needs_its_paper():
    case, referral = accepted()
    row = minutes(case, referral)
    with acting("case_worker") as staff:
        with pytest.raises(Refused):
            say(row, COMMUNE, staff)
        say(row, COMMUNE, staff, from_paper=PAPER, signer="Phó Chủ tịch")
        assert say(row, HEALTH, staff).state == JointState.FINAL
        assert Signature.objects.get(joint=row, body=body(COMMUNE)).source_sign == "12/CV"


def test_a_joint_paper_asks_only_bodies_of_the_case_and_ends_with_the_last():
    case, _referral = accepted()
    with acting("case_worker") as staff:
        for bodies in ([], [body(OTHER_HEALTH)]):
            with pytest.raises(Refused), transaction.atomic():
                joint.draw_joint(
                    key=uuid.uuid4(), case=case, drawn=joint.Drawn(today(), "Thống nhất", bodies=bodies), by=staff
                )
        key, drawn = uuid.uuid4(), joint.Drawn(today(), "Thống nhất", bodies=[body(COMMUNE)])
        row = joint.draw_joint(key=key, case=case, drawn=drawn, by=staff)
        assert joint.draw_joint(key=key, case=case, drawn=drawn, by=staff) == row
    with acting("case_worker", OTHER_HEALTH) as staff:
        assert not Joint.objects.exists()


# Another province


def offer(case: Case, staff, to: str = OTHER_HEALTH, reason: str = "Người này về sống ở tỉnh khác") -> Referral:
    return transfer.offer_transfer(
        key=uuid.uuid4(), case=case, to_body=body(to), ground=BY_LAW, reason=reason, by=staff
    )


@pytest.mark.parametrize(("to", "reason"), [(POLICE, "x"), (OTHER_HEALTH, " ")])
def test_a_move_goes_to_another_province_with_a_reason(to, reason):
    case, _referral = accepted()
    with acting("case_worker") as staff, pytest.raises(Refused):
        offer(case, staff, to, reason)


def test_a_move_changes_who_is_responsible_and_not_where_the_case_is_counted():
    case, _referral = accepted()
    with acting("receiver", COMMUNE) as staff, pytest.raises(NotAllowed):
        offer(case, staff)
    with acting("case_worker") as staff:
        offered = offer(case, staff)
        with pytest.raises(Refused):
            offer(case, staff)
        assert Case.objects.get(pk=case.pk).lead_id == body(HEALTH).pk
    with acting("case_worker", OTHER_HEALTH) as staff:
        actions.answer_notice(referral=offered, accept=True, reason="", at=timezone.now(), version=1, by=staff)
        moved = Case.objects.get(pk=case.pk)
        assert (moved.lead_id, moved.province_id, moved.state) == (body(OTHER_HEALTH).pk, case.province_id, case.state)
        results.end_reach(case=moved, body=body(HEALTH), reason="Không còn việc", by=staff)
    with acting("case_worker"):
        assert not Case.objects.filter(pk=case.pk).exists()


def test_a_move_that_is_refused_leaves_nothing_to_read():
    case, _referral = accepted()
    with acting("case_worker") as staff:
        offered = offer(case, staff)
    with acting("case_worker", OTHER_HEALTH) as staff:
        actions.answer_notice(
            referral=offered, accept=False, reason="Chưa đủ điều kiện", at=timezone.now(), version=1, by=staff
        )
        assert not Case.objects.exists()


# Asking for a case


def test_a_request_tells_nothing_until_it_is_granted_on_a_ground():
    case, _referral = accepted()
    with acting("case_worker", OTHER_HEALTH) as staff:
        with pytest.raises(Refused):
            askings.ask_for_case(key=uuid.uuid4(), to_body=body(HEALTH), who="Một người", why=" ", by=staff)
        askings.ask_for_case(key=uuid.uuid4(), to_body=body(HEALTH), who="Lò Thị Ví Dụ", why="Cần hỗ trợ", by=staff)
        assert not Case.objects.exists()
    with acting("case_worker") as staff:
        ((shown,), _ours) = reads.askings_of(staff)
        assert shown.who == "Lò Thị Ví Dụ"
        with pytest.raises(Refused), transaction.atomic():
            askings.grant_asking(
                asking=shown.row, case=case, parts=["support"], ground=actions.Ground(""), version=1, by=staff
            )
        askings.grant_asking(asking=shown.row, case=case, parts=["support"], ground=BY_LAW, version=1, by=staff)
        with pytest.raises(Stale):
            askings.refuse_asking(asking=shown.row, reason="x", version=1, by=staff)
    with acting("case_worker", OTHER_HEALTH):
        assert Asking.objects.get().code == Case.objects.get().code == case.code


def test_a_request_is_refused_with_a_reason_and_seen_by_its_two_bodies_alone():
    with acting("case_worker", OTHER_HEALTH) as staff:
        askings.ask_for_case(key=uuid.uuid4(), to_body=body(HEALTH), who="Một người", why="Cần hỗ trợ", by=staff)
    with acting("receiver", COMMUNE):
        assert not Asking.objects.exists()
    with acting("case_worker") as staff:
        asking = Asking.objects.get()
        with pytest.raises(Refused):
            askings.refuse_asking(asking=asking, reason="", version=1, by=staff)
        askings.refuse_asking(asking=asking, reason="Không thuộc phạm vi", version=1, by=staff)
    with acting("case_worker", OTHER_HEALTH) as staff:
        (_to_us, (ours,)) = reads.askings_of(staff)
        assert (ours.row.state, ours.reason) == ("refused", "Không thuộc phạm vi")


# Problems, partners, teams


def test_a_problem_is_raised_to_all_bodies_of_the_case_and_settled_once():
    case, _referral = accepted()
    with acting("receiver", COMMUNE) as staff:
        problem = problems.raise_problem(
            key=uuid.uuid4(), case=case, words="Mất liên lạc", happened_on=today(), by=staff
        )
    with acting("case_worker") as staff:
        assert Task.objects.filter(body=body(HEALTH), from_body=body(COMMUNE)).count() == 1
        with pytest.raises(Refused):
            problems.settle_problem(problem=problem, outcome=" ", settled_on=today(), version=1, by=staff)
        problems.settle_problem(problem=problem, outcome="Đã liên lạc lại", settled_on=today(), version=1, by=staff)
        with pytest.raises(Stale):
            problems.settle_problem(problem=problem, outcome="x", settled_on=today(), version=1, by=staff)
    with acting("case_worker", OTHER_HEALTH):
        assert not Problem.objects.exists()


def test_a_partner_takes_over_under_a_named_agreement_on_a_ground_with_its_paper():
    case, _referral = accepted()
    to = transfer.ToPartner("Tổ chức giả định", "Thỏa thuận giả định", "", today(), ["identity"])
    with acting("case_worker") as staff:
        for ground, partner in (
            (actions.Ground(""), to),
            (BY_LAW, transfer.ToPartner("x", " ", "", today(), ["identity"])),
        ):
            with pytest.raises(Refused), transaction.atomic():
                transfer.hand_to_partner(
                    key=uuid.uuid4(), case=case, ground=ground, to=partner, from_paper=PAPER, by=staff
                )
        row = transfer.hand_to_partner(key=uuid.uuid4(), case=case, ground=BY_LAW, to=to, from_paper=PAPER, by=staff)
        assert Sharing.objects.get(pk=row.sharing_id).ground == "c"
        ((_row, partner),) = reads.partners_of(case, Vault.of(case.person_id))
        assert partner == "Tổ chức giả định"
    with acting("case_worker", OTHER_HEALTH):
        assert not PartnerHandover.objects.exists()


def test_a_team_decides_and_hands_tasks_to_its_own_bodies():
    seats = [teams.Seat(body(HEALTH), "Phó Giám đốc", is_head=True), teams.Seat(body(COMMUNE), "Phó Chủ tịch")]
    with acting("case_worker") as staff:
        founding = {"name": "Đoàn liên ngành", "sign": "01/QĐ", "founded_on": today(), "by": staff}
        with pytest.raises(Refused):
            teams.found_team(key=uuid.uuid4(), seats=seats[:1], **founding)
        team = teams.found_team(key=uuid.uuid4(), seats=seats, **founding)
        with pytest.raises(Refused):
            teams.found_team(key=uuid.uuid4(), seats=seats, **founding)
        outside = teams.Decided(today(), "Rà soát", "Nhất trí", "", [Wish("Làm việc của đoàn", body(OTHER_HEALTH))])
        with pytest.raises(Refused):
            teams.decide_in_team(key=uuid.uuid4(), team=team, decided=outside, by=staff)
        decided = teams.Decided(
            today(), "Rà soát các hồ sơ chậm", "Các thành viên nhất trí", "", [Wish("Làm việc của đoàn", body(COMMUNE))]
        )
        teams.decide_in_team(key=uuid.uuid4(), team=team, decided=decided, by=staff)
    with acting("receiver", COMMUNE):
        ((_row, words, votes),) = reads.team_decisions(Team.objects.get())
        assert (words, votes) == ("Rà soát các hồ sơ chậm", "Các thành viên nhất trí")
        assert Task.objects.filter(body=body(COMMUNE), text="Làm việc của đoàn").exists()
    with acting("case_worker", OTHER_HEALTH):
        assert not Team.objects.exists()


# Loops


def test_open_loops_are_listed_within_reach_and_counted_under_the_mandate():
    case, referral = accepted(due=None)
    minutes(case, referral)
    sent()
    with acting("case_worker") as staff:
        found = {(loop.kind, loop.is_ours) for loop in reads.open_loops(staff)}
        assert found == {("notice", True), ("result", True), ("signature", True), ("signature", False)}
        with pytest.raises(DatabaseError), transaction.atomic():
            reads.count_loops(area_id=2100020)
    with acting("reporter") as staff:
        counted = {(row.body_name, row.kind): row.n for row in reads.count_loops(area_id=2100020)}
        names = {code: body(code).short_name for code in (HEALTH, COMMUNE)}
        assert counted[names[HEALTH], "result"] == 1
        assert counted[names[COMMUNE], "signature"] == 1
    with acting("reporter", OTHER_HEALTH), pytest.raises(DatabaseError), transaction.atomic():
        reads.count_loops(area_id=2100020)
