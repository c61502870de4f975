"""One obligation: its page with the periods, setting it up, changing and ending it."""

import uuid
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from vongtay.agencies.models import Body
from vongtay.agencies.places.units import COUNTRY
from vongtay.agencies.queries import bodies_of_province
from vongtay.agencies.reference.kinds import body_kinds
from vongtay.common.access import may
from vongtay.common.days import today
from vongtay.common.numbers import format_share
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.reports import actions
from vongtay.reports.forms import calendar as forms
from vongtay.reports.models import Obligation
from vongtay.reports.permissions import RULES, Act
from vongtay.reports.queries import calendar as queries
from vongtay.reports.queries import in_order_of_report, mandates_of
from vongtay.reports.queries.board import completeness
from vongtay.reports.queries.owing import COMMUNE
from vongtay.reports.reporting_law import provisions
from vongtay.reports.states.calendar import DueRule, Owes
from vongtay.reports.views.asked import allowed_or_404
from vongtay.reports.views.calendar.pages import act_page, asked_or_404
from vongtay.reports.views.report import SECTION_LABELS

SHOWN = 24


@staff_only
def show(request: StaffRequest, obligation_id: UUID) -> HttpResponse:
    """Show what is asked of whom, and how complete each period is."""
    row = asked_or_404(request, obligation_id)
    periods = completeness(request.staff, row, today())
    context: dict[str, Any] = {
        "row": row, "who": who_words(row), "due_words": due_words(row), "asked": queries.asked_of(row), "day": today(),
        "periods": [(period, due, counts, share(counts.received, counts.expected)) for period, due, counts in periods[:SHOWN]],
        "may_keep": row.ended_on is None and may(RULES, Act.KEEP_OBLIGATION, request.staff, row),
        "is_by_law": row.due_rule == DueRule.LAW, "law": provisions(),
    }  # fmt: skip
    return render(request, "reports/calendar/obligation.html", context)


def share(part: int, whole: int) -> str:
    """Say a share; of nothing there is none."""
    return format_share(part, whole, 0) if whole else _("no body owes it")


def who_words(row: Obligation) -> str:
    """Say who owes it."""
    if row.owes == Owes.BODY and row.owing_body is not None:
        return row.owing_body.short_name
    if row.owes == Owes.KIND:
        kind = body_kinds().get(row.owing_kind)
        return _("every body of the kind: %(kind)s") % {"kind": kind.name_vi if kind else row.owing_kind}
    return str(Owes.COMMUNES.label)


def due_words(row: Obligation) -> str:
    """Say how the last day is found."""
    if row.due_rule == DueRule.WORKING_DAYS:
        return _("%(n)d working days after the cut-off") % {"n": row.due_number}
    if row.due_rule == DueRule.MONTH_DAY:
        return _("the first day %(n)d after the cut-off") % {"n": row.due_number}
    return str(DueRule(row.due_rule).label)


def _groups(form: forms.WhatIsAsked) -> list[tuple[Any, list[Any]]]:
    return [(SECTION_LABELS.get(code, code), boxes) for code, boxes in form.groups()]


@staff_only
def set_up(request: StaffRequest) -> HttpResponse:
    """Set up who owes which report."""
    allowed_or_404(request.staff, Act.SET_UP_OBLIGATION)
    staff, mandates = request.staff, mandates_of(request.staff)
    initial = {
        "key": uuid.uuid4(),
        "owes": Owes.COMMUNES,
        "speaks": "area",
        "calendar": "administrative",
        "due_rule": "",
        "period_kind": "quarter",
    }
    areas = [row.area_id for row in mandates]
    bodies: Any = bodies_of_province(staff) | Body.objects.filter(province_id__in=areas)
    if COUNTRY in areas:
        bodies = Body.objects.exclude(kind=COMMUNE).order_by("province__sort_key", "sort_key")
    form = forms.SetUp(
        request.POST or None, initial=initial, indicators=in_order_of_report(), mandates=mandates, bodies=bodies.exclude(pk=staff.body_id)
    )  # fmt: skip

    def write(given: dict[str, Any]) -> str:
        made = actions.set_up_obligation(key=given["key"], who=form.who(), what=form.what(), by=staff)
        return reverse("reports:obligation", args=[made.pk])

    return act_page(
        request, form, write, back=reverse("reports:calendar"), done=_("The report was set up: each body that owes it sees it in its calendar."),
        title=_("Set up a report that is owed"), button=_("Set up"), template="reports/calendar/set_up.html", groups=_groups(form), law=provisions(),
    )  # fmt: skip


@staff_only
def change(request: StaffRequest, obligation_id: UUID) -> HttpResponse:
    """Change what is to be given and by when."""
    row = asked_or_404(request, obligation_id)
    names = ("version", "title", "wants_narrative", "wants_file", "due_rule", "due_number", "asked_sign", "asked_on")
    initial = {name: getattr(row, name) for name in names} | {"indicators": [one.pk for one in queries.asked_of(row)]}
    form = forms.WhatIsAsked(request.POST or None, initial=initial, indicators=in_order_of_report())

    def write(given: dict[str, Any]) -> None:
        actions.change_obligation(obligation=row, what=form.what(), version=given["version"] or 0, by=request.staff)

    return act_page(
        request, form, write, back=reverse("reports:obligation", args=[row.pk]), done=_("The report was changed."), title=_("Change what is asked"),
        button=_("Save"), template="reports/calendar/set_up.html", groups=_groups(form), law=provisions(), version=lambda: _version(row),
        lead=_("What was received already keeps its day and its figures."),
    )  # fmt: skip


@staff_only
def end(request: StaffRequest, obligation_id: UUID) -> HttpResponse:
    """End an obligation."""
    row = asked_or_404(request, obligation_id)
    form = forms.EndIt(request.POST or None, initial={"version": row.version, "ended_on": today()})

    def write(given: dict[str, Any]) -> None:
        actions.end_obligation(obligation=row, by=request.staff, **given)

    return act_page(
        request, form, write, back=reverse("reports:obligation", args=[row.pk]), done=_("The report is owed no more after that day."),
        title=_("End this report"), button=_("End it"), lead=row.title, version=lambda: _version(row),
    )  # fmt: skip


def _version(row: Obligation) -> int:
    return Obligation.objects.values_list("version", flat=True).get(pk=row.pk)
