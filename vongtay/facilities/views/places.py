"""Places to sleep: what is free tonight, one facility as a board, and its forms. No rule stands here."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vongtay.agencies.models import Body
from vongtay.agencies.queries import at_work_on, bodies_of_province
from vongtay.common.access import NotAllowed, Refused, Stale, may
from vongtay.common.days import DayError, day_in_vietnam, format_day, parse_day
from vongtay.common.requests import StaffRequest, renew, staff_only
from vongtay.facilities import actions, forms, queries
from vongtay.facilities.models import Bed, Facility, Hold, Room
from vongtay.facilities.permissions import RULES, Act
from vongtay.facilities.states import Kind, SexRule
from vongtay.facilities.vault import Where

# Kinds of bodies that run places to sleep.
RUNNERS = ("facility_social", "facility_victim", "health_department", "womens_union", "ngo", "police_province", "border_guard_province", "border_post", "commune")  # fmt: skip


def facility_or_404(request: StaffRequest, facility_id: uuid.UUID, act: Act = Act.SEE) -> Facility:
    _require(request, Act.SEE)
    found = get_object_or_404(queries.facilities_of(request.staff), pk=facility_id)
    _require(request, act, found)
    return found


def _require(request: StaffRequest, act: Act, record: Any = None) -> None:
    if not may(RULES, act, request.staff, record):
        raise NotAllowed(_("Your post may not do this in this facility."))


def form_page(
    request: StaffRequest, form: django_forms.Form, write: Callable[[dict[str, Any]], object], **words: Any
) -> HttpResponse:
    """Show a form, or do its act and go to `back`; a refusal is shown on the form with everything typed still there."""
    if form.is_valid():
        try:
            write(form.cleaned_data)
        except Stale as stale:
            if "version" in words:
                renew(form, version=words["version"]())
            form.add_error(None, list(stale.reasons))
        except Refused as refused:
            form.add_error(None, list(refused.reasons))
        else:
            messages.success(request, words["done"])
            return redirect(words["back"])
    return render(
        request,
        words.get("template", "facilities/form.html"),
        {"form": form, **words},
        status=422 if form.errors else 200,
    )


@staff_only
def list_facilities(request: StaffRequest) -> HttpResponse:
    """Show the free beds of the province for a night, by facility and rule (F93)."""
    _require(request, Act.SEE)
    now = timezone.now()
    today = queries.tonight(now).day
    day = _night(request.GET.get("night", ""), today)
    night = queries.tonight(now) if day == today else queries.night_of(day)
    rule = request.GET.get("rule", "")
    rule = rule if rule in SexRule else ""
    uses = queries.by_facility(queries.room_use(request.staff, night))
    shown = [use for use in uses if not rule or use.free[rule]]
    rows = [(use, Kind(use.kind).label, list(use.free.items())) for use in shown]
    context = {
        "rows": rows, "rules": SexRule.choices, "chips": list(_chips(rule, day, today, uses)), "day": day, "is_tonight": day == today,
        "sums": {name: sum(getattr(use, name) for use in uses) for name in ("total", "taken", "held", "out", "beds")},
        "shut": [found for found in queries.facilities_of(request.staff) if found.pk not in {use.facility_id for use in uses}],
        "may_add": may(RULES, Act.MANAGE, request.staff), "before": _address(rule, day - timedelta(days=1), today),
        "after": _address(rule, day + timedelta(days=1), today), "is_filtered": bool(rule),
    }  # fmt: skip
    return render(request, "facilities/list.html", context)


def _night(text: str, today: date) -> date:
    try:
        day = parse_day(text) if text else today
    except DayError:
        return today
    return min(max(day, today - timedelta(days=365)), today + timedelta(days=365))


def _address(rule: str, day: date, today: date) -> str:
    wanted = {"rule": rule, "night": "" if day == today else format_day(day)}
    return f"?{urlencode({name: value for name, value in wanted.items() if value})}"


def _chips(rule: str, day: date, today: date, uses: list[queries.FacilityUse]) -> Iterator[dict[str, Any]]:
    yield {
        "label": _("All"),
        "url": _address("", day, today),
        "is_on": not rule,
        "count": sum(use.total for use in uses),
    }
    for found in SexRule:
        count = sum(use.free[found] for use in uses)
        yield {"label": found.label, "url": _address(found, day, today), "is_on": rule == found, "count": count}


@staff_only
def show_facility(request: StaffRequest, facility_id: uuid.UUID) -> HttpResponse:
    """Show one facility as a board: each bed free, taken, reserved or out of service, and who lies there within rights."""
    facility = facility_or_404(request, facility_id)
    return _show(request, facility)


def _show(request: StaffRequest, facility: Facility, where: Where | None = None) -> HttpResponse:
    now = timezone.now()
    board = queries.board_of(facility, now)
    counts: dict[str, int] = {}
    for _room, places in board:
        for place in places:
            counts[place.state] = counts.get(place.state, 0) + 1
    context = {
        "facility": facility, "board": board, "counts": counts, "beds": sum(counts.values()), "holds": queries.holds_of(facility, now),
        "where": where, "may_see_running": may(RULES, Act.SEE_RUNNING, request.staff, facility), "knows": queries.is_there_whereabouts(facility), "now": now,
        "may": {act.name: may(RULES, act, request.staff, facility) for act in (Act.MANAGE, Act.HOLD, Act.WHEREABOUTS)},
    }  # fmt: skip
    return render(request, "facilities/show.html", context)


@staff_only
@require_POST
def look_at_whereabouts(request: StaffRequest, facility_id: uuid.UUID) -> HttpResponse:
    """Show where a facility is, after the look was logged. Posted, so that no cache and no history keeps it."""
    facility = facility_or_404(request, facility_id)
    where, _version = actions.look_at_whereabouts(facility=facility, by=request.staff)
    return _show(request, facility, where)


@staff_only
def change_whereabouts(request: StaffRequest, facility_id: uuid.UUID) -> HttpResponse:
    """Write down where a facility is; showing the form is a look."""
    facility = facility_or_404(request, facility_id, Act.WHEREABOUTS)
    where, version = actions.look_at_whereabouts(facility=facility, by=request.staff)
    initial = {"name": where.name, "address": where.address, "version": version}

    def write(given: dict[str, Any]) -> None:
        actions.change_whereabouts(
            facility=facility, where=Where(given["name"], given["address"]), version=given["version"], by=request.staff
        )

    return form_page(
        request, forms.Whereabouts(request.POST or None, initial=initial), write, title=_("Name and address"), button=_("Save"),
        done=_("Saved, encrypted."), back=_home(facility), facility=facility, private=True, version=lambda: version,
    )  # fmt: skip


def _home(facility: Facility) -> str:
    return reverse("facilities:show", args=[facility.pk])


@staff_only
def add_facility(request: StaffRequest) -> HttpResponse:
    """Add a facility: one's own body's, or as Sở Y tế that of any body of the province."""
    _require(request, Act.MANAGE)
    own = Body.objects.filter(pk=request.staff.body_id)
    bodies = own
    if request.staff.body_kind == "health_department":
        bodies = own | bodies_of_province(request.staff).filter(
            at_work_on(day_in_vietnam(timezone.now())), kind__in=RUNNERS
        )
    initial = {"key": uuid.uuid4(), "opened_on": day_in_vietnam(timezone.now()), "body": request.staff.body_id}
    form = forms.AddFacility(request.POST or None, bodies=bodies.order_by("sort_key"), initial=initial)

    def write(given: dict[str, Any]) -> None:
        actions.add_facility(key=given["key"], body=given["body"], about=_about(given), by=request.staff)

    key = form.cleaned_data["key"] if form.is_bound and form.is_valid() else None
    back = reverse("facilities:show", args=[key]) if key else reverse("facilities:list")
    return form_page(
        request, form, write, title=_("Add a facility"), button=_("Add"), done=_("The facility was added. Add its rooms and beds now."), back=back
    )  # fmt: skip


def _about(given: dict[str, Any]) -> actions.About:
    return actions.About(
        kind=given["kind"], label=given["label"].strip(), opened_on=given["opened_on"], closed_on=given["closed_on"]
    )


@staff_only
def change_facility(request: StaffRequest, facility_id: uuid.UUID) -> HttpResponse:
    """Change label, kind and days; or close a facility."""
    facility = facility_or_404(request, facility_id, Act.MANAGE)
    initial = {name: getattr(facility, name) for name in ("label", "kind", "opened_on", "closed_on", "version")}

    def write(given: dict[str, Any]) -> None:
        actions.change_facility(facility=facility, about=_about(given), version=given["version"], by=request.staff)

    return form_page(
        request, forms.About(request.POST or None, initial=initial), write, title=_("Change the facility"), button=_("Save"),
        done=_("Saved."), back=_home(facility), facility=facility, version=lambda: facility.version,
    )  # fmt: skip


def _rule(given: dict[str, Any]) -> actions.RoomRule:
    names = ("sex_rule", "age_from", "age_to", "area_m2", "suits", "is_open")
    return replace(actions.RoomRule(given["name"].strip(), ""), **{name: given[name] for name in names})


@staff_only
def add_room(request: StaffRequest, facility_id: uuid.UUID) -> HttpResponse:
    """Add a room with its rule."""
    facility = facility_or_404(request, facility_id, Act.MANAGE)
    form = forms.RoomRule(request.POST or None, initial={"key": uuid.uuid4(), "sex_rule": "women"})

    def write(given: dict[str, Any]) -> None:
        actions.add_room(key=given["key"] or uuid.uuid4(), facility=facility, rule=_rule(given), by=request.staff)

    return form_page(
        request, form, write, title=_("Add a room"), button=_("Add"), done=_("The room was added. Add its beds now."),
        back=_home(facility), facility=facility,
    )  # fmt: skip


def _room(request: StaffRequest, room_id: uuid.UUID) -> Room:
    _require(request, Act.SEE)
    room = get_object_or_404(Room.objects.select_related("facility"), pk=room_id)
    _require(request, Act.MANAGE, room.facility)
    return room


@staff_only
def change_room(request: StaffRequest, room_id: uuid.UUID) -> HttpResponse:
    """Change a room's rule, or close it for new admissions."""
    room = _room(request, room_id)
    names = [name for name in forms.RoomRule.base_fields if name != "key"]
    form = forms.RoomRule(request.POST or None, initial={name: getattr(room, name) for name in names})

    def write(given: dict[str, Any]) -> None:
        actions.change_room(room=room, rule=_rule(given), version=given["version"], by=request.staff)

    return form_page(
        request, form, write, title=_("Change room %(name)s") % {"name": room.name}, button=_("Save"), done=_("Saved."),
        back=_home(room.facility), facility=room.facility, version=lambda: room.version,
    )  # fmt: skip


