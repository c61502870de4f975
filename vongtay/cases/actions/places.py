"""Places to sleep for the people of a case: the stay is written by facilities, the timeline here; one transaction."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from vongtay.audit import actions as audit
from vongtay.cases.actions.reception import add_step, locked, require
from vongtay.cases.models import Case
from vongtay.cases.permissions import Act
from vongtay.cases.queries import residents_of
from vongtay.cases.states import StepKind
from vongtay.common.access import Refused, Staff
from vongtay.facilities import actions as facilities
from vongtay.facilities.models import Bed, Hold, Stay


def _resident(case: Case, person_id: UUID, needs: frozenset[str]) -> facilities.Guest:
    for resident in residents_of(case):
        if resident.person_id == person_id:
            return resident.needing(needs).guest
    raise Refused(_("This person does not belong to the case any more."))


@transaction.atomic
def give_place(
    *,
    key: UUID,
    case: Case,
    person_id: UUID,
    bed: Bed,
    admission: facilities.Admission,
    by: Staff,
    needs: frozenset[str] = frozenset(),
) -> Stay:
    """Give the person, or somebody beside them, a bed. The same `key` again gives the stay made the first time."""
    require(Act.FIND_PLACE, by, case)
    case = locked(case)
    if (made := Stay.objects.filter(pk=key).first()) is not None:
        return made
    stay = facilities.admit(key=key, bed=bed, guest=_resident(case, person_id, needs), admission=admission, by=by)
    _note(case, StepKind.BED_GIVEN, stay, by=by, at=admission.at)
    audit.record(Act.FIND_PLACE, by=by, subject_id=case.subject_id, part="shelter")
    return stay


@transaction.atomic
def change_bed(
    *,
    key: UUID,
    case: Case,
    stay: Stay,
    bed: Bed,
    at: datetime,
    by: Staff,
    needs: frozenset[str] = frozenset(),
    hold: Hold | None = None,
) -> Stay:
    """Move somebody of the case to another bed."""
    require(Act.FIND_PLACE, by, case)
    case = locked(case)
    if (made := Stay.objects.filter(pk=key).first()) is not None:
        return made
    guest = _resident(case, stay.person_id, needs)
    moved = facilities.move_bed(key=key, stay=stay, bed=bed, guest=guest, at=at, by=by, hold=hold)
    _note(case, StepKind.BED_CHANGED, moved, by=by, at=at)
    audit.record("cases.change_bed", by=by, subject_id=case.subject_id, part="shelter")
    return moved


@transaction.atomic
def end_place(*, case: Case, stay: Stay, at: datetime, ground: str, by: Staff) -> Stay:
    """Note that somebody left the place: the bed is free from that moment on."""
    require(Act.FIND_PLACE, by, case)
    case = locked(case)
    ended = facilities.leave(stay=stay, at=at, ground=ground, by=by)
    _note(case, StepKind.LEFT_PLACE, ended, by=by, at=at)
    audit.record("cases.end_place", by=by, subject_id=case.subject_id, part="shelter")
    return ended


@transaction.atomic
def correct_place(
    *,
    key: UUID,
    case: Case,
    stay: Stay,
    reason: str,
    by: Staff,
    at: datetime,
    began_at: datetime | None = None,
    ended_at: datetime | None = None,
) -> Stay | None:
    """Correct a stay that was written down wrongly; what stood before stays on record. `at`: the moment of the correction."""
    require(Act.FIND_PLACE, by, case)
    case = locked(case)
    anew = facilities.correct_stay(key=key, stay=stay, reason=reason, by=by, began_at=began_at, ended_at=ended_at)
    _note(case, StepKind.STAY_CORRECTED, stay, by=by, at=at)
    audit.record("cases.correct_place", by=by, subject_id=case.subject_id, part="shelter", details={"reason": reason})
    return anew


def _note(case: Case, kind: StepKind, stay: Stay, *, by: Staff, at: datetime) -> None:
    """Write the step: the neutral label of the facility, which tells no name and no place."""
    add_step(case, kind, by=by, at=at, acted_by_body_id=stay.acted_by_body_id, details={"to": stay.facility.label})
