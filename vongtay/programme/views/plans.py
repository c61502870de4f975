"""Pages of plans: all of them, one with its tasks and targets, one task with its progress and lights."""

import uuid
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from vongtay.agencies.models import Place
from vongtay.common.access import Staff, may
from vongtay.common.days import today
from vongtay.common.filters import chips_of
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.papers import actions as papers
from vongtay.papers.models import Instrument
from vongtay.programme.actions import plans as actions
from vongtay.programme.forms import plans as forms
from vongtay.programme.forms.back import TakeBack
from vongtay.programme.models import PlanTask, Progress, Target
from vongtay.programme.permissions import RULES, Act
from vongtay.programme.queries import documents, plans
from vongtay.programme.states.documents import LIGHT_TONES, Light
from vongtay.programme.views.documents import OFFERED, content_disposition
from vongtay.programme.views.pages import act_page, allow

PAGE = 50
SHORT = {Light.GREEN: gettext_lazy("Green"), Light.AMBER: gettext_lazy("Amber"), Light.RED: gettext_lazy("Red")}


def _lit(rows: Iterable[PlanTask]) -> list[tuple[PlanTask, Any, str]]:
    """Give each task with the words and tone of its light."""
    lights = [(row, plans.light_of(row)) for row in rows]
    return [(row, SHORT[Light(one)], LIGHT_TONES[Light(one)]) if one else (row, "", "") for row, one in lights]


@staff_only
def list_plans(request: StaffRequest) -> HttpResponse:
    """Show the plans with how their tasks stand, and what waits for one's own body."""
    allow(request)
    day = today()
    rows = plans.plans(request.staff, day, request.GET.get("kind", ""))
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    kinds = [
        ("", _("All"), ""),
        ("conclusions", _("Conclusions of meetings"), ""),
        ("agreements", _("International agreements"), ""),
    ]
    context = {
        "page": page,
        "chips": chips_of(request, "kind", [*kinds]),
        "counts": plans.counts(request.staff, day),
        "may_enter": may(RULES, Act.KEEP_DOCUMENTS, request.staff),
    }
    return render(request, "programme/plans/list.html", context)


@staff_only
def list_work(request: StaffRequest) -> HttpResponse:
    """Show the tasks of all plans by light, lateness and body: the leader's view."""
    allow(request)
    staff, day, asked = request.staff, today(), request.GET.get("show", "open")
    conditions, counts = plans.filters(staff, day), plans.counts(staff, day)
    words = {
        "open": pgettext("plan", "Open"), "late": _("Late"), "ours": _("We lead"), "supported": _("We support"), "red": _("Red"), "amber": _("Amber"),
        "unjudged": _("No light yet"), "done": pgettext("plan", "Done"), "dropped": _("Dropped"),
    }  # fmt: skip
    asked = asked if asked in conditions else "open"
    chips = chips_of(request, "show", [(name, text, counts[name]) for name, text in words.items()])
    for chip, name in zip(chips, words, strict=True):
        chip["is_on"] = name == asked
    page = Paginator(plans.work(staff).filter(conditions[asked]).distinct(), PAGE).get_page(request.GET.get("page"))
    return render(
        request, "programme/plans/work_list.html", {"page": page, "rows": _lit(page), "chips": chips, "day": day}
    )


def _plan(staff: Staff, plan_id: UUID) -> Instrument:
    try:
        return documents.document_of(staff, plan_id)
    except Instrument.DoesNotExist as missing:
        raise Http404 from missing


@staff_only
def show_plan(request: StaffRequest, plan_id: UUID) -> HttpResponse:
    """Show one plan: its tasks and its targets beside what figures say."""
    allow(request)
    staff, day, plan = request.staff, today(), _plan(request.staff, plan_id)
    rows = list(plans.work(staff).filter(plan=plan))
    context = {
        "plan": plan, "rows": _lit(rows), "targets": plans.targets_of(staff, plan), "day": day, "by_year": plans.targets_of_years(staff, plan),
        "n_open": sum(row.state == "open" for row in rows), "n_done": sum(row.state == "done" for row in rows),
        "n_late": sum(is_late(row, day) for row in rows), "n_red": sum(plans.light_of(row) == Light.RED and row.state == "open" for row in rows),
        "may_keep": may(RULES, Act.KEEP_PLAN, staff, plan), "may_aim": may(RULES, Act.KEEP_TARGETS, staff, plan),
    }  # fmt: skip
    return render(request, "programme/plans/show.html", context)


