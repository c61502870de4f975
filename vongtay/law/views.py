from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vongtay.common.access import NotAllowed, Refused, may
from vongtay.common.days import today
from vongtay.common.requests import StaffRequest, staff_only, whole_number
from vongtay.law import actions, engine, forms, queries
from vongtay.law.coordination import regulation
from vongtay.law.models import DayEntry, Entry
from vongtay.law.permissions import RULES, Act
from vongtay.law.shapes import LimitState


@staff_only
def list_rules(request: StaffRequest) -> HttpResponse:
    """Show every rule that the system counts by: article, limit, how sure we are; what is unset is shown as unset."""
    day = today()
    wanted = request.GET.get("regime", "")
    current = engine.regime_on(day)
    codes = queries.law_codes()
    code = wanted if wanted in codes else current.code if current else codes[0]
    regime = engine.regime_of(code)
    when = min(day, regime.span.last or day)
    rules = [rule for rule in engine.all_rules(queries.book(), on=when) if rule.regime == code and not rule.same_as]
    waiting = Entry.objects.filter(signed_off_at__isnull=True).select_related("entered_by__user").order_by("entered_at")
    context = {
        "regime": regime, "rules": rules, "codes": codes, "may_enter": may(RULES, Act.ENTER, request.staff),
        "waiting": [(entry, may(RULES, Act.SIGN_OFF, request.staff, entry)) for entry in waiting], "unset": LimitState.UNSET,
        "coordination": regulation(),
        "confirming": [(paper, queries.words_of_bodies(paper.issued_by)) for paper in regime.confirming_papers],
    }  # fmt: skip
    return render(request, "law/rules.html", context)


@staff_only
def enter_limit(request: StaffRequest, rule_id: str) -> HttpResponse:
    """Let a legal officer enter a limit that the shipped law does not have."""
    if not may(RULES, Act.ENTER, request.staff):
        raise NotAllowed(_("Only a legal officer enters limits of the law."))
    rule = queries.rule_of(rule_id)
    if rule is None:
        raise Http404
    form = forms.EnterLimit(request.POST or None)
    if form.is_valid():
        try:
            actions.enter_limit(given=actions.Given(rule_id=rule_id, **form.cleaned_data), by=request.staff)
        except (Refused, ValidationError) as refused:
            form.add_error(None, list(getattr(refused, "reasons", ())) or refused.messages)  # type: ignore[union-attr]  # one of the two
        else:
            messages.success(request, _("Entered. It counts once a second person has signed it off."))
            return redirect("law:rules")
    history = (
        Entry.objects.filter(rule_id=rule_id)
        .select_related("entered_by__user", "signed_off_by__user")
        .order_by("-version")
    )
    return render(
        request, "law/enter.html", {"form": form, "rule": rule, "history": history}, status=422 if form.errors else 200
    )


@staff_only
@require_POST
def sign_off(request: StaffRequest, entry_id: str) -> HttpResponse:
    """Sign an entry off."""
    entry = get_object_or_404(Entry, pk=entry_id)
    actions.sign_off(entry=entry, by=request.staff)
    messages.success(request, _("Signed off: clocks are counted by it from now on."))
    return redirect("law:rules")


@staff_only
def show_calendar(request: StaffRequest) -> HttpResponse:
    """Show the days off and make-up days by which working days are counted, a year a page."""
    asked, now = request.GET.get("year", ""), today().year
    wanted = whole_number(asked) or 0
    year = wanted if 2012 <= wanted <= now + 2 else now
    waiting = DayEntry.objects.filter(signed_off_at__isnull=True).select_related("entered_by__user").order_by("on")
    return render(request, "law/calendar.html", {
        "year": str(year), "years": [{"label": str(each), "url": f"?year={each}", "is_on": each == year, "count": ""} for each in range(now - 2, now + 3)],
        "days": queries.special_days(year),
        "may_enter": may(RULES, Act.ENTER_DAY, request.staff),
        "waiting": [(entry, may(RULES, Act.SIGN_OFF_DAY, request.staff, entry)) for entry in waiting],
        "history": DayEntry.objects.filter(on__year=year, signed_off_at__isnull=False)
        .select_related("entered_by__user", "signed_off_by__user").order_by("-signed_off_at")[:50],
    })  # fmt: skip


@staff_only
def enter_day(request: StaffRequest) -> HttpResponse:
    """Let a legal officer enter a day off or a make-up day."""
    if not may(RULES, Act.ENTER_DAY, request.staff):
        raise NotAllowed(_("Only a legal officer enters days of the calendar."))
    form = forms.EnterDay(request.POST or None)
    if form.is_valid():
        try:
            entry = actions.enter_day(by=request.staff, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, list(refused.reasons))
        else:
            messages.success(request, _("Entered. It counts once a second person has signed it off."))
            return redirect(f"{reverse('law:calendar')}?year={entry.on.year}")
    return render(request, "law/enter_day.html", {"form": form}, status=422 if form.errors else 200)


@staff_only
@require_POST
def sign_off_day(request: StaffRequest, entry_id: str) -> HttpResponse:
    """Sign a day of the calendar off."""
    entry = actions.sign_off_day(entry=get_object_or_404(DayEntry, pk=entry_id), by=request.staff)
    messages.success(
        request,
        _("Signed off: new clocks count by it. Those that run keep their day until their body counts them anew."),
    )
    return redirect(f"{reverse('law:calendar')}?year={entry.on.year}")
