"""The result owed back to whoever sent a notice, and the end of a body's access."""

from datetime import date
from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.agencies.models import Body
from vongtay.audit import actions as audit
from vongtay.cases.actions.letters import FromPaper
from vongtay.cases.actions.reception import add_step, locked, moment_of, require, require_paper
from vongtay.cases.actions.result_days import lapse_days
from vongtay.cases.models import Case, Referral, Result
from vongtay.cases.permissions import Act
from vongtay.cases.rules import why_not_day
from vongtay.cases.states import ReferralState, ResultState, StepKind
from vongtay.common.access import NotAllowed, Refused, Staff, Stale
from vongtay.common.days import day_in_vietnam
from vongtay.grants import actions as grants
from vongtay.people.vault import Vault
from vongtay.tasks import actions as tasks
from vongtay.tasks.models import Task
from vongtay.tasks.states import TaskState


def owe_result(case: Case, referral: Referral, *, due_on: date | None, by: Staff) -> Result:
    """Make the result a duty of whoever accepted, with a task that reminds where a day was agreed; part of the acceptance."""
    task = None
    if due_on is not None and due_on < day_in_vietnam(timezone.now()):
        raise Refused(_("The day agreed for the result lies in the past."))
    if due_on is not None and referral.to_body.signs_in:
        wish = tasks.Wish(
            _("Report the result to %(body)s") % {"body": referral.from_body.short_name}, referral.to_body, None, due_on
        )
        task = tasks.add_task(key=uuid4(), wish=wish, by=by, owner=case, seal=Vault.of(case.person_id).seal)
    result = Result(
        subject_id=case.subject_id, case=case, entered_by_id=by.post_id, referral=referral, owed_by_id=referral.to_body_id,
        owed_to_id=referral.from_body_id, due_on=due_on, task=task,
    )  # fmt: skip
    result.save(force_insert=True)
    return result


@transaction.atomic
def give_result(
    *, result: Result, text: str, given_on: date, version: int, by: Staff, from_paper: FromPaper | None = None
) -> Result:
    """Report the result to the sender, who reads it in the case; the reminding task ends with it.

    from_paper: the paper that says so; needed where the body that owes it does not sign in.
    """
    result = (
        Result.objects.select_for_update(of=("self",)).select_related("owed_by", "owed_to", "case").get(pk=result.pk)
    )
    require(Act.GIVE_RESULT, by, result)
    if result.version != version or result.state != ResultState.OWED:
        raise Stale(_("This result was given already."))
    require_paper(result.owed_by_id, by, from_paper)
    case = locked(result.case)
    reasons = why_not_day(given_on, event_on=case.event_on, today=day_in_vietnam(timezone.now()))
    if not text.strip():
        reasons.append(_("Say what the result is."))
    if reasons:
        raise Refused(*reasons)
    vault = Vault.of(case.person_id)
    result.state, result.given_on, result.given_at, result.given_by_id = (
        ResultState.GIVEN,
        given_on,
        timezone.now(),
        by.post_id,
    )
    result.text_ct, result.version = vault.seal("cases_result", "text_ct", result.pk, text.strip()), version + 1
    if from_paper is not None:
        result.source_sign, result.source_on, result.scan_id = from_paper.sign, from_paper.on, from_paper.scan_id
    result.save()
    _end_task(result, by, vault)
    lapse_days(result, by)
    add_step(
        case, StepKind.RESULT_GIVEN, by=by, at=moment_of(given_on), acted_by_body_id=result.owed_by_id, from_paper=from_paper,
        details={"to": result.owed_to.short_name},
    )  # fmt: skip
    audit.record(Act.GIVE_RESULT, by=by, subject_id=case.subject_id, details={"to": result.owed_to.code})
    return result


def _end_task(result: Result, by: Staff, vault: Vault) -> None:
    task = Task.objects.filter(pk=result.task_id, state=TaskState.OPEN).first() if result.task_id else None
    if task is not None:
        tasks.end_task(task=task, to=TaskState.DONE, note="", version=task.version, by=by, seal=vault.seal)


@transaction.atomic
def end_reach(*, case: Case, body: Body, reason: str, by: Staff) -> None:
    """End the access of a body: the lead ends that of others, and a body gives its own back. What it wrote stays."""
    require(Act.END_REACH, by, case)
    case = locked(case)
    if (case.lead_id == by.body_id) == (body.id == by.body_id):
        raise NotAllowed(
            _("The body that leads ends the access of others; a body that does not lead gives back its own.")
        )
    if body.id not in case.bodies:
        raise Stale(_("This body does not reach the case any more."))
    if not reason.strip():
        raise Refused(_("Say why the access ends."))
    if Referral.objects.filter(case=case, to_body=body, state=ReferralState.SENT).exists():
        raise Refused(_("A notice to this body waits for its answer: it ends with the answer."))
    add_step(case, StepKind.REACH_ENDED, by=by, at=timezone.now(), note=reason.strip(), details={"to": body.short_name})
    audit.record(Act.END_REACH, by=by, subject_id=case.subject_id, details={"to": body.code})
    grants.end(case.subject_id, body.id)
