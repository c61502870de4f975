"""The directory of focal points and lines, and the duty roster of each body."""

import uuid
from datetime import timedelta
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vongtay.agencies import actions, forms, queries
from vongtay.agencies.models import Body, Contact, Duty, Place
from vongtay.agencies.permissions import RULES, Act
from vongtay.agencies.roles import Role
from vongtay.common.access import NotAllowed, Refused, Staff, may
from vongtay.common.days import parse_day, today
from vongtay.common.requests import StaffRequest, staff_only


def _bodies(staff: Staff) -> Any:
    found = Body.objects.filter(queries.at_work_on(today()), province_id=staff.province_id)
    return found.order_by("sort_key")


@staff_only
def list_contacts(request: StaffRequest) -> HttpResponse:
    """Show the directory of a province as it holds on a day; all staff read it."""
    asked, staff = request.GET, request.staff
    provinces = Place.objects.filter(pk__in=Contact.objects.filter(world=staff.world).values("body__province_id"))
    known = {str(place.pk): place for place in provinces.order_by("sort_key")}
    chosen = int(asked["province"]) if asked.get("province", "") in known else staff.province_id
    try:
        day = parse_day(asked["on"]) if asked.get("on") else today()
    except ValueError:
        day = today()
    rows = queries.contacts_of_province(staff, province_id=chosen, day=day, body=asked.get("body", ""))[:500]
    return render(request, "agencies/contacts.html", {
        "rows": rows, "provinces": known.values(), "chosen": chosen, "day": day, "may_keep": staff.role == Role.ADMINISTRATOR,
    })  # fmt: skip


@staff_only
def enter_contact(request: StaffRequest) -> HttpResponse:
    """Enter a focal point or a line of a body of one's province."""
    if request.staff.role != Role.ADMINISTRATOR:
        raise NotAllowed(_("Only an administrator keeps the directory of their own province."))
    form = forms.EnterContact(
        request.POST or None, bodies=_bodies(request.staff), initial={"key": uuid.uuid4(), "kind": "person", "valid_from": today()}
    )  # fmt: skip

    def write(given: dict[str, Any]) -> None:
        facts = {name: value for name, value in given.items() if name not in {"key", "body"}}
        actions.enter_contact(key=given["key"], body=given["body"], reached=actions.Reached(**facts), by=request.staff)

    return _page(request, form, write, _("Enter a contact"), "agencies:contacts")


@staff_only
def end_contact(request: StaffRequest, contact_id: str) -> HttpResponse:
    """Say until which day a contact holds."""
    mine = Contact.objects.filter(world=request.staff.world, body__province_id=request.staff.province_id)
    contact = get_object_or_404(mine.select_related("body"), pk=contact_id)
    if not may(RULES, Act.KEEP_CONTACTS, request.staff, contact.body):
        raise NotAllowed(_("Only an administrator keeps the directory of their own province."))
    form = forms.EndContact(request.POST or None, initial={"version": contact.version, "last_on": today()})

    def write(given: dict[str, Any]) -> None:
        actions.end_contact(contact=contact, by=request.staff, **given)

    return _page(request, form, write, _("End a contact"), "agencies:contacts", contact=contact)


@staff_only
def show_roster(request: StaffRequest) -> HttpResponse:
    """Show who of each body of the province is on duty now, and the roster of one's own body."""
    staff = request.staff
    own = Body.objects.get(pk=staff.body_id)
    return render(request, "agencies/roster.html", {
        "now": queries.reached_now(_bodies(staff), staff), "own": own, "keeps": may(RULES, Act.KEEP_ROSTER, staff, own),
        "roster": queries.duties_of(staff, body_id=own.id, since=timezone.now())[:100],
    })  # fmt: skip


@staff_only
def enter_duty(request: StaffRequest) -> HttpResponse:
    """Enter who is on duty: one's own body, or for an administrator any of the province."""
    staff = request.staff
    own = Body.objects.get(pk=staff.body_id)
    if not may(RULES, Act.KEEP_ROSTER, staff, own):
        raise NotAllowed(_("The head or clerk of a body keeps its roster, or the administrator of its province."))
    bodies = _bodies(staff) if staff.role == Role.ADMINISTRATOR else Body.objects.filter(pk=own.pk)
    now = timezone.now()
    start = {"key": uuid.uuid4(), "body": own.pk, "starts_at": now, "ends_at": now + timedelta(hours=24)}
    form = forms.EnterDuty(request.POST or None, bodies=bodies, initial=start)

    def write(given: dict[str, Any]) -> None:
        actions.enter_duty(by=staff, **given)

    return _page(request, form, write, _("Enter a duty"), "agencies:roster")


@staff_only
@require_POST
def withdraw_duty(request: StaffRequest, duty_id: str) -> HttpResponse:
    """Take a duty back."""
    duty = get_object_or_404(Duty, pk=duty_id, world=request.staff.world)
    actions.withdraw_duty(duty=duty, by=request.staff)
    messages.success(request, _("The duty was taken back."))
    return redirect("agencies:roster")


def _page(
    request: StaffRequest, form: django_forms.Form, write: Any, title: str, back: str, **more: Any
) -> HttpResponse:
    if form.is_valid():
        try:
            write(form.cleaned_data)
        except Refused as refused:
            form.add_error(None, list(refused.reasons))
        else:
            messages.success(request, _("Saved."))
            return redirect(back)
    context = {"form": form, "title": title, "back": back, **more}
    return render(request, "agencies/keep.html", context, status=422 if form.errors else 200)
