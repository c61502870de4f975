"""Pages of tips: what was told before there is a case, in one list."""

from collections.abc import Callable, Iterator
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from vongtay.agencies.queries import bodies_of_province, bodies_to_notify, default_place, places_of
from vongtay.cases import actions, forms, queries
from vongtay.cases.forms.case import age_in
from vongtay.cases.models import Case, Tip
from vongtay.cases.permissions import RULES, Act
from vongtay.cases.states import TIP_MOVES, TipKind, TipState
from vongtay.cases.views.case import require_cases
from vongtay.common import days
from vongtay.common.access import NotAllowed, Refused, Stale, may
from vongtay.common.days import day_in_vietnam
from vongtay.common.requests import StaffRequest, renew, staff_only, whole_number
from vongtay.law import queries as law
from vongtay.people.vault import Facts
from vongtay.tasks.models import Clock
from vongtay.tasks.queries import faces

TONES = {TipState.NEW: "accent", TipState.PASSED: "wait", TipState.LINKED: "ok", TipState.CLOSED: "neutral"}


def tip_or_404(request: StaffRequest, code: str) -> Tip:
    """Give the tip, or the same 404 for what is missing and what is out of reach."""
    try:
        return queries.tip_of(request.staff, code)
    except Tip.DoesNotExist as missing:
        raise Http404 from missing


@staff_only
def list_tips(request: StaffRequest) -> HttpResponse:
    """Show the tips within reach, newest first."""
    require_cases(request.staff)
    asked = {name: str(value) for name, value in request.GET.items() if name != "page"}
    chosen = queries.TipFilter(
        state=asked.get("state", ""),
        kind=asked.get("kind", ""),
        urgent="urgent" in asked,
        call_back="call_back" in asked,
    )
    page = Paginator(chosen.apply(queries.tips_of(request.staff)), queries.SHOWN_TIPS).get_page(request.GET.get("page"))
    rows = [(tip, TONES[TipState(tip.state)]) for tip in page]
    context = {
        "rows": rows, "page": page, "chips": list(_chips(asked)), "is_filtered": bool(asked), "kept": urlencode(asked),
        "may_take": may(RULES, Act.TAKE_TIP, request.staff),
    }  # fmt: skip
    return render(request, "cases/tips/list.html", context)


def _chips(kept: dict[str, str]) -> Iterator[dict[str, Any]]:
    choices = [
        ("state", "", _("All")), ("state", "open", _("Open")), *(("state", state.value, state.label) for state in TipState),
        *(("kind", kind.value, kind.label) for kind in TipKind), ("urgent", "1", _("Urgent")), ("call_back", "1", _("To ring back")),
    ]  # fmt: skip
    for name, value, label in choices:
        is_on = kept.get(name, "") == value
        rest = {key: held for key, held in kept.items() if key != name}
        wanted = rest if (is_on and name != "state") or not value else rest | {name: value}
        yield {"label": label, "url": f"?{urlencode(wanted)}", "is_on": is_on, "count": ""}


@staff_only
def take_tip(request: StaffRequest) -> HttpResponse:
    """Take a tip, enter a record of hotline 111, or note whom a family looks for."""
    if not may(RULES, Act.TAKE_TIP, request.staff):
        raise NotAllowed(_("Your post may not do this."))
    start = {"key": forms.new_key(), "kind": "tip", "at": timezone.now(), "place": default_place(request.staff)}
    form = forms.TakeTip(
        request.POST or None, bodies=bodies_of_province(request.staff), places=places_of(request.staff), initial=start
    )
    if form.is_valid():
        try:
            tip = actions.take_tip(key=form.cleaned_data["key"], told=_told(form.cleaned_data), by=request.staff)
        except (Refused, ValueError) as refused:
            form.add_error(None, list(getattr(refused, "reasons", ())) or [str(refused)])
        else:
            messages.success(request, _("The tip was taken."))
            return redirect("cases:tip", code=tip.code)
    return render(request, "cases/tips/take.html", {"form": form}, status=422 if form.errors else 200)


def _told(given: dict[str, Any]) -> actions.Told:
    sought, born_about = None, None
    if given["kind"] == TipKind.MISSING:
        text, year = given["sought_born"], day_in_vietnam(given["at"]).year
        years = age_in(text) if text else None
        birth = days.parse_partial(text) if text and years is None else None
        born_about = year - years if years is not None else birth.year if birth else None
        born = birth.code if birth else str(born_about or "")
        sought = Facts(name=given["sought_name"].strip(), born=born)
    return actions.Told(
        kind=given["kind"], text=given["text"], at=given["at"], teller=given["teller"], place=given["place"], urgent=given["urgent"],
        call_number=given["call_number"], call_back=given["call_back"], sought=sought, born_about=born_about, taken_by=given["taken_by"],
    )  # fmt: skip


@staff_only
def show_tip(request: StaffRequest, code: str) -> HttpResponse:
    """Show a tip: what was told, what was done, whom a search may mean, and what can be done now."""
    tip = tip_or_404(request, code)
    clocks = Clock.objects.filter(subject_id=tip.subject_id, ended_at__isnull=True).select_related("body")
    may_handle = may(RULES, Act.HANDLE_TIP, request.staff, tip)
    moves = TIP_MOVES[TipState(tip.state)]
    context = {
        "tip": tip, "tone": TONES[TipState(tip.state)], "texts": queries.texts_of(tip), "steps": queries.tip_steps(tip),
        "clocks": faces(clocks, day_in_vietnam(timezone.now())), "case": queries.case_of_tip(request.staff, tip),
        "matches": queries.matches_of(request.staff, tip) if tip.state in {TipState.NEW, TipState.PASSED} else [],
        "may_handle": may_handle, "may_receive": may_handle and may(RULES, Act.RECEIVE, request.staff) and TipState.LINKED in moves,
        "may_link": may(RULES, Act.LINK_TIP, request.staff, tip) and TipState.LINKED in moves,
        "may_pass": may_handle and TipState.PASSED in moves, "may_close": may_handle and TipState.CLOSED in moves,
        "may_reopen": may_handle and TipState.NEW in moves, "may_look": "identity" in request.staff.parts,
    }  # fmt: skip
    return render(request, "cases/tips/show.html", context)


