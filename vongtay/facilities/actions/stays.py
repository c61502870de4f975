"""Who sleeps where: admission, move, leaving, correction. The database refuses two people in a bed and one in two."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.agencies.models import Body
from vongtay.audit import actions as audit
from vongtay.common.access import Refused, Staff, Stale
from vongtay.common.days import day_in_vietnam, format_day
from vongtay.facilities.actions.facility import require
from vongtay.facilities.allocation import Sleeper
from vongtay.facilities.models import Bed, HeldBed, Hold, Stay
from vongtay.facilities.permissions import Act
from vongtay.facilities.queries import Night, longest_stay, room_facts, shared_rooms
from vongtay.facilities.rules import why_not_bed, why_not_facility, why_not_room, why_not_times
from vongtay.facilities.states import Correction, EndGround
from vongtay.grants.actions import my_parts
from vongtay.law import queries as law


@dataclass(frozen=True)
class Guest:
    """Somebody who needs a bed: the facts come from whoever calls, this app knows no people and no cases.

    label: code of the case; family: subjects that belong to one family, the guest's own among them.
    """

    subject_id: UUID
    person_id: UUID
    label: str
    sleeper: Sleeper
    family: frozenset[UUID] = frozenset()

    def __repr__(self) -> str:
        return f"Guest({self.label})"


@dataclass(frozen=True)
class Admission:
    """When and why. acted_by: the body that admitted, where another one enters it; hold: reservation it is taken from."""

    at: datetime
    ground: str
    planned_until: date | None = None
    acted_by: Body | None = None
    hold: Hold | None = None


@transaction.atomic
def admit(*, key: UUID, bed: Bed, guest: Guest, admission: Admission, by: Staff) -> Stay:
    """Give somebody a bed from a moment on, until they leave. The same `key` again gives the stay made the first time.

    Errors: NotAllowed, or Refused with all that speaks against this bed for this person.
    """
    require(Act.ADMIT, by)
    if (made := Stay.objects.filter(pk=key).first()) is not None:
        return made
    if "shelter" not in my_parts(guest.subject_id):
        raise Refused(
            _("Your body does not reach where this person sleeps: ask the body that leads the case to share it.")
        )
    stay = _new_stay(key, _locked(bed), guest, admission, by)
    audit.record(Act.ADMIT, by=by, subject_id=guest.subject_id, part="shelter", details={"ground": admission.ground})
    return stay


def _locked(bed: Bed) -> Bed:
    """Give the bed as it is now that nobody else gives it, reserves it, or takes it out of service."""
    with connection.cursor() as cursor:
        cursor.execute("select vt.lock_room(%s)", [bed.room_id])
        cursor.execute("select vt.lock_beds(%s)", [[bed.pk]])
    return Bed.objects.select_related("room", "facility").get(pk=bed.pk)


def _new_stay(key: UUID, bed: Bed, guest: Guest, admission: Admission, by: Staff, follows: Stay | None = None) -> Stay:
    now = timezone.now()
    night = Night(admission.at, max(admission.at, now))
    shared = bool(shared_rooms([bed.room_id], guest.family | {guest.subject_id}, night))
    reasons = [
        *why_not_times(admission.at, None, now),
        *why_not_facility(bed.facility, day_in_vietnam(admission.at)),
        *why_not_bed(bed),
        *why_not_room(room_facts(bed.room, shared=shared), guest.sleeper),
    ]
    if admission.planned_until and admission.planned_until < day_in_vietnam(admission.at):
        reasons.append(_("The planned end lies before the beginning."))
    if follows is None:  # who moves keeps the plan that was made before, and the decisions on it
        reasons += _why_not_so_long(admission)
    if reasons:
        raise Refused(*reasons)
    _use_hold(bed, admission, now)
    stay = Stay(
        id=key, subject_id=guest.subject_id, person_id=guest.person_id, label=guest.label, world=by.world, facility_id=bed.facility_id,
        room_id=bed.room_id, bed=bed, during=DateTimeTZRange(admission.at, None), ground=admission.ground, planned_until=admission.planned_until,
        acted_by_body_id=admission.acted_by.id if admission.acted_by else by.body_id, entered_by_id=by.post_id, follows=follows,
    )  # fmt: skip
    return _saved(stay)


def _why_not_so_long(admission: Admission) -> list[str]:
    """Say that a plan goes beyond the longest stay by the law in force on the day of admission; where none was confirmed, nothing."""
    if admission.planned_until is None:
        return []
    longest = longest_stay(day_in_vietnam(admission.at), law.book())
    if longest is None or admission.planned_until <= longest.last_on:
        return []
    words = {"day": format_day(longest.last_on), "article": longest.rule.article or ""}
    return [
        _("By %(article)s this stay may be planned until %(day)s; longer needs a decision on an extension.") % words
    ]


def _use_hold(bed: Bed, admission: Admission, now: datetime) -> None:
    """Take the place out of the reservation it belongs to, or refuse the place of another one."""
    kept = HeldBed.objects.filter(bed=bed, released_at=None, hold__expires_at__gt=now).select_related("hold").first()
    if kept is None:
        return
    if admission.hold is None or admission.hold.pk != kept.hold_id:
        raise Refused(_("This bed is reserved: %(event)s.") % {"event": kept.hold.label})
    with connection.cursor() as cursor:
        cursor.execute("select vt.use_held_bed(%s, %s)", [kept.hold_id, bed.pk])


def _saved(stay: Stay) -> Stay:
    """Insert a stay. Whether the bed is free, only the database can tell: two ask at once, and one wins."""
    try:
        with transaction.atomic():
            stay.save(force_insert=True)
    except IntegrityError as taken:
        if "one_person_a_bed" in str(taken):
            raise Refused(_("This bed has been taken by somebody else. Choose another one.")) from taken
        if "one_bed_a_person" in str(taken):
            raise Refused(
                _("This person has a bed at that time already: move them, or end that stay first.")
            ) from taken
        raise
    return stay


def _live(stay: Stay, *, ended_too: bool = False) -> Stay:
    """Give the stay locked. Errors: Stale if somebody else has ended or voided it meanwhile."""
    now = Stay.objects.select_for_update(of=("self",)).get(pk=stay.pk)
    if now.voided_at or (now.during.upper and not ended_too):
        raise Stale(_("Somebody else has ended or corrected this stay meanwhile."))
    return now


@transaction.atomic
def move_bed(
    *, key: UUID, stay: Stay, bed: Bed, guest: Guest, at: datetime, by: Staff, hold: Hold | None = None
) -> Stay:
    """Move somebody to another bed: the stay ends at that moment and the next begins; both stay on record."""
    require(Act.ADMIT, by)
    if (made := Stay.objects.filter(pk=key).first()) is not None:
        return made
    bed, former = _locked(bed), _live(stay)
    if bed.pk == former.bed_id:
        raise Refused(_("This person sleeps in this bed already."))
    _end(former, at, EndGround.MOVED, by)
    admission = Admission(at=at, ground=former.ground, planned_until=former.planned_until, hold=hold)
    moved = _new_stay(key, bed, guest, admission, by, follows=former)
    audit.record("facilities.move_bed", by=by, subject_id=stay.subject_id, part="shelter")
    return moved


@transaction.atomic
def leave(*, stay: Stay, at: datetime, ground: str, by: Staff) -> Stay:
    """End a stay: the bed is free from that moment on."""
    require(Act.ADMIT, by)
    ended = _end(_live(stay), at, EndGround(ground), by)
    audit.record("facilities.leave", by=by, subject_id=stay.subject_id, part="shelter", details={"ground": ground})
    return ended


def _end(stay: Stay, at: datetime, ground: EndGround, by: Staff) -> Stay:
    if reasons := why_not_times(stay.during.lower, at, timezone.now()):
        raise Refused(*reasons)
    stay.during, stay.end_ground, stay.ended_by_id = DateTimeTZRange(stay.during.lower, at), ground, by.post_id
    stay.save(update_fields=["during", "end_ground", "ended_by"])
    return stay


@transaction.atomic
def correct_stay(
    *, key: UUID, stay: Stay, reason: str, by: Staff, began_at: datetime | None = None, ended_at: datetime | None = None
) -> Stay | None:
    """Void a stay that was written down wrongly; where only its time was wrong, write it anew. The wrong row stays.

    Gives the new stay, or None where nobody slept there, or somebody else did: who did is admitted anew.
    """
    require(Act.ADMIT, by)
    if (made := Stay.objects.filter(pk=key).first()) is not None:
        return made
    wrong = _live(stay, ended_too=True)
    began, ended = began_at or wrong.during.lower, ended_at or wrong.during.upper
    if reasons := why_not_times(began, ended, timezone.now()):
        raise Refused(*reasons)
    Stay.objects.filter(pk=wrong.pk).update(voided_at=timezone.now(), void_reason=reason)
    audit.record(
        "facilities.correct_stay", by=by, subject_id=stay.subject_id, part="shelter", details={"reason": reason}
    )
    if reason != Correction.TIME:
        return None
    anew = Stay(
        id=key, subject_id=wrong.subject_id, person_id=wrong.person_id, label=wrong.label, world=wrong.world, facility_id=wrong.facility_id,
        room_id=wrong.room_id, bed_id=wrong.bed_id, during=DateTimeTZRange(began, ended), ground=wrong.ground, planned_until=wrong.planned_until,
        acted_by_body_id=wrong.acted_by_body_id, entered_by_id=by.post_id, follows_id=wrong.follows_id, corrects=wrong,
        end_ground=(wrong.end_ground or EndGround.OTHER) if ended else "", ended_by_id=by.post_id if ended else None,
    )  # fmt: skip
    return _saved(anew)
