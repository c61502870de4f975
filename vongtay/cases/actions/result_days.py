"""A new day for a result owed: proposed by one body and agreed by the other, or entered from the letter that agrees."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.audit import actions as audit
from vongtay.cases.actions.letters import FromPaper
from vongtay.cases.actions.reception import add_step, locked, moment_of, require
from vongtay.cases.models import Case, Result, ResultDay
from vongtay.cases.permissions import Act
from vongtay.cases.states import DayState, ResultState, StepKind
from vongtay.common.access import NotAllowed, Refused, Staff, Stale
from vongtay.common.days import day_in_vietnam, format_day
from vongtay.people.vault import Vault
from vongtay.tasks import actions as tasks
from vongtay.tasks.models import Task
from vongtay.tasks.states import TaskState


@dataclass(frozen=True)
class NewDay:
    """The day that is to hold from now on, and why."""

    due_on: date
    reason: str

    def __repr__(self) -> str:
        return f"NewDay({self.due_on})"


@transaction.atomic
def propose_day(
    *, key: UUID, result: Result, day: NewDay, version: int, by: Staff, from_paper: FromPaper | None = None
) -> ResultDay:
    """Propose a new day for a result; it holds once the other body agrees. The same `key` again gives the same proposal.

    from_paper: the other body's letter that agrees already; needed where that body does not sign in. Then the day holds at once.
    """
    result, case = _locked(result, by)
    if (made := ResultDay.objects.filter(pk=key, result=result).first()) is not None:
        return made
    if result.version != version:
        raise Stale(_("This result was changed meanwhile. Look at it again."))
    other = result.owed_to if by.body_id == result.owed_by_id else result.owed_by
    if not other.signs_in and from_paper is None:
        raise Refused(
            _("%(body)s does not sign in: give the number and date of its letter.") % {"body": other.short_name}
        )
    _check(result, day)
    row = ResultDay(
        id=key, subject_id=case.subject_id, case=case, entered_by_id=by.post_id, result=result, body_id=by.body_id, former_on=result.due_on,
        due_on=day.due_on, reason_ct=Vault.of(case.person_id).seal("cases_resultday", "reason_ct", key, day.reason.strip()),
    )  # fmt: skip
    if from_paper is None:
        row.save(force_insert=True)
        add_step(
            case,
            StepKind.DAY_PROPOSED,
            by=by,
            at=timezone.now(),
            note=_said(row, day.reason),
            details={"to": other.short_name},
        )
    else:
        _agree(case, row, by, acted_by_body_id=other.id, from_paper=from_paper, note=_said(row, day.reason))
    audit.record(
        Act.CHANGE_DAY, by=by, subject_id=case.subject_id, details={"to": other.code, "from_paper": from_paper is not None}
    )  # fmt: skip
    return row


def _locked(result: Result, by: Staff) -> tuple[Result, Case]:
    """Give a result that is still owed and its case, both locked."""
    found = (
        Result.objects.select_for_update(of=("self",)).select_related("owed_by", "owed_to", "case").get(pk=result.pk)
    )
    require(Act.CHANGE_DAY, by, found)
    if found.state != ResultState.OWED:
        raise Stale(_("This result was given already."))
    return found, locked(found.case)


def _check(result: Result, day: NewDay) -> None:
    reasons = []
    if day.due_on < day_in_vietnam(timezone.now()):
        reasons.append(_("The day agreed for the result lies in the past."))
    if day.due_on == result.due_on:
        reasons.append(_("This day holds already."))
    if not day.reason.strip():
        reasons.append(_("Say why the day changes."))
    if ResultDay.objects.filter(result=result, state=DayState.PROPOSED).exists():
        reasons.append(_("A new day waits for the answer of the other body already."))
    if reasons:
        raise Refused(*reasons)


def _said(row: ResultDay, reason: str) -> str:
    former = format_day(row.former_on) if row.former_on else _("no day")
    return f"{former} → {format_day(row.due_on)}. {reason.strip()}"


@transaction.atomic
def answer_day(
    *, row: ResultDay, accept: bool, reason: str, by: Staff, from_paper: FromPaper | None = None
) -> ResultDay:
    """Agree to a proposed day, or decline it with a reason; the task that reminds follows the day.

    from_paper: the letter of the other body, where the one that proposed enters its answer.
    """
    result, case = _locked(row.result, by)
    row = _open(row)
    other_id = result.owed_to_id if row.body_id == result.owed_by_id else result.owed_by_id
    if by.body_id != other_id and from_paper is None:
        raise NotAllowed(_("The other body answers, or its answer is entered from its letter."))
    if not accept and not reason.strip():
        raise Refused(_("A refusal needs its reason."))
    words = Vault.of(case.person_id).open("cases_resultday", "reason_ct", row.pk, row.reason_ct)
    row.result = result
    if accept:
        _agree(case, row, by, acted_by_body_id=other_id, from_paper=from_paper, note=_said(row, words))
    else:
        row.answer_ct = Vault.of(case.person_id).seal("cases_resultday", "answer_ct", row.pk, reason.strip())
        _end(row, DayState.DECLINED, by, from_paper)
        add_step(
            case, StepKind.DAY_DECLINED, by=by, at=_moment(from_paper), note=_said(row, reason), acted_by_body_id=other_id, from_paper=from_paper
        )  # fmt: skip
    audit.record(Act.CHANGE_DAY, by=by, subject_id=case.subject_id, details={"accept": accept})
    return row


def _open(row: ResultDay) -> ResultDay:
    found = ResultDay.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if found.state != DayState.PROPOSED:
        raise Stale(_("This day was answered or taken back meanwhile."))
    return found


@transaction.atomic
def withdraw_day(*, row: ResultDay, by: Staff) -> ResultDay:
    """Take back a day that one's own body proposed; the day that holds stays."""
    _result, case = _locked(row.result, by)
    row = _open(row)
    if row.body_id != by.body_id:
        raise NotAllowed(_("The body that proposed the day takes it back."))
    _end(row, DayState.WITHDRAWN, by)
    audit.record(Act.CHANGE_DAY, by=by, subject_id=case.subject_id, details={"withdrawn": True})
    return row