def _tip_page(
    request: StaffRequest, tip: Tip, form: django_forms.Form, write: Callable[[dict[str, Any]], object], **words: Any
) -> HttpResponse:
    """Show the form of an act on a tip, or do it; a refusal keeps everything typed."""
    if form.is_valid():
        try:
            write(form.cleaned_data)
        except Refused as refused:
            if isinstance(refused, Stale):
                renew(form, version=queries.tip_of(request.staff, tip.code).version)
            form.add_error(None, list(refused.reasons))
        else:
            messages.success(request, words["done"])
            return redirect("cases:tip", code=tip.code)
    return render(
        request, "cases/tips/act.html", {"tip": tip, "form": form, **words}, status=422 if form.errors else 200
    )


def _handled(request: StaffRequest, code: str, act: Act = Act.HANDLE_TIP) -> Tip:
    tip = tip_or_404(request, code)
    if not may(RULES, act, request.staff, tip):
        raise NotAllowed(_("This tip does not stand with your body."))
    return tip


@staff_only
def pass_tip(request: StaffRequest, code: str) -> HttpResponse:
    """Pass a tip on to a body that can act on it."""
    tip = _handled(request, code)
    today = day_in_vietnam(timezone.now())
    rule = next(
        (one for one in law.route_rules(regime=law.regime_on(today), route=tip.route) if one.met_by == "tip_passed"),
        None,
    )
    kinds = sorted(law.kinds_of([rule.to_body])) if rule and rule.to_body else []
    form = forms.PassTip(
        request.POST or None, bodies=bodies_to_notify(request.staff, [*kinds, "health_department"], today),
        initial={"version": tip.version, "at": timezone.now()},
    )  # fmt: skip

    def write(given: dict[str, Any]) -> None:
        actions.pass_tip(tip=tip, by=request.staff, **given)

    return _tip_page(
        request, tip, form, write, title=_("Pass on"), button=_("Pass on"), done=_("The tip was passed on."),
        rule=rule if tip.kind == TipKind.HOTLINE else None,
    )  # fmt: skip


@staff_only
def note_call(request: StaffRequest, code: str) -> HttpResponse:
    """Note that the caller was rung back or given advice."""
    tip = _handled(request, code)
    form = forms.NoteCall(
        request.POST or None, initial={"version": tip.version, "at": timezone.now(), "act": "called_back"}
    )

    def write(given: dict[str, Any]) -> None:
        actions.note_call(tip=tip, by=request.staff, **given)

    return _tip_page(
        request, tip, form, write, title=_("Call or advice"), button=pgettext("act", "Note"), done=_("Noted.")
    )


@staff_only
def link_tip(request: StaffRequest, code: str) -> HttpResponse:
    """Link a tip with a case within reach."""
    tip = _handled(request, code, Act.LINK_TIP)
    form = forms.LinkTip(request.POST or None, initial={"version": tip.version, "code": request.GET.get("case", "")})

    def write(given: dict[str, Any]) -> None:
        actions.link_tip(tip=tip, case=_case(request, given["code"]), version=given["version"], by=request.staff)

    return _tip_page(
        request, tip, form, write, title=_("Link with a case"), button=_("Link"), done=_("The tip was linked.")
    )


def _case(request: StaffRequest, code: str) -> Case:
    try:
        return queries.case_of(request.staff, code.strip().upper())
    except Case.DoesNotExist as missing:
        raise Refused(_("There is no such case within your reach.")) from missing


@staff_only
@require_POST
def confirm_match(request: StaffRequest, code: str) -> HttpResponse:
    """Confirm that a received person is whom the family looks for."""
    tip = _handled(request, code, Act.LINK_TIP)
    try:
        case = _case(request, request.POST.get("case", ""))
        version = whole_number(request.POST.get("version", "")) or 0
        actions.link_tip(tip=tip, case=case, version=version, by=request.staff, same_person=True)
    except Refused as refused:
        messages.error(request, " ".join(refused.reasons))
    else:
        messages.success(request, _("The search was linked with the case."))
    return redirect("cases:tip", code=code)


@staff_only
def close_tip(request: StaffRequest, code: str) -> HttpResponse:
    """Close a tip with its reason."""
    tip = _handled(request, code)
    form = forms.CloseTip(request.POST or None, initial={"version": tip.version})

    def write(given: dict[str, Any]) -> None:
        actions.close_tip(tip=tip, by=request.staff, **given)

    return _tip_page(
        request, tip, form, write, title=_("Close the tip"), button=_("Close the tip"), done=_("The tip was closed.")
    )


@staff_only
def reopen_tip(request: StaffRequest, code: str) -> HttpResponse:
    """Take a closed tip up again."""
    tip = _handled(request, code)
    form = forms.Reason(request.POST or None, initial={"version": tip.version})

    def write(given: dict[str, Any]) -> None:
        actions.reopen_tip(tip=tip, note=given["reason"], version=given["version"], by=request.staff)

    return _tip_page(
        request, tip, form, write, title=_("Open again"), button=_("Open again"), done=_("The tip is open again.")
    )
