"""Saved tables and their schedules: only what is asked for is kept, never a number."""

from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.agencies.models import SmallCount
from vongtay.audit import actions as audit
from vongtay.common.access import NotAllowed, Refused, Staff, Stale, may
from vongtay.common.requests import is_taken_key
from vongtay.reports import queries
from vongtay.reports.models import SavedTable, Schedule
from vongtay.reports.permissions import RULES, Act
from vongtay.reports.states import Stopped


def _require(act: Act, by: Staff, record: Any = None) -> None:
    if not may(RULES, act, by, record):
        raise NotAllowed(_("Your post may not do this, or it belongs to another body."))


def _own(table: SavedTable, by: Staff, version: int | None = None) -> SavedTable:
    """Lock a table of one's own. Errors: NotAllowed; Stale where somebody has changed it since."""
    locked = SavedTable.objects.select_for_update().filter(pk=table.pk, owner_id=by.post_id).first()
    if locked is None or not may(RULES, Act.CHANGE_TABLE, by, locked):
        raise NotAllowed(_("Only who saved a table changes it."))
    if version is not None and locked.version != version:
        raise Stale(
            _("This table was changed in the meantime. What you typed is still here: look at the table and try again.")
        )
    return locked


def _refuse_taken(name: str, by: Staff, but: UUID | None = None) -> None:
    taken = SavedTable.objects.filter(owner_id=by.post_id, name=name, deleted_at__isnull=True)
    if (taken if but is None else taken.exclude(pk=but)).exists():
        raise Refused(_("You have a table of this name already."))


def _insert(row: Model, taken: str) -> None:
    """Write a new row. Errors: Refused with `taken` where another, written at the same moment, leaves no room for it."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as refused:
        if is_taken_key(refused):
            raise
        raise Refused(taken) from refused


@transaction.atomic
def save_table(*, key: UUID, name: str, query: str, is_shared: bool, by: Staff) -> SavedTable:
    """Save what a table asks for under a name. Sent twice, it is saved once."""
    _require(Act.SAVE_TABLE, by)
    made = SavedTable.objects.filter(pk=key, owner_id=by.post_id).first()
    if made is not None:
        return made
    _refuse_taken(name, by)
    made = SavedTable(
        id=key, world=by.world, body_id=by.body_id, owner_id=by.post_id, name=name, query=query, is_shared=is_shared
    )  # fmt: skip
    _insert(made, _("You have a table of this name already."))
    audit.record(Act.SAVE_TABLE, by=by, details={"table": str(key), "shared": is_shared})
    return made


@transaction.atomic
def change_table(*, table: SavedTable, name: str, is_shared: bool, version: int, by: Staff) -> SavedTable:
    """Rename a table, share it or share it no more; then what was sent to others of it stops by itself."""
    locked = _own(table, by, version)
    if locked.deleted_at is not None:
        raise Refused(_("This table was deleted: restore it first."))
    _refuse_taken(name, by, but=locked.pk)
    locked.name, locked.is_shared, locked.version = name, is_shared, locked.version + 1
    locked.save(update_fields=["name", "is_shared", "version"])
    audit.record(Act.CHANGE_TABLE, by=by, details={"table": str(locked.pk), "shared": is_shared})
    return locked


@transaction.atomic
def delete_table(*, table: SavedTable, by: Staff) -> SavedTable:
    """Delete a table; it can be restored."""
    locked = _own(table, by)
    if locked.deleted_at is None:
        locked.deleted_at, locked.version = timezone.now(), locked.version + 1
        locked.save(update_fields=["deleted_at", "version"])
        audit.record(Act.CHANGE_TABLE, by=by, details={"table": str(locked.pk), "deleted": True})
    return locked


@transaction.atomic
def restore_table(*, table: SavedTable, by: Staff) -> SavedTable:
    """Take the deletion of a table back. Errors: Refused where its name was given to another meanwhile."""
    locked = _own(table, by)
    if locked.deleted_at is not None:
        _refuse_taken(locked.name, by, but=locked.pk)
        locked.deleted_at, locked.version = None, locked.version + 1
        locked.save(update_fields=["deleted_at", "version"])
        audit.record(Act.CHANGE_TABLE, by=by, details={"table": str(locked.pk), "deleted": False})
    return locked


@transaction.atomic
def schedule_table(*, key: UUID, table: SavedTable, rhythm: str, on_day: int, site: str, by: Staff) -> Schedule:
    """Have the address of a table sent to oneself. Sent twice, it is set once."""
    _require(Act.SCHEDULE_TABLE, by)
    made = Schedule.objects.filter(pk=key, post_id=by.post_id).first()
    if made is not None:
        return made
    if not queries.saved_tables(by).filter(pk=table.pk).exists():
        raise NotAllowed(_("This table is not yours to open."))
    if Schedule.objects.filter(table=table, post_id=by.post_id, stopped_at__isnull=True).exists():
        raise Refused(_("This table is sent to you already. Stop that first, or leave it."))
    if not queries.address_of(by):
        raise Refused(_("Enter your official e-mail address under “Reminders” first: the mail goes there."))
    made = Schedule(id=key, world=by.world, table=table, post_id=by.post_id, rhythm=rhythm, on_day=on_day, site=site)
    _insert(made, _("This table is sent to you already. Stop that first, or leave it."))
    audit.record(Act.SCHEDULE_TABLE, by=by, details={"table": str(table.pk), "rhythm": rhythm})
    return made


@transaction.atomic
def stop_schedule(*, schedule: Schedule, by: Staff) -> Schedule:
    """Send a table no more."""
    _require(Act.SCHEDULE_TABLE, by)
    locked = Schedule.objects.select_for_update().filter(pk=schedule.pk, post_id=by.post_id).first()
    if locked is None:
        raise NotAllowed(_("Only who receives the mails stops them."))
    if locked.stopped_at is None:
        locked.stopped_at, locked.stopped_why = timezone.now(), Stopped.HOLDER
        locked.save(update_fields=["stopped_at", "stopped_why"])
        audit.record(Act.SCHEDULE_TABLE, by=by, details={"table": str(locked.table_id), "stopped": True})
    return locked


@transaction.atomic
def set_small_count(*, key: UUID, role: str, least: int | None, number: int, why: str, by: Staff) -> SmallCount:
    """Set from which count on a role of one's province sees numbers of persons. number: the version that it follows. Errors: Stale."""
    _require(Act.SET_SMALL_COUNT, by)
    rows = SmallCount.objects.filter(world=by.world, province_id=by.province_id, role=role)
    made = rows.filter(pk=key).first()
    if made is not None:
        return made
    newest = rows.order_by("-number").values_list("number", flat=True).first() or 0
    if newest != number:
        raise Stale(_("Somebody has set this in the meantime: look at what holds now, and set it again if need be."))
    made = SmallCount(
        id=key, world=by.world, province_id=by.province_id, role=role, number=newest + 1, least=least, why=why, changed_by_id=by.post_id
    )  # fmt: skip
    _insert(made, _("Somebody has set this in the meantime: look at what holds now, and set it again if need be."))
    audit.record(Act.SET_SMALL_COUNT, by=by, details={"role": role, "least": least})
    return made
