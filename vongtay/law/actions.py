"""Entering a limit where the shipped law has none, and signing it off."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.audit import actions as audit
from vongtay.common.access import NotAllowed, Refused, Staff, Stale, may
from vongtay.law import engine
from vongtay.law.models import Entry
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
