"""What boards ask besides counts: saved tables, and to whom they are sent."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.db.models import F, Q, QuerySet

from vongtay.agencies.models import Mandate, Place, Post
from vongtay.agencies.places.units import COUNTRY
from vongtay.agencies.roles import MAY_COUNT
from vongtay.common.access import Staff
from vongtay.common.days import today
from vongtay.reports.models import SavedTable, Schedule, TableMail
from vongtay.tasks.models import Mailing

SHOWN_MAILS = 3
LATELY = timedelta(days=62)


def outermost(mandates: Sequence[Mandate]) -> list[Place]:
    """Give the areas of mandates that lie in no other of them: none can be taken from another."""
    ids = {row.area_id for row in mandates}
    if COUNTRY in ids:
        return [row.area for row in mandates if row.area_id == COUNTRY]
    return [row.area for row in mandates if row.area.province_id == row.area_id or row.area.province_id not in ids]


def saved_tables(staff: Staff, *, deleted: bool = False) -> QuerySet[SavedTable]:
    """The saved tables that one may open: one's own, and those that one's body shares, by name."""
    mine = Q(owner_id=staff.post_id) | Q(is_shared=True)
    rows = SavedTable.objects.filter(mine, world=staff.world, body_id=staff.body_id, deleted_at__isnull=not deleted)
    return rows.select_related("owner__user").order_by("name", "id")


def saved_table(staff: Staff, table_id: UUID) -> SavedTable:
    """One saved table that stands. SavedTable.DoesNotExist both when there is none and when `staff` may not open it."""
    return saved_tables(staff).get(pk=table_id)


def own_table(staff: Staff, table_id: UUID) -> SavedTable:
    """One saved table of one's own, deleted or not. SavedTable.DoesNotExist as above."""
    return SavedTable.objects.filter(world=staff.world, owner_id=staff.post_id).get(pk=table_id)


def schedules_of(staff: Staff) -> QuerySet[Schedule]:
    """The mails that lead one to saved tables, running ones first. A table out of reach is not read along."""
    rows = Schedule.objects.filter(world=staff.world, post_id=staff.post_id)
    return rows.order_by(F("stopped_at").asc(nulls_first=True), "recorded_at").prefetch_related("table")


def newest_mails(schedules: Sequence[Schedule]) -> dict[UUID, list[TableMail]]:
    """Give the last mails of each schedule, of the last two months."""
    found: dict[UUID, list[TableMail]] = {}
    for row in TableMail.objects.filter(schedule__in=schedules, on__gt=today() - LATELY).order_by("-on"):
        found.setdefault(row.schedule_id, []).append(row)
    return {key: mails[:SHOWN_MAILS] for key, mails in found.items()}


def holds(post: Post) -> bool:
    """Whether a post is held today by somebody who may sign in."""
    day = today()
    is_current = post.valid_from <= day and (post.valid_to is None or post.valid_to >= day)
    return bool(is_current and post.user is not None and post.user.is_active)


def may_receive(post: Post) -> bool:
    """Whether a post is held and still counts: no mail goes to others."""
    return holds(post) and post.role in MAY_COUNT


def mailing_of(user_id: UUID) -> Mailing | None:
    """Give where somebody receives mails; they chose it for themselves. None: nowhere."""
    return Mailing.objects.filter(user_id=user_id).exclude(address="").first()


def address_of(staff: Staff) -> str:
    """Give the address to which mails of `staff` go; empty: none was entered."""
    found = mailing_of(staff.account)
    return found.address if found else ""
