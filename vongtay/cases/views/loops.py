"""Loops that are not closed, requests for cases held by others, and inter-agency teams."""

import csv
import io
import uuid
from typing import Any
from urllib.parse import urlencode

from django import forms as django_forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from vongtay.agencies.models import Body, Mandate
from vongtay.agencies.queries import bodies_of_province, bodies_to_ask, require_exact_counts
from vongtay.agencies.roles import MAY_SEE_CASES
from vongtay.audit import actions as audit
from vongtay.cases.actions import askings, teams
from vongtay.cases.forms import between as forms
from vongtay.cases.models import Asking, Case, Team
from vongtay.cases.more import LOOPS
from vongtay.cases.permissions import RULES, Act
from vongtay.cases.queries import between as reads
from vongtay.cases.queries import case_of
from vongtay.cases.views.case import require_cases
from vongtay.common.access import NotAllowed, Refused, Staff, may
from vongtay.common.days import today
from vongtay.common.downloads import csv_file
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.tasks.actions import Wish


def _area(request: StaffRequest) -> tuple[int | None, list[Mandate]]:
    mandates = list(
        Mandate.objects.filter(body_id=request.staff.body_id).select_related("area").order_by("area__sort_key")
    )
    mandates = [row for row in mandates if row.valid_to is None or row.valid_to >= today()]
    asked = request.GET.get("area", "")
    known = {str(row.area_id): row.area_id for row in mandates}
    return known.get(asked, mandates[0].area_id if mandates else None), mandates


def _counts(request: StaffRequest) -> tuple[list[reads.LoopCount], int | None, list[Mandate]]:
    if not may(RULES, Act.COUNT_LOOPS, request.staff):
        return [], None, []
    require_exact_counts(request.staff)
    area, mandates = _area(request)
    return (reads.count_loops(area_id=area) if area is not None else []), area, mandates


@staff_only
def show_loops(request: StaffRequest) -> HttpResponse:
    """Show the loops that are not closed: one's own row by row, those of an area as counts by body under a mandate."""
    staff = request.staff
    sees, counts = staff.role in MAY_SEE_CASES, may(RULES, Act.COUNT_LOOPS, staff)
    if not sees and not counts:
        raise NotAllowed(_("Your post sees no cases."))
    rows = reads.open_loops(staff) if sees else []
    chosen = request.GET.get("kind", "")
    chips = [
        {"label": label, "url": f"?kind={kind}", "is_on": kind == chosen,
         "count": sum(not kind or row.kind == kind for row in rows)}
        for kind, label in [("", _("All")), *((code, kind.words) for code, kind in LOOPS.items())]
    ]  # fmt: skip
    shown = [row for row in rows if not chosen or row.kind == chosen]
    by_body, area, mandates = _counts(request)
    page = Paginator(shown, 50).get_page(request.GET.get("page"))
    return render(request, "cases/loops.html", {
        "page": page, "n": len(shown), "chips": chips, "sees": sees, "counts": counts, "by_body": by_body, "area": area, "mandates": mandates,
        "previous_url": _page_url(chosen, page.number - 1), "next_url": _page_url(chosen, page.number + 1),
    })  # fmt: skip


def _page_url(kind: str, number: int) -> str:
    return f"?{urlencode({'kind': kind, 'page': number} if kind in LOOPS else {'page': number})}"


@staff_only
def download_loops(request: StaffRequest) -> HttpResponse:
    """Give the counts by body as CSV; the export is logged."""
    if not may(RULES, Act.EXPORT_LOOPS, request.staff):
        raise NotAllowed(_("Your post exports no counts."))
    rows, area, _mandates = _counts(request)
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([_("body"), _("what is open"), _("how many"), _("past the day agreed"), _("oldest since")])
    for row in rows:
        writer.writerow([row.body_name, row.words, row.n, row.late, row.oldest.isoformat()])
    audit.record(Act.EXPORT_LOOPS, by=request.staff, details={"area": area, "rows": len(rows)})
    return csv_file(text.getvalue(), "open-loops.csv")


@staff_only
def list_askings(request: StaffRequest) -> HttpResponse:
    """Show the requests to this body and those that it made."""
    require_cases(request.staff)
    to_us, ours = reads.askings_of(request.staff)
    return render(request, "cases/askings.html", {
        "to_us": [(row, may(RULES, Act.ANSWER_ASKING, request.staff, row.row)) for row in to_us], "ours": ours,
        "may_ask": may(RULES, Act.ASK_FOR_CASE, request.staff),
    })  # fmt: skip


@staff_only
def ask_for_case(request: StaffRequest) -> HttpResponse:
    """Ask another body for a case."""
    if not may(RULES, Act.ASK_FOR_CASE, request.staff):
        raise NotAllowed(_("Your post may not do this."))
    start = {"key": uuid.uuid4(), "to_body": request.GET.get("body", "")}
    bodies = bodies_to_ask(request.staff).filter(signs_in=True)
    form = forms.AskForCase(request.POST or None, bodies=bodies, initial=start)

    def write(given: dict[str, Any]) -> None:
        askings.ask_for_case(by=request.staff, **given)

    return _page(
        request, form, write, title=_("Ask for a case held by others"), back="cases:askings",
        lead=_("The other body decides on its own ground. Until then nothing tells whether it has such a case."),
    )  # fmt: skip


