"""The rule of visits, and the outcomes of a year after as counts."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from vongtay.agencies.models import Mandate
from vongtay.agencies.queries import require_exact_counts
from vongtay.common.access import NotAllowed, may
from vongtay.common.days import today
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.support import actions, forms, queries
from vongtay.support.forms.reintegration import OUTCOME
from vongtay.support.permissions import RULES, Act
from vongtay.support.views.base import act_page


@staff_only
def change_visit_rule(request: StaffRequest) -> HttpResponse:
    """Show the rule of visits and its versions; a change is a new version."""
    if not may(RULES, Act.CHANGE_VISIT_RULE, request.staff):
        raise NotAllowed(_("Only an administrator changes the rule of visits."))
    now = queries.visit_rule_now(request.staff.world)
    start = {
        "number": now.number, "months": ", ".join(map(str, now.months)), "quiet_days": now.quiet_days, "lost_days": now.lost_days
    }  # fmt: skip
    form = forms.ChangeVisitRule(request.POST or None, initial=start)

    def write(given: dict[str, Any]) -> None:
        actions.change_visit_rule(by=request.staff, **given)

    return act_page(
        request, form, write, back=reverse("support:visit_rule"), done=_("The rule was changed. Visits planned already keep their days."),
        title=_("Visits after a return home"), button=_("Change the rule"), template="support/visit_rule.html",
        versions=queries.visit_rule_versions(request.staff.world)[:20],
    )  # fmt: skip


def _period(request: StaffRequest) -> tuple[forms.CountOutcomes, date, date]:
    """Give the days asked for; the year until today where none or wrong ones were given."""
    last = today()
    start = {"first_on": last - timedelta(days=365), "last_on": last}
    form = forms.CountOutcomes(request.GET if "first_on" in request.GET else None, initial=start)
    if form.is_valid():
        return form, form.cleaned_data["first_on"], form.cleaned_data["last_on"]
    return form, start["first_on"], start["last_on"]


@staff_only
def show_outcomes(request: StaffRequest) -> HttpResponse:
    """Count how people stand a year after their return, in an area of one's mandate."""
    if not may(RULES, Act.COUNT_OUTCOMES, request.staff):
        raise NotAllowed(_("Your post counts no outcomes."))
    require_exact_counts(request.staff)
    rows = Mandate.objects.filter(body_id=request.staff.body_id).select_related("area").order_by("area__sort_key")
    mandates = [row for row in rows if row.valid_to is None or row.valid_to >= today()]
    known = {str(row.area_id): row.area_id for row in mandates}
    area = known.get(request.GET.get("area", ""), mandates[0].area_id if mandates else None)
    form, first, last = _period(request)
    counts = queries.count_outcomes(area_id=area, first_day=first, last_day=last) if area is not None else {}
    table = [
        (OUTCOME[kind][0], [(label, counts[kind].get(code, 0)) for code, label in words.choices], sum(counts[kind].values()))
        for kind, words in queries.OUTCOMES.items() if counts
    ]  # fmt: skip
    context = {
        "form": form, "table": table, "people": table[0][2] if table else 0, "mandates": mandates, "area": area, "first": first, "last": last
    }  # fmt: skip
    return render(request, "support/outcomes.html", context)
