"""Surveys: recorded, corrected, taken back; and what was changed because of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.agencies.models import Place
from vongtay.audit import actions as audit
from vongtay.common.access import NotAllowed, Refused, Staff, Stale, may
from vongtay.common.days import today
from vongtay.programme.models import Campaign, Survey, SurveyScore
from vongtay.programme.permissions import RULES, Act, in_province
from vongtay.programme.states.surveys import Stage


@dataclass(frozen=True)
class Score:
    """One result: what was asked, how much, in % or on a scale."""

    question: str
    value: Decimal
    unit: str = ""


@dataclass(frozen=True)
class SurveyFacts:
    """What is said of a survey. `area_id` None: the place that the body serves."""

    title: str
    first_on: date
    last_on: date
    people: int
    scores: Sequence[Score] = ()
    area_id: int | None = None
    place: str = ""
    campaign_id: UUID | None = None
    stage: str = Stage.ALONE
    follows_id: UUID | None = None
    found: str = ""
    changed: str = ""


@transaction.atomic
def record_survey(*, key: UUID, facts: SurveyFacts, by: Staff) -> Survey:
    """Record a survey of one's own body. The same `key` again gives the one recorded the first time. Errors: NotAllowed, Refused."""
    if not may(RULES, Act.RECORD_SURVEY, by):
        raise NotAllowed(_("Your post enters no surveys."))
    if (made := Survey.objects.filter(in_province(by), pk=key).first()) is not None:
        return made
    row = Survey(id=key, world=by.world, province_id=by.province_id, body_id=by.body_id, entered_by_id=by.post_id)
    _write(row, facts, by)
    row.save(force_insert=True)
    _keep_scores(row, facts)
    audit.record(Act.RECORD_SURVEY, by=by, details={"survey": str(key), "scores": len(facts.scores)})
    return row


@transaction.atomic
def correct_survey(*, survey: Survey, facts: SurveyFacts, version: int, why: str, by: Staff) -> Survey:
    """Say something else of a survey, or what was changed because of it. Errors: NotAllowed, Stale, Refused."""
    row = _locked(survey, version, by)
    row.why_changed, row.version, row.entered_by_id = _reason(why), version + 1, by.post_id
    _write(row, facts, by)
    row.save()
    _keep_scores(row, facts)
    audit.record(Act.RECORD_SURVEY, by=by, details={"survey": str(row.pk), "version": row.version})
    return row


@transaction.atomic
def take_back_survey(*, survey: Survey, version: int, why: str, by: Staff) -> Survey:
    """Take a survey back; it stays on record. Errors: NotAllowed, Stale, Refused."""
    row = _locked(survey, version, by)
    row.why_changed, row.version, row.withdrawn_at = _reason(why), version + 1, timezone.now()
    row.entered_by_id = by.post_id
    row.save()
    audit.record(Act.RECORD_SURVEY, by=by, details={"survey": str(row.pk), "withdrawn": True})
    return row


def _locked(survey: Survey, version: int, by: Staff) -> Survey:
    if not may(RULES, Act.RECORD_SURVEY, by) or survey.body_id != by.body_id:
        raise NotAllowed(_("Another body held this survey."))
    row = Survey.objects.select_for_update(of=("self",)).get(in_province(by), pk=survey.pk)
    if row.version != version:
        raise Stale(_("Somebody else has changed this meanwhile. Your entries stand below; compare and save again."))
    if row.withdrawn_at is not None:
        raise Refused(_("This survey was taken back."))
    return row


def _reason(why: str) -> str:
    if not why.strip():
        raise Refused(_("Say why."))
    return why.strip()


def _write(row: Survey, facts: SurveyFacts, by: Staff) -> None:
    reasons = _why_not(row, facts, by)
    if reasons:
        raise Refused(*reasons)
    for name in ("title", "place", "found", "changed"):
        setattr(row, name, getattr(facts, name).strip())
    for name in ("first_on", "last_on", "people", "campaign_id", "stage", "follows_id"):
        setattr(row, name, getattr(facts, name))
    row.area_id = facts.area_id or by.place_id or by.province_id
    try:
        row.validate_constraints()
    except ValidationError as wrong:
        raise Refused(*wrong.messages) from wrong


def _why_not(row: Survey, facts: SurveyFacts, by: Staff) -> list[str]:
    reasons = []
    if not facts.title.strip():
        reasons.append(_("Say in a few words what was asked about."))
    if facts.stage not in Stage.values:
        reasons.append(_("Choose whether it was before or after the campaign."))
    if facts.first_on > today():
        reasons.append(_("The day lies in the future: a survey is entered once it was held."))
    if facts.campaign_id and not Campaign.objects.filter(in_province(by), pk=facts.campaign_id).exists():
        reasons.append(_("This campaign is not one of the province."))
    if facts.area_id and not Place.objects.filter(pk=facts.area_id, province_id=by.province_id).exists():
        reasons.append(_("The place lies outside the province of the body."))
    if facts.follows_id is not None:
        earlier = Survey.objects.filter(in_province(by), pk=facts.follows_id, withdrawn_at__isnull=True)
        if not earlier.exclude(pk=row.pk).filter(first_on__lte=facts.first_on).exists():
            reasons.append(_("The survey that it is compared with must be an earlier one of the province."))
    return reasons


def _keep_scores(row: Survey, facts: SurveyFacts) -> None:
    SurveyScore.objects.bulk_create(
        SurveyScore(
            survey=row, version=row.version, place_in_list=number, question=score.question.strip(), value=score.value, unit=score.unit
        )
        for number, score in enumerate(facts.scores)
    )  # fmt: skip