def _asking(request: StaffRequest, asking_id: str) -> Asking:
    found = get_object_or_404(Asking.objects.select_related("from_body"), pk=asking_id, world=request.staff.world)
    if not may(RULES, Act.ANSWER_ASKING, request.staff, found):
        raise NotAllowed(_("This request is not for your body."))
    return found


@staff_only
def grant_asking(request: StaffRequest, asking_id: str) -> HttpResponse:
    """Open chosen parts of a case to the body that asked."""
    asking = _asking(request, asking_id)
    form = forms.GrantAsking(request.POST or None, consents=[], initial={"version": asking.version})

    def write(given: dict[str, Any]) -> None:
        try:
            case = case_of(request.staff, given["code"].strip().upper())
        except Case.DoesNotExist as missing:
            raise Refused(_("There is no such case within your reach.")) from missing
        askings.grant_asking(
            asking=asking, case=case, parts=given["parts"], ground=form.ground_chosen(), version=given["version"], by=request.staff
        )  # fmt: skip

    return _page(
        request, form, write, title=_("Grant a request"), back="cases:askings", asking=reads.shown_asking(asking)
    )


@staff_only
def refuse_asking(request: StaffRequest, asking_id: str) -> HttpResponse:
    """Refuse a request with its reason."""
    asking = _asking(request, asking_id)
    form = forms.RefuseAsking(request.POST or None, initial={"version": asking.version})

    def write(given: dict[str, Any]) -> None:
        askings.refuse_asking(asking=asking, by=request.staff, **given)

    return _page(
        request, form, write, title=_("Refuse a request"), back="cases:askings", asking=reads.shown_asking(asking)
    )


@staff_only
def list_teams(request: StaffRequest) -> HttpResponse:
    """Show the inter-agency teams of this body."""
    require_cases(request.staff)
    rows = reads.teams_of(request.staff)[:100]
    return render(request, "cases/teams.html", {"rows": rows, "may_found": may(RULES, Act.FOUND_TEAM, request.staff)})


def _members(staff: Staff) -> Any:
    return Body.objects.filter(pk=staff.body_id) | bodies_of_province(staff).filter(valid_to__isnull=True)


@staff_only
def found_team(request: StaffRequest) -> HttpResponse:
    """Enter a team from its founding decision."""
    if not may(RULES, Act.FOUND_TEAM, request.staff):
        raise NotAllowed(_("Your post may not do this."))
    form = forms.FoundTeam(
        request.POST or None, bodies=_members(request.staff).order_by("sort_key"), initial={"key": uuid.uuid4(), "founded_on": today()}
    )  # fmt: skip

    def write(given: dict[str, Any]) -> None:
        seats = [teams.Seat(body, title, is_head=number == 0) for number, (body, title) in enumerate(form.seats())]
        teams.found_team(
            key=given["key"], name=given["name"], sign=given["sign"], founded_on=given["founded_on"], seats=seats, by=request.staff
        )  # fmt: skip

    return _page(request, form, write, title=_("Enter an inter-agency team"), back="cases:teams")


def _team(request: StaffRequest, team_id: str) -> Team:
    require_cases(request.staff)
    return get_object_or_404(reads.teams_of(request.staff), pk=team_id)


@staff_only
def show_team(request: StaffRequest, team_id: str) -> HttpResponse:
    """Show a team: its founding decision, its members, what it decided."""
    team = _team(request, team_id)
    members = team.members.select_related("body").order_by("-is_head", "body__sort_key")
    return render(request, "cases/team.html", {
        "team": team, "members": members, "decisions": reads.team_decisions(team), "may_decide": may(RULES, Act.DECIDE_IN_TEAM, request.staff, team),
    })  # fmt: skip


@staff_only
def decide_in_team(request: StaffRequest, team_id: str) -> HttpResponse:
    """Record a decision of a team and hand its tasks out."""
    team = _team(request, team_id)
    if not may(RULES, Act.DECIDE_IN_TEAM, request.staff, team):
        raise NotAllowed(_("Your post may not do this."))
    bodies = Body.objects.filter(pk__in=team.bodies, signs_in=True).order_by("sort_key")
    form = forms.DecideInTeam(request.POST or None, bodies=bodies, initial={"key": uuid.uuid4(), "met_on": today()})

    def write(given: dict[str, Any]) -> None:
        wishes = [Wish(text, body, None, due_on) for text, body, due_on in form.wishes()]
        decided = teams.Decided(given["met_on"], given["words"], given["votes"], given["minutes_sign"], wishes)
        teams.decide_in_team(key=given["key"], team=team, decided=decided, by=request.staff)

    return _page(request, form, write, title=_("Record a decision of the team"), back="cases:teams")


def _page(request: StaffRequest, form: django_forms.Form, write: Any, **words: Any) -> HttpResponse:
    """Show a form that belongs to no case, or do its act; a refusal is shown with everything typed still there."""
    if form.is_valid():
        try:
            write(form.cleaned_data)
        except Refused as refused:
            form.add_error(None, list(refused.reasons))
        else:
            messages.success(request, _("Saved."))
            return redirect(words["back"])
    return render(request, "cases/keep.html", {"form": form, **words}, status=422 if form.errors else 200)
