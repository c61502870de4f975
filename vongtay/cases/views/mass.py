"""A reception of many people as a whole: the list of events, one event, its team, its board, its report, its end."""

import secrets
import uuid
from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, pgettext
from django.views.decorators.http import require_POST

from vongtay.agencies.models import Body
from vongtay.agencies.queries import bodies_of_province, default_place, places_of
from vongtay.cases import actions, forms, queries
from vongtay.cases.models import MassEvent
from vongtay.cases.permissions import RULES, Act
from vongtay.cases.states import ABROAD_COUNTRIES, LineFilter
from vongtay.cases.views.case import require_cases
from vongtay.common.access import NotAllowed, Refused, Staff, may
from vongtay.common.requests import StaffRequest, staff_only, whole_number

BOARD = (
    ("arrived", gettext_noop("Arrived")),
    ("interviewed", gettext_noop("Interviewed")),
    ("matched", gettext_noop("Found in the abroad list")),
    ("allocated", gettext_noop("Have a place")),
    ("left", gettext_noop("Have left")),
    ("absent", gettext_noop("Did not come")),
)


def event_or_404(staff: Staff, code: str) -> MassEvent:
    """Give the event, or the same 404 for what is missing and what is out of reach."""
    require_cases(staff)
    try:
        return queries.mass_event(staff, code)
    except MassEvent.DoesNotExist as missing:
        raise Http404 from missing


def need(act: Act, request: StaffRequest, record: Any = None) -> None:
    """Refuse a page to a post that may not do its act. Errors: NotAllowed."""
    if not may(RULES, act, request.staff, record):
        raise NotAllowed(_("Your post may not do this in this reception."))


def done(form: django_forms.Form, act: Callable[[], object]) -> bool:
    """Do what a form asks; what refuses it stands on the form."""
    if not form.is_valid():
        return False
    try:
        act()
    except (Refused, ValueError) as refused:
        form.add_error(None, list(getattr(refused, "reasons", ())) or [str(refused)])
        return False
    return True


def show_form(
    request: StaffRequest, form: django_forms.Form, words: dict[str, str], event: MassEvent | None = None
) -> HttpResponse:
    """Show one form of a reception under its words: title, lead, button."""
    context = {"form": form, "event": event} | words
    return render(request, "cases/mass/form.html", context, status=422 if form.errors else 200)


@staff_only
def list_events(request: StaffRequest) -> HttpResponse:
    """Show the receptions of many people within reach, newest first."""
    require_cases(request.staff)
    rows = list(queries.mass_events(request.staff)[:100])
    context = {"rows": rows, "may_open": may(RULES, Act.OPEN_MASS, request.staff)}
    return render(request, "cases/mass/list.html", context)


@staff_only
def open_mass(request: StaffRequest) -> HttpResponse:
    """Open a reception of many people."""
    need(Act.OPEN_MASS, request)
    start = {"key": uuid.uuid4(), "starts_at": timezone.localtime(), "place": default_place(request.staff)}
    form = forms.OpenMass(request.POST or None, initial=start, places=places_of(request.staff))
    made: list[MassEvent] = []
    if done(
        form,
        lambda: made.append(
            actions.open_mass(key=form.cleaned_data["key"] or uuid.uuid4(), handover=_handover(form), by=request.staff)
        ),
    ):
        return redirect("cases:mass_show", code=made[0].code)
    words = {
        "title": _("Open a reception of many people"),
        "button": pgettext("act", "Open"),
        "lead": _("Before anybody comes: gate, time, who hands over. Who comes stands on the list later."),
    }
    return show_form(request, form, words)


def _handover(form: forms.OpenMass) -> actions.Handover:
    named = ("place", "gate", "starts_at", "country", "foreign_body", "expected")
    return actions.Handover(**{name: form.cleaned_data[name] for name in named})


@staff_only
def change_mass(request: StaffRequest, code: str) -> HttpResponse:
    """Change what is known beforehand."""
    event = event_or_404(request.staff, code)
    need(Act.LEAD_MASS, request, event)
    named = ("place", "gate", "country", "foreign_body", "expected", "version")
    start = {name: getattr(event, name) for name in named} | {"starts_at": timezone.localtime(event.starts_at)}
    form = forms.OpenMass(request.POST or None, initial=start, places=places_of(request.staff))
    if done(
        form,
        lambda: actions.change_mass(
            event=event, handover=_handover(form), version=form.cleaned_data["version"] or 0, by=request.staff
        ),
    ):
        return redirect("cases:mass_show", code=code)
    words = {"title": _("Change the event"), "button": _("Save")}
    return show_form(request, form, words, event)


@staff_only
def show_event(request: StaffRequest, code: str) -> HttpResponse:
    """Show one event: what is known, the team, the counts, and what this post can do."""
    event = event_or_404(request.staff, code)
    table = queries.table_of(event)
    board = queries.board_of(event)
    context = {
        "event": event, "members": queries.members_of(event), "board": board, "figures": figures_of(board), "country": country_words(event.country),
        "may_lead": event.finished_at is None and may(RULES, Act.LEAD_MASS, request.staff, event),
        "may_write": may(RULES, Act.WRITE_MASS, request.staff, table), "may_match": may(RULES, Act.MATCH_MASS, request.staff, event),
        "may_invent_places": actions.may_invent_places(request.staff) and not actions.has_invented_places(request.staff),
        "may_invent": event.world != "real", "may_hand_over": may(RULES, Act.HAND_OVER_MASS, request.staff, event),
    }  # fmt: skip
    return render(request, "cases/mass/show.html", context)


