"""A page for each act on the list of residents abroad: the form, and the one call that writes."""

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from vongtay.agencies.queries import places_of
from vongtay.cases import actions, forms, queries
from vongtay.cases.models import Abroad, Case, ReviewRound
from vongtay.cases.permissions import RULES, Act
from vongtay.cases.states import AbroadState, Signs
from vongtay.cases.views.abroad import entry_or_404, own_places
from vongtay.cases.views.reception import answers_of, start_of
from vongtay.common.access import NotAllowed, Refused, Staff, Stale, may
from vongtay.common.days import PartialDate, today
from vongtay.common.requests import StaffRequest, renew, staff_only
from vongtay.people import actions as people
from vongtay.people.vault import ERASED, Facts


@staff_only
def report_abroad(request: StaffRequest) -> HttpResponse:
    """Enter somebody who is reported abroad; from a round, somebody whom it found."""
    if not may(RULES, Act.KEEP_ABROAD, request.staff):
        raise NotAllowed(_("Your post keeps no list of residents abroad."))
    held = _round_asked(request)
    start: dict[str, Any] = {
        "key": forms.new_key(), "place": held.place_id if held else request.staff.place_id, "known_on": today(), "sex": "unknown", "contact": "unknown",
        "known_through": "round" if held else "family", "returned_on": held.held_on if held else None,
    }  # fmt: skip
    form = forms.ReportAbroad(request.POST or None, initial=start, places=own_places(request.staff))
    if form.is_valid():
        try:
            entry = _reported(form, request.staff, held)
        except (Refused, ValueError) as refused:
            form.add_error(None, list(getattr(refused, "reasons", ())) or [str(refused)])
        else:
            messages.success(request, _("Entered in the list."))
            return redirect("cases:round", held.pk) if held else redirect("cases:abroad_show", code=entry.code)
    return render(
        request, "cases/abroad/report.html", {"form": form, "round": held}, status=422 if form.errors else 200
    )


def _round_asked(request: StaffRequest) -> ReviewRound | None:
    wanted = request.GET.get("round", "")
    try:
        found = queries.outreach_rounds(request.staff).filter(body_id=request.staff.body_id, done_at__isnull=True)
        return found.filter(pk=wanted).first() if wanted else None
    except (ValueError, ValidationError):
        return None


def _reported(form: forms.ReportAbroad, staff: Staff, held: ReviewRound | None) -> Abroad:
    given = form.cleaned_data
    report = actions.Report(
        born_year=form.born_year(),
        **{name: given[name] for name in ("place", "known_through", "known_on", "sex", "country", "since", "contact", "circumstances", "returned_on")},
    )  # fmt: skip
    facts = Facts(
        name=given["name"].strip(), **{name: given[name] for name in ("born", "id_number", "phone", "address")}
    )
    return actions.report_abroad(
        key=given["key"], report=report, facts=facts, by=staff, note=given["note"], found_in=held
    )


def abroad_act(
    request: StaffRequest,
    entry: Abroad,
    act: Act,
    form: django_forms.Form,
    write: Callable[[dict[str, Any]], object],
    **words: Any,
) -> HttpResponse:
    """Show the form of an act on an entry, or do it; a refusal is shown on the form with everything typed still there."""
    if not may(RULES, act, request.staff, entry):
        raise NotAllowed(_("Your post may not do this."))
    if form.is_valid():
        try:
            write(form.cleaned_data)
        except Stale as stale:
            entry.refresh_from_db()
            renew(form, version=entry.version)
            form.add_error(None, list(stale.reasons))
        except Refused as refused:
            form.add_error(None, list(refused.reasons))
        else:
            messages.success(request, words["done"])
            return redirect("cases:abroad_show", code=entry.code)
    return render(
        request, "cases/abroad/act.html", {"entry": entry, "form": form, **words}, status=422 if form.errors else 200
    )


@staff_only
def correct_abroad(request: StaffRequest, code: str) -> HttpResponse:
    """Complete or correct what is known of somebody abroad."""
    entry = entry_or_404(request.staff, code)
    known = {name: getattr(entry, name) for name in ("sex", "country", "contact", "circumstances", "version")}
    since = str(PartialDate.from_code(entry.since)) if entry.since else ""
    form = forms.CorrectAbroad(request.POST or None, initial=known | {"since": since})

    def write(given: dict[str, Any]) -> None:
        changes = {name: value for name, value in given.items() if name not in {"version", "note"}}
        actions.correct_abroad(
            entry=entry, changes=changes, version=given["version"], by=request.staff, note=given["note"]
        )

    return abroad_act(
        request,
        entry,
        Act.CHANGE_ABROAD,
        form,
        write,
        title=_("Complete or correct"),
        button=_("Save"),
        done=_("Saved."),
    )


