"""Changing the ladder of escalation: a new version, logged; the file stays the default."""

from collections.abc import Sequence
from uuid import uuid4

from django.db import connection, transaction
from django.utils.translation import gettext as _

from vongtay.audit import actions as audit
from vongtay.common.access import NotAllowed, Refused, Staff, Stale, may
from vongtay.tasks import ladder, queries
from vongtay.tasks.models import LadderVersion
from vongtay.tasks.permissions import RULES, Act

MOST_STEPS, MOST_DAYS, LOCK = 6, 250, 7802


@transaction.atomic
def change_ladder(*, steps: Sequence[tuple[int, str]], why: str, number: int, by: Staff) -> LadderVersion:
    """Let these steps (working days late, who is told) hold from now on; no steps: those of the file. `number`: the version that was seen.

    What was told already stands. Errors: NotAllowed, Refused, Stale.
    """
    if not may(RULES, Act.CHANGE_LADDER, by):
        raise NotAllowed(_("Only an administrator changes the ladder."))
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [LOCK])
    if queries.ladder_now(by.world).number != number:
        raise Stale(_("Somebody else changed the ladder meanwhile. Look at it again."))
    if reasons := _why_not(steps, why):
        raise Refused(*reasons)
    version = LadderVersion(
        id=uuid4(),
        world=by.world,
        number=number + 1,
        steps=ladder.coded(steps),
        why=why.strip(),
        changed_by_id=by.post_id,
    )
    version.save(force_insert=True)
    told = [[row["after"], row["to"]] for row in version.steps]
    audit.record(Act.CHANGE_LADDER, by=by, details={"number": version.number, "steps": told})
    return version


def _why_not(steps: Sequence[tuple[int, str]], why: str) -> list[str]:
    reasons = []
    if not why.strip():
        reasons.append(_("Say why the ladder is changed."))
    if len(steps) > MOST_STEPS or any(not 0 <= after <= MOST_DAYS or to not in ladder.TARGETS for after, to in steps):
        reasons.append(_("Give from 0 to %(days)s working days for each step.") % {"days": MOST_DAYS})
    if len(set(steps)) != len(steps):
        reasons.append(_("The same step stands twice."))
    return reasons
