"""Scoring the needs of a person, and noting what they say of their support."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from vongtay.audit import actions as audit
from vongtay.cases.actions import locked
from vongtay.cases.models import Case
from vongtay.common.access import Refused, Staff
from vongtay.support.actions.base import OURSELVES, Actor, note_actor, require, sealed, why_not_past
from vongtay.support.models import Assessment, Feedback, Score
from vongtay.support.permissions import Act
from vongtay.support.states import Domain, Heard, Level, Saying


@dataclass(frozen=True)
class Scored:
    """The needs of a day: domain -> level; what was not talked about is left out."""

    on: date
    levels: Mapping[str, int]
    note: str = ""

    def __repr__(self) -> str:
        return "Scored(…)"


@transaction.atomic
def score_needs(*, key: UUID, case: Case, scored: Scored, by: Staff, actor: Actor = OURSELVES) -> Assessment:
    """Note how great the needs were on a day. The same `key` again gives the same scores; earlier ones stay."""
    require(Act.SCORE_NEEDS, by, case)
    case = locked(case)
    if (made := Assessment.objects.filter(pk=key, case=case).first()) is not None:
        return made
    reasons = why_not_past(scored.on)
    if not scored.levels:
        reasons.append(_("Score at least one need."))
    if not set(scored.levels) <= set(Domain.values) or not set(scored.levels.values()) <= set(Level.values):
        reasons.append(_("Choose a score from 0 to 4."))
    if reasons:
        raise Refused(*reasons)
    row = Assessment(id=key, subject_id=case.subject_id, case=case, entered_by_id=by.post_id, scored_on=scored.on)
    note_actor(row, case, actor, by)
    row.note_ct = sealed(case, row, "note_ct", scored.note)
    row.save(force_insert=True)
    Score.objects.bulk_create(
        Score(subject_id=case.subject_id, assessment=row, domain=domain, level=level)
        for domain, level in scored.levels.items()
    )
    audit.record(Act.SCORE_NEEDS, by=by, subject_id=case.subject_id, details={"domains": len(scored.levels)})
    return row


@dataclass(frozen=True)
class Told:
    """What the person said of the support, or wishes. score: 1 to 5, if they gave one."""

    on: date
    words: str
    saying: str = Saying.FEEDBACK
    how: str = Heard.IN_PERSON
    score: int | None = None

    def __repr__(self) -> str:
        return "Told(…)"


@transaction.atomic
def record_feedback(*, key: UUID, case: Case, told: Told, by: Staff, actor: Actor = OURSELVES) -> Feedback:
    """Note what the person said in their words. It is shown and changes nothing else. The same `key` makes one."""
    require(Act.RECORD_FEEDBACK, by, case)
    case = locked(case)
    if (made := Feedback.objects.filter(pk=key, case=case).first()) is not None:
        return made
    reasons = why_not_past(told.on)
    if not told.words.strip():
        reasons.append(_("Write what the person said, in their own words."))
    if told.saying not in Saying.values or told.how not in Heard.values:
        reasons.append(_("Say how the person was asked."))
    if told.score is not None and not 1 <= told.score <= 5:
        reasons.append(_("The person's score lies between 1 and 5."))
    if reasons:
        raise Refused(*reasons)
    row = Feedback(
        id=key, subject_id=case.subject_id, case=case, entered_by_id=by.post_id, said_on=told.on, saying=told.saying, how=told.how,
        score=told.score,
    )  # fmt: skip
    note_actor(row, case, actor, by)
    row.words_ct = sealed(case, row, "words_ct", told.words) or b""
    row.save(force_insert=True)
    audit.record(
        Act.RECORD_FEEDBACK, by=by, subject_id=case.subject_id, details={"saying": told.saying, "how": told.how}
    )
    return row
