"""The decision: in what paper it stands is asked by the law of its day and the body that decides."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.agencies.queries import bodies_of_province
from vongtay.cases import actions, forms, queries
from vongtay.cases.models import Case, Decision
from vongtay.cases.permissions import Act
from vongtay.cases.queries.identification import sheet_of
from vongtay.cases.states import State
from vongtay.cases.views.acts import act_page, own_case
from vongtay.common.days import day_in_vietnam
from vongtay.common.fields import Day
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.law import queries as law
from vongtay.papers.queries import incoming_for
from vongtay.people.vault import Vault
from vongtay.tasks.rules import Face, settled_by_default
from vongtay.tasks.states import Settling


def _papers(request: StaffRequest) -> list[tuple[str, str]]:
    """Give the papers on offer for the day and the body that the form names so far."""
    given = request.POST or request.GET
    try:
        on: date = Day(required=False).clean(given.get("decided_on", "")) or day_in_vietnam(timezone.now())
        chosen = (
            bodies_of_province(request.staff).filter(pk=given["acted_by"]).first() if given.get("acted_by") else None
        )
        offers = queries.offered_papers(on, chosen.kind if chosen else request.staff.body_kind, own=chosen is None)
    except (ValidationError, LookupError):
        return []
    return [(offer.code, offer.label) for offer in offers]


def _proposal(case: Case) -> Decision | None:
    waiting = case.decisions.filter(decided_on__isnull=True, returned_at__isnull=True)
    return waiting.select_related("proposed_by__user").first()


def _open_work(case: Case, proposal: Decision | None) -> list[tuple[str, str, str]]:
    """Give what the decision leaves open: clocks that it does not itself answer, and tasks."""
    events = [
        "verification_answered",
        *(["confirmed_paper"] if proposal and proposal.outcome == State.IDENTIFIED else []),
    ]
    answered = {rule for event in events for rule in law.rules_met_by(route=case.route, event=event)}
    faces, lines = queries.open_work_of(case)
    clocks = [
        (str(face.clock.id), _open_clock(face), settled_by_default(face.clock).value)
        for face in faces
        if face.clock.rule_id not in answered
    ]
    return [
        *clocks,
        *(
            (str(line.task.id), f"{line.text} · {line.task.body.short_name}", Settling.STILL_OWED.value)
            for line in lines
        ),
    ]


def _open_clock(face: Face) -> str:
    body = face.clock.body.short_name if face.clock.body else ""
    return " · ".join(part for part in (face.title, body, face.due) if part)


def _form(request: StaffRequest, case: Case, proposal: Decision | None, data: Any) -> forms.Decide:
    confirms = proposal is not None and proposal.outcome == State.IDENTIFIED
    return forms.Decide(
        data, request.FILES or None, bodies=bodies_of_province(request.staff), papers=_papers(request) if confirms else None,
        open_work=_open_work(case, proposal), entries=incoming_for(request.staff, case.subject_id),
        initial={"version": case.version, "decided_on": day_in_vietnam(timezone.now())},
    )  # fmt: skip


@staff_only
def decide(request: StaffRequest, code: str) -> HttpResponse:
    """Decide as proposed, or enter the decision of the competent body from its paper."""
    case = own_case(request, code, Act.DECIDE)
    proposal = _proposal(case)
    form = _form(request, case, proposal, request.POST or None)

    def write(given: dict[str, Any]) -> None:
        paper = actions.StandsIn(given.get("stands_in", ""), given.get("custom_reason", ""))
        actions.decide(
            case=case, decided_on=given["decided_on"], version=given["version"], by=request.staff, acted_by=given["acted_by"],
            from_paper=actions.paper_given(case, given, by=request.staff), stands_in=paper,
            settling=form.settling(),
        )  # fmt: skip

    words = {"title": _("Decide"), "button": _("Decide as proposed"), "done": _("The decision stands.")}
    return act_page(
        request, case, form, write, proposal=proposal, sheet=sheet_of(case, Vault.of(case.person_id)), **words
    )


@staff_only
def show_papers(request: StaffRequest, code: str) -> HttpResponse:
    """Show the papers on offer anew when the day or the body changes; the page works without."""
    case = own_case(request, code, Act.DECIDE)
    form = _form(request, case, _proposal(case), None)
    who = law.who_may_confirm(law.regime_on(day_in_vietnam(timezone.now())))
    return render(
        request, "cases/parts/stands_in.html", {"case": case, "form": form, "none": not _papers(request), "who": who}
    )
