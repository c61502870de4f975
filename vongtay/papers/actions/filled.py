"""Issuing papers from templates, one or many at once; making an issued one again; taking a number back."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version as installed
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from vongtay.audit import actions as audit
from vongtay.common import crypto
from vongtay.common.access import NotAllowed, Refused, Staff, may
from vongtay.common.ring import ring
from vongtay.papers.actions.issuing import NOBODY, Owner, store_file, take_numbers
from vongtay.papers.blocks.design.fields import Values
from vongtay.papers.blocks.design.fill import Printing
from vongtay.papers.blocks.design.press import Files, Job, make
from vongtay.papers.files import DOCX
from vongtay.papers.models import Cancellation, Paper, Register, Source, StoredFile, TemplateVersion
from vongtay.papers.permissions import RULES, Act
from vongtay.papers.states import CancelReason
from vongtay.papers.verifying import code_for, keep_code

MakeAll = Callable[[Sequence[Job]], Iterable[Files]]


@dataclass(frozen=True)
class Filled:
    """One paper to issue: the version of its template, the values, its date, whose it is, what its world prints on it."""

    version: TemplateVersion
    values: Values
    issued_on: date
    owner: Owner = NOBODY
    world_notice: str | None = None


def _make_one_by_one(jobs: Sequence[Job]) -> Iterator[Files]:
    """Make papers in this process."""
    return (make(job) for job in jobs)


@transaction.atomic
def issue_filled(*, orders: Sequence[Filled], by: Staff, make_all: MakeAll = _make_one_by_one) -> list[Paper]:
    """Issue papers from templates: numbers, files, register, and what is needed to make them again. All stand, or none.

    The register stays locked from the first number until all stand, so give a few at a time. Errors: NotAllowed, Refused.
    """
    if not may(RULES, Act.ISSUE, by):
        raise NotAllowed(_("Your post issues no papers."))
    if not all(order.values.get("issuer.symbol") for order in orders):
        raise Refused(_("The body has no abbreviation for the sign of its papers."))
    numbers = _numbers(orders, by)
    jobs = [_job(order, number) for order, (_register, number) in zip(orders, numbers, strict=True)]
    papers = [
        _stand(order, register, job, files, by)
        for order, (register, _number), job, files in zip(orders, numbers, jobs, make_all(jobs), strict=True)
    ]
    for paper in papers:
        audit.record(
            Act.ISSUE, by=by, subject_id=paper.subject_id, part="papers", details={"kind": paper.kind, "sign": paper.sign}
        )  # fmt: skip
    return papers


def _numbers(orders: Sequence[Filled], by: Staff) -> list[tuple[Register, int]]:
    """Give each order its number; the register of a year is locked once, and always the older year first."""
    years = Counter(order.issued_on.year for order in orders)
    taken = {
        year: take_numbers(body_id=by.body_id, world=by.world, year=year, many=many)
        for year, many in sorted(years.items())
    }
    rest = {year: iter(numbers) for year, (_register, numbers) in taken.items()}
    return [(taken[order.issued_on.year][0], next(rest[order.issued_on.year])) for order in orders]


def _job(order: Filled, number: int) -> Job:
    template = order.version.template
    code = code_for(template.code)
    printing = Printing(
        number, order.issued_on, order.world_notice, template.form_number, code, settings.PUBLIC_ADDRESS if code else ""
    )
    return Job(order.version.design, order.values, printing)


def _sign_of(order: Filled, number: int) -> str:
    """Give number and sign as printed, e.g. 05/TB-SYT."""
    letters = order.version.design.get("letters", "")
    symbol = str(order.values["issuer.symbol"])
    return f"{number:02d}/{letters}-{symbol}" if letters else f"{number:02d}/{symbol}"


def _stand(order: Filled, register: Register, job: Job, files: Files, by: Staff) -> Paper:
    number = job.printing.number or 0
    sign = _sign_of(order, number)
    name = sign.replace("/", "-")
    docx, pdf = (
        store_file(content=content, name=f"{name}.{ending}", by=by, owner=order.owner, media_type=kind)
        for content, ending, kind in ((files.docx, "docx", DOCX), (files.pdf, "pdf", "application/pdf"))
    )
    paper = Paper(
        subject_id=order.owner.subject_id, register=register, body_id=by.body_id, world=by.world, number=number, sign=sign,
        kind=order.version.template.code, issued_on=order.issued_on, docx=docx, pdf=pdf, issued_by_id=by.post_id,
    )  # fmt: skip
    paper.save(force_insert=True)
    _keep_source(paper, files, by=by, owner=order.owner, job=job, version=order.version)
    keep_code(paper, job.printing.check_code, person_id=order.owner.person_id, data_key=order.owner.data_key)
    return paper


def _keep_source(
    paper: Paper,
    files: Files,
    *,
    by: Staff,
    owner: Owner,
    job: Job | None = None,
    version: TemplateVersion | None = None,
) -> None:
    """Keep the hashes of an issued paper and, for one from a template, its values under the key of the person."""
    own_key = crypto.new_data_key() if job and not owner.person_id else None
    sealed = None
    if job:
        kept = {**job.to_json(), "design": None, "made_with": _tools()}
        text = json.dumps(kept, ensure_ascii=False, sort_keys=True)
        key = own_key or owner.data_key
        if key is None:
            raise crypto.Erased
        sealed = crypto.encrypt(key, text, aad=crypto.aad_of("papers_source", "snapshot_ct", paper.id))
    Source(
        paper=paper, subject_id=paper.subject_id, person_id=owner.person_id if job else None, body_id=by.body_id, world=by.world,
        wrapped=crypto.wrap(ring(), own_key) if own_key else None, template_version=version, snapshot_ct=sealed,
        docx_sha256=hashlib.sha256(files.docx).hexdigest(), pdf_sha256=hashlib.sha256(files.pdf).hexdigest(),
    ).save(force_insert=True)  # fmt: skip


def _tools() -> dict[str, str]:
    """Name the versions of what writes the files: another version may draw the same paper with other bytes."""
    return {name: installed(name) for name in ("typst", "python-docx")}


@dataclass(frozen=True)
class Comparison:
    """What a comparison with the issued copy found. `other_tools`: the files were written by other versions of our tools."""

    kept_docx: bool
    kept_pdf: bool
    made_docx: bool
    made_pdf: bool
    other_tools: bool

    @property
    def same(self) -> bool:
        """Whether everything agrees."""
        return self.kept_docx and self.kept_pdf and self.made_docx and self.made_pdf


@transaction.atomic
def compare_with_issued(*, paper: Paper, data_key: bytes | None, by: Staff) -> Comparison:
    """Make an issued paper again from what was kept, and compare hashes: of the kept files and of those made now. Logged as a look."""
    if not may(RULES, Act.COMPARE, by):
        raise NotAllowed(_("Your post may not open files."))
    source = Source.objects.select_related("template_version").get(paper=paper)
    if source.template_version is None:
        raise Refused(_("This paper was not made from a template; its figures are kept with its report."))
    key = crypto.unwrap(ring(), source.wrapped) if source.wrapped else data_key
    aad = crypto.aad_of("papers_source", "snapshot_ct", paper.id)
    kept = json.loads(crypto.decrypt_text(key, source.snapshot_ct or b"", aad=aad))
    made = make(Job.from_json({**kept, "design": source.template_version.design}))
    found = Comparison(
        kept_docx=_digest(paper.docx, data_key) == source.docx_sha256, kept_pdf=_digest(paper.pdf, data_key) == source.pdf_sha256,
        made_docx=hashlib.sha256(made.docx).hexdigest() == source.docx_sha256,
        made_pdf=hashlib.sha256(made.pdf).hexdigest() == source.pdf_sha256, other_tools=kept["made_with"] != _tools(),
    )  # fmt: skip
    audit.record(
        Act.COMPARE, by=by, subject_id=paper.subject_id, part="papers", details={"sign": paper.sign, "same": found.same}
    )
    return found


def _digest(stored: StoredFile, data_key: bytes | None) -> str:
    key = crypto.unwrap(ring(), stored.wrapped) if stored.wrapped else data_key
    aad = crypto.aad_of("papers_storedfile", "content_ct", stored.id)
    return hashlib.sha256(crypto.decrypt(key, stored.content_ct, aad=aad)).hexdigest()


@transaction.atomic
def cancel_number(*, paper: Paper, reason: str, replaced_by: UUID | None, by: Staff) -> Cancellation:
    """Take a number back: the paper is no longer valid; the number stays in the register with its reason and is never given again."""
    if not may(RULES, Act.CANCEL, by) or paper.body_id != by.body_id or paper.world != by.world:
        raise NotAllowed(_("Only the clerk or the head of the issuing body takes a number back."))
    register = Register.objects.select_for_update().get(pk=paper.register_id)
    if Cancellation.objects.filter(paper=paper).exists():
        raise Refused(_("This number was taken back already."))
    if reason == CancelReason.REPLACED and (replaced_by is None or replaced_by == paper.id):
        raise Refused(_("Say which paper stands in its place."))
    cancelled = Cancellation(
        id=uuid4(), register=register, paper=paper, body_id=by.body_id, world=by.world, reason=reason, replaced_by_id=replaced_by,
        cancelled_by_id=by.post_id,
    )  # fmt: skip
    cancelled.save(force_insert=True)
    audit.record(
        Act.CANCEL, by=by, subject_id=paper.subject_id, part="papers", details={"sign": paper.sign, "reason": reason}
    )
    return cancelled
