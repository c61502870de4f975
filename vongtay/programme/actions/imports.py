"""Activities from a spreadsheet, and what those of documents share with them: checked row by row, entered as a whole, taken back as a whole. The same file twice changes nothing."""

import hashlib
import uuid
from collections.abc import Iterator, Sequence
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from vongtay.audit import actions as audit
from vongtay.common.access import NotAllowed, Refused, Staff, may
from vongtay.common.bulk import insert_rows
from vongtay.common.spreadsheets import SheetError
from vongtay.indicators.actions import Source, Speaker, confirm_figures, withdraw_figures
from vongtay.programme.actions.activities import claim_of, source_kind_of
from vongtay.programme.actions.document_imports import document_steps
from vongtay.programme.actions.sheet import Ready, read_all
from vongtay.programme.models import Activity, Import, Quantity
from vongtay.programme.permissions import RULES, Act
from vongtay.programme.states.sheet import AT_WORK, Holds, ImportState

TASK = "programme.advance_import"
QUEUE = "imports"
AT_ONCE = 2000
FAULTS_KEPT = 500
ACT_OF: dict[str, Act] = {Holds.ACTIVITIES: Act.IMPORT_ACTIVITIES, Holds.DOCUMENTS: Act.IMPORT_DOCUMENTS}


@transaction.atomic
def give_sheet(*, key: UUID, name: str, content: bytes, by: Staff, holds: str = Holds.ACTIVITIES) -> Import:
    """Take a spreadsheet and have it checked. The same file again gives the one taken first. Errors: NotAllowed."""
    _require(by, holds)
    digest = hashlib.sha256(content).digest()
    kept = Import.objects.filter(holds=holds).exclude(state__in=[ImportState.UNDONE, ImportState.REFUSED])
    if (made := kept.filter(body_id=by.body_id, world=by.world, digest=digest).first()) is not None:
        return made
    row = Import(
        id=key,
        world=by.world,
        province_id=by.province_id,
        body_id=by.body_id,
        holds=holds,
        name=name[:200],
        content=content,
        digest=digest,
        entered_by_id=by.post_id,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:  # somebody gave it at the same moment
        return kept.get(body_id=by.body_id, world=by.world, digest=digest)
    audit.record(ACT_OF[holds], by=by, details={"import": str(key), "bytes": len(content)})
    _set_off(row, by)
    return row


@transaction.atomic
def enter_sheet(*, row: Import, by: Staff) -> Import:
    """Have a checked spreadsheet entered; rows with a fault are left out. Errors: NotAllowed, Refused."""
    moved = _move(row, by, {ImportState.CHECKED}, ImportState.RUNNING)
    audit.record(ACT_OF[moved.holds], by=by, details={"import": str(row.pk), "state": moved.state})
    return moved


@transaction.atomic
def undo_sheet(*, row: Import, by: Staff) -> Import:
    """Have all that a spreadsheet entered taken back, but for what was corrected by hand since. Errors: NotAllowed, Refused."""
    moved = _move(row, by, {ImportState.DONE}, ImportState.UNDOING)
    audit.record(ACT_OF[moved.holds], by=by, details={"import": str(row.pk), "state": moved.state})
    return moved


@transaction.atomic
def drop_sheet(*, row: Import, by: Staff) -> Import:
    """Put a checked spreadsheet aside: nothing of it is entered. Errors: NotAllowed, Refused."""
    moved = _move(row, by, {ImportState.CHECKED}, ImportState.UNDONE)
    audit.record(ACT_OF[moved.holds], by=by, details={"import": str(row.pk), "state": moved.state})
    return moved


@transaction.atomic
def go_on(*, row: Import, by: Staff) -> Import:
    """Set the job off again where it was cut off. Doing so twice changes nothing. Errors: NotAllowed, Refused."""
    moved = _move(row, by, AT_WORK, None)
    audit.record(ACT_OF[moved.holds], by=by, details={"import": str(row.pk), "state": moved.state})
    return moved


def _require(by: Staff, holds: str) -> None:
    if not may(RULES, ACT_OF[holds], by):
        raise NotAllowed(_("Your post may not do this."))


def _move(row: Import, by: Staff, allowed: set[str] | frozenset[str], to: str | None) -> Import:
    _require(by, row.holds)
    locked = Import.objects.select_for_update().get(pk=row.pk, body_id=by.body_id)
    if locked.state not in allowed:
        raise Refused(_("Somebody else has gone on with this file meanwhile."))
    if to is not None:
        locked.state, locked.done = to, 0
        locked.new = 0 if to == ImportState.RUNNING else locked.new
    locked.moved_at = timezone.now()
    locked.save()
    if locked.state in AT_WORK:
        _set_off(locked, by)
    return locked


def _set_off(row: Import, by: Staff) -> None:
    app.configure_task(TASK, queue=QUEUE, lock=str(row.pk)).defer(import_id=str(row.pk), post_id=str(by.post_id))


def steps_of(import_id: UUID, by: Staff) -> Iterator[None]:
    """Do what the state of a spreadsheet asks for, a piece at each step; each piece is to be a transaction of its own.

    Safe to run twice, at once, or after a crash: a row has the same key each time.
    """
    row = Import.objects.get(pk=import_id)
    if row.holds == Holds.DOCUMENTS:
        yield from document_steps(row, by, _note)
        return
    work = {ImportState.CHECKING: _check, ImportState.RUNNING: _enter, ImportState.UNDOING: _undo}.get(
        ImportState(row.state)
    )
    if work is not None:
        yield from work(row, by)


def _check(row: Import, by: Staff) -> Iterator[None]:
    row.rows = row.new = row.known = row.faults = 0
    row.told = []
    try:
        for ready in _pieces(row, by):
            known = _known(ready)
            row.rows += len(ready)
            row.done = row.rows
            row.known += sum(one.key in known for one in ready if not one.wrong)
            row.new += sum(one.key not in known for one in ready if not one.wrong)
            for one in ready:
                if one.wrong:
                    row.faults += 1
                    row.told += [[one.number, " ".join(one.wrong)]] if len(row.told) < FAULTS_KEPT else []
            _note(row, ImportState.CHECKING)
            yield
    except SheetError as wrong:
        row.why = str(wrong)[:500]
        _note(row, ImportState.CHECKING, ImportState.REFUSED)
        yield
        return
    _note(row, ImportState.CHECKING, ImportState.CHECKED)
    yield


def _enter(row: Import, by: Staff) -> Iterator[None]:
    row.done = row.new = 0
    for ready in _pieces(row, by):
        known = _known(ready)
        new = [one for one in ready if not one.wrong and one.key not in known]
        _write(row, new, by)
        row.done += len(ready)
        row.new += len(new)
        _note(row, ImportState.RUNNING)
        yield
    _note(row, ImportState.RUNNING, ImportState.DONE)
    yield


def _undo(row: Import, by: Staff) -> Iterator[None]:
    while many := _take_back(row, by):
        row.done += many
        _note(row, ImportState.UNDOING)
        yield
    _note(row, ImportState.UNDOING, ImportState.UNDONE)
    yield


def _entered(row: Import) -> QuerySet[Activity]:
    return Activity.objects.filter(imported_id=row.pk, withdrawn_at__isnull=True, version=1)


def _pieces(row: Import, by: Staff) -> Iterator[list[Ready]]:
    piece: list[Ready] = []
    for ready in read_all(bytes(row.content), by):
        piece.append(ready)
        if len(piece) == AT_ONCE:
            yield piece
            piece = []
    if piece:
        yield piece


def _known(ready: Sequence[Ready]) -> set[UUID]:
    return set(Activity.objects.filter(pk__in=[one.key for one in ready]).values_list("pk", flat=True))


def _note(row: Import, state: str, to: str | None = None) -> None:
    """Write how far the work is; a state that somebody changed meanwhile is left as it is."""
    values = {name: getattr(row, name) for name in ("rows", "done", "new", "known", "faults", "told", "why")}
    Import.objects.filter(pk=row.pk, state=state).update(**values, state=to or state, moved_at=timezone.now())


@transaction.atomic
def _write(row: Import, ready: Sequence[Ready], by: Staff) -> None:
    """Enter activities as `record_activity` would one by one, in one statement for each table."""
    ours = {
        "world": by.world,
        "province_id": row.province_id,
        "body_id": row.body_id,
        "entered_by_id": by.post_id,
        "imported_id": row.pk,
    }
    activities, quantities, said = [], [], []
    for one in ready:
        activities.append({"id": one.key, **ours, **one.facts})
        speaker, kind = Speaker(row.body_id, one.facts["area_id"], row.province_id), source_kind_of(one.facts["kind"])
        days = (one.facts["first_on"], one.facts["last_on"])
        for told in one.told:
            claim, key = claim_of(one.facts["kind"], days, told), uuid.uuid5(one.key, told.slot)
            said.append((claim, speaker, Source(key, kind=kind)))
            quantities.append({
                "id": key, "activity_id": one.key, "slot": told.slot, "indicator_id": claim.indicator_id, "value": claim.value,
                "value_high": claim.value_high, "bound": claim.bound, "unit": claim.unit, "nil": claim.nil,
            })  # fmt: skip
    insert_rows(Activity, activities)
    confirm_figures(said=said, by=by)
    insert_rows(Quantity, quantities)
    audit.record(
        Act.IMPORT_ACTIVITIES,
        by=by,
        details={"import": str(row.pk), "activities": len(activities), "quantities": len(quantities)},
    )


@transaction.atomic
def _take_back(row: Import, by: Staff) -> int:
    """Take a piece of what was entered back, as `take_back_activity` would one by one. Gives how many activities."""
    rows = list(_entered(row).select_for_update().order_by("id").values_list("pk", flat=True)[:AT_ONCE])
    if not rows:
        return 0
    quantities = list(Quantity.objects.filter(activity_id__in=rows, withdrawn=False).values_list("pk", flat=True))
    withdraw_figures(sources=quantities, by=by)
    Quantity.objects.filter(pk__in=quantities).update(withdrawn=True)
    Activity.objects.filter(pk__in=rows).update(
        withdrawn_at=timezone.now(),
        why_changed=_("The spreadsheet that it came from was taken back."),
        version=2,
        entered_by_id=by.post_id,
    )
    audit.record(Act.IMPORT_ACTIVITIES, by=by, details={"taken_back": len(rows), "quantities": len(quantities)})
    return len(rows)
