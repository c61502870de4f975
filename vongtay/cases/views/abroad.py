"""The list of residents abroad: the list, one entry, and a page for each act on it. No name stands on any page by default."""

from collections.abc import Iterator
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vongtay.agencies.models import Place
from vongtay.agencies.queries import places_of
from vongtay.cases import queries
from vongtay.cases.models import Abroad
from vongtay.cases.permissions import RULES, Act
from vongtay.cases.queries.protection import sharings_of
from vongtay.cases.states import (
    ABROAD_COUNTRIES,
    ABROAD_MOVES,
    ABROAD_OWN_PAGE,
    AbroadState,
    AbroadStepKind,
    Circumstance,
    Signs,
)
from vongtay.cases.states import AbroadOffer as Offered
from vongtay.cases.states import ReviewAnswer as Answer
from vongtay.cases.views.case import PURPOSE_LABELS, require_cases
from vongtay.common.access import Refused, Staff, may
from vongtay.common.days import PartialDate
from vongtay.common.requests import StaffRequest, staff_only, whole_number
from vongtay.people import actions as people
from vongtay.people.models import DataKey
from vongtay.people.permissions import RULES as PEOPLE_RULES
from vongtay.people.permissions import Act as PeopleAct
from vongtay.people.vault import ERASED, Vault

TONES = {
    AbroadState.ABROAD: "neutral", AbroadState.RETURNED: "primary", AbroadState.SCREENED: "primary", AbroadState.IN_IDENTIFICATION: "accent",
}  # fmt: skip


def entry_or_404(staff: Staff, code: str) -> Abroad:
    """Give the entry, or the same 404 for what is missing and what is out of reach."""
    try:
        return queries.abroad_entry(staff, code)
    except Abroad.DoesNotExist as missing:
        raise Http404 from missing


def own_places(staff: Staff) -> QuerySet[Place]:
    """The communes whose list `staff` keeps: a commune its own, the department all."""
    found = places_of(staff).filter(valid_to__isnull=True)
    return found.filter(pk=staff.place_id or 0) if staff.body_kind == "commune" else found


def country_words(code: str) -> str:
    """Give the name of a country of the list."""
    return str(dict(ABROAD_COUNTRIES).get(code, code))


@staff_only
def list_abroad(request: StaffRequest) -> HttpResponse:
    """Show the entries within reach, newest first, with what they are limited to and how many are left."""
    require_cases(request.staff)
    asked = request.GET
    place = whole_number(asked.get("place", ""))
    everything = queries.abroad_of(request.staff)
    chosen = queries.AbroadFilter(state=asked.get("state", ""), country=asked.get("country", ""), place_id=place)
    page = Paginator(chosen.apply(everything.select_related("place", "case")), queries.ABROAD_PAGE).get_page(
        asked.get("page")
    )
    counts = queries.abroad_counts(queries.AbroadFilter(country=chosen.country, place_id=place).apply(everything))
    kept = {name: str(value) for name, value in asked.items() if name != "page" and value}
    context = {
        "rows": [_row(entry) for entry in page], "page": page, "total": page.paginator.count, "chips": list(_chips(kept, counts)), "is_filtered": bool(kept),
        "places": _places_in(everything), "countries": ABROAD_COUNTRIES, "chosen": chosen,
        "previous_url": f"?{urlencode(kept | {'page': page.number - 1})}", "next_url": f"?{urlencode(kept | {'page': page.number + 1})}",
        "may_keep": may(RULES, Act.KEEP_ABROAD, request.staff), "may_count": may(RULES, Act.COUNT_ABROAD, request.staff),
    }  # fmt: skip
    return render(request, "cases/abroad/list.html", context)


def _row(entry: Abroad) -> dict[str, Any]:
    return queries.abroad_row(entry) | {
        "tone": TONES.get(AbroadState(entry.state), "neutral"), "country": country_words(entry.country),
        "since": PartialDate.from_code(entry.since) if entry.since else None,
    }  # fmt: skip


def _places_in(rows: QuerySet[Abroad]) -> list[tuple[int, str]]:
    return list(
        Place.objects.filter(pk__in=rows.order_by().values("place_id"))
        .order_by("sort_key")
        .values_list("pk", "full_name")
    )


def _chips(kept: dict[str, str], counts: dict[str, int]) -> Iterator[dict[str, Any]]:
    """Give the states as filters with their counts; what nobody is in is left out unless it is chosen."""
    rest = {name: value for name, value in kept.items() if name != "state"}
    here = kept.get("state", "")
    shown = {state: n for state, n in counts.items() if state not in {AbroadState.DUPLICATE, AbroadState.WITHDRAWN}}
    yield {"label": _("All"), "url": f"?{urlencode(rest)}", "is_on": not here, "count": sum(shown.values())}
    for state in AbroadState:
        if state.value in shown or state.value == here or state == AbroadState.DUPLICATE:
            count = shown.get(state.value, "" if state == AbroadState.DUPLICATE else 0)
            yield {
                "label": state.label,
                "url": f"?{urlencode(rest | {'state': state.value})}",
                "is_on": here == state.value,
                "count": count,
            }


