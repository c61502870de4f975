"""Lists and the page of one case."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from vongtay.agencies.roles import MAY_SEE_CASES
from vongtay.cases import queries
from vongtay.cases.actions import known_facts
from vongtay.cases.acts import Acts, is_child, is_foreign, next_acts
from vongtay.cases.countries import country_name, language_name
from vongtay.cases.models import Case, Decision, Referral
from vongtay.cases.permissions import RULES, Act
from vongtay.cases.states import Need, ReferralState, State, Trace
from vongtay.cases.subjects import subjects_of
from vongtay.cases.way import way_of
from vongtay.common.access import NotAllowed, Refused, Staff, may
from vongtay.common.days import PartialDate, day_in_vietnam
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.law import queries as law
from vongtay.people import actions as people
from vongtay.people.models import Person
from vongtay.people.permissions import RULES as PEOPLE_RULES
from vongtay.people.permissions import Act as PeopleAct
from vongtay.people.queries import may_ring
from vongtay.people.vault import ERASED, Vault
from vongtay.tasks.models import Clock
from vongtay.tasks.queries import faces, tasks_on

PURPOSE_LABELS = {
    "care": _("Care for the person"), "verification": _("Verification"), "decision": _("Decision"), "paper": _("A paper"),
    "duplicate": _("Is it the same person?"), "contact": _("To contact the person"), "rights": _("A request of the person"),
}  # fmt: skip


MAY_RING = {"yes": _("Yes"), "no": _("No"), "unknown": _("Not known")}


def require_cases(staff: Staff) -> None:
    """Refuse posts that see no cases at all, rather than show them an empty list. Errors: NotAllowed."""
    if staff.role not in MAY_SEE_CASES:
        raise NotAllowed(gettext("Your post sees no cases."))


def case_or_404(staff: Staff, code: str) -> Case:
    """Give the case, or the same 404 for what is missing and what is out of reach."""
    try:
        return queries.case_of(staff, code)
    except Case.DoesNotExist as missing:
        raise Http404 from missing


@staff_only
def list_cases(request: StaffRequest) -> HttpResponse:
    """Show the cases within reach, newest first, page by page."""
    require_cases(request.staff)
    asked = request.GET
    chosen = queries.Filter(
        state=asked.get("state", ""), route=asked.get("route", ""), urgent="urgent" in asked, mine="mine" in asked,
        place_id=int(asked["place"]) if asked.get("place", "").isdigit() else None,
    )  # fmt: skip
    rows = queries.page_of_cases(request.staff, chosen, before=_after(asked.get("after", "")))
    more = len(rows) > queries.PAGE
    rows = rows[: queries.PAGE]
    kept = {name: str(value) for name, value in asked.items() if name != "after"}
    later = urlencode(kept | {"after": f"{rows[-1]['received_at'].isoformat()}_{rows[-1]['id']}"}) if more else ""
    for row in rows:
        row["state_label"], row["tone"] = State(row["state"]).label, TONES[State(row["state"])]
    context = {
        "rows": rows,
        "later": later,
        "chips": list(_chips(kept)),
        "is_later_page": "after" in asked,
        "is_filtered": bool(kept),
    }
    return render(request, "cases/list.html", context)


TONES = {
    State.RECEIVED: "primary", State.VERIFYING: "wait", State.PROPOSED: "accent", State.IDENTIFIED: "ok",
    State.NOT_IDENTIFIED: "neutral", State.UNDETERMINED: "neutral",
}  # fmt: skip


def _chips(kept: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Give the filters above the list; each is an address, so that it can be kept and sent."""
    choices = [
        ("state", "", _("All")), ("state", "open", _("Open")), *(("state", state.value, state.label) for state in State),
        ("urgent", "1", _("Urgent")), ("mine", "1", _("Led by us")),
    ]  # fmt: skip
    for name, value, label in choices:
        is_on = kept.get(name, "") == value
        rest = {key: held for key, held in kept.items() if key != name}
        wanted = rest if (is_on and name != "state") or not value else rest | {name: value}
        yield {"label": label, "url": f"?{urlencode(wanted)}", "is_on": is_on, "count": ""}


