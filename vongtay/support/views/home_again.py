"""Home again: who came home, the visits owed and done, criteria over time, helpers."""

import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from vongtay.agencies.models import Body
from vongtay.agencies.queries import bodies_of_province, places_of
from vongtay.agencies.roles import Part
from vongtay.cases.actions import paper_given
from vongtay.cases.models import Case
from vongtay.cases.states import PersonRole
from vongtay.common.access import NotAllowed, may
from vongtay.common.days import format_day, today
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.people.vault import Vault
from vongtay.support import actions, forms, queries
from vongtay.support.models import Helper, PlannedVisit, Visit
from vongtay.support.permissions import RULES, Act
from vongtay.support.states import VisitState
from vongtay.support.views.base import act_page, case_or_404, own_case


@staff_only
def list_at_home(request: StaffRequest) -> HttpResponse:
    """Show who came home within reach: the next visit, and whose contact is missing."""
    staff = request.staff
    if Part.SUPPORT not in staff.parts:
        raise NotAllowed(_("Your post does not see the support of a person."))
    rows = queries.at_home(staff)
    chosen = request.GET.get("show", "")
    tests: dict[str, Callable[[queries.AtHome], bool]] = {
        "": lambda row: not row.is_closed, "lost": lambda row: row.silence == "lost",
        "quiet": lambda row: row.silence in {"quiet", "lost"}, "late": lambda row: bool(row.silence), "closed": lambda row: row.is_closed,
    }  # fmt: skip
    labels = {
        "": _("At home"), "late": _("Visit due"), "quiet": _("No contact, first alert"), "lost": _("No contact, second alert"),
        "closed": _("Support closed"),
    }  # fmt: skip
    chips = [
        {"label": label, "url": f"?show={code}" if code else "?", "is_on": code == chosen, "count": sum(map(tests[code], rows))}
        for code, label in labels.items()
    ]  # fmt: skip
    shown = [row for row in rows if tests.get(chosen, tests[""])(row)]
    context = {"rows": shown, "chips": chips, "rule": queries.visit_rule_now(staff.world)}
    return render(request, "support/at_home.html", context)


@staff_only
def show_home(request: StaffRequest, code: str) -> HttpResponse:
    """Show the return home of one person."""
    case = case_or_404(request.staff, code)
    vault, home = Vault.of(case.person_id), queries.home_now(case)
    planned = queries.planned_of(home) if home else []
    visits = queries.visits_of(case, vault)
    closures = queries.closures_of(case, vault)
    silence, days = queries.silence_of(planned, request.staff.world) if planned else ("", 0)
    context = {
        "case": case, "home": home, "planned": planned, "visits": visits, "trend": queries.trend_of(visits), "closures": closures,
        "step_home": None if home else queries.step_home(case), "silence": silence, "days": days, "is_firm": queries.is_firm_now(case),
        "helpers": queries.helpers_of(case, vault), "today": today(), **_acts(request, case, closures, visits),
    }  # fmt: skip
    return render(request, "support/home.html", context)


def _acts(
    request: StaffRequest, case: Case, closures: list[queries.ClosureShown], visits: list[queries.VisitShown]
) -> dict[str, Any]:
    closed = next((one.row for one in closures if one.row.state == "approved" and one.row.reopened_at is None), None)
    waiting = next((one.row for one in closures if one.row.state == "proposed"), None)

    def allowed(act: Act) -> bool:
        return may(RULES, act, request.staff, case)

    return {
        "closed": closed, "waiting": waiting, "may_bring": closed is None and allowed(Act.BRING_HOME),
        "may_visit": closed is None and allowed(Act.VISIT), "may_propose": closed is None and waiting is None and allowed(Act.PROPOSE_CLOSURE),
        "may_decide": waiting is not None and allowed(Act.DECIDE_CLOSURE), "may_reopen": closed is not None and allowed(Act.REOPEN_SUPPORT),
        "may_help": allowed(Act.NAME_HELPER), "may_take_back": {
            one.row.pk for one in visits if closed is None and not one.taken_back and may(RULES, Act.TAKE_BACK_VISIT, request.staff, one.row)
        },
    }  # fmt: skip


def _back(case: Case) -> str:
    return reverse("support:home", args=[case.code])


@staff_only
def bring_home(request: StaffRequest, code: str) -> HttpResponse:
    """Note a return home; the visits are planned by the rule."""
    staff, case = request.staff, own_case(request, code, Act.BRING_HOME)
    visitors = Body.objects.filter(pk__in=case.bodies, signs_in=True).order_by("sort_key")
    commune = visitors.filter(kind="commune").first()
    start = {
        "key": uuid.uuid4(), "returned_on": queries.step_home(case) or today(), "place": commune.place_id if commune else None,
        "body": commune.pk if commune else staff.body_id,
    }  # fmt: skip
    form = forms.BringHome(
        request.POST or None, request.FILES or None, places=places_of(staff).filter(valid_to__isnull=True), visitors=visitors,
        bodies=bodies_of_province(staff).filter(valid_to__isnull=True), initial=start,
    )  # fmt: skip

    def write(given: dict[str, Any]) -> None:
        home = actions.Home(
            given["returned_on"], given["place"], given["body"], given["acted_by"], paper_given(case, given, by=staff)
        )
        actions.bring_home(key=given["key"], case=case, home=home, by=staff)

    return act_page(
        request, form, write, back=_back(case), done=_("The return home is noted and the visits are planned."), case=case,
        title=_("Came home"), button=_("Note the return home"), lead=_rule_words(request), template="support/acted.html",
    )  # fmt: skip


