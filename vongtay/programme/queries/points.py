"""Action points for pages: what is asked, of whom, how it stands."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from vongtay.common.access import Staff
from vongtay.programme.models import ActionPoint

STATES = ("open", "late", "done", "verified", "dropped")


def points_of(staff: Staff) -> QuerySet[ActionPoint]:
    """The action points of the province, those due first before those without a day."""
    rows = ActionPoint.objects.filter(world=staff.world)
    rows = rows.select_related("due_body", "body", "done_by__user", "verified_by__user", "inspection")
    return rows.prefetch_related("reminders").order_by("due_on", "-asked_on", "recorded_at")


def in_state(rows: QuerySet[ActionPoint], state: str, today: date) -> QuerySet[ActionPoint]:
    """Limit points to those that stand so; any other word limits nothing."""
    standing = Q(verified_on=None, dropped_reason="")
    wanted = {
        "open": standing & Q(done_on=None),
        "late": standing & Q(done_on=None, due_on__lt=today),
        "done": standing & Q(done_on__isnull=False),
        "verified": Q(verified_on__isnull=False),
        "dropped": ~Q(dropped_reason=""),
    }
    return rows.filter(wanted[state]) if state in wanted else rows


@dataclass(frozen=True)
class PointShown:
    """A point and how it stands: one of STATES."""

    row: ActionPoint
    state: str


def shown(row: ActionPoint, today: date) -> PointShown:
    """Say how a point stands."""
    if row.dropped_reason:
        return PointShown(row, "dropped")
    if row.verified_on:
        return PointShown(row, "verified")
    if row.done_on:
        return PointShown(row, "done")
    return PointShown(row, "late" if row.due_on and row.due_on < today else "open")
