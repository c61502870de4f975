"""Reading clocks."""

from collections.abc import Iterable
from datetime import date

from vongtay.common.access import Staff
from vongtay.tasks.models import Clock
from vongtay.tasks.rules import Face, face_of

MOST = 200


def running_of(staff: Staff) -> list[Clock]:
    """Give the clocks that this post's body must meet, the nearest day first; those without a day last."""
    running = Clock.objects.filter(body_id=staff.body_id, world=staff.world, met_at__isnull=True, ended_at__isnull=True)
    return list(running.order_by("due_on", "started_at")[:MOST])


def faces(clocks: Iterable[Clock], today: date) -> list[Face]:
    """Give clocks as a page shows them."""
    return [face_of(clock, today) for clock in clocks]
