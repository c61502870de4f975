"""Closing support, and opening it again."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from vongtay.cases.models import Case
from vongtay.cases.queries import clocks_of, lines_of
from vongtay.common.days import today
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.people.vault import Vault
from vongtay.support import actions, forms, queries
from vongtay.support.models import Closure
from vongtay.support.permissions import Act
from vongtay.support.states import ClosureState, LinkState
from vongtay.support.views.base import act_page, own_case
from vongtay.tasks.queries import faces, tasks_on
from vongtay.tasks.states import TaskState


def _open_things(case: Case) -> dict[str, Any]:
    """Give what is still open beside support: limits, tasks, links that wait, and how the criteria stand."""
    vault, now = Vault.of(case.person_id), today()
    running = [face for face in faces(clocks_of(case), now) if face.state in {"running", "missed", "paused", "unset"}]
    links = [one for one in queries.links_of(case, vault) if one.row.state == LinkState.WAITING]
    return {
        "clocks": running, "tasks": lines_of(tasks_on(case.subject_id).filter(state=TaskState.OPEN)[:50]), "links": links,
        "trend": queries.trend_of(queries.visits_of(case, vault)), "is_firm": queries.is_firm_now(case), "template": "support/close.html",
    }  # fmt: skip


@staff_only
def propose_closure(request: StaffRequest, code: str) -> HttpResponse:
    """Propose to close support; what is still open stands first."""
    case = own_case(request, code, Act.PROPOSE_CLOSURE)
    start = {"key": uuid.uuid4(), "outcome": "reintegrated" if queries.is_firm_now(case) else None}
    form = forms.ProposeClosure(request.POST or None, initial=start)

    def write(given: dict[str, Any]) -> None:
        actions.propose_closure(case=case, by=request.staff, **given)

    return act_page(
        request, form, write, back=reverse("support:home", args=[case.code]), done=_("Proposed. Another person approves it."), case=case,
        title=_("Propose to close support"), button=_("Propose the closure"), **_open_things(case),
    )  # fmt: skip


@staff_only
def decide_closure(request: StaffRequest, code: str) -> HttpResponse:
    """Approve a closure or send it back."""
    case = own_case(request, code, Act.DECIDE_CLOSURE)
    closure = get_object_or_404(Closure.objects.select_related("case"), case=case, state=ClosureState.PROPOSED)
    form = forms.DecideClosure(request.POST or None, initial={"version": closure.version})
    shown = next(one for one in queries.closures_of(case, Vault.of(case.person_id)) if one.row.pk == closure.pk)

    def write(given: dict[str, Any]) -> None:
        actions.decide_closure(closure=closure, by=request.staff, **given)

    return act_page(
        request, form, write, back=reverse("support:home", args=[case.code]), done=_("Answered."), case=case, proposed=shown,
        title=_("Closure of support"), button=_("Answer"), **_open_things(case),
    )  # fmt: skip


@staff_only
def reopen_support(request: StaffRequest, code: str) -> HttpResponse:
    """Open support again."""
    case = own_case(request, code, Act.REOPEN_SUPPORT)
    rows = Closure.objects.select_related("case").filter(
        case=case, state=ClosureState.APPROVED, reopened_at__isnull=True
    )
    closure = get_object_or_404(rows)
    form = forms.ReopenSupport(request.POST or None, initial={"version": closure.version})

    def write(given: dict[str, Any]) -> None:
        actions.reopen_support(closure=closure, by=request.staff, **given)

    return act_page(
        request, form, write, back=reverse("support:home", args=[case.code]), done=_("Support is open again."), case=case,
        title=_("Open support again"), button=_("Open again"), lead=_("Visits whose day is still to come are owed again."),
    )  # fmt: skip
