"""The list by which people of an event go on to another body: one page, one act, one paper."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.agencies.queries import bodies_of_province
from vongtay.cases import actions, forms, queries
from vongtay.cases.models import MassEvent, MassHandover
from vongtay.cases.permissions import Act
from vongtay.cases.views.mass import done, event_or_404, need
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.papers import actions as papers


@staff_only
def hand_over(request: StaffRequest, code: str) -> HttpResponse:
    """Show who was received, with what both sides sign, and issue the list; those issued before stand below."""
    event = event_or_404(request.staff, code)
    need(Act.HAND_OVER_MASS, request, event)
    start = {"key": uuid.uuid4(), "at": timezone.localtime(), "giver_name": request.staff.user_text}
    bodies = bodies_of_province(request.staff).exclude(pk=request.staff.body_id)
    form = forms.HandOverMany(request.POST or None, initial=start, bodies=bodies)
    made: list[MassHandover] = []
    if request.method == "POST" and done(form, lambda: made.append(_issued(request, event, form))):
        messages.success(request, _("%(sign)s was issued.") % {"sign": made[0].paper.sign})
        return redirect("cases:mass_handover", code=code)
    sent = request.POST if request.method == "POST" else None
    rows = [
        {
            "line": line, "is_on": f"on_{line.tag}" in sent if sent is not None else line.left_at is None,
            "documents": request.POST.get(f"documents_{line.tag}", ""), "condition": request.POST.get(f"condition_{line.tag}", ""),
        }
        for line in queries.may_go_on(event)
    ]  # fmt: skip
    context = {"event": event, "form": form, "rows": rows, "lists": queries.handed_lists(event)}
    return render(request, "cases/mass/handover.html", context, status=422 if form.errors else 200)


def _issued(request: StaffRequest, event: MassEvent, form: forms.HandOverMany) -> MassHandover:
    given = form.cleaned_data
    people = [
        actions.Handed(
            line, request.POST.get(f"documents_{line.tag}", ""), request.POST.get(f"condition_{line.tag}", "")
        )
        for line in queries.may_go_on(event)
        if f"on_{line.tag}" in request.POST
    ]
    wanted = actions.HandoverList(given["to_body"], given["at"], people, given["giver_name"], given["taker_name"])
    return actions.issue_handover(
        key=given["key"], event=event, wanted=wanted, ground=form.ground_chosen(), by=request.staff
    )


@staff_only
def open_list(request: StaffRequest, code: str, handover_id: str, form: str) -> HttpResponse:
    """Give the Word or PDF file of a list; opening it is logged."""
    event = event_or_404(request.staff, code)
    wanted = MassHandover.objects.select_related("paper__docx", "paper__pdf")
    paper = get_object_or_404(wanted, pk=handover_id, event=event).paper
    if form not in {"pdf", "docx"}:
        raise Http404
    stored = paper.pdf if form == "pdf" else paper.docx
    name, content = papers.open_file(stored, data_key=None, by=request.staff)
    response = HttpResponse(content, content_type=stored.media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
