"""Lists and the page of one case."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
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
from vongtay.cases.actions import facts_known
from vongtay.cases.acts import is_child, is_foreign, next_acts
from vongtay.cases.countries import country_name, language_name
from vongtay.cases.models import (
    Care,
    Case,
    Companion,
    Decision,
    EmbassyNote,
    Referral,
    Wish,
)
from vongtay.cases.more import warnings_of
from vongtay.cases.permissions import RULES, Act
from vongtay.cases.states import BEFORE_PROPOSAL, Need, ReferralState, State, Trace
from vongtay.cases.subjects import subjects_of
from vongtay.cases.way import way_of
from vongtay.common.access import NotAllowed, Refused, Staff, may
from vongtay.common.days import PartialDate, day_in_vietnam
from vongtay.common.requests import StaffRequest, staff_only, whole_number
from vongtay.facilities.models import Stay
from vongtay.law import queries as law
from vongtay.people import actions as people
from vongtay.people.models import Link, Person
from vongtay.people.permissions import RULES as PEOPLE_RULES
from vongtay.people.permissions import Act as PeopleAct
from vongtay.people.vault import ERASED, Vault
from vongtay.tasks.models import Clock, Task
from vongtay.tasks.queries import faces, tasks_on

PURPOSE_LABELS = {
    "care": _("Care for the person"), "verification": _("Verification"), "decision": _("Decision"), "paper": _("A paper"),
    "duplicate": _("Is it the same person?"), "contact": _("To contact the person"), "rights": _("A request of the person"),
    "story": _("To take out of a story what tells who it is"),
}  # fmt: skip


MAY_RING = {"yes": _("Yes"), "no": _("No"), "unknown": _("Not known")}


def require_cases(staff: Staff) -> None:
    """Refuse posts that see no cases at all, rather than show them an empty list. Errors: NotAllowed."""
    if staff.role not in MAY_SEE_CASES:
        raise NotAllowed(gettext("Your post sees no cases."))


def case_or_404(staff: Staff, code: str) -> Case:
    """Give the case, or the same 404 for what is missing and what is out of reach."""
    return _case_or_404(staff, code, queries.case_of)


def _case_or_404(staff: Staff, code: str, read: Callable[[Staff, str], Case]) -> Case:
    try:
        return read(staff, code)
    except Case.DoesNotExist as missing:
        raise Http404 from missing


@staff_only
def list_cases(request: StaffRequest) -> HttpResponse:
    """Show the cases within reach, newest first, page by page."""
    require_cases(request.staff)
    asked = request.GET
    chosen = queries.Filter(
        state=asked.get("state", ""), route=asked.get("route", ""), urgent="urgent" in asked, mine="mine" in asked,
        place_id=whole_number(asked.get("place", "")),
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


LATEST = 3  # of what has happened; the rest has its own page


@dataclass(frozen=True)
class Shown:
    """What the page of one case shows. What a case has no rows of is never asked for."""

    case: Case
    staff: Staff

    @cached_property
    def glance(self) -> queries.Glance:
        """What there is in the case within reach."""
        return queries.glance_at(self.case, self.staff)

    @cached_property
    def vault(self) -> Vault:
        """The vault of the person concerned."""
        return Vault.from_wrapped(self.case.person_id, self.case.person.data_key.wrapped)

    def context(self) -> dict[str, Any]:
        """Give the template's values; each kind of row is one query."""
        case, vault, kinds = self.case, self.vault, self.glance.kinds
        today = day_in_vietnam(timezone.now())
        decisions = queries.decisions_of(case, vault) if Decision in kinds else []
        steps = queries.steps_of(case)
        referrals = queries.referrals_of(case, vault) if Referral in kinds else []
        clocks = queries.clocks_of(case) if Clock in kinds else []
        wishes = queries.wishes_of(case, vault) if Wish in kinds else []
        waiting = next((row for row, _reason in referrals if row.state == ReferralState.SENT), None)
        return {
            "case": case,
            "clocks": faces(clocks, today),
            "may_pause": self._pausable(clocks),
            "tasks": queries.lines_of(tasks_on(case.subject_id)[:50]) if Task in kinds else [],
            "timeline": queries.entries_of(steps[:LATEST], vault),
            "is_part": len(steps) > LATEST,
            "way": way_of(case, steps, facts_known(case, wishes[0][0] if wishes else None)),
            "referrals": [(row, reason, queries.asked_in(row, vault)) for row, reason in referrals],
            "places": queries.places_of(case) if Stay in kinds else [],
            "may_place": may(RULES, Act.FIND_PLACE, self.staff, case),
            "decisions": [queries.with_paper(row, reason, vault) for row, reason in decisions],
            "acts": next_acts(
                case, self.staff, open_proposal=decisions[0][0] if decisions else None, waiting=waiting,
                reads_only=self.glance.only_reads,
            ),
            "laws": _laws_of(case),
            **checklist_of(case, self.staff),
            **self._person(),
            **self._around(wishes),
            "subjects": subjects_of(case, self.staff, today, self.glance),
            "warnings": warnings_of(case, self.staff, self.glance.warned),
        }  # fmt: skip

    def _person(self) -> dict[str, Any]:
        """Give what the panel on the person shows beside the case's own facts."""
        case, kinds = self.case, self.glance.kinds
        contact = getattr(case.person, "contact", None)  # out of reach, there is none
        looks = PEOPLE_RULES[PeopleAct.LOOK](self.staff, case)
        beside = case.companions.filter(ended_at__isnull=True).select_related("own_case")
        return {
            "companions": list(beside) if Companion in kinds else [],
            "suspects": queries.suspects_of(case) if Companion in kinds else set(),
            "came_with": queries.came_with(case) if Companion in kinds else None,
            "links": queries.links_of(case) if Link in kinds else [],
            "may_link": PEOPLE_RULES[PeopleAct.LINK](self.staff, case),
            "may_look": looks,
            "may_ring": MAY_RING.get(contact.may_ring, "") if contact and looks else "",
            "purposes": list(PURPOSE_LABELS.items()),
            "erased_at": case.person.data_key.erased_at,
            "country": country_name(case.nationality),
            "language": language_name(case.language),
        }

    def _pausable(self, clocks: list[Clock]) -> set[UUID]:
        """Give the clocks that this post may pause or let run: its body must act, or leads the case."""
        if not may(RULES, Act.PAUSE_CLOCK, self.staff, self.case):
            return set()
        leads = self.staff.body_id == self.case.lead_id
        return {clock.id for clock in clocks if leads or clock.body_id == self.staff.body_id}

    def _around(self, wishes: list[tuple[Wish, str]]) -> dict[str, Any]:
        """Give a child's care, and a foreigner's wish and embassy."""
        case, vault, kinds, child = self.case, self.vault, self.glance.kinds, is_child(self.case)
        return {
            "is_child": child,
            "care": queries.care_of(case, vault) if child and Care in kinds else None,
            "may_care": may(RULES, Act.ARRANGE_CARE, self.staff, case),
            "is_foreign": is_foreign(case),
            "wishes": wishes,
            "notes": queries.embassy_notes_of(case, vault) if EmbassyNote in kinds else [],
        }


