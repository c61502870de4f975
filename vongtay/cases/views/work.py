"""Clocks that stand still, tasks, and what a body waits for."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.agencies.models import Body
from vongtay.agencies.queries import bodies_of_province
from vongtay.agencies.roles import MAY_SEE_CASES
from vongtay.cases import actions, forms, queries
from vongtay.cases.models import Case
from vongtay.cases.permissions import Act
from vongtay.cases.views.acts import act_page, own_case
from vongtay.cases.views.case import require_cases
from vongtay.common.access import Refused, may
from vongtay.common.days import today
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.law import queries as law
from vongtay.tasks import actions as tasks
from vongtay.tasks import queries as clocks
from vongtay.tasks.models import Clock, Task
from vongtay.tasks.permissions import RULES as TASK_RULES
from vongtay.tasks.permissions import Act as TaskAct
from vongtay.tasks.states import PauseReason, TaskState

MOST = 100


@staff_only
def show_waiting(request: StaffRequest) -> HttpResponse:
    """Show everything that this body waits for, the oldest first."""
    require_cases(request.staff)
    kinds = [
        ("", _("All")),
        ("notice", _("Answers to notices")),
        ("result", _("Results owed")),
        ("task", _("Tasks given to others")),
    ]
    chosen = request.GET.get("kind", "")
    rows = queries.waiting_for_others(request.staff)
    chips = [
        {"label": label, "url": f"?{urlencode({'kind': kind})}" if kind else "?", "is_on": kind == chosen,
         "count": sum(not kind or row.kind == kind for row in rows)}
        for kind, label in kinds
    ]  # fmt: skip
    shown = [row for row in rows if not chosen or row.kind == chosen]
    return render(request, "cases/waiting.html", {"rows": shown[:MOST], "chips": chips, "count": len(shown)})


@staff_only
def pause_clock(request: StaffRequest, code: str, clock_id: UUID) -> HttpResponse:
    """Let a clock stand still, with the reason."""
    case, clock = _clock(request, code, clock_id)
    form = forms.PauseClock(request.POST or None, initial={"at": timezone.now()})

    def write(given: dict[str, Any]) -> None:
        actions.pause_clock(
            case=case, clock=clock, at=given["at"], reason=PauseReason(given["reason"]), basis=given["basis"], note=given["note"], by=request.staff
        )  # fmt: skip

    words = {"title": _("Pause a clock"), "button": _("Pause"), "done": _("The clock stands still.")}
    return act_page(request, case, form, write, clock=_told(clock), **words)


@staff_only
def resume_clock(request: StaffRequest, code: str, clock_id: UUID) -> HttpResponse:
    """Let a clock run again; its day moves by the time that it stood still."""
    case, clock = _clock(request, code, clock_id)
    form = forms.ResumeClock(request.POST or None, initial={"at": timezone.now()})

    def write(given: dict[str, Any]) -> None:
        actions.resume_clock(case=case, clock=clock, at=given["at"], note=given["note"], by=request.staff)

    words = {"title": _("Let a clock run again"), "button": _("Let it run"), "done": _("The clock runs again.")}
    return act_page(request, case, form, write, clock=_told(clock), **words)


def _clock(request: StaffRequest, code: str, clock_id: UUID) -> tuple[Case, Clock]:
    case = own_case(request, code, Act.PAUSE_CLOCK)
    return case, get_object_or_404(Clock, pk=clock_id, subject_id=case.subject_id)


def _told(clock: Clock) -> dict[str, Any]:
    return {"title": law.title_of(clock.rule_id), "due_on": clock.due_on, "article": clock.article}


@staff_only
def list_tasks(request: StaffRequest) -> HttpResponse:
    """Show tasks: mine (and of those whom I stand in for), my body's, those given to others, those ended."""
    staff, chosen = request.staff, request.GET.get("show", "mine")
    lists = {
        "mine": clocks.open_tasks(staff), "body": clocks.tasks_of_body(staff).filter(state=TaskState.OPEN), "given": clocks.tasks_given_by(staff),
        "ended": clocks.tasks_of_body(staff).exclude(state=TaskState.OPEN).order_by("-closed_at"),
    }  # fmt: skip
    labels = {"mine": _("Mine"), "body": _("Of my body"), "given": _("Given to others"), "ended": _("Ended")}
    chosen = chosen if chosen in lists else "mine"
    lines = queries.lines_of(lists[chosen][: MOST + 1])
    chips = [{"label": labels[name], "url": f"?show={name}", "is_on": name == chosen, "count": ""} for name in lists]
    context = {"lines": lines[:MOST], "has_more": len(lines) > MOST, "chips": chips, "chosen": chosen}
    return render(request, "cases/tasks.html", context)


@staff_only
def new_task(request: StaffRequest) -> HttpResponse:
    """Set a task that belongs to no case."""
    bodies = Body.objects.filter(pk=request.staff.body_id) | bodies_of_province(request.staff).filter(
        signs_in=True, valid_to__isnull=True
    )
    form = _task_form(request, bodies)

    def write(given: dict[str, Any]) -> None:
        tasks.add_task(key=given["key"], wish=_wish(given), by=request.staff)

    return _task_page(request, form, write, None)


@staff_only
def add_task(request: StaffRequest, code: str) -> HttpResponse:
    """Set a task on a case, to one of the bodies that share it."""
    case = own_case(request, code, Act.ADD_TASK)
    form = _task_form(request, Body.objects.filter(pk__in=case.bodies, signs_in=True))

    def write(given: dict[str, Any]) -> None:
        actions.add_task(case=case, key=given["key"], wish=_wish(given), by=request.staff)

    return _task_page(request, form, write, case)


def _task_form(request: StaffRequest, bodies: Any) -> forms.AddTask:
    here = clocks.posts_here(request.staff, today())
    return forms.AddTask(
        request.POST or None, bodies=bodies.order_by("sort_key"), posts=here, initial={"body": request.staff.body_id}
    )


def _wish(given: dict[str, Any]) -> tasks.Wish:
    return tasks.Wish(given["text"], given["body"], given["post"], given["due_on"])


def _task_page(
    request: StaffRequest, form: django_forms.Form, write: Callable[[dict[str, Any]], object], case: Case | None
) -> HttpResponse:
    if form.is_valid():
        try:
            write(form.cleaned_data)
        except Refused as refused:
            form.add_error(None, list(refused.reasons))
        else:
            messages.success(request, _("The task was set."))
            return redirect("cases:show", code=case.code) if case else redirect("cases:tasks")
    context = {"form": form, "case": case}
    return render(request, "cases/add_task.html", context, status=422 if form.errors else 200)


@staff_only
def show_task(request: StaffRequest, task_id: UUID) -> HttpResponse:
    """Show one task; whoever may ends it here."""
    try:
        task = queries.task_of(request.staff, task_id)
    except Task.DoesNotExist as missing:
        raise Http404 from missing
    line = next(iter(queries.lines_of([task])), None)
    if line is None:
        raise Http404
    form = forms.EndTask(request.POST or None, initial={"version": task.version})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.end_task(
                task=task, to=TaskState(given["to"]), note=given["note"], version=given["version"], by=request.staff
            )
        except Refused as refused:
            form.add_error(None, list(refused.reasons))
        else:
            messages.success(request, _("The task has ended."))
            return redirect("cases:tasks")
    context = {
        "line": line, "form": form, "may_end": task.state == TaskState.OPEN and may(TASK_RULES, TaskAct.END, request.staff, task),
        "may_open_case": request.staff.role in MAY_SEE_CASES,
    }  # fmt: skip
    return render(request, "cases/task.html", context, status=422 if form.errors else 200)
