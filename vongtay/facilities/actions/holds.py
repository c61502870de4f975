"""Places kept for an event: counted as not free until they are slept in, given up, or their time is over."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vongtay.audit import actions as audit
from vongtay.common.access import Refused, Staff
from vongtay.common.days import day_in_vietnam
from vongtay.facilities.actions.facility import require
from vongtay.facilities.models import Bed, Facility, HeldBed, Hold, Room
from vongtay.facilities.permissions import Act
from vongtay.facilities.rules import why_not_facility


@transaction.atomic
def hold_beds(
    *,
    key: UUID,
    facility: Facility,
    label: str,
    places: int,
    expires_at: datetime,
    by: Staff,
    rooms: Sequence[Room] = (),
) -> Hold:
    """Reserve `places` beds of a facility, of `rooms` if any are named, from now until `expires_at`. All or none.

    Errors: Refused with how many are free when they are too few. The same `key` again reserves nothing more.
    """
    require(Act.HOLD, by, facility)
    if (made := Hold.objects.filter(pk=key).first()) is not None:
        return made
    now = timezone.now()
    reasons = why_not_facility(facility, day_in_vietnam(now))
    if expires_at <= now:
        reasons.append(_("A reservation must end after now."))
    if places < 1:
        reasons.append(_("Reserve at least one place."))
    if reasons:
        raise Refused(*reasons)
    free = _free(facility, rooms, now, expires_at)
    if len(free) < places:
        raise Refused(ngettext("Only %(n)s bed is free.", "Only %(n)s beds are free.", len(free)) % {"n": len(free)})
    hold = Hold(
        id=key, facility=facility, world=by.world, label=label.strip(), expires_at=expires_at, held_by_id=by.post_id
    )
    hold.save(force_insert=True)
    HeldBed.objects.bulk_create(
        HeldBed(hold=hold, facility=facility, bed_id=bed, during=(now, expires_at)) for bed in free[:places]
    )
    audit.record(Act.HOLD, by=by, details={"facility": str(facility.pk), "places": places})
    return hold


def _free(facility: Facility, rooms: Sequence[Room], since: datetime, until: datetime) -> list[UUID]:
    """Give the beds that are free all that time, locked, in the order of rooms and numbers."""
    beds = Bed.objects.filter(facility=facility, in_service=True, room__is_open=True)
    if rooms:
        beds = beds.filter(room__in=rooms)
    with connection.cursor() as cursor:
        cursor.execute("select vt.lock_beds(%s)", [list(beds.values_list("id", flat=True))])
        cursor.execute("select bed_id from vt.bed_use(%s, %s)", [since, until])
        used = {row[0] for row in cursor.fetchall()}
    # Asked again now that nobody else changes them.
    return [bed for bed in beds.order_by("room__name", "number").values_list("id", flat=True) if bed not in used]


@transaction.atomic
def release_hold(*, hold: Hold, by: Staff) -> int:
    """Give the places of a reservation up. Gives how many were still kept."""
    require(Act.HOLD, by, hold.facility)
    released = HeldBed.objects.filter(hold=hold, released_at=None).update(released_at=timezone.now())
    audit.record("facilities.release_hold", by=by, details={"facility": str(hold.facility_id), "places": released})
    return released