def _after(text: str) -> tuple[datetime, UUID] | None:
    moment, _sep, last = text.partition("_")
    try:
        return datetime.fromisoformat(moment), UUID(last)
    except ValueError:
        return None


@dataclass(frozen=True)
class Shown:
    """All that the page of one case shows."""

    case: Case
    staff: Staff

    def context(self) -> dict[str, Any]:
        """Give the template's values; each kind of row is one query."""
        case, vault = self.case, Vault.of(self.case.person_id)
        decisions, timeline = queries.decisions_of(case, vault), queries.timeline_of(case, vault)
        steps = [entry.step for entry in timeline]
        referrals = queries.referrals_of(case, vault)
        clocks = queries.clocks_of(case)
        waiting = next((row for row, _reason in referrals if row.state == ReferralState.SENT), None)
        grantees = queries.grantees_of(case)
        return {
            "case": case,
            "clocks": faces(clocks, day_in_vietnam(timezone.now())),
            "may_pause": self._pausable(clocks),
            "tasks": queries.lines_of(tasks_on(case.subject_id)[:50]),
            "timeline": timeline,
            "way": way_of(case, steps, known_facts(case)),
            "judged": queries.laws_of(case, steps),
            "referrals": [(row, reason, queries.asked_in(row, vault)) for row, reason in referrals],
            "evidence": queries.evidence_of(case, vault),
            "help": queries.help_of(case),
            "places": queries.places_of(case),
            "may_place": may(RULES, Act.FIND_PLACE, self.staff, case),
            "decisions": [_with_paper(row, reason, vault) for row, reason in decisions],
            "proposal": next((row for row in decisions if not row[0].decided_on and not row[0].returned_at), None),
            "grantees": grantees,
            "companions": case.companions.filter(ended_at__isnull=True).select_related("own_case"),
            "acts": self._acts(decisions, waiting, grantees),
            "purposes": list(PURPOSE_LABELS.items()),
            "files": queries.files_of(case, vault),
            "links": queries.links_of(case),
            "may_link": PEOPLE_RULES[PeopleAct.LINK](self.staff, case),
            "may_look": PEOPLE_RULES[PeopleAct.LOOK](self.staff, case),
            "sources": law.evidence_sources(case.regime),
            "laws": _laws_of(case),
            "erased_at": queries.erased_at(case),
            **checklist_of(case, self.staff),
            **self._around(vault),
            "subjects": subjects_of(case, self.staff, day_in_vietnam(timezone.now())),
        }

    def _acts(
        self, decisions: list[tuple[Decision, str]], waiting: Referral | None, grantees: list[queries.Grantee]
    ) -> Acts:
        """Give the acts of this post; none but the answer where its body only reads."""
        proposal = decisions[0][0] if decisions else None
        reads = any(row.role == "read" and row.body.id == self.staff.body_id for row in grantees)
        return next_acts(self.case, self.staff, open_proposal=proposal, waiting=waiting, reads_only=reads)

    def _pausable(self, clocks: list[Clock]) -> set[UUID]:
        """Give the clocks that this post may pause or let run: its body must act, or leads the case."""
        if not may(RULES, Act.PAUSE_CLOCK, self.staff, self.case):
            return set()
        leads = self.staff.body_id == self.case.lead_id
        return {clock.id for clock in clocks if leads or clock.body_id == self.staff.body_id}

    def _around(self, vault: Vault) -> dict[str, Any]:
        """Give what surrounds the case: a child's care, a foreigner's wish and embassy, earlier interviews, others found."""
        case, foreign = self.case, is_foreign(self.case)
        return {
            "is_child": is_child(case), "care": queries.care_of(case, vault) if is_child(case) else None,
            "is_foreign": foreign, "wishes": queries.wishes_of(case, vault),
            "notes": queries.embassy_notes_of(case, vault) if foreign else [], "interviews": queries.interviews_of(case, vault),
            "found_with": queries.found_with(self.staff, case), "tips": queries.tips_behind(case),
            "came_with": queries.came_with(case),
            "country": country_name(case.nationality), "language": language_name(case.language), "traces": Trace.choices,
            "may_ring": MAY_RING.get(may_ring(case.person_id), ""), "may_care": may(RULES, Act.ARRANGE_CARE, self.staff, case),
        }  # fmt: skip


