"""Legal holds, and erasing who a person is: a head asks with a reason, somebody who decides does it, nothing brings it back."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.audit import actions as audit
from vongtay.cases.actions.reception import add_step, locked, require
from vongtay.cases.models import Case, Companion, Erasure, Hold
from vongtay.cases.permissions import Act
from vongtay.cases.queries import why_not_erase
from vongtay.cases.states import StepKind
from vongtay.common.access import Refused, Staff, Stale
from vongtay.people import actions as people
from vongtay.people.models import DataKey, Person
from vongtay.people.vault import Vault


@dataclass(frozen=True)
class ErasureGround:
    """Why the data are to be erased: a code, and the paper that asks for it where there is one."""

    reason: str
    basis_sign: str = ""
    basis_on: date | None = None


@transaction.atomic
def place_hold(*, key: UUID, case: Case, reason: str, by: Staff) -> Hold:
    """Put a legal hold on a case: nothing of it is erased until somebody lifts it. The same `key` again gives the same hold."""
    require(Act.HOLD, by, case)
    case = locked(case)
    if (made := Hold.objects.filter(pk=key, case=case).first()) is not None:
        return made
    if not reason.strip():
        raise Refused(_("Say why nothing of this case may be erased."))
    if Hold.objects.filter(case=case, lifted_at__isnull=True).exists():
        raise Refused(_("A legal hold stands on this case already."))
    hold = Hold(id=key, subject_id=case.subject_id, case=case, placed_by_id=by.post_id)
    hold.reason_ct = _sealed(case, "reason_ct", hold, reason)
    hold.save(force_insert=True)
    add_step(case, StepKind.HELD, by=by, at=timezone.now())
    audit.record(Act.HOLD, by=by, subject_id=case.subject_id)
    return hold


@transaction.atomic
def lift_hold(*, hold: Hold, reason: str, by: Staff) -> None:
    """Lift a legal hold with a reason; that it stood stays on record."""
    require(Act.HOLD, by, hold.case)
    case = locked(hold.case)
    held = Hold.objects.select_for_update().get(pk=hold.pk)
    if held.lifted_at is not None:
        raise Stale(_("Somebody else has lifted this hold already."))
    if not reason.strip():
        raise Refused(_("Say why the hold is lifted."))
    held.lifted_by_id, held.lifted_at = by.post_id, timezone.now()
    held.lifted_reason_ct = _sealed(case, "lifted_reason_ct", held, reason)
    held.save()
    add_step(case, StepKind.HOLD_LIFTED, by=by, at=timezone.now())
    audit.record("cases.lift_hold", by=by, subject_id=case.subject_id)


def _sealed(case: Case, column: str, hold: Hold, text: str) -> bytes:
    sealed = Vault.of(case.person_id).seal("cases_hold", column, hold.pk, text.strip())
    if sealed is None:
        raise Refused(_("Say why."))
    return sealed


@transaction.atomic
def ask_erasure(*, key: UUID, case: Case, typed: str, ground: ErasureGround, by: Staff) -> Erasure:
    """Ask that who the person is be erased. The code of the case is typed to confirm; somebody who decides does it."""
    require(Act.ASK_ERASURE, by, case)
    case = locked(case)
    if (made := Erasure.objects.filter(pk=key, case=case).first()) is not None:
        return made
    _check(case, typed)
    if Erasure.objects.filter(case=case, done_at__isnull=True).exists():
        raise Refused(_("The erasure was asked for already and waits."))
    asked = Erasure(
        id=key, subject_id=case.subject_id, case=case, reason=ground.reason, basis_sign=ground.basis_sign, basis_on=ground.basis_on,
        asked_by_id=by.post_id, asked_user=by.account,
    )  # fmt: skip
    asked.save(force_insert=True)
    add_step(case, StepKind.ERASURE_ASKED, by=by, at=timezone.now(), details={"reason": ground.reason})
    audit.record(Act.ASK_ERASURE, by=by, subject_id=case.subject_id, details={"reason": ground.reason})
    return asked


def _check(case: Case, typed: str) -> None:
    if typed.strip().upper() != case.code:
        raise Refused(_("The code typed is not that of this case. Nothing was erased."))
    if reasons := why_not_erase(case):
        raise Refused(*reasons)


@transaction.atomic
def erase(*, erasure: Erasure, typed: str, by: Staff) -> Erasure:
    """Erase who the people of the case are. Their keys are destroyed; names, texts and files can't be read again, by nobody."""
    require(Act.ERASE, by, erasure.case)
    case = locked(erasure.case)
    waiting = _waiting(erasure)
    if waiting.asked_user == by.user_id:
        raise Refused(_("Whoever asked for the erasure may not do it."))
    _check(case, typed)
    beside = Companion.objects.filter(case=case).values("person_id")
    named = [case.person_id, *Person.objects.filter(pk__in=beside).values_list("pk", flat=True)]
    whole = DataKey.objects.filter(person_id__in=named, wrapped__isnull=False).values_list("person_id", flat=True)
    found = list(Person.objects.filter(pk__in=list(whole)))
    for person in found:
        people.erase_person(person=person, by=by)
    waiting.done_by_id, waiting.done_at, waiting.erased, waiting.people = by.post_id, timezone.now(), True, len(found)
    waiting.save()
    add_step(case, StepKind.ERASED, by=by, at=timezone.now(), details={"people": len(found)})
    audit.record(Act.ERASE, by=by, subject_id=case.subject_id, details={"people": len(found)})
    return waiting


@transaction.atomic
def decline_erasure(*, erasure: Erasure, by: Staff) -> Erasure:
    """Decline a request to erase; it stays on record."""
    require(Act.ERASE, by, erasure.case)
    case = locked(erasure.case)
    waiting = _waiting(erasure)
    waiting.done_by_id, waiting.done_at, waiting.erased = by.post_id, timezone.now(), False
    waiting.save()
    add_step(case, StepKind.ERASURE_DECLINED, by=by, at=timezone.now())
    audit.record("cases.decline_erasure", by=by, subject_id=case.subject_id)
    return waiting


def _waiting(erasure: Erasure) -> Erasure:
    found = Erasure.objects.select_for_update().get(pk=erasure.pk)
    if found.done_at is not None:
        raise Stale(_("This request was answered meanwhile."))
    return found
