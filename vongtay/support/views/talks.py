"""Pages of what was talked about: needs scored, conferences, what the person says, what was settled."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from vongtay.agencies.queries import bodies_of_province
from vongtay.cases.actions import paper_given
from vongtay.cases.models import Case
from vongtay.common.access import NotAllowed, may
from vongtay.common.days import today
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.papers.queries import papers_of_subject
from vongtay.people.vault import Vault
from vongtay.support import actions, forms, queries
from vongtay.support.models import Agreed, Measure
from vongtay.support.permissions import RULES, Act
from vongtay.support.states import Heard, Progress, Saying
from vongtay.support.views.base import act_page, case_or_404, own_case


def _actor(case: Case, given: dict[str, Any], request: StaffRequest) -> actions.Actor:
    """Give which body acted, with its paper; the scan is stored encrypted."""
    if not given.get("acted_by"):
        return actions.OURSELVES
    return actions.Actor(given["acted_by"], paper_given(case, given, by=request.staff))


def _page(request: StaffRequest, case: Case, form: Any, write: Any, **words: Any) -> HttpResponse:
    words.setdefault("template", "support/acted.html")
    return act_page(request, form, write, back=reverse("support:plan", args=[case.code]), case=case, **words)


@staff_only
def score_needs(request: StaffRequest, code: str) -> HttpResponse:
    """Score how great the needs were on a day."""
    case = own_case(request, code, Act.SCORE_NEEDS)
    form = forms.ScoreNeeds(
        request.POST or None, request.FILES or None, bodies=bodies_of_province(request.staff),
        initial={"key": uuid.uuid4(), "scored_on": today()},
    )  # fmt: skip

    def write(given: dict[str, Any]) -> None:
        scored = actions.Scored(given["scored_on"], form.levels(), given["note"])
        actions.score_needs(
            key=given["key"], case=case, scored=scored, by=request.staff, actor=_actor(case, given, request)
        )

    lead = _(
        "Domains and scale are our own list, not the law's. 0 is urgent, 4 is no need now. Earlier scores stay and make the trend."
    )
    return _page(
        request,
        case,
        form,
        write,
        title=_("Score needs"),
        button=_("Save"),
        done=_("The needs were scored."),
        lead=lead,
    )


@staff_only
def hold_conference(request: StaffRequest, code: str) -> HttpResponse:
    """Note a conference and what it decided."""
    case = own_case(request, code, Act.HOLD_CONFERENCE)
    takers = queries.bodies_that_help(case, request.staff, today())
    form = forms.HoldConference(
        request.POST or None, request.FILES or None, bodies=bodies_of_province(request.staff), takers=takers,
        papers=papers_of_subject(case.subject_id), initial={"key": uuid.uuid4(), "held_on": today(), "bodies": [request.staff.body_id]},
    )  # fmt: skip

    def write(given: dict[str, Any]) -> None:
        decisions = [actions.Step(*row) for row in form.decisions()]
        met = actions.Met(given["held_on"], list(given["bodies"]), given["said"], decisions, given["paper"])
        actions.hold_conference(
            key=given["key"], case=case, met=met, by=request.staff, actor=_actor(case, given, request)
        )

    return _page(
        request, case, form, write, title=_("Note a case conference"), button=_("Save"), done=_("The conference was noted."),
        template="support/conference.html",
    )  # fmt: skip


@staff_only
def record_feedback(request: StaffRequest, code: str) -> HttpResponse:
    """Note what the person says of the support, or wishes."""
    case = own_case(request, code, Act.RECORD_FEEDBACK)
    form = forms.RecordFeedback(
        request.POST or None, request.FILES or None, bodies=bodies_of_province(request.staff),
        initial={"key": uuid.uuid4(), "said_on": today(), "how": Heard.IN_PERSON, "saying": Saying.FEEDBACK},
    )  # fmt: skip

    def write(given: dict[str, Any]) -> None:
        told = actions.Told(given["said_on"], given["words"], given["saying"], given["how"], given["score"])
        actions.record_feedback(
            key=given["key"], case=case, told=told, by=request.staff, actor=_actor(case, given, request)
        )

    lead = _(
        "It is kept as it was said and shown with the plan. It changes no plan, no support and no decision by itself."
    )
    return _page(
        request, case, form, write, title=_("What the person says"), button=_("Save"), done=_("Noted."), lead=lead
    )


@staff_only
def settle(request: StaffRequest, code: str, row_id: uuid.UUID) -> HttpResponse:
    """Say what became of a measure or of a conference's decision."""
    case = case_or_404(request.staff, code)
    measures = Measure.objects.select_related("plan__case", "task", "body").filter(
        plan__case=case, plan__state="approved"
    )
    row: Measure | Agreed | None = measures.filter(pk=row_id).first()
    agreed = Agreed.objects.select_related("conference__case", "task", "body").filter(conference__case=case)
    row = row or get_object_or_404(agreed, pk=row_id)
    if not may(RULES, Act.SETTLE, request.staff, row):
        raise NotAllowed(_("Your post may not do this, or your body does not take part in this case."))
    form = forms.Settle(request.POST or None, initial={"to": Progress.DONE})

    def write(given: dict[str, Any]) -> None:
        actions.settle(row=row, to=given["to"], note=given["note"], by=request.staff)

    return _page(
        request,
        case,
        form,
        write,
        title=_("What became of it"),
        button=_("Save"),
        done=_("Noted."),
        template="support/act.html",
        lead=queries.words_of(row, Vault.of(case.person_id)),
    )
