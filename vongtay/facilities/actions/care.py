"""The book of a facility: its days, its yearly readiness, inspections and their points."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from vongtay.agencies.models import Body
from vongtay.audit import actions as audit
from vongtay.common.access import NotAllowed, Refused, Staff, Stale, WrongState
from vongtay.common.days import today
from vongtay.facilities.actions.facility import require, write_row
from vongtay.facilities.models import Facility, HouseDay, Inspection, Point, Readiness
from vongtay.facilities.permissions import Act
from vongtay.facilities.queries import nights_of
from vongtay.facilities.states import DayKind


@transaction.atomic
def note_day(
    *, key: UUID, facility: Facility, on: date, kind: str, by: Staff, meals: int | None = None, words: str = ""
) -> HouseDay:
    """Write one line into the book of a facility. The same `key` again writes nothing."""
    require(Act.NOTE_DAY, by, facility)
    if (made := HouseDay.objects.filter(pk=key, facility=facility).first()) is not None:
        return made
    if on > today():
        raise Refused(_("The day lies in the future."))
    meals = meals if kind == DayKind.MEALS else None
    row = HouseDay(
        id=key, facility=facility, entered_by_id=by.post_id, on=on, kind=kind, meals=meals, words=words.strip()
    )
    write_row(row, new=True)
    audit.record(Act.NOTE_DAY, by=by, details={"facility": str(facility.pk), "kind": kind})
    return row


@dataclass(frozen=True)
class Ready:
    """What is kept ready in a year. `nobody_came` is said on purpose, never taken from an empty field."""

    year: int
    places: int
    staff: int
    supplies: str = ""
    note: str = ""
    nobody_came: bool = False
    places_high: int | None = None  # where places are told as a range


@transaction.atomic
def state_readiness(*, key: UUID, facility: Facility, ready: Ready, by: Staff) -> Readiness:
    """State what a facility kept ready in a year. That nobody came is refused where somebody did sleep there."""
    require(Act.STATE_READINESS, by, facility)
    if (made := Readiness.objects.filter(pk=key, facility=facility).first()) is not None:
        return made
    day = today()
    if ready.year > day.year:
        raise Refused(_("This year has not begun yet."))
    until = min(date(ready.year + 1, 1, 1), day)
    since = date(ready.year, 1, 1)
    if ready.nobody_came and until > since and any(sleepers for _night, sleepers in nights_of(facility, since, until)):
        raise Refused(_("Somebody did sleep there that year: the statement that nobody came can't be made."))
    row = Readiness(
        id=key, facility=facility, entered_by_id=by.post_id, year=ready.year, places=ready.places, staff=ready.staff,
        supplies=ready.supplies.strip(), note=ready.note.strip(), nobody_came=ready.nobody_came, places_high=ready.places_high,
    )  # fmt: skip
    write_row(row, new=True)
    audit.record(
        Act.STATE_READINESS,
        by=by,
        details={"facility": str(facility.pk), "year": ready.year, "nobody_came": ready.nobody_came},
    )
    return row


@dataclass(frozen=True)
class Looked:
    """An inspection, with what it asks for: words and day of each point."""

    on: date
    findings: str
    inspector: Body | None = None
    inspector_words: str = ""
    sign: str = ""
    points: Sequence[tuple[str, date]] = ()


@transaction.atomic
def enter_inspection(*, key: UUID, facility: Facility, looked: Looked, by: Staff) -> Inspection:
    """Enter an inspection with its points. The same `key` again enters nothing."""
    require(Act.ENTER_INSPECTION, by, facility)
    if (made := Inspection.objects.filter(pk=key, facility=facility).first()) is not None:
        return made
    reasons = [_("The day lies in the future.")] if looked.on > today() else []
    if not looked.findings.strip():
        reasons.append(_("Say what was found."))
    if any(due < looked.on for _asked, due in looked.points):
        reasons.append(_("A point is due after the day of the inspection."))
    if reasons:
        raise Refused(*reasons)
    row = Inspection(
        id=key, facility=facility, entered_by_id=by.post_id, on=looked.on, inspector=looked.inspector, sign=looked.sign.strip(),
        inspector_words="" if looked.inspector else looked.inspector_words.strip(), findings=looked.findings.strip(),
    )  # fmt: skip
    write_row(row, new=True)
    Point.objects.bulk_create(
        Point(facility=facility, entered_by_id=by.post_id, inspection=row, asked=asked.strip(), due_on=due)
        for asked, due in looked.points
    )
    audit.record(Act.ENTER_INSPECTION, by=by, details={"facility": str(facility.pk), "points": len(looked.points)})
    return row


@transaction.atomic
def do_point(*, point: Point, done_on: date, words: str, version: int, by: Staff) -> Point:
    """Say that a point was done, and what was done."""
    require(Act.DO_POINT, by, point.facility)
    row = _locked(point, version)
    if row.done_on:
        raise WrongState(_("This point was done already; it waits for its check."))
    if done_on > today():
        raise Refused(_("The day lies in the future."))
    row.done_on, row.done_words, row.done_by_id, row.done_user = done_on, words.strip(), by.post_id, by.account
    _save(row)
    audit.record(Act.DO_POINT, by=by, details={"facility": str(row.facility_id)})
    return row


@transaction.atomic
def check_point(*, point: Point, is_done: bool, version: int, by: Staff) -> Point:
    """Check a point that was said to be done: done, or open again. Whoever said so may not check it."""
    require(Act.CHECK_POINT, by, point.facility)
    row = _locked(point, version)
    if row.done_on is None or row.checked_on:
        raise WrongState(_("Only a point that was said to be done is checked, and only once."))
    if row.done_user == by.account:
        raise NotAllowed(_("Whoever did it may not check it."))
    if is_done:
        row.checked_on, row.checked_by_id, row.checked_user = today(), by.post_id, by.account
    else:
        row.done_on, row.done_by_id, row.done_user, row.done_words = None, None, None, ""
    _save(row)
    audit.record(Act.CHECK_POINT, by=by, details={"facility": str(row.facility_id), "done": is_done})
    return row


def _locked(point: Point, version: int) -> Point:
    row = Point.objects.select_for_update(of=("self",)).get(pk=point.pk)
    if row.version != version:
        raise Stale(_("Somebody else has changed this meanwhile. Your entries stand below; compare and save again."))
    return row


def _save(row: Point) -> None:
    row.version += 1
    changed = ("done_on", "done_words", "done_by", "done_user", "checked_on", "checked_by", "checked_user", "version")
    write_row(row, only=changed)
