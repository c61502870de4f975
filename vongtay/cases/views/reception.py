"""Receiving a person: eight questions on a phone, drafts that are kept, people of the same name shown while typing."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vongtay.agencies.queries import bodies_of_province, default_place, places_of, province_in
from vongtay.cases import actions, drafts, forms, queries
from vongtay.cases.countries import country_in
from vongtay.cases.models import Case, Tip
from vongtay.cases.permissions import RULES, Act
from vongtay.cases.states import Channel, PersonRole
from vongtay.cases.views.tips import tip_or_404
from vongtay.common.access import NotAllowed, Refused, may
from vongtay.common.requests import StaffRequest, staff_only, whole_number
from vongtay.people.queries import find_by_name, known_elsewhere
from vongtay.people.vault import Facts

CHANNEL_OF_BODY = {
    "border_post": Channel.BORDER_GUARD,
    "border_guard_province": Channel.BORDER_GUARD,
    "police_province": Channel.POLICE,
}


def start_of(request: StaffRequest) -> dict[str, object]:
    """Give what the eight questions start from: now, here, through this body."""
    now = timezone.localtime()
    return {
        "key": forms.new_key(), "received_at": now, "event_on": now.date(), "sex": "unknown", "route": "R1",
        "channel": CHANNEL_OF_BODY.get(request.staff.body_kind, Channel.SELF), "place": default_place(request.staff),
    }  # fmt: skip


@staff_only
def receive(request: StaffRequest) -> HttpResponse:
    """Show the eight questions, or open the case from their answers."""
    if not may(RULES, Act.RECEIVE, request.staff):
        raise NotAllowed(_("Your post receives nobody."))
    tip = _tip(request)
    start = start_of(request) if request.method != "POST" else {}
    if tip is None and request.method != "POST" and (kept := drafts.load(request.staff, "receive")):
        start |= kept
    form = forms.Receive(
        request.POST or None,
        request.FILES or None,
        initial=start,
        places=places_of(request.staff),
        bodies=bodies_of_province(request.staff),
    )
    if form.is_valid():
        try:
            case = _open_case(request, form, tip)
        except (Refused, ValueError) as refused:
            form.add_error(None, list(getattr(refused, "reasons", ())) or [str(refused)])
        else:
            drafts.drop(request.staff, "receive")
            return redirect("cases:show", code=case.code)
    return render(request, "cases/receive.html", {"form": form, "tip": tip}, status=422 if form.errors else 200)


def _tip(request: StaffRequest) -> Tip | None:
    """Give the tip that the reception came of, if its code stands in the address and its body may link it."""
    if not (code := request.GET.get("tip", "")):
        return None
    tip = tip_or_404(request, code)
    if not may(RULES, Act.LINK_TIP, request.staff, tip):
        raise NotAllowed(_("This tip does not stand with your body."))
    return tip


def _open_case(request: StaffRequest, form: forms.Receive, tip: Tip | None) -> Case:
    given = form.cleaned_data
    arrival, facts = answers_of(form)
    if tip is not None:
        return actions.receive_from_tip(tip=tip, key=given["key"], arrival=arrival, facts=facts, by=request.staff)
    told = {"key": given["key"], "arrival": arrival, "facts": facts, "by": request.staff}
    told |= {"received_by": given["received_by"], "from_paper": _paper(given)}
    who = Facts(name=given["reporter_name"].strip(), phone=given["reporter_phone"])
    if not who.name:
        return actions.receive(**told)
    reporter = actions.Reporter(who, given["reporter_role"] or PersonRole.REPRESENTATIVE)
    return actions.receive_reported(reporter=reporter, **told)


def _paper(given: dict[str, Any]) -> actions.FromPaper | None:
    """Give the paper of the body that received, its scan unstored: there is no person yet under whose key it could lie."""
    if not given["received_by"]:
        return None
    file = given["scan"]
    return actions.FromPaper(
        given["source_sign"], given["source_on"], scan=actions.Scan(file.read(), file.name) if file else None
    )


def answers_of(form: forms.Receive) -> tuple[actions.Arrival, Facts]:
    """Read the answers to the eight questions: how somebody arrived, and who it is."""
    given = form.cleaned_data
    age, born = form.age()
    home = province_in(given["home"])
    needs = given["needs"]
    arrival = actions.Arrival(
        route=given["route"], channel=given["channel"], place=given["place"], received_at=given["received_at"], event_on=given["event_on"],
        sex=given["sex"], age_years=age.years, age_precision=age.precision.value, age_how="claimed" if age.years is not None else "unknown",
        home_province_id=home, nationality=given["nationality"] or ("VN" if home else country_in(given["home"])), language=given["language"],
        interpreter=bool(given["language"]) or "interpreter" in needs, urgency="now" if {"safety", "medical"} & set(needs) else "day" if needs else "normal",
        needs=needs, returned_on=given["returned_on"],
    )  # fmt: skip
    facts = Facts(
        name=given["name"].strip(),
        born=born,
        address=given["home"].strip(),
        phone=given["phone"],
        safe_way=given["safe_way"].strip(),
        may_ring="yes" if given["phone"] else "unknown",
    )
    return arrival, facts


@staff_only
@require_POST
def save_draft(request: StaffRequest) -> JsonResponse:
    """Keep what was typed so far, encrypted, for this post alone."""
    saved = drafts.save(request.staff, "receive", request.POST)
    return JsonResponse({"saved_at": timezone.localtime(saved).strftime("%H:%M")})


@staff_only
@require_POST
def hint_namesakes(request: StaffRequest) -> HttpResponse:
    """Show people of nearly the same name while it is typed: within one's grants as cases, elsewhere as bodies to ask."""
    name, born = request.POST.get("name", ""), request.POST.get("born", "")
    year = whole_number(born) if len(born) == 4 else None
    found = find_by_name(name, born=year) if len(name.split()) > 1 else None
    searches = queries.searches_for([hit.person_id for hit in found.hits]) if found else []
    return render(
        request,
        "cases/namesakes.html",
        {"found": found, "searches": searches, "elsewhere": known_elsewhere(name=name, born=year) if year else []},
    )
