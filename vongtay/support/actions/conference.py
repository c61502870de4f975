"""A conference on a case, and what it decides that each body is to do."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from vongtay.agencies.models import Body
from vongtay.audit import actions as audit
from vongtay.cases.actions import locked
from vongtay.cases.models import Case
from vongtay.common.access import Refused, Staff
from vongtay.papers.models import Paper
from vongtay.support.actions.base import OURSELVES, Actor, note_actor, require, sealed, why_not_past
from vongtay.support.actions.plan import Step
from vongtay.support.actions.todo import give_task, why_no_task
from vongtay.support.models import Agreed, Conference, Seat
from vongtay.support.permissions import Act


@dataclass(frozen=True)
class Met:
    """A conference: day, who took part, what was said, what was decided, its minutes."""

    on: date
    bodies: Sequence[Body]
    said: str = ""
    decisions: Sequence[Step] = field(default_factory=list)
    paper: Paper | None = None

    def __repr__(self) -> str:
        return "Met(…)"


@transaction.atomic
def hold_conference(*, key: UUID, case: Case, met: Met, by: Staff, actor: Actor = OURSELVES) -> Conference:
    """Note a conference; its decisions with a day become tasks. The same `key` again gives the same conference."""
    require(Act.HOLD_CONFERENCE, by, case)
    case = locked(case)
    if (made := Conference.objects.filter(pk=key, case=case).first()) is not None:
        return made
    rows = [
        Agreed(subject_id=case.subject_id, conference_id=key, place=place, body=step.body, due_on=step.due_on)
        for place, step in enumerate(met.decisions, 1)
    ]
    if reasons := _why_not(case, met, rows):
        raise Refused(*reasons)
    conference = Conference(
        id=key, subject_id=case.subject_id, case=case, entered_by_id=by.post_id, held_on=met.on, paper=met.paper
    )
    note_actor(conference, case, actor, by)
    conference.said_ct = sealed(case, conference, "said_ct", met.said)
    conference.save(force_insert=True)
    Seat.objects.bulk_create(
        Seat(subject_id=case.subject_id, conference=conference, body=body) for body in dict.fromkeys(met.bodies)
    )
    for row, step in zip(rows, met.decisions, strict=True):
        row.text_ct = sealed(case, row, "text_ct", step.text) or b""
        give_task(case, row, by)
        row.save(force_insert=True)
    audit.record(
        Act.HOLD_CONFERENCE,
        by=by,
        subject_id=case.subject_id,
        details={"bodies": len(met.bodies), "decisions": len(rows)},
    )
    return conference


def _why_not(case: Case, met: Met, rows: list[Agreed]) -> list[str]:
    reasons = why_not_past(met.on)
    if len(set(met.bodies)) < 2:
        reasons.append(_("Name at least two bodies that took part."))
    if any(not step.text.strip() for step in met.decisions):
        reasons.append(_("Say what is to be done."))
    if met.paper is not None and met.paper.subject_id != case.subject_id:
        reasons.append(_("These minutes belong to another case."))
    return reasons + [reason for row in rows for reason in why_no_task(case, row)]