def checklist_of(case: Case, staff: Staff) -> dict[str, Any]:
    """Give the checklist of the first 24 hours: what is needed, what was seen to, the rest that may be added by a tick."""
    left = case.received_at + queries.FIRST_HOURS - timezone.now()
    return {
        "needs": [(need, need.value in case.needs_met) for need in Need if need.value in case.needs],
        "more_needs": [need for need in Need if need.value not in case.needs],
        "may_tick": may(RULES, Act.TICK_NEED, staff, case),
        "hours_left": max(0, int(left.total_seconds() // 3600)) if left.total_seconds() > 0 else None,
    }


def _with_paper(row: Decision, reason: str, vault: Vault) -> tuple[Decision, str, str, str]:
    """Give a decision with its reason, the paper in which it stands and why that one, where by custom."""
    paper = queries.paper_words(row.confirming_paper, row.decided_on) if row.confirming_paper and row.decided_on else ""
    return row, reason, paper, vault.open("cases_decision", "custom_reason_ct", row.pk, row.custom_reason_ct)


def _laws_of(case: Case) -> list[tuple[str, str]]:
    """Give the law of the event and, where another one was in force on the day of the decision, that one too."""
    found = [(gettext("Received under"), law.regime(case.regime).title_vi)]
    if case.decided_on and (then := law.regime_on(case.decided_on)) != case.regime:
        return [*found, (gettext("decided under"), law.regime(then).title_vi)]
    return [("", found[0][1])]


@staff_only
def show_case(request: StaffRequest, code: str) -> HttpResponse:
    """Show one case: never a name, unless the identity is asked for with a purpose."""
    if code.startswith("TIN-"):  # a clock and the search know a tip by its code alone
        return redirect("cases:tip", code=code)
    case = case_or_404(request.staff, code)
    return render(request, "cases/show.html", Shown(case, request.staff).context())


@staff_only
@require_POST
def look_at_identity(request: StaffRequest, code: str) -> HttpResponse:
    """Show who the person is, after the look was logged with its purpose."""
    case = case_or_404(request.staff, code)
    wanted = request.GET.get("person", "")
    person = _person_in(case, wanted)
    try:
        facts = people.look_at_identity(person=person, purpose=request.POST.get("purpose", ""), by=request.staff)
    except Refused as refused:
        return render(
            request,
            "cases/identity_refused.html",
            {"reasons": refused.reasons, "target": f"identity-{person.id}" if wanted else "identity"},
            status=200,
        )
    template = "cases/identity.html" if request.htmx else "cases/identity_page.html"  # type: ignore[attr-defined]  # set by django-htmx
    born = str(PartialDate.from_code(facts.born)) if facts.born and facts.born != ERASED else facts.born
    purpose = PURPOSE_LABELS[request.POST["purpose"]]
    return render(
        request,
        template,
        {
            "case": case,
            "facts": facts,
            "born": born,
            "person": person,
            "purpose": purpose,
            "target": f"identity-{person.id}" if wanted else "identity",
        },
    )


def _person_in(case: Case, wanted: str) -> Person:
    if not wanted:
        return case.person
    return (
        get_object_or_404(Person, pk=wanted, pk__in=case.companions.values("person_id"))
        if _is_uuid(wanted)
        else case.person
    )


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


@staff_only
def show_log(request: StaffRequest, code: str) -> HttpResponse:
    """Show who looked at or acted on the case (F247)."""
    case = case_or_404(request.staff, code)
    return render(request, "cases/log.html", {"case": case, "log": queries.log_of(case)})
