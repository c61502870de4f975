"""More time for one report of one body: asked for by who answers for it, given or refused by who receives it. Nothing of it is edited."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.audit import actions as audit
from vongtay.common.access import Refused, Staff, WrongState
from vongtay.common.days import today
from vongtay.common.requests import is_taken_key
from vongtay.common.saving import save_in_words
from vongtay.law.queries import calendar
from vongtay.reports.keeping import require, stale
from vongtay.reports.models import ExtensionStep, Submission
from vongtay.reports.permissions import Act
from vongtay.reports.queries.standing import Owed
from vongtay.reports.rules.calendar import due_of
from vongtay.reports.states.calendar import MoreTime, SubmissionState


@dataclass(frozen=True)
class Reasons:
    """Why a day moves, or does not, and the paper that says so, where there is one."""

    why: str
    sign: str = ""
    signed_on: date | None = None


@transaction.atomic
def ask_more_time(*, key: UUID, owed: Owed, until: date, said: Reasons, by: Staff) -> ExtensionStep:
    """Ask the receiving body for more time for one report. The same `key` again gives what was asked the first time.

    Errors: NotAllowed, Stale, WrongState once it is approved or while a request waits, Refused.
    """
    require(Act.ASK_MORE_TIME, by, owed)
    row, is_done = _step(key, owed, MoreTime.ASKED, until, said, by)
    if not is_done:
        audit.record(Act.ASK_MORE_TIME, by=by, details=_told(row, owed))
    return row


@transaction.atomic
def extend_day(*, key: UUID, owed: Owed, until: date, said: Reasons, by: Staff) -> ExtensionStep:
    """Give one body more time for one report; a later extension takes the place of this one. Errors: as `ask_more_time`."""
    require(Act.EXTEND_DAY, by, owed)
    row, is_done = _step(key, owed, MoreTime.GIVEN, until, said, by)
    if not is_done:
        audit.record(Act.EXTEND_DAY, by=by, details=_told(row, owed))
    return row


@transaction.atomic
def refuse_more_time(*, key: UUID, owed: Owed, said: Reasons, by: Staff) -> ExtensionStep:
    """Answer a request for more time with no: the day stays. Errors: as `ask_more_time`; WrongState where nobody asks."""
    require(Act.EXTEND_DAY, by, owed)
    row, is_done = _step(key, owed, MoreTime.REFUSED, None, said, by)
    if not is_done:
        audit.record(Act.EXTEND_DAY, by=by, details=_told(row, owed))
    return row


def _step(
    key: UUID, owed: Owed, kind: MoreTime, until: date | None, said: Reasons, by: Staff
) -> tuple[ExtensionStep, bool]:
    """Take the next step about the day of a report. Gives it, and whether this very form did it before."""
    if (made := ExtensionStep.objects.filter(pk=key, by_id=by.post_id).first()) is not None:
        return made, True
    _require_open(owed)
    steps = ExtensionStep.objects.filter(obligation=owed.obligation, period=owed.period.code, body=owed.body)
    newest = steps.order_by("-number").first()
    _require_turn(kind, newest)
    usual = due_of(owed.obligation, owed.period, calendar().is_working_day)
    if usual is None:
        raise Refused(_("No day was set for this report, so there is none to extend."))
    if reasons := _why_not(usual, until, said, owed):
        raise Refused(*reasons)
    row = ExtensionStep(
        id=key, world=by.world, obligation=owed.obligation, period=owed.period.code, body=owed.body, number=newest.number + 1 if newest else 1,
        kind=kind, old_on=usual, due_on=until, why=said.why.strip()[:300], sign=said.sign.strip(), signed_on=said.signed_on, by_id=by.post_id,
        recorded_at=timezone.now(),
    )  # fmt: skip
    try:
        with transaction.atomic():
            save_in_words(row, new=True)
    except IntegrityError as taken:
        if is_taken_key(taken):
            raise
        raise stale() from taken  # somebody took the next step at this moment
    return row, False


def _told(row: ExtensionStep, owed: Owed) -> dict[str, Any]:
    due = row.due_on.isoformat() if row.due_on else None
    return {
        "obligation": str(row.obligation_id),
        "period": row.period,
        "body": owed.body.code,
        "kind": row.kind,
        "due": due,
    }


def _require_open(owed: Owed) -> None:
    """Refuse once a version is approved; whoever approves at this moment is waited for."""
    versions = Submission.objects.filter(obligation=owed.obligation, period=owed.period.code, body=owed.body)
    list(versions.filter(state=SubmissionState.SENT).select_for_update(of=("self",)))
    if versions.filter(state=SubmissionState.APPROVED).exists():
        raise WrongState(_("This report is approved already: its day is not moved any more."))


def _require_turn(kind: MoreTime, newest: ExtensionStep | None) -> None:
    is_asked = newest is not None and newest.kind == MoreTime.ASKED
    if kind == MoreTime.ASKED and is_asked:
        raise WrongState(_("More time was asked for already and waits for an answer."))
    if kind == MoreTime.REFUSED and not is_asked:
        raise WrongState(_("Nobody asks for more time, or it was answered meanwhile. Look at what is new."))


def _why_not(usual: date, until: date | None, said: Reasons, owed: Owed) -> list[str]:
    reasons = []
    if not said.why.strip():
        reasons.append(_("Give the reason."))
    if until is not None and until <= usual:
        reasons.append(_("The new day lies after the old one."))
    if until is not None and until < today():
        reasons.append(_("The new day does not lie in the past."))
    if until is not None and owed.given is not None and until == owed.given.due_on:
        reasons.append(_("This day holds already."))
    if bool(said.sign.strip()) != (said.signed_on is not None):
        reasons.append(_("Give the number and the day of the paper."))
    if said.signed_on is not None and said.signed_on > today():
        reasons.append(_("The day of the document lies in the future."))
    return reasons
