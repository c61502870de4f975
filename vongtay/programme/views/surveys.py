"""Surveys and evaluation: the list, the form, one survey beside the one before."""

import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from vongtay.agencies.queries import places_of
from vongtay.common.access import NotAllowed, Staff, may
from vongtay.common.days import today
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.programme import actions, forms, queries
from vongtay.programme.forms.back import TakeBack
from vongtay.programme.models import Survey
from vongtay.programme.permissions import RULES, Act
from vongtay.programme.views.pages import act_page, allow

PAGE = 50
SAME = ("title", "first_on", "place", "people", "stage", "scores", "found", "changed")


@staff_only
def list_surveys(request: StaffRequest) -> HttpResponse:
    """Show the surveys of the province, newest first."""
    allow(request, Act.READ)
    page = Paginator(queries.surveys_of(request.staff), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "may_enter": may(RULES, Act.RECORD_SURVEY, request.staff)}
    return render(request, "programme/surveys/list.html", context)


@staff_only
def enter_survey(request: StaffRequest) -> HttpResponse:
    """Enter a survey, perhaps the one after an earlier one."""
    if not may(RULES, Act.RECORD_SURVEY, request.staff):
        raise NotAllowed(_("Your post enters no surveys."))
    form = _form(request, {"key": uuid.uuid4(), "first_on": today(), **_after(request)})

    def write(given: dict[str, Any]) -> Survey:
        return actions.record_survey(key=given["key"], facts=_facts(given), by=request.staff)

    return act_page(
        request, form, write, back=reverse("programme:surveys"), done=_("The survey is entered."), title=_("Enter a survey"), button=_("Enter"),
        after=lambda made: reverse("programme:survey", args=[made.pk]), template="programme/activities/enter.html", draft="survey",
    )  # fmt: skip


@staff_only
def show_survey(request: StaffRequest, survey_id: uuid.UUID) -> HttpResponse:
    """Show a survey, beside the one that it is compared with, and what was changed because of it."""
    allow(request, Act.READ)
    row = _survey_or_404(request.staff, survey_id)
    context = {
        "row": row, "compared": queries.compared(row), "former": queries.former_surveys(row) if row.version > 1 else [],
        "may_correct": row.withdrawn_at is None and row.body_id == request.staff.body_id and may(RULES, Act.RECORD_SURVEY, request.staff),
        "may_enter": may(RULES, Act.RECORD_SURVEY, request.staff),
    }  # fmt: skip
    return render(request, "programme/surveys/show.html", context)


@staff_only
def correct_survey(request: StaffRequest, survey_id: uuid.UUID) -> HttpResponse:
    """Correct a survey, or say what was changed because of it."""
    row = _own(request, survey_id)
    start = {name: getattr(row, name) for name in (*SAME, "version", "last_on")} | {
        "key": row.pk, "campaign": row.campaign_id, "follows": row.follows_id, "area": row.area_id,
        "scores": forms.start_of_scores(row.standing),  # type: ignore[attr-defined]  # prefetched
    }  # fmt: skip
    form = _form(request, start, corrects=row)

    def write(given: dict[str, Any]) -> None:
        actions.correct_survey(
            survey=row, facts=_facts(given), version=given["version"], why=given["why"], by=request.staff
        )

    return act_page(
        request, form, write, back=reverse("programme:survey", args=[row.pk]), done=_("Corrected. What stood before is kept."),
        title=_("Correct: %(what)s") % {"what": row.title}, button=pgettext("activity", "Correct"), template="programme/activities/enter.html",
        version=lambda: queries.survey_of(request.staff, row.pk).version,
    )  # fmt: skip


@staff_only
def take_back_survey(request: StaffRequest, survey_id: uuid.UUID) -> HttpResponse:
    """Take a survey back."""
    row = _own(request, survey_id)
    form = TakeBack(request.POST or None, initial={"version": row.version})

    def write(given: dict[str, Any]) -> None:
        actions.take_back_survey(survey=row, by=request.staff, **given)

    return act_page(
        request, form, write, back=reverse("programme:survey", args=[row.pk]), done=_("Taken back."),
        title=_("Take back: %(what)s") % {"what": row.title}, button=_("Take back"), lead=_("The survey stays on record with your reason."),
        version=lambda: queries.survey_of(request.staff, row.pk).version,
    )  # fmt: skip


def _form(request: StaffRequest, start: dict[str, Any], *, corrects: Survey | None = None) -> forms.EnterSurvey:
    earlier = queries.surveys_of(request.staff)
    return forms.EnterSurvey(
        request.POST or None, initial=start, corrects=corrects is not None, places=places_of(request.staff).filter(valid_to__isnull=True),
        campaigns=queries.campaigns_of(request.staff), surveys=earlier.exclude(pk=corrects.pk) if corrects else earlier,
    )  # fmt: skip


def _facts(given: dict[str, Any]) -> actions.SurveyFacts:
    area, campaign, follows = given["area"], given["campaign"], given["follows"]
    return actions.SurveyFacts(
        last_on=given["last_on"] or given["first_on"], area_id=area.pk if area else None, campaign_id=campaign.pk if campaign else None,
        follows_id=follows.pk if follows else None, **{name: given[name] for name in SAME},
    )  # fmt: skip


def _after(request: StaffRequest) -> dict[str, Any]:
    """Give what the survey after an earlier one begins with: the same questions, compared with it."""
    try:
        before = queries.survey_of(request.staff, uuid.UUID(request.GET.get("after", "")))
    except (ValueError, Survey.DoesNotExist):
        return {}
    return {
        "follows": before.pk,
        "stage": "after",
        "title": before.title,
        "campaign": before.campaign_id,
        "place": before.place,
    }


def _survey_or_404(staff: Staff, survey_id: uuid.UUID) -> Survey:
    try:
        return queries.survey_of(staff, survey_id)
    except Survey.DoesNotExist as missing:
        raise Http404 from missing


def _own(request: StaffRequest, survey_id: uuid.UUID) -> Survey:
    row = _survey_or_404(request.staff, survey_id)
    if (
        row.withdrawn_at is not None
        or row.body_id != request.staff.body_id
        or not may(RULES, Act.RECORD_SURVEY, request.staff)
    ):
        raise NotAllowed(_("Another body held this survey, or it was taken back."))
    return row
