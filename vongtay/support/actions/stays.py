"""Decisions on a stay: by whom the law names, from another body's paper too. No decision puts anybody on the street: leaving is noted by people."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.agencies.models import Body
from vongtay.audit import actions as audit
from vongtay.cases import actions as cases
from vongtay.cases.actions import FromPaper, locked
from vongtay.cases.actions.letters import arrival_of
from vongtay.cases.models import Case
from vongtay.cases.states import StepKind
from vongtay.common.access import Refused, Staff, WrongState
from vongtay.common.days import format_day, today
from vongtay.facilities.models import Bed, Stay
from vongtay.people.vault import Vault
from vongtay.support.actions.base import require
from vongtay.support.lodgings import Lodging
from vongtay.support.models import StayDecision
from vongtay.support.permissions import Act, Lodged
from vongtay.support.queries import lodging_with
from vongtay.support.states import DISCHARGES, StayDecisionKind

TABLE = "support_staydecision"
HEALTH = "health_department"
STEPS = {
    StayDecisionKind.ADMIT: StepKind.STAY_ADMITTED, StayDecisionKind.EXTEND: StepKind.STAY_EXTENDED,
    StayDecisionKind.TRANSFER: StepKind.STAY_TRANSFERRED, StayDecisionKind.DISCHARGE: StepKind.STAY_DISCHARGED,
}  # fmt: skip


@dataclass(frozen=True)
class Decided:
    """A decision as its paper says: number, date, who decided. `body`: another body than one's own, from whose paper it is entered."""

    sign: str
    on: date
    person: str
    reason: str = ""
    body: Body | None = None
    why_body: str = ""
    scan_id: UUID | None = None

    def __repr__(self) -> str:
        return "Decided(…)"


@transaction.atomic
def decide_admission(*, key: UUID, case: Case, stay_id: UUID, decided: Decided, by: Staff) -> StayDecision:
    """Enter the decision on an admission. The same `key` again gives the decision entered the first time."""
    require(Act.DECIDE_STAY, by, case)
    case = locked(case)
    if (made := StayDecision.objects.filter(pk=key, case=case).first()) is not None:
        return made
    lodging = _lodging(case, stay_id)
    reasons = _why_not(decided)
    if lodging.in_force(StayDecisionKind.ADMIT):
        reasons.append(_("The decision on this admission was entered already: take it back first."))
    if reasons:
        raise Refused(*reasons)
    row = _written(StayDecision(id=key, kind=StayDecisionKind.ADMIT), case, lodging, decided, by)
    audit.record(Act.DECIDE_STAY, by=by, subject_id=case.subject_id, part="support", details={"kind": row.kind})
    return row


@transaction.atomic
def extend_stay(*, key: UUID, case: Case, stay_id: UUID, decided: Decided, until_on: date, by: Staff) -> StayDecision:
    """Extend a stay beyond its longest time. Source: law.md 2.4, Art. 17 of Decree 162/2025/NĐ-CP.

    Decided here by decider or head of the body that runs the facility or of Sở Y tế; entered from the paper of another body by who cares for
    the person. Errors: NotAllowed for another post; Refused for a day that extends nothing, or a body that nobody says why it decides.
    """
    lodging = lodging_with(case, stay_id)
    entered = decided.body is not None and decided.body.pk != by.body_id
    require(
        Act.ENTER_EXTENSION if entered else Act.EXTEND_STAY,
        by,
        case if entered else Lodged(case, runs=lodging is not None and lodging.last.runs),
    )
    case = locked(case)
    if (made := StayDecision.objects.filter(pk=key, case=case).first()) is not None:
        return made
    lodging = _lodging(case, stay_id)
    if reasons := [*_why_not(decided), *_why_not_longer(lodging, decided, until_on)]:
        raise Refused(*reasons)
    row = _written(StayDecision(id=key, kind=StayDecisionKind.EXTEND, until_on=until_on), case, lodging, decided, by)
    audit.record(
        Act.EXTEND_STAY, by=by, subject_id=case.subject_id, part="support", details={"until": until_on.isoformat()}
    )
    return row


def _why_not_longer(lodging: Lodging, decided: Decided, until_on: date) -> list[str]:
    reasons = []
    if not lodging.is_open:
        reasons.append(_("This stay has ended: nothing is extended."))
    if lodging.covered_until is None:
        reasons.append(_("No longest time was confirmed for this stay: there is nothing to extend."))
    elif until_on <= lodging.covered_until:
        reasons.append(
            _("This stay is covered until %(day)s already: an extension ends later.")
            % {"day": format_day(lodging.covered_until)}
        )
    if until_on <= decided.on:
        reasons.append(_("An extension ends after the day of its decision, and says why."))
    if not decided.reason.strip():
        reasons.append(_("Say why the stay is extended."))
    if decided.body and not _is_named(decided.body, lodging) and not decided.why_body.strip():
        reasons.append(
            _("The law names the director of the facility, Sở Y tế or the competent body: say why this body decides.")
        )
    return reasons


def _is_named(body: Body, lodging: Lodging) -> bool:
    """Whether the body is one that Art. 17 names: that of the facility, or Sở Y tế."""
    return body.kind == HEALTH or body.pk == lodging.last.runner_id


