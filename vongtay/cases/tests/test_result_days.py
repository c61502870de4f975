"""The day of a result changes by agreement: proposed by one body, agreed by the other or by its letter; the task follows."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction

from tests.cast import COMMUNE, HEALTH, OTHER_HEALTH, acting, body, sign_in
from vongtay.cases import queries
from vongtay.cases.actions import FromPaper, result_days, results
from vongtay.cases.models import Case, Result, ResultDay
from vongtay.cases.queries import between as reads
from vongtay.cases.states import DayState
from vongtay.cases.tests.test_between import accepted
from vongtay.cases.tests.test_pages_between import hidden
from vongtay.common.access import NotAllowed, Refused, Stale
from vongtay.common.days import format_day, today
from vongtay.people.vault import Vault
from vongtay.tasks.models import Task
from vongtay.tasks.states import TaskState

pytestmark = pytest.mark.django_db
LETTER = FromPaper("45/CV-UBND", today())


def later(days: int = 20) -> date:
    return today() + timedelta(days=days)


def propose(
    case: Case, staff, due_on: date | None = None, reason: str = "Chờ kết quả giám định", **more: Any
) -> ResultDay:
    result = Result.objects.select_related("owed_by", "owed_to", "case").get(case=case)
    return result_days.propose_day(
        key=more.pop("key", None) or uuid.uuid4(), result=result, day=result_days.NewDay(due_on or later(), reason),
        version=more.pop("version", result.version), by=staff, **more,
    )  # fmt: skip


def test_a_day_proposed_holds_once_the_other_body_agrees_and_the_task_follows():
    case, _referral = accepted()
    with acting("case_worker") as staff:
        row = propose(case, staff)
        assert propose(case, staff, key=row.pk) == row
        with pytest.raises(Refused):
            propose(case, staff, later(30))
        with pytest.raises(NotAllowed):
            result_days.answer_day(row=row, accept=True, reason="", by=staff)
        assert Result.objects.get(case=case).due_on == later(5)
    with acting("case_worker", OTHER_HEALTH):
        assert not ResultDay.objects.exists()
    with acting("receiver", COMMUNE) as staff:
        result_days.answer_day(row=row, accept=True, reason="", by=staff)
        with pytest.raises(Stale):
            result_days.answer_day(row=row, accept=True, reason="", by=staff)
    with acting("case_worker"):
        result = Result.objects.get(case=case)
        assert result.due_on == later()
        assert Task.objects.get(pk=result.task_id).due_on == later()
        notes = " ".join(entry.note for entry in queries.entries_of(queries.steps_of(case), Vault.of(case.person_id)))
        assert f"{format_day(later(5))} → {format_day(later())}. Chờ kết quả giám định" in notes


def test_a_day_is_declined_with_a_reason_or_taken_back_and_the_old_one_stays():
    case, _referral = accepted()
    with acting("receiver", COMMUNE) as staff:
        row = propose(case, staff)
        with pytest.raises(NotAllowed):
            result_days.answer_day(row=row, accept=False, reason="x", by=staff)
        result_days.withdraw_day(row=row, by=staff)
        row = propose(case, staff)
    with acting("case_worker") as staff:
        with pytest.raises(NotAllowed), transaction.atomic():
            result_days.withdraw_day(row=row, by=staff)
        with pytest.raises(Refused):
            result_days.answer_day(row=row, accept=False, reason=" ", by=staff)
        result_days.answer_day(row=row, accept=False, reason="Không thể chậm hơn", by=staff)
        (shown,) = reads.results_of(case, Vault.of(case.person_id))
        assert [day.state for day, _why, _answer in shown.days] == [DayState.DECLINED, DayState.WITHDRAWN]
        assert shown.days[0][2] == "Không thể chậm hơn"
        assert shown.row.due_on == later(5)


@pytest.mark.parametrize(("due_on", "reason"), [(today() - timedelta(days=1), "x"), (later(5), "x"), (later(), " ")])
def test_a_past_day_the_day_that_holds_and_no_reason_are_refused(due_on, reason):
    case, _referral = accepted()
    with acting("case_worker") as staff:
        with pytest.raises(Refused):
            propose(case, staff, due_on, reason)
        with pytest.raises(Stale):
            propose(case, staff, version=7)


def test_a_letter_of_the_other_body_lets_the_day_hold_at_once_and_makes_the_task_that_was_missing():
    case, _referral = accepted(due=None)
    with acting("case_worker") as staff:
        row = propose(case, staff, from_paper=LETTER)
        result = Result.objects.get(case=case)
        assert (row.state, row.source_sign, row.former_on, result.due_on) == (
            DayState.AGREED,
            "45/CV-UBND",
            None,
            later(),
        )
        task = Task.objects.get(pk=result.task_id)
        assert (task.due_on, task.body, task.state) == (later(), body(HEALTH), TaskState.OPEN)
        step = case.steps.get(kind="day_agreed")
        assert (step.acted_by_body, step.source_sign) == (body(COMMUNE), "45/CV-UBND")
        assert step.incoming_id


def test_who_proposed_enters_the_answer_of_the_other_body_from_its_letter():
    case, _referral = accepted()
    with acting("case_worker") as staff:
        row = propose(case, staff)
        result_days.answer_day(row=row, accept=True, reason="", by=staff, from_paper=LETTER)
        assert Result.objects.get(case=case).due_on == later()


def test_a_body_that_only_waits_beside_does_not_agree_and_a_result_given_ends_the_proposal():
    case, _referral = accepted()
    with acting("case_worker") as staff:
        row = propose(case, staff)
        result = Result.objects.get(case=case)
        results.give_result(result=result, text="Xong", given_on=today(), version=result.version, by=staff)
        assert ResultDay.objects.get(pk=row.pk).state == DayState.LAPSED
    with acting("receiver", COMMUNE) as staff, pytest.raises(Stale):
        result_days.answer_day(row=row, accept=True, reason="", by=staff)


def test_the_pages_of_a_day(client, django_assert_max_num_queries):
    case, _referral = accepted()
    with acting("case_worker"):
        result = Result.objects.get(case=case)
    sign_in(client, "case_worker")
    url = f"/cases/{case.code}/between/results/{result.pk}/day/"
    given = {"key": hidden(client.get(url).content.decode(), "key"), "version": 1, "reason": "Chờ giám định"}
    refused = client.post(url, given | {"due_on": "01/01/2020"})
    assert refused.status_code == 422
    assert "Chờ giám định" in refused.content.decode()
    for _turn in range(2):
        assert client.post(url, given | {"due_on": format_day(later())}).status_code == 302
    with acting("case_worker"):
        row = ResultDay.objects.get()
    sign_in(client, "receiver", COMMUNE)
    assert client.post(f"/cases/{case.code}/between/days/{row.pk}/withdraw/").status_code == 403
    url = f"/cases/{case.code}/between/days/{row.pk}/"
    assert "Chờ giám định" in client.get(url).content.decode()
    assert client.post(url, {"accept": "no", "reason": ""}).status_code == 422
    assert "Ngày mới" in client.get("/cases/loops/").content.decode()
    assert client.post(url, {"accept": "yes", "reason": ""}).status_code == 302
    with django_assert_max_num_queries(40):
        page = client.get(f"/cases/{case.code}/between/").content.decode()
    assert format_day(later()) in page
    sign_in(client, "case_worker", OTHER_HEALTH)
    assert client.get(url).status_code == 404
    sign_in(client, "clerk")
    assert client.get(f"/cases/{case.code}/between/results/{result.pk}/day/").status_code == 403


def test_a_mandate_counts_a_day_without_an_answer_for_the_body_that_is_to_answer():
    case, _referral = accepted()
    with acting("case_worker") as staff:
        propose(case, staff)
    with acting("reporter"):
        counted = {(row.body_name, row.kind): row.n for row in reads.count_loops(area_id=2100020)}
    assert counted[body(COMMUNE).short_name, "day"] == 1