def _rule_words(request: StaffRequest) -> str:
    rule = queries.visit_rule_now(request.staff.world)
    months = ", ".join(str(month) for month in rule.months)
    return _("Visits are planned %(months)s months after the return: a setting of this house, not of the law.") % {
        "months": months
    }


@staff_only
def record_visit(request: StaffRequest, code: str) -> HttpResponse:
    """Write down a visit; how the person may be reached safely stands first, and the look is logged."""
    staff, case = request.staff, own_case(request, code, Act.VISIT)
    home = queries.home_now(case)
    owed = PlannedVisit.objects.filter(homecoming=home, state=VisitState.PLANNED).order_by("due_on")
    chosen = _chosen(request, list(owed))
    form = forms.RecordVisit(
        request.POST or None, request.FILES or None, planned=owed, asks_outcome=home is not None and actions.asks_outcome(home, chosen),
        bodies=bodies_of_province(staff).filter(valid_to__isnull=True),
        initial={"key": uuid.uuid4(), "planned": chosen.pk if chosen else None, "visited_on": today(), "is_reached": "yes"},
    )  # fmt: skip

    def write(given: dict[str, Any]) -> None:
        reached = given["is_reached"]
        told = actions.Visited(
            visited_on=given["visited_on"], how=given["how"], is_reached=reached, is_agreed=given["is_agreed"], against=given["against"],
            found=given["found"], next_step=given["next_step"], planned=given["planned"], findings=form.findings() if reached else {},
            outcome=form.outcome() if reached else {}, acted_by=given["acted_by"], from_paper=paper_given(case, given, by=staff),
        )  # fmt: skip
        actions.record_visit(key=given["key"], case=case, told=told, by=staff)

    return act_page(
        request, form, write, back=_back(case), done=_("The visit is noted."), case=case, title=_("Note a visit"), button=_("Note the visit"),
        template="support/visit.html", safe=actions.read_safe_way(case=case, by=staff),
    )  # fmt: skip


@staff_only
def take_back_visit(request: StaffRequest, code: str, visit_id: uuid.UUID) -> HttpResponse:
    """Take a visit back that was noted wrongly."""
    case = own_case(request, code, Act.VISIT)
    visit = get_object_or_404(Visit.objects.select_related("case", "entered_by"), pk=visit_id, case=case)
    if not may(RULES, Act.TAKE_BACK_VISIT, request.staff, visit):
        raise NotAllowed(_("The body that made or noted a visit, or the one that leads the case, takes it back."))
    form = forms.TakeBackVisit(request.POST or None, initial={"key": uuid.uuid4()})

    def write(given: dict[str, Any]) -> None:
        actions.take_back_visit(key=given["key"], visit=visit, reason=given["reason"], by=request.staff)

    return act_page(
        request, form, write, back=_back(case), done=_("Taken back; it stays on record."), case=case, button=_("Take back"),
        title=_("Take the visit of %(day)s back") % {"day": format_day(visit.visited_on)},
        lead=_("It stays on record and counts no more; a visit that was owed is owed again. Then note it anew as it was."),
    )  # fmt: skip


def _chosen(request: HttpRequest, owed: list[PlannedVisit]) -> PlannedVisit | None:
    """Give the visit that the address or the sent form names, else the one owed first once its day has come near."""
    if request.method == "POST":
        return next((row for row in owed if str(row.pk) == request.POST.get("planned")), None)
    wanted = request.GET.get("planned", "")
    return next((row for row in owed if str(row.pk) == wanted), owed[0] if owed else None)


@staff_only
def name_helper(request: StaffRequest, code: str) -> HttpResponse:
    """Name somebody near the home who helps; whoever is suspected is never offered."""
    case = own_case(request, code, Act.NAME_HELPER)
    beside = case.companions.filter(ended_at__isnull=True, suspected=False)
    relatives = beside.filter(role__in=[PersonRole.RELATIVE, PersonRole.REPRESENTATIVE])
    start = {"key": uuid.uuid4(), "from_on": today()}
    form = forms.NameHelper(request.POST or None, relatives=relatives, initial=start)

    def write(given: dict[str, Any]) -> None:
        near = actions.Near(given["kind"], given["name"], given["reach"], given["from_on"], given["companion"])
        actions.name_helper(key=given["key"], case=case, near=near, by=request.staff)

    return act_page(
        request, form, write, back=_back(case), done=_("The helper is noted."), case=case, title=_("Name a helper near the home"),
        button=_("Name the helper"), lead=_("Ask the person first whether this helper may know. Name and way are kept encrypted."),
    )  # fmt: skip


@staff_only
def end_helper(request: StaffRequest, code: str, helper_id: str) -> HttpResponse:
    """Say until which day a helper helped."""
    case = own_case(request, code, Act.END_HELPER)
    helper = get_object_or_404(Helper, pk=helper_id, case=case)
    form = forms.EndHelper(request.POST or None, initial={"version": helper.version, "to_on": today()})

    def write(given: dict[str, Any]) -> None:
        actions.end_helper(helper=helper, by=request.staff, **given)

    return act_page(
        request, form, write, back=_back(case), done=_("Noted."), case=case, title=_("A helper helps no more"), button=_("Save"),
    )  # fmt: skip
