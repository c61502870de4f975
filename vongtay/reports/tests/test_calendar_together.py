"""Two officers at one moment, with real threads and committed rows: what is sent twice is one, and what is decided is decided once."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

from django.db import connection

from tests.cast import COMMUNE, acting
from vongtay.common.access import Refused
from vongtay.common.days import today
from vongtay.common.requests import do_once
from vongtay.indicators.models import Figure
from vongtay.reports import actions
from vongtay.reports.actions import Reasons
from vongtay.reports.models import ExtensionStep, ReportReminder, Submission, SubmissionStep
from vongtay.reports.queries.owing import owing_bodies
from vongtay.reports.tests.submitting import an_obligation, owed, said, sent


def together(*acts: Callable[[], Any]) -> list[Any]:
    """Do all at one moment; gives what each made, or why it was refused."""
    start, made = Barrier(len(acts)), [None] * len(acts)

    def run(number: int, act: Callable[[], Any]) -> None:
        try:
            start.wait()
            made[number] = act()
        except Refused as refused:
            made[number] = refused
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return made


def refusals(made: list[Any]) -> int:
    return sum(isinstance(one, Refused) for one in made)


def approving(row: Submission, role: str) -> Callable[[], Any]:
    def act() -> Any:
        with acting(role) as staff:
            return actions.approve_submission(submission=row, version=row.version, by=staff)

    return act


def returning(row: Submission) -> Any:
    with acting("reporter") as staff:
        return actions.return_submission(submission=row, reason="Thiếu số", version=row.version, by=staff)


def sending(obligation: Any, key: uuid.UUID, post: uuid.UUID) -> Callable[[], Any]:
    def act() -> Any:
        with acting("receiver", COMMUNE) as staff:
            one = owed(staff, obligation)
            return do_once(
                lambda given: actions.send_submission(
                    key=given["key"], owed=one, said=said(), version=0, post=post, by=staff
                ),
                {"key": key},
            )

    return act


def figures() -> int:
    with acting("reporter"):
        return Figure.objects.filter(source_kind="submission", replaced_at__isnull=True).count()


def test_two_who_approve_at_once_approve_once(committed_db):
    row = sent(an_obligation())
    made = together(approving(row, "head"), approving(row, "reporter"))
    assert refusals(made) == 1
    assert figures() == 2
    with acting("head"):
        assert SubmissionStep.objects.filter(to_state="approved").count() == 1


def test_one_who_approves_and_one_who_returns_do_not_both_succeed(committed_db):
    for _turn in range(3):
        row = sent(an_obligation(title=f"Báo cáo {uuid.uuid4()}"))
        made = together(approving(row, "head"), lambda row=row: returning(row))
        assert refusals(made) == 1
        with acting("head"):
            now = Submission.objects.get(pk=row.pk)
            steps = set(SubmissionStep.objects.filter(submission=row).values_list("to_state", flat=True))
            assert steps == {"draft", "sent", now.state}


def test_a_form_sent_twice_at_once_is_one_report(committed_db):
    obligation, key, post = an_obligation(), uuid.uuid4(), uuid.uuid4()
    made = together(sending(obligation, key, post), sending(obligation, key, post))
    assert [one.pk for one in made] == [key, key]
    with acting("head"):
        assert Submission.objects.count() == 1
        assert SubmissionStep.objects.filter(to_state="sent").count() == 1


def test_two_officers_who_begin_at_once_make_one_report(committed_db):
    obligation = an_obligation()
    made = together(*(sending(obligation, uuid.uuid4(), uuid.uuid4()) for _one in range(2)))
    assert refusals(made) == 1
    with acting("head"):
        assert Submission.objects.count() == 1


def test_two_jobs_at_once_remind_once(committed_db):
    obligation = an_obligation()
    with acting("reporter") as staff:
        due = owed(staff, obligation).due
        bodies = len(owing_bodies(obligation, owed(staff, obligation).period))

    def remind() -> int:
        with acting("service") as job:
            return actions.remind_of_reports(day=due, by=job)

    together(remind, remind)
    with acting("service"):
        assert ReportReminder.objects.count() == bodies


def extending(obligation: Any, key: uuid.UUID, days: int, role: str = "reporter") -> Callable[[], Any]:
    def act() -> Any:
        with acting(role) as staff:
            one, said_so = owed(staff, obligation), Reasons("Xã bị ngập")
            return do_once(
                lambda given: actions.extend_day(
                    key=given["key"], owed=one, until=today() + timedelta(days=days), said=said_so, by=staff
                ),
                {"key": key},
            )

    return act


def test_more_time_given_twice_at_once_is_one_step_and_two_officers_take_turns(committed_db):
    obligation, key = an_obligation(), uuid.uuid4()
    assert [row.pk for row in together(extending(obligation, key, 5), extending(obligation, key, 5))] == [key, key]
    made = together(extending(obligation, uuid.uuid4(), 6), extending(obligation, uuid.uuid4(), 7, "head"))
    with acting("reporter"):
        numbers = list(ExtensionStep.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, 4 - refusals(made)))


def test_who_approves_and_who_gives_more_time_at_once_leave_no_step_after_the_lock(committed_db):
    obligation = an_obligation()
    row = sent(obligation)
    made = together(approving(row, "head"), extending(obligation, uuid.uuid4(), 5))
    with acting("reporter"):
        approved_at = Submission.objects.get(pk=row.pk).decided_at
        steps = list(ExtensionStep.objects.values_list("recorded_at", flat=True))
    assert approved_at is not None
    assert len(steps) == 1 - refusals(made)
