"""Visits after a return: the person's own word on how they may be reached comes first."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.agencies.models import Body
from vongtay.audit import actions as audit
from vongtay.cases.actions import FromPaper, add_step, locked, moment_of
from vongtay.cases.actions.letters import arrival_of
from vongtay.cases.models import Case
from vongtay.cases.states import StepKind
from vongtay.common.access import Refused, Staff, Stale
from vongtay.common.days import today
from vongtay.people.models import Contact
from vongtay.people.vault import Vault
from vongtay.support.actions.base import require
from vongtay.support.actions.homecoming import end_reminder, owe_again, require_open
from vongtay.support.models import Finding, Homecoming, Outcome, PlannedVisit, Visit, VisitTakenBack
from vongtay.support.permissions import Act
from vongtay.support.states import OUTCOME_MONTHS, Criterion, How, Met, VisitState


@dataclass(frozen=True)
class SafeWay:
    """How the person may be reached: may an officer ring at all (yes, no, unknown), and in what way."""

    may_ring: str = "unknown"
    words: str = ""
    is_reached: bool = True

    def __repr__(self) -> str:
        return f"SafeWay({self.may_ring})"


@transaction.atomic
def read_safe_way(*, case: Case, by: Staff) -> SafeWay:
    """Give how the person may be reached, and log the look. `is_reached` is False where the body was not granted the contact."""
    require(Act.READ_SAFE_WAY, by, case)
    row = Contact.objects.filter(person_id=case.person_id).first()
    audit.record(
        Act.READ_SAFE_WAY, by=by, subject_id=case.subject_id, part="contact", purpose="contact", outcome="done" if row else "refused",
    )  # fmt: skip
    if row is None:
        return SafeWay(is_reached=False)
    words = Vault.of(case.person_id).open("people_contact", "safe_way_ct", case.person_id, row.safe_way_ct)
    return SafeWay(row.may_ring, words)


@dataclass(frozen=True)
class Visited:
    """What is told of a visit. findings: criterion -> (answer, note); outcome: the codes of a year after, where they were asked."""

    visited_on: date
    how: str
    is_reached: bool
    is_agreed: bool = False
    against: str = ""
    found: str = ""
    next_step: str = ""
    planned: PlannedVisit | None = None
    findings: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    outcome: Mapping[str, str] = field(default_factory=dict)
    acted_by: Body | None = None
    from_paper: FromPaper | None = None

    def __repr__(self) -> str:
        return f"Visited({self.visited_on})"


@transaction.atomic
def record_visit(*, key: UUID, case: Case, told: Visited, by: Staff) -> Visit:
    """Write down a visit, or that the person was not met; a planned one stays owed until the person was met.

    The same `key` again gives the visit written the first time. Errors: Refused with reasons, also for a visit against the
    person's word without why; Stale for a planned one that was done already; WrongState once support is closed.
    """
    require(Act.VISIT, by, case)
    case = locked(case)
    if (made := Visit.objects.filter(pk=key, case=case).first()) is not None:
        return made
    require_open(case)
    home = Homecoming.objects.filter(case=case, ended_at__isnull=True).first()
    if home is None:
        raise Refused(_("No return home is noted in this case yet."))
    planned = _owed(home, told)
    against = said_no(case) and (told.how == How.PHONE or not told.is_agreed)
    if reasons := _why_not(home, told, against=against, by=by):
        raise Refused(*reasons)
    vault = Vault.of(case.person_id)
    visit = _written(key, case, home, planned, told, by)
    _find(visit, told, by, vault)
    if told.is_reached and told.outcome and asks_outcome(home, planned):
        Outcome(
            subject_id=case.subject_id, case=case, world=case.world, entered_by_id=by.post_id, homecoming=home, visit=visit,
            asked_on=told.visited_on, **told.outcome,
        ).save(force_insert=True)  # fmt: skip
    if told.is_reached and planned is not None:
        planned.state = VisitState.KEPT
        planned.save(update_fields=["state"])
        end_reminder(planned.task_id, by, vault, "")
    kind = StepKind.VISITED if told.is_reached else StepKind.VISIT_MISSED
    paper = replace(told.from_paper, incoming_id=visit.incoming_id) if told.from_paper else None
    add_step(
        case, kind, by=by, at=moment_of(told.visited_on), acted_by_body_id=visit.acted_by_body_id, from_paper=paper
    )
    audit.record(
        Act.VISIT, by=by, subject_id=case.subject_id,
        details={"how": told.how, "reached": told.is_reached, "against_word": against, "from_paper": told.from_paper is not None},
    )  # fmt: skip
    return visit


@transaction.atomic
def take_back_visit(*, key: UUID, visit: Visit, reason: str, by: Staff) -> VisitTakenBack:
    """Take a visit back that was noted wrongly, by a row of its own; both stay, and the visit that it kept is owed again.

    The same `key` again gives the row written first. Errors: NotAllowed for a body that neither made nor noted it nor leads the
    case; Stale where it was taken back; Refused without a reason; WrongState once support is closed.
    """
    require(Act.TAKE_BACK_VISIT, by, visit)
    require(Act.VISIT, by, visit.case)
    case = locked(visit.case)
    if (made := VisitTakenBack.objects.filter(pk=key, case=case).first()) is not None:
        return made
    require_open(case)
    if VisitTakenBack.objects.filter(visit=visit).exists():
        raise Stale(_("This visit was taken back already."))
    if not reason.strip():
        raise Refused(_("Say why."))
    vault = Vault.of(case.person_id)
    row = VisitTakenBack(id=key, subject_id=case.subject_id, case=case, entered_by_id=by.post_id, visit=visit)
    row.reason_ct = vault.seal("support_visittakenback", "reason_ct", key, reason.strip()) or b""
    row.save(force_insert=True)
    Outcome.objects.filter(visit=visit).update(is_taken_back=True)
    kept = PlannedVisit.objects.select_for_update(of=("self",)).select_related("homecoming__body", "case").filter(
        visits=visit, state=VisitState.KEPT, homecoming__ended_at__isnull=True
    )  # fmt: skip
    if visit.is_reached and (planned := kept.first()) is not None:
        owe_again(planned, by, vault)
    add_step(case, StepKind.VISIT_TAKEN_BACK, by=by, at=timezone.now())
    audit.record(Act.TAKE_BACK_VISIT, by=by, subject_id=case.subject_id)
    return row


def said_no(case: Case) -> bool:
    """Say whether the person said that no officer may ring; where the contact is out of reach nothing is known."""
    return Contact.objects.filter(person_id=case.person_id, may_ring="no").exists()


def asks_outcome(home: Homecoming, planned: PlannedVisit | None) -> bool:
    """Say whether this visit asks how the person stands a year after: once for each return."""
    is_year = planned is not None and planned.months >= OUTCOME_MONTHS
    return is_year and not Outcome.objects.filter(homecoming=home, is_taken_back=False).exists()


def _owed(home: Homecoming, told: Visited) -> PlannedVisit | None:
    if told.planned is None:
        return None
    planned = PlannedVisit.objects.select_for_update(of=("self",)).filter(pk=told.planned.pk, homecoming=home).first()
    if planned is None or planned.state != VisitState.PLANNED:
        raise Stale(_("This visit is not owed any more. Look at what is new."))
    return planned


def _why_not(home: Homecoming, told: Visited, *, against: bool, by: Staff) -> list[str]:
    reasons = []
    if told.visited_on > today():
        reasons.append(_("The visit lies in the future."))
    if told.visited_on < home.returned_on:
        reasons.append(_("The visit lies before the return home."))
    if against and not told.against.strip():
        reasons.append(
            _("The person said that no officer may ring or come unannounced. Say why it was done all the same.")
        )
    if told.is_reached and not told.found.strip():
        reasons.append(_("Say what was found."))
    if told.is_reached and set(told.findings) != set(Criterion):
        reasons.append(_("Answer each criterion; “not known” is an answer."))
    if told.acted_by is not None and told.acted_by.id != by.body_id and told.from_paper is None:
        reasons.append(_("Give the number and date of the paper from which another body's act is entered."))
    return reasons


def _written(  # what a visit is made of
    key: UUID, case: Case, home: Homecoming, planned: PlannedVisit | None, told: Visited, by: Staff
) -> Visit:
    vault = Vault.of(case.person_id)

    def seal(column: str, text: str) -> bytes | None:
        return vault.seal("support_visit", column, key, text.strip())

    visit = Visit(
        id=key, subject_id=home.subject_id, case_id=home.case_id, entered_by_id=by.post_id, homecoming=home, planned=planned,
        acted_by_body_id=told.acted_by.id if told.acted_by else by.body_id, visited_on=told.visited_on, how=told.how,
        is_reached=told.is_reached, is_agreed=told.is_agreed, against_ct=seal("against_ct", told.against),
        found_ct=seal("found_ct", told.found), next_ct=seal("next_ct", told.next_step),
    )  # fmt: skip
    if told.from_paper is not None:
        visit.source_sign, visit.source_on = told.from_paper.sign, told.from_paper.on
        visit.scan_id = told.from_paper.scan_id
        visit.incoming_id = arrival_of(case, visit.acted_by_body_id, told.from_paper, by=by)
    visit.save(force_insert=True)
    return visit


def _find(visit: Visit, told: Visited, by: Staff, vault: Vault) -> None:
    for criterion, (answer, note) in told.findings.items() if told.is_reached else ():
        row = Finding(
            subject_id=visit.subject_id, case_id=visit.case_id, entered_by_id=by.post_id, visit=visit, criterion=criterion,
            answer=Met(answer),
        )  # fmt: skip
        row.note_ct = vault.seal("support_finding", "note_ct", row.pk, note.strip())
        row.save(force_insert=True)
