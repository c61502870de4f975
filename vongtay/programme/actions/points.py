"""Action points of bodies: asked, reminded of, done, verified by another post."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from vongtay.agencies.models import Body
from vongtay.audit import actions as audit
from vongtay.common.access import NotAllowed, Refused, Staff, WrongState
from vongtay.common.days import today
from vongtay.programme.models import ActionPoint, Inspection, PointReminder
from vongtay.programme.permissions import Act
from vongtay.programme.writing import locked, own, require, write_row

DONE = ("done_on", "done_words", "done_by", "done_user")


@dataclass(frozen=True)
class Asked:
    """A recommendation as the paper of the team says."""

    asked_by: str
    asked_on: date
    words: str
    due_body: Body
    source_sign: str = ""
    with_bodies: str = ""
    due_on: date | None = None
    inspection: Inspection | None = None


@transaction.atomic
def add_point(*, key: UUID, asked: Asked, by: Staff) -> ActionPoint:
    """Enter what a team asks of a body. The same `key` again enters nothing. Errors: Refused."""
    require(Act.ADD_POINT, by)
    if (made := ActionPoint.objects.filter(pk=key).first()) is not None:
        return made
    reasons = [_("The day lies in the future.")] if asked.asked_on > today() else []
    if not (asked.words.strip() and asked.asked_by.strip()):
        reasons.append(_("Say who asks, and for what."))
    if reasons:
        raise Refused(*reasons)
    row = ActionPoint(
        id=key, asked_by=asked.asked_by.strip(), source_sign=asked.source_sign.strip(), asked_on=asked.asked_on, inspection=asked.inspection,
        words=asked.words.strip(), due_body=asked.due_body, with_bodies=asked.with_bodies.strip(), due_on=asked.due_on, **own(by),
    )  # fmt: skip
    write_row(row, new=True)
    audit.record(Act.ADD_POINT, by=by, details={"point": str(key)})
    return row


def _open(point: ActionPoint, version: int | None = None) -> ActionPoint:
    row = locked(ActionPoint, point.pk, version)
    if row.verified_on or row.dropped_reason:
        raise WrongState(_("This point is settled."))
    return row


@transaction.atomic
def remind_of_point(*, key: UUID, point: ActionPoint, sent_on: date, sign: str, by: Staff) -> PointReminder:
    """Note that the body was reminded. The same `key` again notes nothing. Errors: WrongState, Refused."""
    require(Act.KEEP_POINT, by, point)
    if (made := PointReminder.objects.filter(pk=key).first()) is not None:
        return made
    row = _open(point)
    if row.done_on:
        raise WrongState(_("This point was said to be done: verify it."))
    if not row.asked_on <= sent_on <= today():
        raise Refused(_("The reminder lies between the day of the request and today."))
    reminder = PointReminder(id=key, point=row, sent_on=sent_on, sign=sign.strip(), entered_by_id=by.post_id)
    write_row(reminder, new=True)
    audit.record("programme.remind_of_point", by=by, details={"point": str(row.pk)})
    return reminder


@transaction.atomic
def do_point(*, point: ActionPoint, done_on: date, words: str, version: int, by: Staff) -> ActionPoint:
    """Say that a point was done, and what was done. Errors: Stale, WrongState, Refused."""
    require(Act.DO_POINT, by, point)
    row = _open(point, version)
    if row.done_on:
        raise WrongState(_("This point was said to be done: verify it."))
    if not row.asked_on <= done_on <= today():
        raise Refused(_("It was done between the day of the request and today."))
    row.done_on, row.done_words, row.done_by_id, row.done_user = done_on, words.strip(), by.post_id, by.account
    write_row(row, only=DONE)
    audit.record(Act.DO_POINT, by=by, details={"point": str(row.pk)})
    return row


@transaction.atomic
def verify_point(*, point: ActionPoint, is_done: bool, version: int, by: Staff) -> ActionPoint:
    """Verify what was said to be done: done, or open again. Whoever said so may not. Errors: Stale, WrongState, NotAllowed."""
    require(Act.VERIFY_POINT, by, point)
    row = _open(point, version)
    if row.done_on is None:
        raise WrongState(_("Only what was said to be done is verified."))
    if row.done_user == by.account:
        raise NotAllowed(_("Whoever did it may not verify it."))
    if is_done:
        row.verified_on, row.verified_by_id, row.verified_user = today(), by.post_id, by.account
        write_row(row, only=("verified_on", "verified_by", "verified_user"))
    else:
        row.done_on, row.done_words, row.done_by_id, row.done_user = None, "", None, None
        write_row(row, only=DONE)
    audit.record(Act.VERIFY_POINT, by=by, details={"point": str(row.pk), "done": is_done})
    return row


@transaction.atomic
def drop_point(*, point: ActionPoint, reason: str, version: int, by: Staff) -> ActionPoint:
    """Note that a point is no longer asked, with the reason. Errors: Stale, WrongState, Refused."""
    require(Act.KEEP_POINT, by, point)
    row = _open(point, version)
    if not reason.strip():
        raise Refused(_("Say why."))
    row.dropped_reason = reason.strip()
    write_row(row, only=("dropped_reason",))
    audit.record("programme.drop_point", by=by, details={"point": str(row.pk)})
    return row