@transaction.atomic
def discharge(
    *, key: UUID, case: Case, stay_id: UUID, decided: Decided, ground: str, by: Staff, left_at: datetime | None = None
) -> StayDecision:
    """Enter the decision that ends a stay; with `left_at` the bed is free from that moment on, in the same act."""
    require(Act.DECIDE_STAY, by, case)
    case = locked(case)
    if (made := StayDecision.objects.filter(pk=key, case=case).first()) is not None:
        return made
    lodging = _lodging(case, stay_id)
    reasons = _why_not(decided)
    if ground not in DISCHARGES:
        reasons.append(_("Say why the stay ends."))
    if lodging.in_force(StayDecisionKind.DISCHARGE):
        reasons.append(_("The decision on this discharge was entered already: take it back first."))
    if left_at and not lodging.is_open:
        reasons.append(_("This stay has ended: leave the moment empty."))
    if reasons:
        raise Refused(*reasons)
    if left_at:
        stay = Stay.objects.select_related("facility").get(pk=lodging.last.stay_id)
        cases.end_place(case=case, stay=stay, at=left_at, ground=ground, by=by)
    row = _written(StayDecision(id=key, kind=StayDecisionKind.DISCHARGE, ground=ground), case, lodging, decided, by)
    audit.record(Act.DECIDE_STAY, by=by, subject_id=case.subject_id, part="support", details={"kind": row.kind})
    return row


@transaction.atomic
def transfer(
    *,
    key: UUID,
    case: Case,
    stay_id: UUID,
    bed: Bed,
    at: datetime,
    decided: Decided,
    by: Staff,
    needs: frozenset[str] = frozenset(),
) -> StayDecision:
    """Move somebody to another facility with its decision: leaving there and coming here are one act, and one lodging. `key`: that of the new stay too."""
    require(Act.TRANSFER_STAY, by, case)
    case = locked(case)
    if (made := StayDecision.objects.filter(pk=key, case=case).first()) is not None:
        return made
    lodging = _lodging(case, stay_id)
    reasons = _why_not(decided)
    if not lodging.is_open:
        reasons.append(_("This stay has ended: find a place anew."))
    if bed.facility_id == lodging.last.facility_id:
        reasons.append(_("This bed is in the same facility: move them to another bed there without a decision."))
    if reasons:
        raise Refused(*reasons)
    stay = Stay.objects.select_related("facility").get(pk=lodging.last.stay_id)
    cases.change_bed(key=key, case=case, stay=stay, bed=bed, at=at, by=by, needs=needs)
    row = _written(StayDecision(id=key, kind=StayDecisionKind.TRANSFER), case, lodging, decided, by)
    audit.record(Act.TRANSFER_STAY, by=by, subject_id=case.subject_id, part="support")
    return row


@transaction.atomic
def take_back_stay_decision(*, decision: StayDecision, reason: str, by: Staff) -> StayDecision:
    """Take a decision back that was entered wrongly; it stays on record and counts no more. A move itself is corrected as a stay."""
    require(Act.DECIDE_STAY, by, decision.case)
    case = locked(decision.case)
    row = StayDecision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    if row.withdrawn_at:
        raise WrongState(_("This decision was taken back already."))
    if not reason.strip():
        raise Refused(_("Say why."))
    row.withdrawn_at = timezone.now()
    row.withdrawn_ct = Vault.of(case.person_id).seal(TABLE, "withdrawn_ct", row.pk, reason.strip())
    row.save(update_fields=["withdrawn_at", "withdrawn_ct"])
    cases.add_step(case, StepKind.STAY_UNDECIDED, by=by, at=row.withdrawn_at)
    audit.record(
        "support.take_back_stay_decision", by=by, subject_id=case.subject_id, part="support", details={"kind": row.kind}
    )
    return row


def _lodging(case: Case, stay_id: UUID) -> Lodging:
    lodging = lodging_with(case, stay_id)
    if lodging is None:
        raise Refused(_("This stay does not belong to the case."))
    return lodging


def _why_not(decided: Decided) -> list[str]:
    reasons = []
    if not decided.sign.strip():
        reasons.append(_("Give the number of the decision."))
    if decided.on > today():
        reasons.append(_("The day lies in the future."))
    if not decided.person.strip():
        reasons.append(_("Say who decided: post and name."))
    return reasons


def _written(row: StayDecision, case: Case, lodging: Lodging, decided: Decided, by: Staff) -> StayDecision:
    """Write a decision; the paper of another body gets its number of arrival in the same act."""
    vault = Vault.of(case.person_id)
    row.subject_id, row.case, row.entered_by_id = case.subject_id, case, by.post_id
    row.stay_id, row.person_id = lodging.last.stay_id, lodging.last.person_id
    row.sign, row.decided_on, row.scan_id = decided.sign.strip(), decided.on, decided.scan_id
    row.acted_by_body_id = decided.body.pk if decided.body else by.body_id
    row.decided_by_ct = vault.seal(TABLE, "decided_by_ct", row.pk, decided.person.strip()) or b""
    row.reason_ct = vault.seal(TABLE, "reason_ct", row.pk, decided.reason.strip())
    row.why_body_ct = vault.seal(TABLE, "why_body_ct", row.pk, decided.why_body.strip())
    row.incoming_id = arrival_of(case, row.acted_by_body_id, FromPaper(row.sign, row.decided_on, row.scan_id), by=by)
    row.save(force_insert=True)
    _tell(case, row, decided.body, by)
    return row


def _tell(case: Case, row: StayDecision, body: Body | None, by: Staff) -> None:
    """Write the decision on the timeline. A facility and its paper are not named there: more people read it than know where somebody sleeps."""
    at, kind = cases.moment_of(row.decided_on), STEPS[StayDecisionKind(row.kind)]
    if body is None or body.kind.startswith("facility"):
        cases.add_step(case, kind, by=by, at=at)
        return
    paper = FromPaper(row.sign, row.decided_on, row.scan_id, row.incoming_id)
    cases.add_step(case, kind, by=by, at=at, acted_by_body_id=body.pk, from_paper=paper)