def checklist_of(case: Case, staff: Staff) -> dict[str, Any]:
    """Give the checklist of the first 24 hours: what is needed, what was seen to, the rest that may be added by a tick."""
    left = case.received_at + queries.FIRST_HOURS - timezone.now()
    return {
        "needs": [(need, need.value in case.needs_met) for need in Need if need.value in case.needs],
        "more_needs": [need for need in Need if need.value not in case.needs],
        "may_tick": may(RULES, Act.TICK_NEED, staff, case),
        "hours_left": max(0, int(left.total_seconds() // 3600)) if left.total_seconds() > 0 else None,
    }


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
    case = _case_or_404(request.staff, code, queries.case_with_person)
    return render(request, "cases/show.html", Shown(case, request.staff).context())


@staff_only
def show_record(request: StaffRequest, code: str) -> HttpResponse:
    """Show the evidence by source, help in kind, and what else speaks for or around the case."""
    case = case_or_404(request.staff, code)
    vault = Vault.of(case.person_id)
    context = {
        "case": case,
        "sources": law.evidence_sources(case.regime),
        "evidence": queries.evidence_of(case, vault),
        "help": queries.help_of(case),
        "interviews": queries.interviews_of(case, vault),
        "found_with": queries.found_with(request.staff, case),
        "tips": queries.tips_behind(case),
        "traces": Trace.choices,
        "may_add": may(RULES, Act.ADD_EVIDENCE, request.staff, case) and case.state in BEFORE_PROPOSAL,
        "may_help": may(RULES, Act.GIVE_HELP, request.staff, case),
    }
    return render(request, "cases/record.html", context)


@staff_only
def show_history(request: StaffRequest, code: str) -> HttpResponse:
    """Show all that has happened, and by which laws, where there are two."""
    case = case_or_404(request.staff, code)
    steps = queries.steps_of(case)
    entries = queries.entries_of(steps, Vault.of(case.person_id))
    return render(
        request, "cases/history.html", {"case": case, "timeline": entries, "judged": queries.laws_of(case, steps)}
    )


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
    is_suspect = bool(wanted) and person.id in queries.suspects_of(case)
    if is_suspect:  # whoever is suspected is nobody to turn to: how to reach them is not shown
        facts = replace(facts, phone="", safe_way="")
    return render(
        request,
        template,
        {
            "case": case,
            "facts": facts,
            "born": born,
            "person": person,
            "purpose": purpose,
            "is_suspect": is_suspect,
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