@staff_only
def move_abroad(request: StaffRequest, code: str) -> HttpResponse:
    """Note that somebody has returned, moved, died, is not abroad, or was entered twice."""
    entry = entry_or_404(request.staff, code)
    form = forms.MoveAbroad(
        request.POST or None, initial={"version": entry.version, "on": today()}, state=AbroadState(entry.state)
    )

    def write(given: dict[str, Any]) -> None:
        same_as = None
        if given["to"] == AbroadState.DUPLICATE:
            same_as = queries.abroad_of(request.staff).filter(code=given["same_as"].strip().upper()).first()
            if same_as is None:
                raise Refused(_("There is no such entry within your reach."))
        actions.move_abroad(
            entry=entry, to=AbroadState(given["to"]), on=given["on"], known_through=given["known_through"], version=given["version"], by=request.staff,
            same_as=same_as, note=given["note"],
        )  # fmt: skip

    return abroad_act(
        request,
        entry,
        Act.CHANGE_ABROAD,
        form,
        write,
        title=_("Note what has become known"),
        button=pgettext("act", "Note"),
        done=_("Noted."),
    )


@staff_only
def screen_abroad(request: StaffRequest, code: str) -> HttpResponse:
    """Write the result of a screening."""
    entry = entry_or_404(request.staff, code)
    form = forms.ScreenAbroad(request.POST or None, initial={"version": entry.version, "on": today()})

    def write(given: dict[str, Any]) -> None:
        signs = Signs(given["signs"])
        actions.screen_abroad(
            entry=entry, signs=signs, on=given["on"], version=given["version"], by=request.staff, note=given["note"]
        )

    return abroad_act(
        request, entry, Act.SCREEN_ABROAD, form, write, title=_("Screen"), button=_("Save the result"), done=_("Saved.")
    )


@staff_only
def offer_abroad(request: StaffRequest, code: str) -> HttpResponse:
    """Note what help was offered, whether or not anything was found."""
    entry = entry_or_404(request.staff, code)
    form = forms.OfferAbroad(request.POST or None, initial={"on": today(), "taken": "unknown"})
    return abroad_act(
        request, entry, Act.CHANGE_ABROAD, form, lambda given: actions.offer_abroad(entry=entry, by=request.staff, **given),
        title=_("Note help that was offered"), button=pgettext("act", "Note"), done=_("Noted."),
    )  # fmt: skip


@staff_only
def share_abroad(request: StaffRequest, code: str) -> HttpResponse:
    """Let a police body read the entry."""
    entry = entry_or_404(request.staff, code)
    form = forms.ShareAbroad(request.POST or None, bodies=queries.abroad_police(request.staff))
    return abroad_act(
        request, entry, Act.SHARE_ABROAD, form,
        lambda given: actions.share_abroad(entry=entry, body=given["body"], note=given["note"], by=request.staff, ground=form.ground_chosen()),
        title=_("Share with the police"), button=_("Share"), done=_("Shared."),
    )  # fmt: skip


@staff_only
def link_abroad(request: StaffRequest, code: str) -> HttpResponse:
    """Link a case that exists already."""
    entry = entry_or_404(request.staff, code)
    form = forms.LinkAbroadCase(request.POST or None, initial={"version": entry.version})

    def write(given: dict[str, Any]) -> None:
        try:
            case = queries.case_of(request.staff, given["code"].strip().upper())
        except Case.DoesNotExist as missing:
            raise Refused(_("There is no such case within your reach.")) from missing
        actions.link_abroad_case(entry=entry, case=case, version=given["version"], by=request.staff)

    return abroad_act(
        request,
        entry,
        Act.SCREEN_ABROAD,
        form,
        write,
        title=_("Link a case that exists"),
        button=_("Link"),
        done=_("Linked."),
    )


@staff_only
def receive_abroad(request: StaffRequest, code: str) -> HttpResponse:
    """Open a case for somebody whose screening found signs: the eight questions, filled in with what the entry tells. Opening it is a look."""
    entry = entry_or_404(request.staff, code)
    if not may(RULES, Act.SCREEN_ABROAD, request.staff, entry) or not may(RULES, Act.RECEIVE, request.staff):
        raise NotAllowed(_("Your post may not do this."))
    start = start_of(request) | {
        "route": "R6",
        "sex": entry.sex,
        "place": entry.place_id,
        "home": entry.place.full_name,
    }
    if request.method != "POST":
        facts = people.look_at_identity(person=entry.person, purpose="verification", by=request.staff)
        start |= {
            "name": facts.name,
            "born": str(PartialDate.from_code(facts.born)) if facts.born not in {"", ERASED} else "",
            "phone": facts.phone,
        }
    form = forms.ReceiveReturned(request.POST or None, initial=start, places=places_of(request.staff))
    if form.is_valid():
        try:
            arrival, facts = answers_of(form)
            case = actions.receive_returned(
                entry=entry,
                key=form.cleaned_data["key"],
                arrival=arrival,
                facts=facts,
                by=request.staff,
                ground=form.ground_chosen(),
            )
        except (Refused, ValueError) as refused:
            form.add_error(None, list(getattr(refused, "reasons", ())) or [str(refused)])
        else:
            return redirect("cases:show", code=case.code)
    return render(
        request, "cases/abroad/receive.html", {"form": form, "entry": entry}, status=422 if form.errors else 200
    )
