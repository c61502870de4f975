"""Somebody who was received before: the warning that it may have happened again (F64)."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import connection
from django.utils import timezone

from vongtay.agencies.models import Body
from vongtay.cases.models import Case
from vongtay.cases.queries import cases_of
from vongtay.common.access import Staff
from vongtay.support.models import Closure
from vongtay.support.states import ClosureState

SHOWN_DAYS = 30  # ours: so long the page of the day shows a warning after the two were linked
MOST = 20


@dataclass(frozen=True)
class KnownBefore:
    """What is known of receptions of the same human being: cases within reach, and bodies that may be asked about others."""

    earlier: list[Case]
    later: list[Case]
    closed: list[Closure]
    to_ask: list[Body]

    @property
    def is_warning(self) -> bool:
        """Whether the person was received before this case, or may have been, by what nobody here may see."""
        return bool(self.earlier or self.to_ask)


def known_before(case: Case, staff: Staff) -> KnownBefore:
    """Give the other receptions of the same human being, by links that a person confirmed. Out of reach: only whom to ask."""
    with connection.cursor() as cursor:
        cursor.execute("select other, body_id, is_earlier from vt.known_before(%s)", [case.subject_id])
        rows = cursor.fetchall()
    if not rows:
        return KnownBefore([], [], [], [])
    earlier = {other for other, _body, before in rows if other and before}
    reached = {other for other, _body, _before in rows if other}
    found = list(cases_of(staff).filter(subject_id__in=reached).select_related("lead"))
    asked = {body for other, body, before in rows if not other and before}
    closed = Closure.objects.filter(case__in=found, state=ClosureState.APPROVED, reopened_at__isnull=True)
    return KnownBefore(
        [one for one in found if one.subject_id in earlier],
        [one for one in found if one.subject_id not in earlier],
        list(closed.select_related("case")),
        list(Body.objects.filter(pk__in=asked).order_by("sort_key")),
    )


def received_again(staff: Staff) -> list[Case]:
    """Give the cases within reach whose person was found, in these days, to have been received before."""
    since = timezone.now() - timedelta(days=SHOWN_DAYS)
    with connection.cursor() as cursor:
        cursor.execute("select later from vt.received_again(%s)", [since])
        subjects = [row[0] for row in cursor.fetchall()]
    return list(cases_of(staff).filter(subject_id__in=subjects)[:MOST]) if subjects else []
