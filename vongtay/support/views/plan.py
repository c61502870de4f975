"""Pages of needs and plan: what somebody needs, what is planned, who does it, and who approves it."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vongtay.agencies.queries import bodies_of_province
from vongtay.cases.actions import FromPaper, keep_scan
from vongtay.cases.models import Case
from vongtay.common.access import NotAllowed, Refused, may
from vongtay.common.days import today
from vongtay.common.requests import StaffRequest, staff_only, whole_number
from vongtay.people.vault import Vault
from vongtay.support import actions, forms, queries
from vongtay.support.models import Goal, Measure, Plan
from vongtay.support.permissions import RULES, Act
from vongtay.support.states import EDITABLE, PlanState
from vongtay.support.views.base import act_page, case_or_404, own_case


@staff_only
def show_plan(request: StaffRequest, code: str) -> HttpResponse:
    """Show the needs over time, the plan in force, what conferences decided and what the person says."""
    case = case_or_404(request.staff, code)
    vault, plans, staff = Vault.of(case.person_id), queries.plans_of(case), request.staff
    holds, drafted = queries.in_force(plans), queries.under_way(plans)
    context = {
        "case": case,
        "needs": queries.needs_of(case, vault),
        "plans": plans,
        "plan": queries.read_plan(holds, vault, staff) if holds else None,
        "drafted": drafted,
        "conferences": queries.conferences_of(case, vault, staff),
        "feedback": queries.feedback_of(case, vault),
        "key": uuid.uuid4(),
        "may_judge": drafted is not None
        and drafted.state == PlanState.PROPOSED
        and may(RULES, Act.APPROVE_PLAN, staff, drafted),
        **{f"may_{name}": may(RULES, act, staff, case) for name, act in _ACTS.items()},
    }
    return render(request, "support/plan.html", context)


_ACTS = {"score": Act.SCORE_NEEDS, "draft": Act.DRAFT_PLAN, "meet": Act.HOLD_CONFERENCE, "hear": Act.RECORD_FEEDBACK}


@staff_only
@require_POST
def begin_plan(request: StaffRequest, code: str) -> HttpResponse:
    """Begin a plan, or draw a new version from the approved one."""
    case = own_case(request, code, Act.DRAFT_PLAN)
    try:
        plan = actions.begin_plan(key=uuid.UUID(request.POST.get("key", "")), case=case, by=request.staff)
    except ValueError as wrong:
        raise Http404 from wrong
    except Refused as refused:
        messages.error(request, " ".join(refused.reasons))
        return redirect("support:plan", code=code)
    return redirect("support:version", code=code, version=plan.version_number)


def _plan_or_404(case: Case, version: int) -> Plan:
    related = (
        "case",
        "proposed_by__user",
        "approved_by__user",
        "returned_by__user",
        "entered_by__user",
        "approving_body",
        "incoming__register",
    )
    return get_object_or_404(Plan.objects.select_related(*related), case=case, version_number=version)


@staff_only
def show_version(request: StaffRequest, code: str, version: int) -> HttpResponse:
    """Show one version of the plan, and what may be done with it."""
    case = case_or_404(request.staff, code)
    plan = _plan_or_404(case, version)
    staff, proposed = request.staff, plan.state == PlanState.PROPOSED
    context = {
        "case": case,
        "read": queries.read_plan(plan, Vault.of(case.person_id), staff),
        "may_edit": plan.state in EDITABLE and may(RULES, Act.DRAFT_PLAN, staff, case),
        "may_judge": proposed and may(RULES, Act.APPROVE_PLAN, staff, plan),
        "may_enter": proposed and may(RULES, Act.ENTER_APPROVAL, staff, case),
        "is_own": proposed and staff.user_id == plan.proposed_user,
        "form": forms.Versioned(initial={"version": plan.version}),
    }
    return render(request, "support/version.html", context)


def _edit(request: StaffRequest, code: str, plan: Plan, form: Any, write: Any, **words: Any) -> HttpResponse:
    """Show or do one change of a version that is drafted; a stale one keeps what was typed."""
    back = reverse("support:version", args=[code, plan.version_number])
    return act_page(
        request, form, write, back=back, case=plan.case,
        version=lambda: Plan.objects.values_list("version", flat=True).get(pk=plan.pk), **words,
    )  # fmt: skip


@staff_only
def write_wishes(request: StaffRequest, code: str, version: int) -> HttpResponse:
    """Write what the person wishes, in their own words."""
    case = own_case(request, code, Act.DRAFT_PLAN)
    plan = _plan_or_404(case, version)
    read = queries.read_plan(plan, Vault.of(case.person_id))
    form = forms.WriteWishes(request.POST or None, initial={"version": plan.version, "words": read.wishes})

    def write(given: dict[str, Any]) -> None:
        actions.write_wishes(plan=plan, words=given["words"], version=given["version"], by=request.staff)

    return _edit(
        request,
        code,
        plan,
        form,
        write,
        title=_("Wishes of the person"),
        button=_("Save"),
        done=_("The wishes were saved."),
    )


@staff_only
def write_goal(request: StaffRequest, code: str, version: int, goal_id: uuid.UUID | None = None) -> HttpResponse:
    """Add a goal to a version that is drafted, or change one."""
    case = own_case(request, code, Act.DRAFT_PLAN)
    plan = _plan_or_404(case, version)
    goal = get_object_or_404(Goal, pk=goal_id, plan=plan) if goal_id else None
    initial: dict[str, Any] = {"version": plan.version}
    if goal:
        text = Vault.of(case.person_id).open("support_goal", "text_ct", goal.pk, goal.text_ct)
        initial |= {"domain": goal.domain, "text": text}
    form = forms.WriteGoal(request.POST or None, initial=initial)

    def write(given: dict[str, Any]) -> None:
        aim = actions.Aim(given["domain"], given["text"])
        actions.write_goal(plan=plan, goal=goal, aim=aim, version=given["version"], by=request.staff)

    title = _("Change a goal") if goal else _("Add a goal")
    return _edit(request, code, plan, form, write, title=title, button=_("Save"), done=_("The goal was saved."))


@staff_only
def write_measure(
    request: StaffRequest, code: str, version: int, goal_id: uuid.UUID, measure_id: uuid.UUID | None = None
) -> HttpResponse:
    """Add a measure to a goal, or change one."""
    case = own_case(request, code, Act.DRAFT_PLAN)
    plan = _plan_or_404(case, version)
    goal = get_object_or_404(Goal.objects.select_related("plan__case"), pk=goal_id, plan=plan)
    measure = get_object_or_404(Measure, pk=measure_id, goal=goal) if measure_id else None
    initial: dict[str, Any] = {"version": plan.version, "body": request.staff.body_id}
    if measure:
        text = Vault.of(case.person_id).open("support_measure", "text_ct", measure.pk, measure.text_ct)
        initial |= {"text": text, "body": measure.body_id, "due_on": measure.due_on}
    bodies = queries.bodies_that_help(case, request.staff, today())
    form = forms.WriteMeasure(request.POST or None, initial=initial, bodies=bodies)

    def write(given: dict[str, Any]) -> None:
        step = actions.Step(given["text"], given["body"], given["due_on"])
        actions.write_measure(goal=goal, measure=measure, step=step, version=given["version"], by=request.staff)

    title = _("Change a measure") if measure else _("Add a measure")
    return _edit(request, code, plan, form, write, title=title, button=_("Save"), done=_("The measure was saved."))


@staff_only
@require_POST
def take_out(request: StaffRequest, code: str, version: int, line: uuid.UUID) -> HttpResponse:
    """Leave a goal or a measure out of the version that is drafted."""
    case = own_case(request, code, Act.DRAFT_PLAN)
    plan = _plan_or_404(case, version)
    row: Goal | Measure | None = Goal.objects.select_related("plan__case").filter(plan=plan, pk=line).first()
    row = row or get_object_or_404(Measure.objects.select_related("plan__case"), plan=plan, pk=line)
    return _done(
        request, code, plan, lambda at: actions.take_out(row=row, version=at, by=request.staff), _("Left out.")
    )


def _done(request: StaffRequest, code: str, plan: Plan, act: Any, words: str) -> HttpResponse:
    """Do what one press does to a version; a refusal is told on its page."""
    form = forms.Versioned(request.POST)
    try:
        if not form.is_valid():
            raise Http404
        act(form.cleaned_data["version"])
    except NotAllowed:
        raise
    except Refused as refused:
        messages.error(request, " ".join(refused.reasons))
    else:
        messages.success(request, words)
    return redirect("support:version", code=code, version=plan.version_number)


@staff_only
@require_POST
def propose_plan(request: StaffRequest, code: str, version: int) -> HttpResponse:
    """Put a plan to whoever approves it."""
    plan = _plan_or_404(own_case(request, code, Act.PROPOSE_PLAN), version)
    done = _("Proposed. A decider or head of the body that leads the case approves it.")
    return _done(request, code, plan, lambda at: actions.propose_plan(plan=plan, version=at, by=request.staff), done)


@staff_only
@require_POST
def approve_plan(request: StaffRequest, code: str, version: int) -> HttpResponse:
    """Put a plan into force."""
    plan = _plan_or_404(case_or_404(request.staff, code), version)
    done = _("Approved. Measures with a day are tasks of their bodies now.")
    return _done(request, code, plan, lambda at: actions.approve_plan(plan=plan, version=at, by=request.staff), done)


@staff_only
def enter_approval(request: StaffRequest, code: str, version: int) -> HttpResponse:
    """Put a plan into force that another body approved, from its paper."""
    case = own_case(request, code, Act.ENTER_APPROVAL)
    plan = _plan_or_404(case, version)
    bodies = bodies_of_province(request.staff).filter(valid_to__isnull=True).exclude(pk=request.staff.body_id)
    form = forms.EnterApproval(
        request.POST or None, request.FILES or None, bodies=bodies, initial={"version": plan.version}
    )

    def write(given: dict[str, Any]) -> None:
        paper = FromPaper(given["source_sign"], given["source_on"], keep_scan(case, given["scan"], by=request.staff))
        approval = actions.Approval(given["acted_by"], paper)
        actions.enter_approval(plan=plan, approval=approval, version=given["version"], by=request.staff)

    return _edit(
        request, code, plan, form, write, title=_("Another body approved the plan"), button=_("Enter the approval"),
        done=_("Approved. Measures with a day are tasks of their bodies now."),
        lead=_("Only what its paper says: number, date, which body. The plan holds from then on and is not edited any more."),
    )  # fmt: skip


@staff_only
def send_back_plan(request: StaffRequest, code: str, version: int) -> HttpResponse:
    """Send a plan back with the reason."""
    plan = _plan_or_404(case_or_404(request.staff, code), version)
    if not may(RULES, Act.SEND_BACK_PLAN, request.staff, plan):
        raise NotAllowed(_("Your post may not do this, or your body does not take part in this case."))
    form = forms.SendBack(request.POST or None, initial={"version": plan.version})

    def write(given: dict[str, Any]) -> None:
        actions.send_back_plan(plan=plan, reason=given["reason"], version=given["version"], by=request.staff)

    return _edit(
        request, code, plan, form, write, title=_("Send the plan back"), button=_("Send back"), done=_("Sent back.")
    )


@staff_only
def compare_versions(request: StaffRequest, code: str) -> HttpResponse:
    """Show two versions side by side: what was added, changed, left out."""
    case = case_or_404(request.staff, code)
    plans = queries.plans_of(case)
    numbers = [plan.version_number for plan in plans]
    asked = [request.GET.get(name, "") for name in ("from", "to")]
    older, newer = (whole_number(each) or 0 for each in asked)
    chosen = [plan for number in (older, newer) for plan in plans if plan.version_number == number]
    if len(chosen) < 2:
        if len(plans) < 2:
            raise Http404
        chosen = [plans[1], plans[0]]
    vault = Vault.of(case.person_id)
    reads = [queries.read_plan(plan, vault) for plan in chosen]
    context = {
        "case": case,
        "numbers": sorted(numbers),
        "one": reads[0],
        "other": reads[1],
        "pairs": queries.compare(*reads),
    }
    return render(request, "support/compare.html", context)