@staff_only
def show_abroad(request: StaffRequest, code: str) -> HttpResponse:
    """Show one entry: what is known, its history, what may be done. Never a name, unless asked for with a purpose."""
    entry = entry_or_404(request.staff, code)
    vault = Vault(entry.person_id, None) if not _is_open(entry) else Vault.of(entry.person_id)
    history = [
        {"title": _title_of(row.step), "entry": row, "on": row.step.happened_on} for row in queries.abroad_history(entry, vault)
    ]  # fmt: skip
    words = dict(Circumstance.choices)
    context = {
        **_row(entry), "history": history, "sharings": sharings_of(entry, vault), "circumstances": [words[code] for code in entry.circumstances if code in words],
        "acts": _acts(entry, request.staff), "purposes": list(PURPOSE_LABELS.items()), "may_look": PEOPLE_RULES[PeopleAct.LOOK](request.staff, None),
    }  # fmt: skip
    return render(request, "cases/abroad/show.html", context)


def _is_open(entry: Abroad) -> bool:
    return DataKey.objects.filter(person_id=entry.person_id, wrapped__isnull=False).exists()


def _title_of(step: Any) -> str:
    """Say what a row of the history is: the new state, the answer, the result, the offer."""
    kind = AbroadStepKind(step.kind)
    if step.corrects_id:
        return _("Taken back as wrong: %(state)s") % {"state": step.get_state_display()}
    if kind == AbroadStepKind.MOVED:
        words = str(step.get_state_display())
        return f"{words}: {Signs(step.result).label}" if step.state == AbroadState.SCREENED else words
    if kind == AbroadStepKind.REVIEWED:
        return f"{kind.label}: {Answer(step.result).label}"
    if kind == AbroadStepKind.CORRECTED and step.result:
        return _("Identity corrected")
    if kind == AbroadStepKind.OFFERED:
        return f"{kind.label}: {Offered(step.result).label}"
    return str(kind.label)


def _acts(entry: Abroad, staff: Staff) -> dict[str, Any]:
    """Give the one act that is due and the others, as far as the state and the post allow them."""
    state = AbroadState(entry.state)
    may_change, may_screen = may(RULES, Act.CHANGE_ABROAD, staff, entry), may(RULES, Act.SCREEN_ABROAD, staff, entry)
    latest = entry.steps.filter(kind=AbroadStepKind.MOVED, state=AbroadState.SCREENED).order_by("-number").first()
    has_signs = state == AbroadState.SCREENED and latest is not None and latest.result == Signs.YES
    may_receive = may(RULES, Act.RECEIVE, staff)
    possible = [
        (may_screen and may_receive and has_signs, "abroad_receive", _("Open a case")),
        (may_screen and has_signs, "abroad_link", _("Link a case that exists")),
        (may_screen and AbroadState.SCREENED in ABROAD_MOVES[state], "abroad_screen", _("Screen")),
        (may_change and bool(ABROAD_MOVES[state] - ABROAD_OWN_PAGE), "abroad_move", _("Note what has become known")),
        (may_change, "abroad_offer", _("Note help that was offered")),
        (may_change, "abroad_correct", _("Complete or correct")),
        (
            may_change and may(PEOPLE_RULES, PeopleAct.CHANGE, staff),
            "abroad_correct_identity",
            _("Correct the identity"),
        ),
        (may(RULES, Act.SHARE_ABROAD, staff, entry), "abroad_share", _("Share with the police")),
    ]
    found = [
        {"url": reverse(f"cases:{name}", args=[entry.code]), "label": label}
        for allowed, name, label in possible
        if allowed
    ]
    # Who was screened without signs owes nothing more: screening again stays possible.
    is_due = bool(found) and (state in {AbroadState.ABROAD, AbroadState.RETURNED} or has_signs)
    return {"due": found[0] if is_due else None, "others": found[1:] if is_due else found}


@staff_only
@require_POST
def look_at_abroad(request: StaffRequest, code: str) -> HttpResponse:
    """Show who the person is, after the look was logged with its purpose."""
    entry = entry_or_404(request.staff, code)
    try:
        facts = people.look_at_identity(person=entry.person, purpose=request.POST.get("purpose", ""), by=request.staff)
    except Refused as refused:
        return render(request, "cases/identity_refused.html", {"reasons": refused.reasons, "target": "identity"})
    born = str(PartialDate.from_code(facts.born)) if facts.born and facts.born != ERASED else facts.born
    context = {"entry": entry, "facts": facts, "born": born, "purpose": PURPOSE_LABELS[request.POST["purpose"]]}
    template = "cases/abroad/identity.html" if request.htmx else "cases/abroad/identity_page.html"  # type: ignore[attr-defined]  # set by django-htmx
    return render(request, template, context)
