"""Issuing a report: compiled as known at one moment, numbered from the body's register, frozen."""

from dataclasses import replace
from uuid import uuid4

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from vongtay.audit import actions as audit
from vongtay.common.access import NotAllowed, Staff, may
from vongtay.papers import actions as papers
from vongtay.papers.blocks.model import Paper as Sheet
from vongtay.reports.compile import frozen
from vongtay.reports.models import IssuedReport
from vongtay.reports.permissions import RULES, Act
from vongtay.reports.sheet import LETTERS, Filling, paper_of

KIND = "periodic_report"


@transaction.atomic
def put_out(*, filling: Filling, by: Staff) -> IssuedReport:
    """Issue a filled paper: number of the register, both files, frozen figures. All of it stands, or nothing. Errors: NotAllowed, Refused."""
    if not may(RULES, Act.ISSUE, by):
        raise NotAllowed(_("Your post issues no reports."))
    question = filling.report.question

    def build(number: int) -> Sheet:
        with translation.override("vi"):
            return paper_of(replace(filling, number=number))

    symbol = f"{LETTERS}-{filling.body.symbol}" if filling.body.symbol else ""
    paper = papers.issue(order=papers.Order(KIND, symbol, filling.on), build=build, by=by)
    issued = IssuedReport(
        id=uuid4(), world=by.world, province_id=by.province_id, body_id=by.body_id, area=question.area, period=question.period.code,
        calendar=question.period.calendar, as_known_at=question.as_known_on or timezone.now(), figures=frozen(filling.report), paper=paper,
        issued_by_id=by.post_id,
    )  # fmt: skip
    issued.save(force_insert=True)
    audit.record(
        Act.ISSUE, by=by, part="papers",
        details={"area": question.area.pk, "period": issued.period, "calendar": issued.calendar, "sign": paper.sign},
    )  # fmt: skip
    return issued
