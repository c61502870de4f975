"""Reviews of the list: this month's, which communes have done it, rounds among people who came back."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vongtay.agencies.models import Place
from vongtay.cases import actions, forms, queries
from vongtay.cases.models import Abroad, AbroadStep, ReviewRound
from vongtay.cases.permissions import RULES, Act
from vongtay.cases.states import AbroadStepKind, ReviewAnswer
from vongtay.cases.views.abroad import country_words, own_places
from vongtay.common.access import NotAllowed, Refused, Staff, may
from vongtay.common.days import PartialDate, day_in_vietnam, today
from vongtay.common.requests import StaffRequest, staff_only, whole_number

BACK = 12  # months that may be chosen


def _require(staff: Staff) -> None:
    if not may(RULES, Act.REVIEW_ABROAD, staff):
        raise NotAllowed(_("Your post reviews no list."))


def month_of(text: str) -> date:
    """Read a month as 2026-11; what is none, or lies ahead, is this month."""
    this = today().replace(day=1)
    try:
        found = date.fromisoformat(f"{text}-01")
    except ValueError:
        return this
    return min(found, this)


def _months() -> list[date]:
    this = today().replace(day=1)
    return [
        date(this.year + (this.month - 1 - back) // 12, (this.month - 1 - back) % 12 + 1, 1) for back in range(BACK)
    ]


def _place_of(staff: Staff, text: str) -> Place:
    """Give the commune that is reviewed: its own for a commune, the named one for the department."""
    places = own_places(staff)
    found = places.filter(pk=whole_number(text) or 0).first()
    if found is None and staff.body_kind == "commune":
        found = places.first()
    if found is None:
        raise Http404
    return found


@staff_only
def review(request: StaffRequest) -> HttpResponse:
    """Show the entries that wait for this month's answer, or write what was answered."""
    _require(request.staff)
    asked = request.POST if request.method == "POST" else request.GET
    month, place = month_of(asked.get("month", "")), None
    if request.staff.body_kind == "commune" or asked.get("place"):
        place = _place_of(request.staff, asked.get("place", ""))
    if place is None:
        return redirect(f"{reverse('cases:reviews')}?{urlencode({'month': f'{month:%Y-%m}'})}")
    begun = queries.monthly_round(request.staff, place_id=place.pk, month=month)
    waiting = queries.to_review(request.staff, place_id=place.pk, round_id=begun.pk if begun else None)
    errors: list[str] = []
    if request.method == "POST":
        try:
            _write(request, place, month, waiting)
        except (Refused, ValidationError) as wrong:
            errors = list(getattr(wrong, "reasons", None) or wrong.messages)  # type: ignore[union-attr]  # one or the other
        else:
            messages.success(request, _("Saved."))
            return redirect(
                f"{reverse('cases:review')}?{urlencode({'month': f'{month:%Y-%m}', 'place': str(place.pk)})}"
            )
    context = {
        "place": place, "month": month, "months": _months(), "round": begun, "rows": [_row(entry, asked) for entry in waiting], "errors": errors,
        "answered": _answered(request.staff, begun), "answers": ReviewAnswer.choices, "key": asked.get("key") or forms.new_key(),
    }  # fmt: skip
    return render(request, "cases/abroad/review.html", context, status=422 if errors else 200)


def _answered(staff: Staff, begun: ReviewRound | None) -> list[tuple[AbroadStep, str]]:
    """Give what was answered, each with its answer in words."""
    steps = queries.answered_in(staff, begun.pk) if begun else []
    return [(step, str(ReviewAnswer(step.result).label)) for step in steps if step.kind == AbroadStepKind.REVIEWED]


def _row(entry: Abroad, asked: Any) -> dict[str, Any]:
    return {
        "entry": entry, "country": country_words(entry.country), "since": PartialDate.from_code(entry.since) if entry.since else None,
        "answer": asked.get(f"answer_{entry.code}", ""), "on": asked.get(f"on_{entry.code}", ""),
    }  # fmt: skip


