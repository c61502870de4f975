"""Writing the register of plans, letters and laws by hand: what a text cited is entered by the reading of it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from vongtay.audit import actions as audit
from vongtay.common.access import NotAllowed, Refused, Staff, Stale, may
from vongtay.papers.actions.deliveries import Upload
from vongtay.papers.actions.issuing import store_file
from vongtay.papers.files import DOCX, SCANS
from vongtay.papers.instruments import Cited, Details, find_or_create, kind_of, normal_number, words_of
from vongtay.papers.models import Instrument, InstrumentFile
from vongtay.papers.permissions import RULES, Act
from vongtay.papers.uploads import admitted

NOTHING = Details()
CHECKED = {"kind", "number", "title", "issuer", "level", "scope"}
DEEPEST = 12  # a document carries out one that carries out one...


def _require(by: Staff, row: Instrument | None = None) -> None:
    if not may(RULES, Act.KEEP_INSTRUMENTS, by):
        raise NotAllowed(_("Your post does not keep the register of documents."))
    if row is not None and not may(RULES, Act.CORRECT_INSTRUMENT, by, row):
        raise NotAllowed(_("The body that entered a document corrects it, or the one that issued it."))


def _check(document: Cited, details: Details) -> None:
    if not (document.number.strip() or document.title.strip()):
        raise Refused(_("Give the number and sign, or the title."))
    if details.issued_by is None and details.level == "" and details.parent is not None and document.issuer == "":
        raise Refused(_("Say who issued it."))


@transaction.atomic
def enter_instrument(*, document: Cited, by: Staff, details: Details = NOTHING) -> Instrument:
    """Enter a document; one that stands in the register already is given, not doubled, and completed where it says less."""
    _require(by)
    _check(document, details)
    row = find_or_create(document, by=by, issued_by=details.issued_by)
    row = Instrument.objects.select_for_update(of=("self",)).get(pk=row.pk)
    given = words_of(document) | vars(details)
    given["kind"] = given["kind"] or kind_of(document.number)
    changed = [name for name, value in given.items() if value and not getattr(row, name)]
    if row.issued_by_id is None and details.issued_by is not None:
        row.body_id, row.entered_by_id = by.body_id, by.post_id  # who says whose it is answers for it
    for name in changed:
        setattr(row, name, given[name])
    _save(row)
    audit.record(Act.KEEP_INSTRUMENTS, by=by, details={"instrument": str(row.pk), "fields": sorted(changed)})
    return row


@transaction.atomic
def correct_instrument(
    *, instrument: Instrument, document: Cited, by: Staff, details: Details | None = None, version: int | None = None
) -> Instrument:
    """Correct a document. Errors: Refused where another row is that document already; Stale."""
    row = Instrument.objects.select_for_update(of=("self",)).get(pk=instrument.pk, province_id=by.province_id)
    _require(by, row)
    _check(document, details or NOTHING)
    if version is not None and version != row.version:
        raise Stale(_("Somebody has changed this document meanwhile. Look at what is new."))
    given: dict[str, Any] = words_of(document) | (vars(details) if details else {}) | {"dated_on": document.dated_on}
    changed = [name for name, value in given.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, given[name])
    row.normal, row.version = normal_number(document.number), row.version + 1
    _save(row)
    audit.record(Act.CORRECT_INSTRUMENT, by=by, details={"instrument": str(row.pk), "fields": sorted(changed)})
    return row


def _save(row: Instrument) -> None:
    _refuse_circle(row)
    try:
        row.clean_fields(exclude=[field.name for field in row._meta.fields if field.name not in CHECKED])
        row.validate_constraints(exclude=["normal"])
        with transaction.atomic():
            row.save()
    except ValidationError as wrong:
        raise Refused(*wrong.messages) from wrong
    except IntegrityError as taken:
        raise Refused(_("Another row of the register is this document already.")) from taken


def _refuse_circle(row: Instrument) -> None:
    """Refuse a document that would carry out itself by way of others."""
    above, deep = row.parent, 0
    while above is not None:
        deep += 1
        if above.pk == row.pk or deep > DEEPEST:
            raise Refused(_("These documents would carry out each other."))
        above = above.parent


@transaction.atomic
def withdraw_instrument(*, instrument: Instrument, why: str, version: int, by: Staff) -> Instrument:
    """Take an entry of the register back, with its reason; it stays to be seen. Errors: Refused while others carry it out."""
    row = Instrument.objects.select_for_update(of=("self",)).get(pk=instrument.pk, province_id=by.province_id)
    _require(by, row)
    if row.version != version or row.withdrawn_why:
        raise Stale(_("Somebody has changed this document meanwhile. Look at what is new."))
    if not why.strip():
        raise Refused(_("Say why the entry is taken back."))
    if row.children.filter(withdrawn_why="").exists():
        raise Refused(_("Other documents carry this one out: correct those first."))
    row.withdrawn_why, row.version = why.strip(), row.version + 1
    row.save(update_fields=["withdrawn_why", "version"])
    audit.record(Act.WITHDRAW_INSTRUMENT, by=by, details={"instrument": str(row.pk)})
    return row


@transaction.atomic
def attach_file(*, instrument: Instrument, upload: Upload, note: str, by: Staff) -> InstrumentFile:
    """Add a scan or Word file to a document. Errors: Refused for a file that is not taken."""
    _require(by)
    row = Instrument.objects.select_for_update(of=("self",)).get(pk=instrument.pk, province_id=by.province_id)
    kind = admitted(upload.content, SCANS | {DOCX})
    stored = store_file(content=upload.content, name=upload.name, by=by, media_type=kind)
    added = InstrumentFile.objects.create(
        world=row.world, province_id=row.province_id, instrument=row, file=stored, note=note.strip()[:120],
        body_id=by.body_id, added_by_id=by.post_id,
    )  # fmt: skip
    audit.record(Act.ATTACH_TO_INSTRUMENT, by=by, details={"instrument": str(row.pk), "file": str(added.pk)})
    return added
