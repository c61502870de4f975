"""Changing when visits are planned: a new version, logged. Visits that are planned already keep their days."""

from collections.abc import Sequence
from uuid import uuid4

from django.db import connection, transaction
from django.utils.translation import gettext as _

from vongtay.audit import actions as audit
from vongtay.common.access import Refused, Staff, Stale
from vongtay.support import queries
from vongtay.support.actions.base import require
from vongtay.support.models import VisitRule
from vongtay.support.permissions import Act

MOST_VISITS, MOST_MONTHS, MOST_DAYS, LOCK = 12, 60, 365, 7803


@transaction.atomic
def change_visit_rule(
    *, months: Sequence[int], quiet_days: int, lost_days: int, why: str, number: int, by: Staff
) -> VisitRule:
    """Let these months and days hold for returns from now on. `number`: the version that was seen. Errors: Refused, Stale."""
    require(Act.CHANGE_VISIT_RULE, by)
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [LOCK])
    if queries.visit_rule_now(by.world).number != number:
        raise Stale(_("Somebody else changed the rule meanwhile. Look at it again."))
    if reasons := _why_not(months, quiet_days, lost_days, why):
        raise Refused(*reasons)
    row = VisitRule(
        id=uuid4(), world=by.world, number=number + 1, months=sorted(months), quiet_days=quiet_days, lost_days=lost_days,
        why=why.strip(), changed_by_id=by.post_id,
    )  # fmt: skip
    row.save(force_insert=True)
    audit.record(Act.CHANGE_VISIT_RULE, by=by, details={"number": row.number, "months": list(row.months)})
    return row


def _why_not(months: Sequence[int], quiet_days: int, lost_days: int, why: str) -> list[str]:
    reasons = []
    if not months or len(months) > MOST_VISITS or any(not 1 <= month <= MOST_MONTHS for month in months):
        reasons.append(_("Give from one to %(n)s visits, each 1 to %(months)s months after the return.")
                       % {"n": MOST_VISITS, "months": MOST_MONTHS})  # fmt: skip
    if len(set(months)) != len(months):
        reasons.append(_("The same month stands twice."))
    if not 1 <= quiet_days < lost_days <= MOST_DAYS:
        reasons.append(_("The first alert comes before the second; both within %(days)s days.") % {"days": MOST_DAYS})
    if not why.strip():
        reasons.append(_("Say why the rule is changed."))
    return reasons
