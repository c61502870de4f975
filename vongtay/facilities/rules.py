"""What speaks against a bed, in sentences: facts in, reasons out; no query, no clock."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.translation import gettext as _

from vongtay.common.days import format_day
from vongtay.facilities.allocation import Misfit, Room, Sleeper, misfits
from vongtay.facilities.models import Bed, Facility
from vongtay.facilities.states import OutReason


def say(reasons: Iterable[Misfit], room: Room | None = None) -> list[str]:
    """Give the sentences of reasons."""
    youngest, oldest = (room.age_from, room.age_to) if room else (None, None)
    words = {
        Misfit.CLOSED: _("This room takes nobody in now."),
        Misfit.WOMEN: _("This room is for women only."),
        Misfit.MEN: _("This room is for men only."),
        Misfit.SEX_UNKNOWN: _("This room is for one sex only, and the sex of this person is not known."),
        Misfit.TOO_YOUNG: _("This room is for people from %(age)s years on.") % {"age": youngest},
        Misfit.TOO_OLD: _("This room is for people up to %(age)s years.") % {"age": oldest},
        Misfit.AGE_UNKNOWN: _("This room has an age limit, and the age of this person is not known."),
        Misfit.FAMILIES: _("This room is for families who stay together."),
        Misfit.OTHER_FAMILY: _("Another family sleeps in this room; a family room holds one family at a time."),
        Misfit.NEEDS: _("This room lacks what this person needs."),
        Misfit.FULL: _("No bed is free for this person."),
        Misfit.SPLIT: _("No room has enough free beds for the whole family together."),
    }
    return [words[reason] for reason in reasons]


def why_not_room(room: Room, who: Sleeper) -> list[str]:
    """Give the sentences that speak against a room for somebody."""
    return say(misfits(room, who), room)


def why_not_facility(facility: Facility, day: date) -> list[str]:
    """Say whether a facility takes people in on a day."""
    if day < facility.opened_on:
        return [_("This facility opens on %(day)s only.") % {"day": format_day(facility.opened_on)}]
    if facility.closed_on and day >= facility.closed_on:
        return [_("This facility has been closed since %(day)s.") % {"day": format_day(facility.closed_on)}]
    return []


def why_not_bed(bed: Bed) -> list[str]:
    """Say whether a bed may be slept in."""
    if bed.in_service:
        return []
    return [_("This bed is out of service: %(reason)s.") % {"reason": str(OutReason(bed.out_reason).label).lower()}]


def why_not_times(began: datetime, ended: datetime | None, now: datetime) -> list[str]:
    """Say what is wrong with the times of a stay."""
    reasons = []
    if began > now or (ended and ended > now):
        reasons.append(_("This moment has not come yet; reserve a place instead."))
    if ended and ended <= began:
        reasons.append(_("A stay can't end before it begins."))
    return reasons
