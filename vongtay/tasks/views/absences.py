"""Who is away in one's body, and who stands in."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vongtay.agencies.roles import Role
from vongtay.common.access import Refused, may
from vongtay.common.days import today
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.tasks import actions, forms, queries
from vongtay.tasks.models import Absence
from vongtay.tasks.permissions import RULES, Act


@staff_only
def list_absences(request: StaffRequest) -> HttpResponse:
    """Show who is away now or soon, and who stands in."""
    rows = queries.absences_of(request.staff, today())
    return render(request, "tasks/absences.html", {
        "rows": [(absence, may(RULES, Act.END_ABSENCE, request.staff, absence)) for absence in rows], "today": today(),
    })  # fmt: skip


@staff_only
def enter_absence(request: StaffRequest) -> HttpResponse:
    """Enter one's own absence, or as head or administrator that of somebody else."""
    here = queries.posts_here(request.staff, today())
    all_of_them = request.staff.role in {Role.HEAD, Role.ADMINISTRATOR}
    own = here.filter(pk=request.staff.post_id)
    form = forms.EnterAbsence(
        request.POST or None, away=here if all_of_them else own, deputies=here,
        initial={"post": request.staff.post_id, "first_on": today(), "last_on": today()},
    )  # fmt: skip
    if form.is_valid():
        try:
            actions.enter_absence(by=request.staff, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, list(refused.reasons))
        else:
            messages.success(request, _("The absence was entered."))
            return redirect("tasks:absences")
    return render(request, "tasks/enter_absence.html", {"form": form}, status=422 if form.errors else 200)


@staff_only
@require_POST
def end_absence(request: StaffRequest, absence_id: str) -> HttpResponse:
    """End an absence: taken back, or back early."""
    actions.end_absence(absence=get_object_or_404(Absence, pk=absence_id), by=request.staff)
    messages.success(request, _("The absence has ended."))
    return redirect("tasks:absences")
