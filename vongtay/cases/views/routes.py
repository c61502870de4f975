"""Pages of the way: a step of the route, another route."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.agencies.queries import bodies_of_province
from vongtay.cases import actions, forms, queries
from vongtay.cases.permissions import Act
from vongtay.cases.views.acts import act_page, own_case
from vongtay.common.days import day_in_vietnam
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.law import queries as law
from vongtay.papers.queries import incoming_for
from vongtay.people.vault import Vault


@staff_only
def record_step(request: StaffRequest, code: str) -> HttpResponse:
    """Write down a step of the route, or one by custom; one's own or another body's from its paper."""
    case = own_case(request, code, Act.RECORD_STEP)
    now = timezone.now()
    form = forms.RecordStep(
        request.POST or None, request.FILES or None, bodies=bodies_of_province(request.staff), entries=incoming_for(request.staff, case.subject_id),
        rules=law.route_rules(regime=law.regime_on(day_in_vietnam(now)), route=case.route),
        initial={"at": now, "kind": request.GET.get("kind")},
    )  # fmt: skip

    def write(given: dict[str, Any]) -> None:
        actions.record_step(
            case=case, kind=form.act, at=given["at"], by=request.staff, acted_by=given["acted_by"], note=given["note"].strip(),
            from_paper=actions.paper_given(case, given, by=request.staff), rule_id=form.rule_id,
        )  # fmt: skip

    return act_page(
        request, case, form, write, title=_("Record a step"), button=_("Record"), done=_("The step was recorded."),
        interviews=queries.interviews_of(case, Vault.of(case.person_id)),
    )  # fmt: skip


@staff_only
def change_route(request: StaffRequest, code: str) -> HttpResponse:
    """Put the case on another route, with the reason."""
    case = own_case(request, code, Act.CHANGE_ROUTE)
    form = forms.ChangeRoute(request.POST or None, initial={"version": case.version, "route": case.route})

    def write(given: dict[str, Any]) -> None:
        actions.change_route(
            case=case, route=given["route"], reason=given["reason"], version=given["version"], by=request.staff
        )

    return act_page(
        request, case, form, write, title=_("Change the route"), button=_("Change the route"),
        done=_("The route was changed; the clocks follow the new one."),
    )  # fmt: skip