def _write(request: StaffRequest, place: Place, month: date, waiting: list[Abroad]) -> None:
    """Read the answers and make the one call that writes."""
    given, key = request.POST, forms.key_of(request.POST.get("key", ""))
    if "nil" in given:
        actions.declare_nil(key=key, place=place, month=month, by=request.staff)
        return
    answers = []
    for entry in waiting:
        answer = given.get(f"answer_{entry.code}", "")
        if answer in ReviewAnswer.values:
            on = forms.day_or_none(given.get(f"on_{entry.code}", "")) if answer == ReviewAnswer.RETURNED else None
            answers.append(actions.Answered(entry, ReviewAnswer(answer), on))
    actions.review_abroad(key=key, place=place, month=month, answers=answers, by=request.staff)


@staff_only
def reviews(request: StaffRequest) -> HttpResponse:
    """Show which communes have reviewed their list in a month, and which have not."""
    if not may(RULES, Act.REVIEW_ABROAD, request.staff) and not may(RULES, Act.COUNT_ABROAD, request.staff):
        raise NotAllowed(_("Your post reviews no list."))
    month = month_of(request.GET.get("month", ""))
    rows = queries.reviews_of_month(request.staff, month)
    undone = sum(1 for row in rows if not row.is_done)
    context = {
        "month": month, "months": _months(), "rows": rows, "undone": undone, "done": len(rows) - undone,
        "may_review": may(RULES, Act.REVIEW_ABROAD, request.staff), "is_commune": request.staff.body_kind == "commune",
    }  # fmt: skip
    return render(request, "cases/abroad/reviews.html", context)


@staff_only
def rounds(request: StaffRequest) -> HttpResponse:
    """Show the rounds among returned workers and migrants in the province."""
    _require(request.staff)
    return render(request, "cases/abroad/rounds.html", {"rows": queries.outreach_rounds(request.staff)[:100]})


@staff_only
def hold_round(request: StaffRequest) -> HttpResponse:
    """Note a round; whom it found is entered from its page."""
    _require(request.staff)
    start = {"key": forms.new_key(), "place": request.staff.place_id, "held_on": today(), "scope": "workers"}
    form = forms.HoldRound(request.POST or None, initial=start, places=own_places(request.staff))
    if form.is_valid():
        key = form.cleaned_data.pop("key")
        try:
            held = actions.hold_round(key=key, outreach=actions.Outreach(**form.cleaned_data), by=request.staff)
        except Refused as refused:
            form.add_error(None, list(refused.reasons))
        else:
            return redirect("cases:round", held.pk)
    return render(request, "cases/abroad/hold_round.html", {"form": form}, status=422 if form.errors else 200)


@staff_only
def show_round(request: StaffRequest, round_id: str) -> HttpResponse:
    """Show one round, whom it found within reach, and how it is finished."""
    _require(request.staff)
    held = get_object_or_404(queries.outreach_rounds(request.staff), pk=round_id)
    found = list(queries.abroad_of(request.staff).filter(found_in=held).select_related("case"))
    context = {
        "round": held, "rows": [queries.abroad_row(entry) for entry in found], "is_own": held.body_id == request.staff.body_id,
        "done_on": day_in_vietnam(held.done_at) if held.done_at else None,
    }  # fmt: skip
    return render(request, "cases/abroad/round.html", context)


@staff_only
@require_POST
def finish_round(request: StaffRequest, round_id: str) -> HttpResponse:
    """Finish a round, or say that it found nobody."""
    _require(request.staff)
    held = get_object_or_404(queries.outreach_rounds(request.staff), pk=round_id)
    try:
        actions.finish_round(held=held, nil="nil" in request.POST, by=request.staff)
    except Refused as refused:
        for reason in refused.reasons:
            messages.error(request, reason)
    else:
        messages.success(request, _("The round is finished."))
    return redirect("cases:round", held.pk)
