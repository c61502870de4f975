"""The ladder of escalation: who is told of a late clock, after how many working days; changed by an administrator."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from vongtay.common.access import NotAllowed, Refused, may
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.tasks import actions, forms, ladder, queries
from vongtay.tasks.permissions import RULES, Act


@staff_only
def change_ladder(request: StaffRequest) -> HttpResponse:
    """Show the ladder that holds and its versions; a change is a new version."""
    if not may(RULES, Act.CHANGE_LADDER, request.staff):
        raise NotAllowed(_("Only an administrator changes the ladder."))
    now = queries.ladder_now(request.staff.world)
    form = forms.ChangeLadder(request.POST or None, ladder=now.ladder, number=now.number)
    if form.is_valid():
        # Without any step nobody would ever be told: that is asked for by its own button.
        to_shipped = "shipped" in request.POST
        if not to_shipped and not form.steps:
            form.add_error(None, _("Give at least one step, or go back to those that came with the system."))
        elif _changed(request, form, [] if to_shipped else form.steps):
            messages.success(request, _("The ladder was changed. What was told already stands."))
            return redirect("tasks:ladder")
    context = {
        "form": form,
        "now": now,
        "versions": queries.ladder_versions(request.staff.world)[:20],
        "told": dict(forms.TOLD),
        "shipped": ladder.shipped(),
    }
    return render(request, "tasks/ladder.html", context, status=422 if form.errors else 200)


def _changed(request: StaffRequest, form: forms.ChangeLadder, steps: list[tuple[int, str]]) -> bool:
    given = form.cleaned_data
    try:
        actions.change_ladder(steps=steps, why=given["why"], number=given["number"], by=request.staff)
    except Refused as refused:
        form.add_error(None, list(refused.reasons))
        return False
    return True
