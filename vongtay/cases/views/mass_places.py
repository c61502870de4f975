"""Places to sleep for the people of an event: the proposal, changed by hand and confirmed; who travels in which vehicle."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from vongtay.cases import actions, queries
from vongtay.cases.models import MassEvent
from vongtay.cases.permissions import Act
from vongtay.cases.views.mass import event_or_404, need
from vongtay.common.access import Refused
from vongtay.common.requests import StaffRequest, staff_only


@staff_only
def allocate(request: StaffRequest, code: str) -> HttpResponse:
    """Show the proposal with a choice of rooms for each, or confirm what stands there."""
    event = event_or_404(request.staff, code)
    need(Act.WRITE_MASS, request, queries.table_of(event))
    errors: tuple[str, ...] = ()
    if request.method == "POST":
        try:
            placed = actions.confirm_places(event=event, chosen=_chosen(request, event), by=request.staff)
        except Refused as refused:
            errors = refused.reasons
        else:
            messages.success(request, _("%(n)d people have a place now.") % {"n": placed})
            return redirect("cases:mass_transport", code=code)
    proposed, rooms = queries.proposed_places(request.staff, event)
    rows = [
        {
            "one": one, "room": request.POST.get(f"room_{one.line.tag}", str(one.room.room_id) if one.room else ""),
            "vehicle": request.POST.get(f"vehicle_{one.line.tag}", one.line.vehicle),
            "wrong": [error.removeprefix(f"{one.line.tag}: ") for error in errors if error.startswith(f"{one.line.tag}:")],
        }
        for one in proposed
    ]  # fmt: skip
    choices = [(str(room.room_id), f"{room.label}, {room.name} ({room.rule}; {room.free})") for room in rooms]
    context = {
        "event": event, "rows": rows, "choices": choices, "errors": errors, "unplaced": sum(1 for one in proposed if one.room is None),
        "placed": queries.board_of(event).allocated,
    }  # fmt: skip
    return render(request, "cases/mass/places.html", context, status=422 if errors else 200)


def _chosen(request: StaffRequest, event: MassEvent) -> list[actions.Chosen]:
    chosen = []
    for line in queries.waiting_for_a_place(event):
        try:
            room = uuid.UUID(request.POST.get(f"room_{line.tag}", ""))
        except ValueError:
            continue  # nothing was chosen for this person
        chosen.append(actions.Chosen(line, room, request.POST.get(f"vehicle_{line.tag}", "")))
    return chosen


@staff_only
def show_transport(request: StaffRequest, code: str) -> HttpResponse:
    """Show who travels in which vehicle, to be printed: numbers and tags, no name."""
    event = event_or_404(request.staff, code)
    vehicles = queries.transport_of(event)
    return render(request, "cases/mass/transport.html", {"event": event, "vehicles": vehicles.items()})