def is_late(row: PlanTask, day: Any) -> bool:
    """Say whether a task is open after its day."""
    return row.state == "open" and row.due_on is not None and row.due_on < day


def _work(request: StaffRequest, work_id: UUID) -> PlanTask:
    allow(request)
    try:
        return plans.work_of(request.staff, work_id)
    except PlanTask.DoesNotExist as missing:
        raise Http404 from missing


@staff_only
def show_work(request: StaffRequest, work_id: UUID) -> HttpResponse:
    """Show one task: what was done by when, what proves it, what the leader thinks."""
    staff, row = request.staff, _work(request, work_id)
    judged = [(one, LIGHT_TONES[Light(one.light)]) for one in plans.judgements_of(row)]
    context = {
        "row": row, "notes": plans.notes_of(row), "judged": judged, "day": today(), "is_late": is_late(row, today()),
        "may_note": may(RULES, Act.NOTE_PROGRESS, staff, row), "may_close": row.state == "open" and may(RULES, Act.CLOSE_WORK, staff, row),
        "may_judge": row.state == "open" and may(RULES, Act.JUDGE, staff, row),
        "may_correct": row.state == "open" and may(RULES, Act.CORRECT_WORK, staff, row),
        "is_reported": row.state == "open" and row.task is not None and row.task.state == "done",
    }  # fmt: skip
    return render(request, "programme/plans/work.html", context)


@staff_only
def enter_work(request: StaffRequest, plan_id: UUID) -> HttpResponse:
    """Give a task of a plan to its lead."""
    plan = _plan(request.staff, plan_id)
    allow(request, Act.KEEP_PLAN, plan)
    bodies = documents.bodies_below(request.staff, today())
    form = forms.EnterWork(request.POST or None, initial={"key": uuid.uuid4()}, bodies=bodies)
    back = reverse("programme:plan", args=[plan.pk])

    def write(given: dict[str, Any]) -> str:
        actions.enter_work(key=given["key"] or uuid.uuid4(), plan=plan, given=form.given(), by=request.staff)
        return reverse("programme:enter_work", args=[plan.pk]) if "again" in request.POST else back

    return act_page(
        request, form, write, back=back, done=_("The task stands in the plan."), title=_("A task of the plan"), button=_("Save"),
        back_text=plan.called, template="programme/plans/work_form.html", is_new=True,
    )  # fmt: skip


@staff_only
def correct_work(request: StaffRequest, work_id: UUID) -> HttpResponse:
    """Correct a task of a plan."""
    row = _work(request, work_id)
    allow(request, Act.CORRECT_WORK, row)
    initial = {
        "version": row.version, "text": row.text, "lead": row.lead_id, "due_on": row.due_on, "number": row.number,
        "supports": [one.body_id for one in row.supports.all()],
    }  # fmt: skip
    form = forms.EnterWork(request.POST or None, initial=initial, bodies=documents.bodies_below(request.staff, today()))

    def write(given: dict[str, Any]) -> None:
        actions.correct_work(row=row, given=form.given(), version=given["version"] or 0, by=request.staff)

    return act_page(
        request, form, write, back=reverse("programme:work", args=[row.pk]), done=_("The task was corrected."), title=_("Correct a task"),
        button=_("Save"), back_text=row.plan.called, template="programme/plans/work_form.html", version=lambda: _work(request, row.pk).version,
    )  # fmt: skip


@staff_only
def note_progress(request: StaffRequest, work_id: UUID) -> HttpResponse:
    """Note what was done of a task."""
    row = _work(request, work_id)
    allow(request, Act.NOTE_PROGRESS, row)
    rows = documents.documents(request.staff)[:OFFERED]
    form = forms.NoteProgress(
        request.POST or None, request.FILES or None, initial={"key": uuid.uuid4(), "on": today()}, rows=rows
    )

    def write(given: dict[str, Any]) -> None:
        file = given.pop("file")
        upload = papers.Upload(file.name, file.read()) if file else None
        key = given.pop("key")
        actions.note_progress(key=key, row=row, noted=actions.Noted(**given, upload=upload), by=request.staff)

    return act_page(
        request, form, write, back=reverse("programme:work", args=[row.pk]), done=_("The progress was noted."), title=_("Note progress"),
        button=_("Note it"), back_text=row.plan.called, lead=row.text,
    )  # fmt: skip


