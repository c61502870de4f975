"""What an inspection found: places and their checklists, findings, the screening that a finding opens, penalties, re-checks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.agencies.models import Body
from vongtay.audit import actions as audit
from vongtay.cases import actions as cases
from vongtay.cases.models import Case
from vongtay.common.access import Refused, Staff, WrongState
from vongtay.common.days import today
from vongtay.indicators import actions as indicators
from vongtay.indicators.models import Figure, SourceKind
from vongtay.people.vault import Facts
from vongtay.programme.checklists import Edition, editions
from vongtay.programme.models import Business, Finding, Inspection, Penalty, Recheck, Screening, Visit
from vongtay.programme.permissions import Act
from vongtay.programme.states.inspections import Answer, FindingState, PenaltyKind
from vongtay.programme.writing import locked, own, require, write_row


@dataclass(frozen=True)
class Seen:
    """What was seen in one place, by the code of each question; `words` of what was not in order, where somebody wrote more."""

    visited_on: date
    edition: str
    answers: Mapping[str, str]
    words: Mapping[str, str] = field(default_factory=dict)
    mend_by: date | None = None
    note: str = ""


@transaction.atomic
def enter_visit(*, key: UUID, inspection: Inspection, place: Business | Body, seen: Seen, by: Staff) -> Visit:
    """Enter a place with its checklist; each point that was not in order becomes a finding. The same `key` again enters nothing."""
    require(Act.WRITE_INSPECTION, by, inspection)
    if (made := Visit.objects.filter(pk=key).first()) is not None:
        return made
    edition = _checked(inspection, seen)
    row = Visit(
        id=key, bodies=inspection.bodies, inspection=inspection, visited_on=seen.visited_on, edition=edition.code,
        answers=dict(seen.answers), note=seen.note.strip(), **own(by),
    )  # fmt: skip
    if isinstance(place, Business):
        row.business = place
    else:
        row.looked_at = place
    write_row(row, new=True)
    for question in edition.questions:
        if seen.answers[question.code] == Answer.NOT_MET:
            words = "" if question.person else seen.words.get(question.code, "").strip() or question.vi
            _finding(row, question.code, words, seen.mend_by, by, concerns_person=question.person)
    audit.record(Act.WRITE_INSPECTION, by=by, details={"inspection": str(inspection.pk), "visit": str(key)})
    return row


def _checked(inspection: Inspection, seen: Seen) -> Edition:
    """Give the edition that was answered. Errors: WrongState, Refused."""
    if inspection.withdrawn_at:
        raise WrongState(_("This inspection was taken back."))
    edition = editions().get(seen.edition)
    reasons = []
    if edition is None or {one.code for one in edition.questions} != set(seen.answers) or not set(seen.answers.values()) <= set(Answer.values):  # fmt: skip
        raise Refused(_("Answer each point of the checklist; not looked at is an answer too."))
    if not inspection.held_on <= seen.visited_on <= (inspection.held_to or inspection.held_on):
        reasons.append(_("The place was visited on a day of the inspection."))
    if seen.mend_by and seen.mend_by < seen.visited_on:
        reasons.append(_("It can't be mended before it was found."))
    if reasons:
        raise Refused(*reasons)
    return edition


def _require_standing(visit: Visit) -> None:
    if visit.inspection.withdrawn_at:
        raise WrongState(_("This inspection was taken back."))


def _finding(
    visit: Visit, question: str, words: str, mend_by: date | None, by: Staff, *, concerns_person: bool, key: UUID | None = None
) -> Finding:  # fmt: skip
    row = Finding(
        bodies=visit.bodies, visit=visit, question=question, words=words, concerns_person=concerns_person,
        mend_by=None if concerns_person else mend_by, **own(by),
    )  # fmt: skip
    if key is not None:
        row.id = key
    return write_row(row, new=True)


@transaction.atomic
def add_finding(
    *, key: UUID, visit: Visit, words: str, by: Staff, concerns_person: bool = False, mend_by: date | None = None
) -> Finding:
    """Add something found beside the checklist, or one more person. Of a person nothing is written here. Errors: Refused, WrongState."""
    require(Act.WRITE_INSPECTION, by, visit)
    if (made := Finding.objects.filter(pk=key).first()) is not None:
        return made
    _require_standing(visit)
    if mend_by and mend_by < visit.visited_on:
        raise Refused(_("It can't be mended before it was found."))
    row = _finding(visit, "", words.strip(), mend_by, by, concerns_person=concerns_person, key=key)
    audit.record(Act.WRITE_INSPECTION, by=by, details={"finding": str(key)})
    return row


@transaction.atomic
def open_screening(
    *, finding: Finding, key: UUID, arrival: cases.Arrival, facts: Facts, by: Staff, note: str = ""
) -> Case:
    """Open the case of whom a finding concerns: their screening, in one act. Whoever comes second is given the case that stands.

    The finding keeps the key alone, read by who reaches the case; everything about the person stands in the case.
    Errors: as of the reception of cases; WrongState for a finding about nobody, or that another body has screened.
    """
    require(Act.OPEN_SCREENING, by, finding)
    row = locked(Finding, finding.pk)
    if not row.concerns_person:
        raise WrongState(_("This finding concerns no person: it is mended, not screened."))
    if row.screened_on:
        known = Screening.objects.filter(finding=row).first()
        if known is None:
            raise WrongState(
                _("%(body)s has opened a screening of this finding already. Whoever must work on it asks that body.") % {"body": row.screened_by}
            )  # fmt: skip
        return Case.objects.get(subject_id=known.subject_id)
    _require_standing(finding.visit)
    case = cases.receive(key=key, arrival=arrival, facts=facts, by=by)
    told = [
        _("Opened from a finding of the inspection of %(place)s.") % {"place": finding.visit.place_name},
        note.strip(),
    ]
    cases.record_step(case=case, kind="note", at=arrival.received_at, by=by, note="\n".join(filter(None, told)))
    Screening.objects.create(finding=row, subject_id=case.subject_id, world=by.world)
    row.screened_on, row.screened_by_id = today(), by.body_id
    write_row(row, only=("screened_on", "screened_by"))
    audit.record(Act.OPEN_SCREENING, by=by, subject_id=case.subject_id)
    return case


@dataclass(frozen=True)
class Decided:
    """A decision as its paper says. `amount_dong`: of a fine, whole đồng."""

    kind: str
    decided_by: str
    decision_sign: str
    decided_on: date
    amount_dong: int | None = None


@transaction.atomic
def enter_penalty(*, key: UUID, finding: Finding, decided: Decided, by: Staff) -> Penalty:
    """Enter what was decided against a business; a fine becomes a figure. The same `key` again enters nothing. Errors: Refused."""
    require(Act.WRITE_INSPECTION, by, finding)
    if (made := Penalty.objects.filter(pk=key).first()) is not None:
        return made
    _require_standing(finding.visit)
    reasons = [_("The day lies in the future.")] if decided.decided_on > today() else []
    if decided.decided_on < finding.visit.visited_on:
        reasons.append(_("The decision is older than what was found."))
    if not (decided.decision_sign.strip() and decided.decided_by.strip()):
        reasons.append(_("Give the number of the decision and who took it."))
    if reasons:
        raise Refused(*reasons)
    row = Penalty(
        id=key, finding=finding, kind=decided.kind, decided_by=decided.decided_by.strip(), decision_sign=decided.decision_sign.strip(),
        decided_on=decided.decided_on, amount_dong=decided.amount_dong, **own(by),
    )  # fmt: skip
    write_row(row, new=True)
    if row.kind == PenaltyKind.FINE and row.amount_dong:
        day = row.decided_on
        claim = indicators.Claim("budget.amount", Decimal(row.amount_dong), day, day, "đồng tiền phạt")
        speaker = indicators.Speaker(row.body_id, finding.visit.inspection.area_id, row.province_id)
        source = indicators.Source(row.pk, kind=SourceKind.INSPECTION)
        indicators.confirm_figure(claim=claim, speaker=speaker, by=by, source=source)
    audit.record(Act.WRITE_INSPECTION, by=by, details={"penalty": str(key)})
    return row


@transaction.atomic
def withdraw_penalty(*, penalty: Penalty, reason: str, version: int, by: Staff) -> Penalty:
    """Take back a decision that was entered wrongly, with its figure. Errors: Stale, WrongState, Refused without a reason."""
    require(Act.CORRECT_INSPECTION, by, penalty)
    row = locked(Penalty, penalty.pk, version)
    if row.withdrawn_at:
        raise WrongState(_("This decision was taken back already."))
    row.withdrawn_at, row.withdraw_reason = timezone.now(), reason.strip()
    write_row(row, only=("withdrawn_at", "withdraw_reason"))
    for figure in Figure.objects.filter(source_kind=SourceKind.INSPECTION, source_id=row.pk, replaced_by=None):
        indicators.withdraw_figure(figure=figure, by=by)
    audit.record("programme.withdraw_penalty", by=by, details={"penalty": str(row.pk)})
    return row


@transaction.atomic
def enter_recheck(
    *, key: UUID, finding: Finding, checked_on: date, is_mended: bool, words: str, version: int, by: Staff
) -> Recheck:
    """Enter a later look; it closes the finding or opens it again. The same `key` again enters nothing. Errors: Stale, Refused."""
    require(Act.WRITE_INSPECTION, by, finding)
    if (made := Recheck.objects.filter(pk=key).first()) is not None:
        return made
    _require_standing(finding.visit)
    found = locked(Finding, finding.pk, version)
    last = found.rechecks.order_by("-checked_on").values_list("checked_on", flat=True).first()
    reasons = [_("The day lies in the future.")] if checked_on > today() else []
    if found.concerns_person:
        reasons.append(_("A finding that concerns a person is screened, not mended."))
    if checked_on < (last or finding.visit.visited_on):
        reasons.append(_("The re-check is older than what is known."))
    if not is_mended and not words.strip():
        reasons.append(_("Say what is still not in order."))
    if reasons:
        raise Refused(*reasons)
    row = Recheck(id=key, finding=found, checked_on=checked_on, is_mended=is_mended, words=words.strip(), **own(by))
    write_row(row, new=True)
    found.state = FindingState.MENDED if is_mended else FindingState.OPEN
    write_row(found, only=("state",))
    audit.record(Act.WRITE_INSPECTION, by=by, details={"finding": str(found.pk), "mended": is_mended})
    return row