def country_words(code: str) -> str:
    """Give the name of a country."""
    return str(dict(ABROAD_COUNTRIES).get(code, code))


def figures_of(board: queries.Board) -> list[dict[str, Any]]:
    """Give what a board shows: code, words, count."""
    return [{"code": code, "label": _(label), "value": getattr(board, code)} for code, label in BOARD]


@staff_only
def decide_team(request: StaffRequest, code: str) -> HttpResponse:
    """Note the decision on the joint team."""
    event = event_or_404(request.staff, code)
    need(Act.LEAD_MASS, request, event)
    start = {
        "version": event.version,
        "sign": event.decision_sign,
        "on": event.decision_on,
        "body": event.decision_by_id,
    }
    form = forms.DecideTeam(request.POST or None, initial=start, bodies=bodies_of_province(request.staff))
    if done(form, lambda: actions.decide_team(event=event, by=request.staff, **form.cleaned_data)):
        return redirect("cases:mass_show", code=code)
    lead = _(
        "Custom: no rule was seen that says who decides on a joint team. Other bodies write at the table on the ground of this paper."
    )
    words = {"title": _("Decision on the joint team"), "button": _("Save"), "lead": lead}
    return show_form(request, form, words, event)


@staff_only
def add_member(request: StaffRequest, code: str) -> HttpResponse:
    """Add a member of the joint team."""
    event = event_or_404(request.staff, code)
    need(Act.LEAD_MASS, request, event)
    choices = {"bodies": queries.team_bodies(request.staff, event), "posts": queries.team_posts(request.staff)}
    form = forms.AddMember(request.POST or None, initial={"key": uuid.uuid4(), "may_write": False}, **choices)

    def add() -> None:
        given = dict(form.cleaned_data)
        actions.add_member(key=given.pop("key"), event=event, seat=actions.Seat(**given), by=request.staff)

    if done(form, add):
        return redirect("cases:mass_show", code=code)
    lead = _("The body reads this event and its lines from now on.")
    words = {"title": _("Add a member of the team"), "button": _("Add"), "lead": lead}
    return show_form(request, form, words, event)


@staff_only
@require_POST
def end_member(request: StaffRequest, code: str, member_id: str) -> HttpResponse:
    """End a membership."""
    event = event_or_404(request.staff, code)
    member = get_object_or_404(event.members.select_related("event__lead", "body"), pk=member_id)
    say(request, lambda: actions.end_member(member=member, by=request.staff), _("The membership has ended."))
    return redirect("cases:mass_show", code=code)


def say(request: StaffRequest, act: Callable[[], object], words: str) -> bool:
    """Do an act of one press, and say what became of it."""
    try:
        act()
    except Refused as refused:
        messages.error(request, " ".join(refused.reasons))
        return False
    messages.success(request, words)
    return True


@staff_only
@require_POST
def invent_lines(request: StaffRequest, code: str) -> HttpResponse:
    """Fill the list of a drill with invented people."""
    event = event_or_404(request.staff, code)
    form = forms.InventPeople(request.POST)
    if form.is_valid():
        many = form.cleaned_data["people"]
        said = _("%(n)d invented people stand on the list.") % {"n": many}
        seed = secrets.randbelow(10**6)
        say(request, lambda: actions.invent_lines(event=event, people_wanted=many, seed=seed, by=request.staff), said)
    else:
        messages.error(request, _("Invent from 1 to 200 people."))
    return redirect("cases:mass_show", code=code)


@staff_only
@require_POST
def invent_places(request: StaffRequest, code: str) -> HttpResponse:
    """Make the invented places of a drill, so that it can allocate."""
    event_or_404(request.staff, code)
    say(request, lambda: actions.invent_places(by=request.staff), _("The drill has places to sleep now."))
    return redirect("cases:mass_show", code=code)


@staff_only
@require_POST
def finish_mass(request: StaffRequest, code: str) -> HttpResponse:
    """Finish an event; who did not come is noted as absent."""
    event = event_or_404(request.staff, code)
    version = whole_number(request.POST.get("version", "")) or 0
    if say(
        request,
        lambda: actions.finish_mass(event=event, version=version, by=request.staff),
        _("The reception is finished."),
    ):
        return redirect("cases:mass_report", code=code)
    return redirect("cases:mass_show", code=code)


@staff_only
def show_board(request: StaffRequest, code: str) -> HttpResponse:
    """Show the counts on a wall or a phone: no names. Asked by htmx it gives the counts alone, and asks again."""
    event = event_or_404(request.staff, code)
    board = queries.board_of(event)
    context = {"event": event, "board": board, "figures": figures_of(board), "now": timezone.now()}
    name = "cases/mass/parts/board.html" if request.headers.get("HX-Request") else "cases/mass/board.html"
    return render(request, name, context)


@staff_only
def show_report(request: StaffRequest, code: str) -> HttpResponse:
    """Show the report after the event: each number opens the lines behind it, within one's rights."""
    event = event_or_404(request.staff, code)
    board = queries.board_of(event)
    context = {
        "event": event, "board": board, "members": queries.members_of(event), "country": country_words(event.country), "now": timezone.now(),
        "rows": [(group.value, group.label, getattr(board, "lines" if group == LineFilter.ALL else group.value, None)) for group in LineFilter if group != LineFilter.EXPECTED],
        "facts": queries.facts_of_event(event), "bodies": Body.objects.filter(pk__in=event.bodies).order_by("sort_key"),
    }  # fmt: skip
    return render(request, "cases/mass/report.html", context)
