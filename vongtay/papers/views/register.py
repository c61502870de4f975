"""A number of the register that is taken back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from vongtay.common.access import NotAllowed, Refused, may
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.papers import actions, forms, queries
from vongtay.papers.permissions import RULES, Act


@staff_only
def cancel_number(request: StaffRequest, paper_id: str) -> HttpResponse:
    """Take a number back with its reason; it stays in the register."""
    if not may(RULES, Act.CANCEL, request.staff):
        raise NotAllowed(_("Only the clerk or the head of the issuing body takes a number back."))
    paper = get_object_or_404(queries.register_of(request.staff).select_related("subject"), pk=paper_id)
    others = queries.register_of(request.staff).filter(subject=paper.subject, cancellation=None).exclude(pk=paper.pk)
    form = forms.CancelNumber(request.POST or None, others=others)
    if form.is_valid():
        other = form.cleaned_data["replaced_by"]
        try:
            actions.cancel_number(
                paper=paper,
                reason=form.cleaned_data["reason"],
                replaced_by=other.pk if other else None,
                by=request.staff,
            )
        except Refused as refused:
            form.add_error(None, list(refused.reasons))
        else:
            messages.success(
                request, _("%(sign)s was taken back; its number stays in the register.") % {"sign": paper.sign}
            )
            return redirect("papers:list")
    return render(request, "papers/cancel.html", {"form": form, "paper": paper}, status=422 if form.errors else 200)
