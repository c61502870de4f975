"""An offer of responsibility that is taken back; a problem raised to a team; a joint paper tied to an issued one."""

import uuid
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from tests.cast import BY_LAW, COMMUNE, OTHER_HEALTH, POLICE, acting, body, on_this_day, sign_in
from vongtay.cases import actions
from vongtay.cases.actions import joint, problems, teams, transfer
from vongtay.cases.models import Case, Joint, Problem, Referral, Team, Withdrawal
from vongtay.cases.queries import between as reads
from vongtay.cases.states import JointState, ReferralState
from vongtay.cases.tests.test_between import accepted, offer
from vongtay.cases.tests.test_pages_between import hidden
from vongtay.common.access import NotAllowed, Refused, Stale
from vongtay.common.days import today
from vongtay.grants.actions import ground_of
from vongtay.papers import actions as papers
from vongtay.papers.tests.world import issued
from vongtay.tasks.models import Task

pytestmark = pytest.mark.django_db
WHY = "Người này ở lại Lạng Sơn"


def accept(row: Referral, staff) -> Referral:
    return actions.answer_notice(referral=row, accept=True, reason="", at=timezone.now(), version=row.version, by=staff)


def test_an_offer_taken_back_ends_the_reach_and_stands_in_the_inbox_of_the_other_body():
    case, _referral = accepted()
    with acting("case_worker") as staff:
        row = offer(case, staff)
        with pytest.raises(Refused), transaction.atomic():
            transfer.withdraw_offer(referral=row, reason=" ", by=staff)
        transfer.withdraw_offer(referral=row, reason=WHY, by=staff)
        with pytest.raises(Stale):
            transfer.withdraw_offer(referral=row, reason=WHY, by=staff)
        assert Referral.objects.get(pk=row.pk).state == ReferralState.WITHDRAWN
        assert case.steps.filter(kind="transfer_withdrawn").count() == 1
    with acting("case_worker", OTHER_HEALTH) as staff:
        assert not Case.objects.exists()
        ((shown, why),) = reads.withdrawn_from(staff)
        assert (shown.code, why) == (case.code, WHY)
        with pytest.raises(Stale):
            accept(row, staff)
    with acting("receiver", COMMUNE):
        assert not Withdrawal.objects.exists()
    with acting("case_worker") as staff:
        assert offer(case, staff).pk != row.pk


def test_only_the_body_that_offered_takes_back_and_only_an_offer_that_waits():
    case, referral = accepted()
    with acting("case_worker") as staff:
        row = offer(case, staff)
        with pytest.raises(NotAllowed):
            transfer.withdraw_offer(referral=referral, reason=WHY, by=staff)
    with acting("receiver", COMMUNE) as staff, pytest.raises(NotAllowed):
        transfer.withdraw_offer(referral=row, reason=WHY, by=staff)
    with acting("case_worker", OTHER_HEALTH) as staff:
        with pytest.raises(NotAllowed):
            transfer.withdraw_offer(referral=row, reason=WHY, by=staff)
        accept(row, staff)
    with acting("case_worker") as staff, pytest.raises(Stale):
        transfer.withdraw_offer(referral=row, reason=WHY, by=staff)


def test_what_the_other_body_reached_before_the_offer_it_keeps():
    case, _referral = accepted()
    with acting("case_worker") as staff:
        before = actions.send_notice(
            case=case, to_body=body(OTHER_HEALTH), rule_id="custom", parts=["support"], at=timezone.now(), by=staff, ground=BY_LAW, hand_over="with_us"
        )  # fmt: skip
    with acting("case_worker", OTHER_HEALTH) as staff:
        accept(before, staff)
    with acting("case_worker") as staff:
        transfer.withdraw_offer(referral=offer(case, staff), reason=WHY, by=staff)
        assert ground_of(case.subject_id, body(OTHER_HEALTH).pk) == "notice"
    with acting("case_worker", OTHER_HEALTH):
        assert Case.objects.filter(pk=case.pk).exists()


def test_nobody_writes_into_the_inbox_of_another_body_without_an_offer():
    case, _referral = accepted()
    with acting("case_worker") as staff:
        row = offer(case, staff)
        forged = Withdrawal(
            id=row.pk, world=staff.world, from_body_id=staff.body_id, to_body=body(OTHER_HEALTH), code=case.code, offered_at=timezone.now(),
            entered_by_id=staff.post_id, wrapped=b"x", reason_ct=b"x",
        )  # fmt: skip
        with pytest.raises(DatabaseError), transaction.atomic():
            forged.save(force_insert=True)


def test_the_pages_of_an_offer_taken_back(client):
    case, _referral = accepted()
    with acting("case_worker") as staff:
        row = offer(case, staff)
    sign_in(client, "case_worker")
    url = f"/cases/{case.code}/between/move/{row.pk}/withdraw/"
    assert url in client.get(f"/cases/{case.code}/between/").content.decode()
    assert client.post(url, {"reason": ""}).status_code == 422
    assert client.post(url, {"reason": WHY}).status_code == 302
    sign_in(client, "case_worker", OTHER_HEALTH)
    assert WHY in client.get("/cases/inbox/").content.decode()
    answer = client.get(f"/cases/notices/{row.pk}/answer/", follow=True)
    assert "đã được rút lại" in answer.content.decode()
    assert client.get(f"/cases/notices/{uuid.uuid4()}/answer/").status_code == 404


