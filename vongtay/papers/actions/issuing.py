"""Storing files encrypted, and issuing papers numbered from the body's own register."""

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from vongtay.audit import actions as audit
from vongtay.common import crypto
from vongtay.common.access import NotAllowed, Refused, Staff, may
from vongtay.common.ring import ring
from vongtay.papers.blocks.docx import write_docx
from vongtay.papers.blocks.model import Paper as Sheet
from vongtay.papers.blocks.pdf import write_pdf
from vongtay.papers.files import DOCX
from vongtay.papers.models import Paper, Register, Source, StoredFile
from vongtay.papers.permissions import RULES, Act
from vongtay.papers.uploads import admitted


@dataclass(frozen=True)
class Owner:
    """Whose file it is: a person with their key under a subject, or nobody."""

    subject_id: UUID | None = None
    person_id: UUID | None = None
    data_key: bytes | None = None


NOBODY = Owner()


def store_file(*, content: bytes, name: str, by: Staff, owner: Owner = NOBODY, media_type: str = "") -> StoredFile:
    """Encrypt and store a file. Its kind is judged by its content unless we made it ourselves.

    Errors: Refused for an empty, too large or unknown file; Erased if the person was erased.
    """
    kind = media_type or admitted(content)
    file_id = uuid4()
    own_key = None if owner.person_id else crypto.new_data_key()
    key = own_key or owner.data_key
    if key is None:
        raise crypto.Erased
    aad = crypto.aad_of("papers_storedfile", "content_ct", file_id)
    stored = StoredFile(
        id=file_id, subject_id=owner.subject_id, person_id=owner.person_id, wrapped=crypto.wrap(ring(), own_key) if own_key else None,
        body_id=by.body_id, world=by.world, media_type=kind, size=len(content), content_ct=crypto.encrypt(key, content, aad=aad),
        name_ct=crypto.encrypt(key, name, aad=crypto.aad_of("papers_storedfile", "name_ct", file_id)),
        digest=hmac.digest(ring().index, content, "sha256"), stored_by_id=by.post_id,
    )  # fmt: skip
    stored.save(force_insert=True)
    audit.record(
        "papers.store_file",
        by=by,
        subject_id=owner.subject_id,
        part="papers",
        details={"size": len(content), "kind": kind},
    )
    return stored


def open_file(stored: StoredFile, *, data_key: bytes | None, by: Staff) -> tuple[str, bytes]:
    """Give the name and content of a file, and log that it was opened. Errors: Erased."""
    if not may(RULES, Act.OPEN_FILE, by):
        raise NotAllowed(_("Your post may not open files."))
    key = crypto.unwrap(ring(), stored.wrapped) if stored.wrapped else data_key
    audit.record(Act.OPEN_FILE, by=by, subject_id=stored.subject_id, part="papers")
    name = crypto.decrypt_text(key, stored.name_ct, aad=crypto.aad_of("papers_storedfile", "name_ct", stored.id))
    return name, crypto.decrypt(key, stored.content_ct, aad=crypto.aad_of("papers_storedfile", "content_ct", stored.id))


@dataclass(frozen=True)
class Order:
    """What is to be issued: the template's code, what follows the number in its sign, its date, whose paper it is."""

    kind: str
    symbol: str
    issued_on: date
    owner: Owner = NOBODY


def take_number(*, body_id: UUID, world: str, year: int) -> tuple[Register, int]:
    """Give the next number of a body's register. Its row stays locked until the paper stands, so none is lost or doubled."""
    register, numbers = take_numbers(body_id=body_id, world=world, year=year, many=1)
    return register, numbers[0]


def take_numbers(*, body_id: UUID, world: str, year: int, many: int) -> tuple[Register, range]:
    """Give the next numbers of a body's register, one after the other, under the same lock as one."""
    Register.objects.get_or_create(body_id=body_id, world=world, year=year)
    register = Register.objects.select_for_update().get(body_id=body_id, world=world, year=year)
    first = register.last + 1
    register.last += many
    register.save(update_fields=["last"])
    return register, range(first, register.last + 1)


@transaction.atomic
def issue(*, order: Order, build: Callable[[int], Sheet], by: Staff) -> Paper:
    """Issue a paper: number, both files from one source, register. All of it stands, or nothing."""
    if not may(RULES, Act.ISSUE, by):
        raise NotAllowed(_("Your post issues no papers."))
    if not order.symbol:
        raise Refused(_("The body has no abbreviation for the sign of its papers."))
    register, number = take_number(body_id=by.body_id, world=by.world, year=order.issued_on.year)
    sheet = build(number)
    sign = f"{number:02d}/{order.symbol}"
    name = sign.replace("/", "-")
    written = [write_docx(sheet), write_pdf(sheet)]
    files = [
        store_file(content=content, name=f"{name}.{ending}", by=by, owner=order.owner, media_type=kind)
        for content, (ending, kind) in zip(written, (("docx", DOCX), ("pdf", "application/pdf")), strict=True)
    ]
    paper = Paper(
        subject_id=order.owner.subject_id, register=register, body_id=by.body_id, world=by.world, number=number, sign=sign, kind=order.kind,
        issued_on=order.issued_on, docx=files[0], pdf=files[1], issued_by_id=by.post_id,
    )  # fmt: skip
    paper.save(force_insert=True)
    Source(
        paper=paper, subject_id=paper.subject_id, body_id=by.body_id, world=by.world, docx_sha256=sha256(written[0]).hexdigest(),
        pdf_sha256=sha256(written[1]).hexdigest(),
    ).save(force_insert=True)  # fmt: skip
    audit.record(
        Act.ISSUE, by=by, subject_id=order.owner.subject_id, part="papers", details={"kind": order.kind, "sign": sign}
    )
    return paper
