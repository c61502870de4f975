"""Counting clocks anew: which days would change, before and after, and the act that changes them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vongtay.common.access import NotAllowed, Refused, may
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.tasks import actions, queries
from vongtay.tasks.permissions import RULES, Act


@staff_only
def recount(request: StaffRequest) -> HttpResponse:
    """Show the running clocks whose day would be another one now; change those that were chosen."""
    if not may(RULES, Act.RECOUNT, request.staff):
        raise NotAllowed(_("Your post may not count clocks anew."))
    reasons: tuple[str, ...] = ()
    if request.method == "POST":
        try:
            done = actions.recount(wanted=set(request.POST.getlist("clock")), by=request.staff)
        except Refused as refused:
            reasons = refused.reasons
        else:
            text = ngettext("%(n)d clock was counted anew.", "%(n)d clocks were counted anew.", len(done))
            messages.success(request, text % {"n": len(done)})
            return redirect("tasks:recount")
    context = {"changes": queries.changes(request.staff), "reasons": reasons}
    return render(request, "tasks/recount.html", context, status=422 if reasons else 200)
