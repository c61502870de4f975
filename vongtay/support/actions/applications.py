"""Applications by form 07: taken, which starts the legal clock of Sở Y tế, and answered, which ends it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from vongtay.agencies.models import Body
from vongtay.audit import actions as audit
from vongtay.cases.actions import add_step, moment_of
from vongtay.cases.models import Case
from vongtay.cases.rules import why_not_day
from vongtay.common.access import NotAllowed, Refused, Staff, Stale
from vongtay.common.days import today
from vongtay.law import queries as law
from vongtay.people.vault import Vault
from vongtay.support.actions.ledger import writes
from vongtay.support.models import Application
from vongtay.support.permissions import Act
from vongtay.support.queries import due_on
from vongtay.support.rules import why_not_due
from vongtay.support.states import APPLIED_FOR, FORM, PROCEDURE, ApplicationChannel, Outcome
from vongtay.tasks import actions as tasks
from vongtay.tasks.states import APPLIED_ON


@dataclass(frozen=True)
class Applied:
    """An application as it came in."""

    regime: str
    received_on: date
    channel: str
    file_sign: str = ""


@transaction.atomic
def take_application(*, key: UUID, case: Case, applied: Applied, by: Staff) -> Application:
    """Take an application by form 07; its receipt starts the clock of the body that must answer. The same `key` makes one.

    Errors: NotAllowed; Refused for what can't be applied for, a day that can't be, a second open application of the kind.
    """
    case = writes(Act.TAKE_APPLICATION, by, case)
    if (made := Application.objects.filter(pk=key, case=case).first()) is not None:
        return made
    reasons = why_not_day(applied.received_on, event_on=case.event_on, today=today())
    if applied.regime not in APPLIED_FOR or applied.channel not in ApplicationChannel.values:
        reasons.append(_("Choose what is applied for and how the application arrived."))
    due = due_on(case, applied.regime, applied.received_on)
    if due.answer or due.beneficiary is None:
        reasons += why_not_due(due)
    if reasons:
        raise Refused(*reasons)
    owner = _owner(case)
    row = Application(
        id=key, subject_id=case.subject_id, case=case, entered_by_id=by.post_id, procedure=PROCEDURE, form=FORM, body=owner, **vars(applied),
    )  # fmt: skip
    try:
        row.validate_constraints()
    except ValidationError as wrong:
        raise Refused(*wrong.messages) from wrong
    at = moment_of(applied.received_on)
    started = law.rules_started_by(route=APPLIED_ON, event="application_received", on=applied.received_on, facts={})
    rule = next((rule for rule in started if rule.met_by == "application_decided"), None)
    if rule is not None:
        row.clock = tasks.start_clock(case_of=case, rule=rule, at=at, body_id=owner.id)
    row.save(force_insert=True)
    add_step(
        case, "application_received", by=by, at=at, rule_id=rule.id if rule else "", details={"regime": applied.regime}
    )
    audit.record(
        Act.TAKE_APPLICATION, by=by, subject_id=case.subject_id, part="support", details={"regime": applied.regime}
    )
    return row


def _owner(case: Case) -> Body:
    """Give the body that must answer: the health department of the case's province. Errors: Refused where there is none."""
    found = Body.objects.filter(kind="health_department", province_id=case.province_id, pk__in=case.bodies).first()
    if found is None:
        raise Refused(
            _("Sở Y tế answers applications of form 07, and it has no part in this case yet: notify it first.")
        )
    return found


@dataclass(frozen=True)
class Answered:
    """How an application ended."""

    outcome: str
    answered_on: date
    answer_sign: str = ""
    reason: str = ""


@transaction.atomic
def answer_application(*, application: Application, answered: Answered, version: int, by: Staff) -> Application:
    """Answer an application or return it; either ends its clock.

    Errors: NotAllowed for a body other than the one that must answer; Stale; Refused without day, number or reason.
    """
    case = writes(Act.ANSWER_APPLICATION, by, application.case)
    row = Application.objects.select_for_update(of=("self",)).select_related("clock").get(pk=application.pk)
    if by.body_id != row.body_id:
        raise NotAllowed(_("The body that must answer the application answers it."))
    if row.version != version or row.outcome:
        raise Stale(_("This application was answered or changed meanwhile."))
    if reasons := _why_not_answer(row, answered):
        raise Refused(*reasons)
    row.outcome, row.answered_on, row.answer_sign = answered.outcome, answered.answered_on, answered.answer_sign.strip()
    if answered.reason.strip():
        row.reason_ct = Vault.of(case.person_id).seal(
            "support_application", "reason_ct", row.pk, answered.reason.strip()
        )
    row.version += 1
    row.save(update_fields=["outcome", "answered_on", "answer_sign", "reason_ct", "version"])
    at = moment_of(answered.answered_on)
    if row.clock is not None:
        tasks.meet_clock(clock=row.clock, at=at)
    rule = row.clock.rule_id if row.clock else ""
    add_step(
        case, "application_decided", by=by, at=at, rule_id=rule, details={"regime": row.regime, "outcome": row.outcome}
    )
    audit.record(
        Act.ANSWER_APPLICATION, by=by, subject_id=case.subject_id, part="support", details={"outcome": row.outcome}
    )
    return row


def _why_not_answer(row: Application, answered: Answered) -> list[str]:
    reasons = why_not_day(answered.answered_on, event_on=row.received_on, today=today())
    if answered.outcome not in Outcome.values:
        reasons.append(_("Choose how the application ends."))
    if answered.outcome != Outcome.RETURNED and not answered.answer_sign.strip():
        reasons.append(_("Give the number of the answer."))
    if answered.outcome != Outcome.GRANTED and not answered.reason.strip():
        reasons.append(_("Say why it is refused or returned."))
    return reasons
