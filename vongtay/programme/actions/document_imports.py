"""Documents from a spreadsheet: checked row by row, entered through the act of the form, taken back as a whole."""

from collections.abc import Callable, Iterator
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from vongtay.audit import actions as audit
from vongtay.common.access import Refused, Staff
from vongtay.common.spreadsheets import SheetError
from vongtay.papers.models import Instrument
from vongtay.programme.actions.document_sheet import Row, read_documents
from vongtay.programme.actions.documents import Entered, enter_document, withdraw_document
from vongtay.programme.models import Import, ImportedDocument
from vongtay.programme.permissions import Act
from vongtay.programme.states.sheet import ImportState

AT_ONCE = 100
FAULTS_KEPT = 500
# Writes how far the work is: the row, its state, and the state that follows.
Note = Callable[[Import, str, str | None], None]


def document_steps(row: Import, by: Staff, note: Note) -> Iterator[None]:
    """Do what the state of a spreadsheet of documents asks for, a piece at each step. Safe to run again after a crash."""
    work = {ImportState.CHECKING: _check, ImportState.RUNNING: _enter, ImportState.UNDOING: _undo}
    step = work.get(ImportState(row.state))
    if step is not None:
        yield from step(row, by, note)


def _fault(row: Import, number: int, words: str) -> None:
    row.faults += 1
    row.told += [[number, words]] if len(row.told) < FAULTS_KEPT else []


def _check(row: Import, by: Staff, note: Note) -> Iterator[None]:
    row.rows = row.new = row.known = row.faults = 0
    row.told = []
    try:
        for one in read_documents(bytes(row.content), by):
            row.new += not one.wrong and not one.known
            row.known += not one.wrong and one.known
            if one.wrong:
                _fault(row, one.number, " ".join(one.wrong))
            row.rows = row.done = row.rows + 1
            if row.rows % AT_ONCE == 0:
                note(row, ImportState.CHECKING, None)
                yield
    except SheetError as wrong:
        row.why = str(wrong)[:500]
        note(row, ImportState.CHECKING, ImportState.REFUSED)
        yield
        return
    note(row, ImportState.CHECKING, ImportState.CHECKED)
    yield


def _enter(row: Import, by: Staff, note: Note) -> Iterator[None]:
    row.done = row.faults = 0
    row.told = []
    # Read and written one by one: a row may carry out the document of the row above.
    for one in read_documents(bytes(row.content), by):
        reasons = one.wrong if one.wrong or one.known else _why_not_entered(row, one, by)
        if reasons:
            _fault(row, one.number, " ".join(reasons))
        row.done += 1
        if row.done % AT_ONCE == 0:
            row.new = row.documents.count()
            note(row, ImportState.RUNNING, None)
            yield
    row.new = row.documents.count()
    audit.record(Act.IMPORT_DOCUMENTS, by=by, details={"import": str(row.pk), "documents": row.new})
    note(row, ImportState.RUNNING, ImportState.DONE)
    yield


def _why_not_entered(row: Import, one: Row, by: Staff) -> list[str]:
    """Enter one document; gives why it could not be, or nothing."""
    try:
        with transaction.atomic():
            made = enter_document(entered=Entered(one.document, one.details), by=by)
            held = {"imported": row, "number": one.number}
            ImportedDocument.objects.get_or_create(instrument=made, defaults=held)
    except Refused as refused:
        return list(refused.reasons)
    return []


def _undo(row: Import, by: Staff, note: Note) -> Iterator[None]:
    row.told, row.faults, row.done = [], 0, 0
    # The last first: what carries out goes before what it carries out.
    numbers = dict(row.documents.order_by("-number").values_list("instrument_id", "number"))
    waiting = list(numbers)
    while waiting:
        piece, waiting = waiting[:AT_ONCE], waiting[AT_ONCE:]
        _take_back(row, {pk: numbers[pk] for pk in piece}, by)
        row.done += len(piece)
        note(row, ImportState.UNDOING, None)
        yield
    note(row, ImportState.UNDOING, ImportState.UNDONE)
    yield


@transaction.atomic
def _take_back(row: Import, numbers: dict[UUID, int], by: Staff) -> None:
    standing = Instrument.objects.filter(withdrawn_why="").in_bulk(list(numbers))
    stays = 0
    for key, number in numbers.items():
        if (document := standing.get(key)) is not None and (reasons := _why_it_stays(document, by)):
            stays += 1
            _fault(row, number, " ".join(reasons))
    audit.record(
        Act.IMPORT_DOCUMENTS, by=by, details={"import": str(row.pk), "taken_back": len(standing) - stays, "stay": stays}
    )


def _why_it_stays(document: Instrument, by: Staff) -> list[str]:
    """Take one document back; gives why it stays, or nothing."""
    if document.version > 1 or _is_used(document):
        return [_("It stays: it was corrected or is used since.")]
    why = _("The spreadsheet that it came from was taken back.")
    try:
        with transaction.atomic():
            withdraw_document(document=document, why=why, version=document.version, by=by)
    except Refused as refused:
        return list(refused.reasons)
    return []


def _is_used(document: Instrument) -> bool:
    """Say whether tasks, targets, duties, files or bodies to issue theirs hang on a document."""
    names = ("plan_tasks", "targets", "duties", "expected", "amendments", "files")
    return any(getattr(document, name).exists() for name in names)
