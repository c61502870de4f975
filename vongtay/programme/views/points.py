"""Action points of bodies: list, and the acts on one."""

import uuid
from collections.abc import Iterator
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from vongtay.agencies.models import Body
from vongtay.agencies.queries import bodies_of_province
from vongtay.common.access import may
from vongtay.common.days import today
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.programme import actions, forms, queries
from vongtay.programme.forms.back import TakeBack
from vongtay.programme.models import ActionPoint
from vongtay.programme.permissions import RULES, Act
from vongtay.programme.views.pages import act_page, allow, one_of

PAGE = 30


@staff_only
def list_points(request: StaffRequest) -> HttpResponse:
    """Show what is asked of the bodies of the province, and how it stands."""
    allow(request, Act.READ)
    day, staff = today(), request.staff
    state, mine = request.GET.get("state", "open"), "mine" in request.GET
    rows = queries.in_state(queries.points_of(staff), state, day)
    page = Paginator(rows.filter(due_body_id=staff.body_id) if mine else rows, PAGE).get_page(request.GET.get("page"))
    kept = urlencode({"state": state} | ({"mine": 1} if mine else {}))
    context = {
        "page": page, "rows": [(queries.shown(row, day), _may(staff, row)) for row in page], "chips": list(_chips(state, mine=mine)), "me": staff.user_id,
        "state": state, "may_add": may(RULES, Act.ADD_POINT, staff),
        "previous_url": f"?{kept}&page={page.previous_page_number()}" if page.has_previous() else "",
        "next_url": f"?{kept}&page={page.next_page_number()}" if page.has_next() else "",
    }  # fmt: skip
    return render(request, "programme/inspections/points.html", context)


def _may(staff: Any, row: ActionPoint) -> dict[str, bool]:
    return {act.name: may(RULES, act, staff, row) for act in (Act.DO_POINT, Act.KEEP_POINT, Act.VERIFY_POINT)}


def _chips(state: str, *, mine: bool) -> Iterator[dict[str, Any]]:
    words = {
        "open": pgettext("point", "Open"), "late": pgettext("point", "Late"), "done": _("Waits for its verification"), "verified": _("Verified"),
        "dropped": _("No longer asked"), "all": _("All"),
    }  # fmt: skip
    for value, label in words.items():
        yield {
            "label": label,
            "url": f"?{urlencode({'state': value} | ({'mine': 1} if mine else {}))}",
            "is_on": value == state,
            "count": "",
        }
    yield {
        "label": _("Asked of our body"),
        "url": f"?{urlencode({'state': state} | ({} if mine else {'mine': 1}))}",
        "is_on": mine,
        "count": "",
    }


@staff_only
def add_point(request: StaffRequest) -> HttpResponse:
    """Enter what a team asks of a body."""
    allow(request, Act.ADD_POINT)
    found = queries.inspections_of(request.staff).filter(withdrawn_at=None)
    bodies = Body.objects.filter(pk=request.staff.body_id) | bodies_of_province(request.staff)
    offers = {"due_body": bodies.order_by("sort_key"), "inspection": found}
    start: dict[str, Any] = {"key": uuid.uuid4(), "asked_on": today()}
    key = _key(request.GET.get("inspection", ""))
    if key and (came_of := found.filter(pk=key).first()):
        start |= {
            "inspection": came_of,
            "asked_on": came_of.held_on,
            "asked_by": came_of.team.name if came_of.team else came_of.body.name,
        }
    form = forms.AddPoint(request.POST or None, offers=offers, initial=start)

    def write(given: dict[str, Any]) -> ActionPoint:
        key = given.pop("key")
        return actions.add_point(key=key, asked=actions.Asked(**given), by=request.staff)

    return act_page(
        request,
        form,
        write,
        title=_("Enter an action point"),
        button=_("Enter"),
        done=_("The action point was entered."),
        **_home(),
    )


def _key(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _home() -> dict[str, Any]:
    url = reverse("programme:points")
    return {"back": url, "back_text": _("Action points")}


def _point(request: StaffRequest, point_id: uuid.UUID, act: Act) -> ActionPoint:
    found: ActionPoint = one_of(request, ActionPoint.objects.all(), point_id, act)
    return found


@staff_only
def do_point(request: StaffRequest, point_id: uuid.UUID) -> HttpResponse:
    """Say that a point was done."""
    row = _point(request, point_id, Act.DO_POINT)
    form = forms.DoPoint(request.POST or None, initial={"version": row.version, "done_on": today()})

    def write(given: dict[str, Any]) -> ActionPoint:
        return actions.do_point(point=row, by=request.staff, **given)

    return act_page(
        request, form, write, title=_("Done"), lead=row.words, button=_("Note it"), done=_("Noted. Another post verifies it."), record=row, **_home()
    )  # fmt: skip


@staff_only
def verify_point(request: StaffRequest, point_id: uuid.UUID) -> HttpResponse:
    """Verify what was said to be done."""
    row = _point(request, point_id, Act.VERIFY_POINT)
    form = forms.VerifyPoint(request.POST or None, initial={"version": row.version})

    def write(given: dict[str, Any]) -> ActionPoint:
        return actions.verify_point(
            point=row, is_done=given["is_done"] == "yes", version=given["version"], by=request.staff
        )

    lead = f"{row.words} — {row.done_words}" if row.done_words else row.words
    return act_page(
        request,
        form,
        write,
        title=pgettext("point", "Verify"),
        lead=lead,
        button=_("Save"),
        done=_("Saved."),
        record=row,
        **_home(),
    )


@staff_only
def remind_of_point(request: StaffRequest, point_id: uuid.UUID) -> HttpResponse:
    """Note that a body was reminded."""
    row = _point(request, point_id, Act.KEEP_POINT)
    form = forms.RemindOfPoint(request.POST or None, initial={"key": uuid.uuid4(), "sent_on": today()})

    def write(given: dict[str, Any]) -> object:
        return actions.remind_of_point(point=row, by=request.staff, **given)

    return act_page(
        request,
        form,
        write,
        title=_("Remind"),
        lead=row.words,
        button=_("Note it"),
        done=_("The reminder was noted."),
        **_home(),
    )


@staff_only
def drop_point(request: StaffRequest, point_id: uuid.UUID) -> HttpResponse:
    """Note that a point is no longer asked."""
    row = _point(request, point_id, Act.KEEP_POINT)
    form = TakeBack(request.POST or None, initial={"version": row.version})

    def write(given: dict[str, Any]) -> ActionPoint:
        return actions.drop_point(point=row, reason=given["why"], version=given["version"] or 0, by=request.staff)

    return act_page(
        request, form, write, title=_("No longer asked"), lead=row.words, button=_("Note it"), done=_("Noted."), record=row, **_home()
    )  # fmt: skip
