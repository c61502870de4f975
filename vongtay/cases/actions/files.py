"""Files of a case: adding, taking back with a reason, and the index of a scanned paper file."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.audit import actions as audit
from vongtay.cases.actions.letters import owner_of
from vongtay.cases.actions.reception import locked, require
from vongtay.cases.models import Case, CaseFile, IndexEntry
from vongtay.cases.permissions import Act
from vongtay.common.access import Refused, Staff, Stale
from vongtay.common.days import day_in_vietnam
from vongtay.papers import actions as papers
from vongtay.papers.files import PDF, pages_of
from vongtay.people.vault import Vault


@dataclass(frozen=True)
class Document:
    """One document inside a scanned paper file."""

    page: int
    kind: str
    dated_on: date | None = None
    sign: str = ""


@transaction.atomic
def add_file(*, key: UUID, case: Case, kind: str, upload: papers.Upload, by: Staff) -> CaseFile:
    """Add a file to a case, encrypted under the person's key. The same `key` again gives the file added the first time.

    Errors: Refused for a kind that is not taken, a file that is there already, a body without room.
    """
    require(Act.ADD_FILE, by, case)
    if (made := CaseFile.objects.filter(pk=key).first()) is not None:
        return made
    case = locked(case)
    stored = papers.store_file(content=upload.content, name=upload.name, by=by, owner=owner_of(case))
    if CaseFile.objects.filter(case=case, file__digest=stored.digest, taken_back_at__isnull=True).exists():
        raise Refused(_("This file is in the case already."))
    entry = CaseFile(
        id=key, subject_id=case.subject_id, case=case, file=stored, kind=kind, pages=pages_of(upload.content), entered_by_id=by.post_id
    )  # fmt: skip
    entry.save(force_insert=True)
    audit.record(
        Act.ADD_FILE, by=by, subject_id=case.subject_id, part="papers", details={"kind": kind, "pages": entry.pages}
    )
    return entry


def standing(entry: CaseFile) -> CaseFile:
    """Give a file that was not taken back, locked for this transaction. Errors: Stale."""
    now = CaseFile.objects.select_for_update(of=("self",)).select_related("case", "file").get(pk=entry.pk)
    if now.taken_back_at:
        raise Stale(_("This file was taken back meanwhile."))
    return now


@transaction.atomic
def take_back_file(*, entry: CaseFile, reason: str, by: Staff) -> CaseFile:
    """Take a file back with a reason; it stays on record."""
    entry = standing(entry)
    require(Act.ADD_FILE, by, entry.case)
    if not reason.strip():
        raise Refused(_("Say why the file is taken back."))
    entry.taken_back_at, entry.taken_back_by_id = timezone.now(), by.post_id
    entry.reason_ct = Vault.of(entry.case.person_id).seal("cases_casefile", "reason_ct", entry.pk, reason.strip())
    entry.save(update_fields=["taken_back_at", "taken_back_by", "reason_ct"])
    audit.record(
        "cases.take_back_file", by=by, subject_id=entry.subject_id, part="papers", details={"kind": entry.kind}
    )
    return entry


@transaction.atomic
def index_document(*, entry: CaseFile, document: Document, by: Staff) -> IndexEntry:
    """Name a document of a scanned paper file: the page on which it begins, its kind, date and sign."""
    entry = standing(entry)
    require(Act.ADD_FILE, by, entry.case)
    if entry.file.media_type != PDF and document.page != 1:
        raise Refused(_("A picture has one page."))
    if not 1 <= document.page <= entry.pages:
        raise Refused(_("The file has pages 1 to %(pages)s.") % {"pages": entry.pages})
    if document.dated_on and document.dated_on > day_in_vietnam(timezone.now()):
        raise Refused(_("This day lies in the future."))
    if IndexEntry.objects.filter(case_file=entry, page=document.page).exists():
        raise Refused(_("A document begins on this page already."))
    named = IndexEntry(
        subject_id=entry.subject_id, case_file=entry, page=document.page, kind=document.kind, dated_on=document.dated_on,
        sign=document.sign.strip(), entered_by_id=by.post_id,
    )  # fmt: skip
    named.save(force_insert=True)
    audit.record(
        "cases.index_document", by=by, subject_id=entry.subject_id, part="papers", details={"kind": document.kind}
    )
    return named


@transaction.atomic
def unname_document(*, named: IndexEntry, by: Staff) -> None:
    """Take an entry out of an index; the page itself stays."""
    entry = standing(named.case_file)
    require(Act.ADD_FILE, by, entry.case)
    if not IndexEntry.objects.filter(pk=named.pk).delete()[0]:
        raise Stale(_("This entry was taken out meanwhile."))
    audit.record(
        "cases.unname_document", by=by, subject_id=entry.subject_id, part="papers", details={"kind": named.kind}
    )