def _moment(from_paper: FromPaper | None) -> datetime:
    return moment_of(from_paper.on) if from_paper else timezone.now()


def _end(row: ResultDay, state: DayState, by: Staff, from_paper: FromPaper | None = None) -> None:
    row.state, row.answered_at, row.answered_by_id = state, timezone.now(), by.post_id
    if from_paper is not None:
        row.source_sign, row.source_on, row.scan_id = from_paper.sign, from_paper.on, from_paper.scan_id
    row.save()


def _agree(
    case: Case, row: ResultDay, by: Staff, *, acted_by_body_id: UUID, from_paper: FromPaper | None, note: str
) -> None:
    """Let the new day hold: the result, the task that reminds (the database moves one that stands) and the timeline follow."""
    result = row.result
    if row.due_on < day_in_vietnam(timezone.now()):
        raise Refused(_("The day agreed for the result lies in the past."))
    _end(row, DayState.AGREED, by, from_paper)
    result.due_on, result.version = row.due_on, result.version + 1
    stands = Task.objects.filter(pk=result.task_id, state=TaskState.OPEN).exists() if result.task_id else False
    if not stands and result.owed_by.signs_in:
        wish = tasks.Wish(
            _("Report the result to %(body)s") % {"body": result.owed_to.short_name}, result.owed_by, None, row.due_on
        )
        result.task = tasks.add_task(key=uuid4(), wish=wish, by=by, owner=case, seal=Vault.of(case.person_id).seal)
    result.save()
    add_step(
        case, StepKind.DAY_AGREED, by=by, at=_moment(from_paper), note=note, acted_by_body_id=acted_by_body_id, from_paper=from_paper,
        details={"to": result.owed_to.short_name},
    )  # fmt: skip


def lapse_days(result: Result, by: Staff) -> None:
    """End a proposal that nobody needs any more because the result was given; part of giving it."""
    for row in ResultDay.objects.select_for_update(of=("self",)).filter(result=result, state=DayState.PROPOSED):
        _end(row, DayState.LAPSED, by)
