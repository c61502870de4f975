"""Entering a limit where the shipped law has none, and signing it off."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.audit import actions as audit
from vongtay.common.access import NotAllowed, Refused, Staff, Stale, may
from vongtay.law import engine
from vongtay.law.calendar import shipped_calendar
from vongtay.law.models import DayEntry, Entry
from vongtay.law.permissions import RULES, Act
from vongtay.law.shapes import Override, Unit
from vongtay.law.wording import OVERRIDE_LABELS


@dataclass(frozen=True)
class Given:
    """What a legal officer enters: the limit, its article and instrument, and when it is in force."""

    rule_id: str
    limit: int | None
    unit: str
    article: str
    instrument: str
    valid_from: date
    valid_to: date | None = None


@transaction.atomic
def enter_limit(*, given: Given, by: Staff) -> Entry:
    """Enter a limit as the next version for its rule. It counts once a second person has signed it off.

    Errors: NotAllowed; Refused with the reasons why such a limit can't hold.
    """
    if not may(RULES, Act.ENTER, by):
        raise NotAllowed(_("Only a legal officer enters limits of the law."))
    wished = Override(
        given.rule_id, "now" if given.unit == Unit.NOW else given.limit or 0, Unit(given.unit), given.article, given.instrument,
        given.valid_from, given.valid_to,
    )  # fmt: skip
    if faults := engine.why_not_override(wished):
        raise Refused(*[_(OVERRIDE_LABELS[fault]) for fault in faults])  # words of the table
    last = (
        Entry.objects.select_for_update()
        .filter(province_id=by.province_id, rule_id=given.rule_id)
        .order_by("-version")
        .first()
    )
    entry = Entry(
        province_id=by.province_id,
        version=last.version + 1 if last else 1,
        entered_by_id=by.post_id,
        entered_user=by.account,
        **vars(given),
    )
    entry.validate_constraints()
    entry.save(force_insert=True)
    audit.record(Act.ENTER, by=by, details={"rule": given.rule_id, "version": entry.version})
    return entry


@transaction.atomic
def sign_off(*, entry: Entry, by: Staff) -> Entry:
    """Sign an entry off: from then on clocks are counted by it."""
    if not may(RULES, Act.SIGN_OFF, by, entry):
        raise NotAllowed(_("A second legal officer or the head signs off, not whoever entered it."))
    done = Entry.objects.filter(pk=entry.pk, signed_off_at__isnull=True).update(
        signed_off_by_id=by.post_id, signed_off_user=by.user_id, signed_off_at=timezone.now()
    )
    if not done:
        raise Stale(_("This entry was signed off already."))
    entry.refresh_from_db()
    audit.record(Act.SIGN_OFF, by=by, details={"rule": entry.rule_id, "version": entry.version})
    return entry


@transaction.atomic
def enter_day(*, on: date, kind: str, title: str, instrument: str, by: Staff) -> DayEntry:
    """Enter a day off or a make-up day as the next version for that day. It counts once a second person has signed it off."""
    if not may(RULES, Act.ENTER_DAY, by):
        raise NotAllowed(_("Only a legal officer enters days of the calendar."))
    if kind == "make_up" and on.weekday() < 5 and on not in _shipped_off(on.year):
        raise Refused(_("This day is a working day anyway; a make-up day lies on a weekend or holiday."))
    if kind == "off" and on.weekday() > 4 and shipped_calendar().on_or_after(on) != on:
        raise Refused(_("This day is a day off anyway."))
    versions = DayEntry.objects.select_for_update().filter(province_id=by.province_id, on=on).order_by("-version")
    last = versions.first()
    if last and last.signed_off_at is None:
        raise Refused(_("An entry for this day waits to be signed off."))
    if kind == "as_shipped" and last is None:
        raise Refused(_("Nothing was entered for this day, so there is nothing to take back."))
    entry = DayEntry(
        province_id=by.province_id, on=on, version=last.version + 1 if last else 1, kind=kind, title=title, instrument=instrument,
        entered_by_id=by.post_id, entered_user=by.account,
    )  # fmt: skip
    entry.full_clean(exclude=["entered_at", "signed_off_by", "signed_off_user", "signed_off_at"])
    entry.save(force_insert=True)
    audit.record(Act.ENTER_DAY, by=by, details={"on": on.isoformat(), "kind": kind, "version": entry.version})
    return entry


def _shipped_off(year: int) -> set[date]:
    return set(shipped_calendar().names(year))


@transaction.atomic
def sign_off_day(*, entry: DayEntry, by: Staff) -> DayEntry:
    """Sign a day off: new clocks are counted by it; those that run keep their day until they are counted anew."""
    if not may(RULES, Act.SIGN_OFF_DAY, by, entry):
        raise NotAllowed(_("A second legal officer or the head signs off, not whoever entered it."))
    done = DayEntry.objects.filter(pk=entry.pk, signed_off_at__isnull=True).update(
        signed_off_by_id=by.post_id, signed_off_user=by.user_id, signed_off_at=timezone.now()
    )
    if not done:
        raise Stale(_("This entry was signed off already."))
    entry.refresh_from_db()
    audit.record(Act.SIGN_OFF_DAY, by=by, details={"on": entry.on.isoformat(), "version": entry.version})
    return entry
