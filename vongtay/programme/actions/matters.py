"""Raising difficulties and proposals, and what comes as an answer."""

from dataclasses import dataclass
from datetime import date
from uuid import NAMESPACE_OID, UUID, uuid5

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from vongtay.agencies.models import Body
from vongtay.audit import actions as audit
from vongtay.common.access import Refused, Staff, Stale
from vongtay.common.days import today
from vongtay.papers.models import Instrument
from vongtay.programme.actions.base import require
from vongtay.programme.models import Answer, Raised
from vongtay.programme.permissions import Act
from vongtay.programme.states.documents import CLOSING
from vongtay.tasks import actions as tasks
from vongtay.tasks.models import Task


@dataclass(frozen=True)
class Said:
    """A difficulty or proposal as it is raised."""

    matter: str
    text: str
    raised_on: date
    to_body: Body | None = None
    to_text: str = ""
    due_on: date | None = None
    instrument: Instrument | None = None


def _checked(row: models.Model) -> None:
    try:
        row.validate_constraints()
    except ValidationError as wrong:
        raise Refused(*wrong.messages) from wrong


@transaction.atomic
def raise_matter(*, key: UUID, said: Said, by: Staff) -> Raised:
    """Raise a difficulty or proposal. The same `key` again gives the one made the first time.

    A body that signs in has the answer among its tasks; for any other one's own body is reminded to ask.
    """
    require(Act.RAISE, by)
    if (made := Raised.objects.filter(pk=key).first()) is not None:
        return made
    if not said.text.strip():
        raise Refused(_("Say what it is about."))
    if said.raised_on > today():
        raise Refused(_("The day lies in the future."))
    given = vars(said) | {"text": said.text.strip(), "to_text": "" if said.to_body else said.to_text.strip()}
    row = Raised(
        id=key, world=by.world, province_id=by.province_id, body_id=by.body_id, entered_by_id=by.post_id, **given
    )
    _checked(row)
    row.task = _remind(row, by)
    row.save(force_insert=True)
    audit.record(Act.RAISE, by=by, details={"raised": str(row.pk), "matter": row.matter})
    return row


def _remind(row: Raised, by: Staff) -> Task | None:
    if row.due_on is None or row.due_on < today():
        return None
    if row.to_body is not None and row.to_body.signs_in:
        body, text = row.to_body, _("Answer: %(text)s") % {"text": row.text}
    else:
        body, text = (
            Body.objects.get(pk=by.body_id),
            _("Ask %(body)s: %(text)s") % {"body": row.to_whom, "text": row.text},
        )
    wish = tasks.Wish(text[:300], body, None, row.due_on, reverse("programme:matter", args=[row.pk]))
    return tasks.add_task(key=uuid5(NAMESPACE_OID, f"raised {row.pk}"), wish=wish, by=by)


@dataclass(frozen=True)
class Came:
    """An answer that came."""

    outcome: str
    text: str
    on: date
    instrument: Instrument | None = None


@transaction.atomic
def answer_matter(*, key: UUID, row: Raised, came: Came, by: Staff) -> Answer:
    """Enter an answer; all but "being considered" close the matter. The same `key` again gives the answer made the first time."""
    require(Act.ANSWER, by, row)
    if (made := Answer.objects.filter(pk=key).first()) is not None:
        return made
    row = Raised.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if row.closed_on is not None or row.withdrawn_why:
        raise Stale(_("It was answered already."))
    if came.on > today() or came.on < row.raised_on:
        raise Refused(_("The answer comes after the matter was raised, and not in the future."))
    given = vars(came) | {"text": came.text.strip()}
    answer = Answer(
        id=key,
        world=by.world,
        province_id=by.province_id,
        raised=row,
        body_id=by.body_id,
        entered_by_id=by.post_id,
        **given,
    )
    _checked(answer)
    answer.save(force_insert=True)
    if came.outcome in CLOSING:
        row.closed_on = came.on
        row.save(update_fields=["closed_on"])
        if row.task_id is not None:
            tasks.fulfil(key=row.task_id, note=answer.text[:300], by=by)
    audit.record(Act.ANSWER, by=by, details={"raised": str(row.pk), "outcome": came.outcome})
    return answer


@transaction.atomic
def withdraw_matter(*, row: Raised, why: str, by: Staff) -> Raised:
    """Take a difficulty or proposal back with its reason."""
    require(Act.WITHDRAW_MATTER, by, row)
    row = Raised.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if row.withdrawn_why:
        raise Stale(_("It was taken back already."))
    if not why.strip():
        raise Refused(_("Say why it is taken back."))
    row.withdrawn_why = why.strip()[:300]
    row.save(update_fields=["withdrawn_why"])
    if row.task_id is not None:
        tasks.fulfil(key=row.task_id, note=row.withdrawn_why, by=by, is_done=False)
    audit.record(Act.WITHDRAW_MATTER, by=by, details={"raised": str(row.pk)})
    return row
