"""Drafts of official reports that somebody may see."""

from dataclasses import replace
from uuid import UUID

from django.db.models import QuerySet

from vongtay.common.access import Staff
from vongtay.common.periods import parse_period
from vongtay.reports.models import ReportDraft
from vongtay.reports.queries.areas import Question, area_of
from vongtay.reports.states.official import DraftState


def drafts_of(staff: Staff) -> QuerySet[ReportDraft]:
    """The drafts of the body of `staff`, newest first."""
    related = ("area", "entered_by__user", "issued__paper")
    return (
        ReportDraft.objects.filter(body_id=staff.body_id, world=staff.world)
        .select_related(*related)
        .order_by("-recorded_at", "id")
    )


def draft_of(staff: Staff, draft_id: UUID) -> ReportDraft:
    """One draft. ReportDraft.DoesNotExist both when there is none and when `staff` may not see it."""
    return drafts_of(staff).get(pk=draft_id)


def drafts_about(staff: Staff, question: Question) -> QuerySet[ReportDraft]:
    """The drafts of one report that are open, or were issued."""
    period = question.period
    return (
        drafts_of(staff)
        .filter(area=question.area, period=period.code, calendar=period.calendar.value)
        .exclude(state=DraftState.DROPPED)
    )


def question_of(staff: Staff, draft: ReportDraft) -> Question:
    """Give what a draft asks for, as known at its moment. Errors: Place.DoesNotExist where the mandate has ended."""
    period = parse_period(draft.period, draft.calendar)
    return replace(Question(area_of(staff, draft.area_id, period), period), as_known_on=draft.as_known_at)
