"""The register of certificates of training: numbers given, never to whom."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from vongtay.audit import actions as audit
from vongtay.common.access import Refused, Staff, WrongState
from vongtay.common.days import today
from vongtay.papers.blocks.pdf import bound, write_pdf
from vongtay.papers.blocks.templates.certificate import Training, certificate
from vongtay.papers.queries import issuer_of
from vongtay.programme.models import Activity, CertificateRun, Course
from vongtay.programme.permissions import Act
from vongtay.programme.writing import locked, own, require, write_row


@dataclass(frozen=True)
class Numbers:
    """Certificates given on a day: their numbers, and the sign behind them as printed."""

    first: int
    last: int
    given_on: date
    sign: str = ""


@transaction.atomic
def give_certificates(*, key: UUID, activity: Activity, numbers: Numbers, by: Staff) -> CertificateRun:
    """Enter the numbers of certificates given after a course. The same `key` again gives the entry made the first time.

    Errors: NotAllowed; WrongState for a course that was taken back; Refused, also for numbers that this body has given in the year.
    """
    require(Act.KEEP_CERTIFICATES, by, activity)
    if (made := CertificateRun.objects.filter(pk=key).first()) is not None:
        return made
    course = Course.objects.select_related("activity").filter(pk=activity.pk).first()
    if course is None or course.activity.withdrawn_at is not None:
        raise WrongState(_("Certificates are given after a course that stands."))
    if not course.activity.first_on <= numbers.given_on <= today():
        raise Refused(_("They were given between the first day of the course and today."))
    row = CertificateRun(
        id=key, course=course, year=numbers.given_on.year, sign=numbers.sign.strip().lstrip("/"), first_number=numbers.first, last_number=numbers.last,
        given_on=numbers.given_on, **own(by),
    )  # fmt: skip
    write_row(row, new=True)
    audit.record(Act.KEEP_CERTIFICATES, by=by, details={"course": str(course.pk), "certificates": row.count})
    return row


@transaction.atomic
def print_certificates(*, run: CertificateRun, first: int, names: Sequence[tuple[str, str]], by: Staff) -> bytes:
    """Give one PDF with a certificate for each name (name, unit), numbered from `first` on. The log keeps how many, never to whom.

    Errors: NotAllowed; WrongState for an entry that was taken back; Refused for numbers that are not those of the entry.
    """
    require(Act.KEEP_CERTIFICATES, by, run)
    if run.withdrawn_why:
        raise WrongState(_("This entry was taken back already."))
    if not names or first < run.first_number or first + len(names) - 1 > run.last_number:
        raise Refused(_("These are not numbers of this entry."))
    issuer = issuer_of(by, run.given_on, letters="GCN")
    issuer = replace(issuer, symbol=run.sign or issuer.symbol)
    course = run.course.activity
    training = Training(course.title, course.first_on, course.last_on, course.place)
    audit.record(Act.KEEP_CERTIFICATES, by=by, details={"course": str(run.course_id), "printed": len(names)})
    papers = (
        certificate(issuer, training, number=first + at, holder=name, unit=unit)
        for at, (name, unit) in enumerate(names)
    )
    return bound(write_pdf(paper) for paper in papers)


@transaction.atomic
def withdraw_certificates(*, run: CertificateRun, why: str, version: int, by: Staff) -> CertificateRun:
    """Take an entry back with its reason: its numbers are free again. Errors: NotAllowed, Stale, WrongState, Refused."""
    require(Act.KEEP_CERTIFICATES, by, run)
    row = locked(CertificateRun, run.pk, version)
    if row.withdrawn_why:
        raise WrongState(_("This entry was taken back already."))
    if not why.strip():
        raise Refused(_("Say why it is taken back."))
    row.withdrawn_why = why.strip()[:300]
    write_row(row, only=("withdrawn_why",))
    audit.record(
        Act.KEEP_CERTIFICATES,
        by=by,
        details={"course": str(row.course_id), "certificates": row.count, "withdrawn": True},
    )
    return row