@staff_only
def add_beds(request: StaffRequest, room_id: uuid.UUID) -> HttpResponse:
    """Add beds with the next numbers."""
    room = _room(request, room_id)

    def write(given: dict[str, Any]) -> None:
        actions.add_beds(room=room, by=request.staff, **given)

    return form_page(
        request, forms.AddBeds(request.POST or None, initial={"key": uuid.uuid4()}), write, title=_("Add beds to room %(name)s") % {"name": room.name},
        button=_("Add"), done=_("The beds were added."), back=_home(room.facility), facility=room.facility,
    )  # fmt: skip


@staff_only
def set_bed(request: StaffRequest, bed_id: uuid.UUID) -> HttpResponse:
    """Take a bed out of service with a reason, or put it back."""
    _require(request, Act.SEE)
    bed = get_object_or_404(Bed.objects.select_related("facility", "room"), pk=bed_id)
    _require(request, Act.MANAGE, bed.facility)
    initial = {"in_service": "yes" if bed.in_service else "no", "reason": bed.out_reason}

    def write(given: dict[str, Any]) -> None:
        actions.set_bed(bed=bed, in_service=given["in_service"] == "yes", reason=given["reason"], by=request.staff)

    return form_page(
        request, forms.SetBed(request.POST or None, initial=initial), write, title=_("Room %(room)s, bed %(bed)s") % {"room": bed.room.name, "bed": bed.number},
        button=_("Save"), done=_("Saved."), back=_home(bed.facility), facility=bed.facility,
    )  # fmt: skip


@staff_only
def hold_beds(request: StaffRequest, facility_id: uuid.UUID) -> HttpResponse:
    """Keep places for an event until a moment."""
    facility = facility_or_404(request, facility_id, Act.HOLD)
    initial = {"key": uuid.uuid4(), "expires_at": timezone.now() + timedelta(days=1)}
    form = forms.HoldBeds(
        request.POST or None, rooms=facility.rooms.filter(is_open=True).order_by("name"), initial=initial
    )

    def write(given: dict[str, Any]) -> None:
        actions.hold_beds(facility=facility, by=request.staff, **given)

    return form_page(
        request, form, write, title=_("Reserve places"), button=_("Reserve"), done=_("The places are reserved."),
        back=_home(facility), facility=facility,
    )  # fmt: skip


@staff_only
@require_POST
def release_hold(request: StaffRequest, hold_id: uuid.UUID) -> HttpResponse:
    """Give reserved places up."""
    _require(request, Act.SEE)
    hold = get_object_or_404(Hold.objects.select_related("facility"), pk=hold_id)
    _require(request, Act.HOLD, hold.facility)
    actions.release_hold(hold=hold, by=request.staff)
    messages.success(request, _("The places are free again."))
    return redirect(_home(hold.facility))
