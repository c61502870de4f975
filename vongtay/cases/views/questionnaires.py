"""Questionnaires of a case: what was asked, asking, reading the answers with the edition that was asked."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.audit import actions as audit
from vongtay.cases import actions
from vongtay.cases.models import Case
from vongtay.cases.permissions import Act
from vongtay.cases.views.acts import own_case
from vongtay.cases.views.case import case_or_404
from vongtay.common.access import Refused
from vongtay.common.days import day_in_vietnam
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.people.vault import Vault
from vongtay.questionnaires import answering, queries, shapes
from vongtay.questionnaires.actions import Asked
from vongtay.questionnaires.models import Edition, EditionState, Response


@staff_only
def list_responses(request: StaffRequest, code: str) -> HttpResponse:
    """Show what was asked already, before anybody asks again, and what can be asked."""
    case = own_case(request, code, Act.ASK)
    held = list(queries.responses_of(case.subject_id))
    rows = [(each, queries.band_words(each.edition, each.band)) for each in held]
    return render(
        request,
        "cases/questionnaires.html",
        {"case": case, "rows": rows, "editions": queries.editions_in_use(request.staff)},
    )


@staff_only
def ask(request: StaffRequest, code: str, form: str) -> HttpResponse:
    """Ask a questionnaire that is in use."""
    case = own_case(request, code, Act.ASK)
    edition = get_object_or_404(
        Edition.objects.select_related("questionnaire"), questionnaire__code=form, state=EditionState.LIVE,
        questionnaire__province_id=request.staff.province_id,
    )  # fmt: skip
    today = day_in_vietnam(timezone.now())
    return _asking(request, case, edition, initial={"key": uuid.uuid4(), "answered_on": today})


@staff_only
def correct(request: StaffRequest, code: str, response_id: str) -> HttpResponse:
    """Correct answers on the edition that was asked; both stay on record."""
    case = own_case(request, code, Act.ASK)
    response = _response(case, response_id)
    answers = queries.answers_in(response, data_key=Vault.of(case.person_id).key)
    initial = answering.initial_of(answers) | {"key": uuid.uuid4(), "answered_on": response.answered_on}
    return _asking(request, case, response.edition, initial=initial, corrects=response)


def _asking(
    request: StaffRequest, case: Case, edition: Edition, *, initial: dict[str, Any], corrects: Response | None = None
) -> HttpResponse:
    shape = shapes.parsed(edition.content)
    form = answering.Answer(request.POST or None, shape=shape, initial=initial)
    if form.is_valid():
        given = form.cleaned_data
        asked = Asked(given["key"], case.subject_id, case.person_id, None, given["answered_on"])
        try:
            response = actions.ask_questionnaire(
                case=case, edition=edition, asked=asked, answers=form.answers(), by=request.staff, corrects=corrects
            )
        except Refused as refused:
            form.add_error(None, list(refused.reasons))
        else:
            messages.success(request, _("The answers were saved."))
            return redirect("cases:response", code=case.code, response_id=response.id)
    context = {"case": case, "edition": edition, "shape": shape, "form": form, "corrects": corrects}
    return render(request, "cases/ask.html", context, status=422 if form.errors else 200)


def _response(case: Case, response_id: str) -> Response:
    related = ("edition__questionnaire", "acted_by_body", "entered_by__user", "corrects")
    return get_object_or_404(Response.objects.select_related(*related), pk=response_id, subject_id=case.subject_id)


@staff_only
def show_response(request: StaffRequest, code: str, response_id: str) -> HttpResponse:
    """Show answers as they were given, with the questions as they were asked then."""
    case = case_or_404(request.staff, code)
    response = _response(case, response_id)
    audit.record("cases.read_answers", by=request.staff, subject_id=case.subject_id, part="statement")
    shape = shapes.parsed(response.edition.content)
    answers = queries.answers_in(response, data_key=Vault.of(case.person_id).key)
    later = Response.objects.filter(corrects=response).first()
    context = {
        "case": case, "response": response, "edition": response.edition, "later": later, "shape": shape,
        "parts": list(queries.told(shape, answers, words=answering.answer_words())),
        "band": queries.band_words(response.edition, response.band),
    }  # fmt: skip
    return render(request, "cases/response.html", context)