# A problem raised to a team


def a_team(staff, *codes: str) -> Team:
    seats = [teams.Seat(body(code), "Phó Giám đốc") for code in codes]
    return teams.found_team(
        key=uuid.uuid4(), name="Đoàn liên ngành", sign=f"{uuid.uuid4().hex[:6]}/QĐ", founded_on=today(), seats=seats, by=staff
    )  # fmt: skip


def test_a_problem_reaches_the_bodies_of_a_team_and_opens_nothing_of_the_case():
    case, _referral = accepted()
    with acting("case_worker") as staff:
        team = a_team(
            staff, "LS.SYT", OTHER_HEALTH, POLICE, COMMUNE
        )  # the police does not sign in: it is told by letter
        facts = {"case": case, "words": "Mất liên lạc", "happened_on": today(), "by": staff}
        with pytest.raises(Refused):
            problems.raise_problem(key=uuid.uuid4(), to=problems.ToTeam(team, " "), **facts)
        problem = problems.raise_problem(key=uuid.uuid4(), to=problems.ToTeam(team, "Cần họp đoàn trong tuần"), **facts)
        assert problem.team == team
        assert set(problem.bodies) == {body(COMMUNE).pk, body(OTHER_HEALTH).pk}
    with acting("case_worker", OTHER_HEALTH):
        task = Task.objects.get(body=body(OTHER_HEALTH))
        assert task.text == "Đoàn liên ngành: Cần họp đoàn trong tuần"
        assert not Problem.objects.exists()
        assert not Case.objects.filter(pk=case.pk).exists()
    with acting("receiver", COMMUNE):
        assert Task.objects.get(body=body(COMMUNE), from_body=body("LS.SYT")).subject_id == case.subject_id


def test_a_team_that_ended_is_offered_no_more():
    case, _referral = accepted()
    with acting("case_worker") as staff:
        team = a_team(staff, "LS.SYT", POLICE)
        assert list(reads.teams_at_work(staff)) == [team]
        team.founded_on = team.ended_on = today() - timedelta(days=365)
        team.save()
        assert not reads.teams_at_work(staff).exists()
        with pytest.raises(Refused):
            problems.raise_problem(
                key=uuid.uuid4(), case=case, words="x", happened_on=today(), by=staff, to=problems.ToTeam(team, "x")
            )


def test_the_page_of_a_problem_asks_for_words_for_the_team(client):
    case, _referral = accepted()
    with acting("case_worker") as staff:
        team = a_team(staff, "LS.SYT", POLICE)
    sign_in(client, "case_worker")
    url = f"/cases/{case.code}/between/problem/"
    given = {
        "key": hidden(client.get(url).content.decode(), "key"),
        "words": "Mất liên lạc",
        "happened_on": on_this_day(),
        "team": team.pk,
    }
    assert client.post(url, given).status_code == 422
    assert client.post(url, given | {"team_words": "x" * 131}).status_code == 422
    assert client.post(url, given | {"team_words": "Cần họp đoàn"}).status_code == 302
    assert "Đoàn liên ngành" in client.get(f"/cases/{case.code}/between/").content.decode()


# A joint paper tied to an issued one


def test_a_joint_paper_names_the_issued_paper_that_says_so(client):
    case, _referral = accepted()
    with acting("case_worker") as staff:
        paper = issued(staff, case)
    sign_in(client, "case_worker")
    url = f"/cases/{case.code}/between/joint/"
    page = client.get(url).content.decode()
    assert paper.sign in page
    given = {
        "key": hidden(page, "key"),
        "bodies": [body(COMMUNE).pk],
        "on": on_this_day(),
        "words": "Thống nhất",
        "paper": paper.pk,
    }
    assert client.post(url, given | {"paper": uuid.uuid4()}).status_code == 422
    assert client.post(url, given).status_code == 302
    with acting("case_worker"):
        assert Joint.objects.get().paper == paper
    assert paper.sign in client.get(f"/cases/{case.code}/between/").content.decode()


def test_a_paper_of_another_case_and_one_taken_back_are_not_tied():
    case, _referral = accepted()
    other, _sent = accepted()
    with acting("case_worker") as staff:
        gone = issued(staff, case)
    with acting("clerk") as clerk:
        papers.cancel_number(paper=gone, reason="Sai ngày", replaced_by=None, by=clerk)
    with acting("case_worker") as staff:
        assert reads.papers_to_tie(case) == {}
        for paper in (issued(staff, other), gone):
            drawn = joint.Drawn(today(), "Thống nhất", bodies=[body(COMMUNE)], paper=paper)
            with pytest.raises(Refused):
                joint.draw_joint(key=uuid.uuid4(), case=case, drawn=drawn, by=staff)
        assert not Joint.objects.exclude(state=JointState.FINAL).exists()