@staff_only
def close_work(request: StaffRequest, work_id: UUID) -> HttpResponse:
    """Say that a task is done, or no longer to be done."""
    row = _work(request, work_id)
    allow(request, Act.CLOSE_WORK, row)
    form = forms.CloseWork(request.POST or None, initial={"version": row.version, "on": today(), "to": "done"})

    def write(given: dict[str, Any]) -> None:
        actions.close_work(row=row, by=request.staff, **given)

    return act_page(
        request, form, write, back=reverse("programme:work", args=[row.pk]), done=_("The task was closed."), title=_("Close the task"),
        button=_("Close it"), back_text=row.plan.called, lead=row.text, version=lambda: _work(request, row.pk).version,
    )  # fmt: skip


@staff_only
def judge_work(request: StaffRequest, work_id: UUID) -> HttpResponse:
    """Give a task a leader's light."""
    row = _work(request, work_id)
    allow(request, Act.JUDGE, row)
    form = forms.JudgeWork(request.POST or None, initial={"key": uuid.uuid4(), "light": plans.light_of(row)})

    def write(given: dict[str, Any]) -> None:
        actions.judge_work(row=row, by=request.staff, **given)

    return act_page(
        request, form, write, back=reverse("programme:work", args=[row.pk]), done=_("The light was set."), title=_("Set the traffic light"),
        button=_("Set it"), back_text=row.plan.called, lead=row.text,
    )  # fmt: skip


@staff_only
def set_target(request: StaffRequest, plan_id: UUID) -> HttpResponse:
    """Set a target of a plan."""
    plan = _plan(request.staff, plan_id)
    allow(request, Act.KEEP_TARGETS, plan)
    staff = request.staff
    places = Place.objects.filter(province_id=staff.province_id, valid_to__isnull=True).order_by("-level", "sort_key")
    initial = {"key": uuid.uuid4(), "area": plan.issued_by.place_id if plan.issued_by else staff.province_id}
    if plan.year_from and plan.year_to:
        initial |= {"first_on": today().replace(plan.year_from, 1, 1), "last_on": today().replace(plan.year_to, 12, 31)}
    form = forms.SetTarget(request.POST or None, initial=initial, places=places)

    def write(given: dict[str, Any]) -> None:
        actions.set_target(key=given["key"], plan=plan, aim=form.given(), by=staff)

    return act_page(
        request, form, write, back=reverse("programme:plan", args=[plan.pk]), done=_("The target was set."), title=_("A target of the plan"),
        button=_("Save"), back_text=plan.called, lead=_("What figures say stands beside it, in the same area and period."),
    )  # fmt: skip


@staff_only
def take_target_back(request: StaffRequest, target_id: UUID) -> HttpResponse:
    """Take a target of a plan back."""
    allow(request)
    try:
        target = plans.target_of(request.staff, target_id)
    except Target.DoesNotExist as missing:
        raise Http404 from missing
    allow(request, Act.KEEP_TARGETS, target.plan)
    form = TakeBack(request.POST or None)

    def write(given: dict[str, Any]) -> None:
        actions.take_target_back(target=target, why=given["why"], by=request.staff)

    return act_page(
        request, form, write, back=reverse("programme:plan", args=[target.plan_id]), done=_("The target was taken back."),
        title=_("Take the target back"), button=_("Take it back"), back_text=target.plan.called, lead=target.indicator.name_vi,
    )  # fmt: skip


@staff_only
def open_proof(request: StaffRequest, note_id: UUID) -> HttpResponse:
    """Send the file that proves a note of progress."""
    allow(request)
    note = get_object_or_404(
        Progress.objects.select_related("file"), pk=note_id, world=request.staff.world, file__isnull=False
    )
    if note.file is None:
        raise Http404
    name, content = papers.open_file(note.file, data_key=None, by=request.staff)
    return HttpResponse(
        content, content_type=note.file.media_type, headers={"Content-Disposition": content_disposition(name)}
    )
