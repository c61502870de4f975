"""Issuing a report: compiled as known at one moment, numbered from the body's register, frozen."""

from dataclasses import replace
from uuid import uuid4

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from vongtay.audit import actions as audit
from vongtay.common.access import NotAllowed, Refused, Staff, may
from vongtay.papers import actions as papers
from vongtay.papers.blocks.model import Paper as Sheet
from vongtay.papers.blocks.templates import report as template
from vongtay.reports.compile import frozen
from vongtay.reports.models import IssuedReport
from vongtay.reports.permissions import RULES, Act
from vongtay.reports.sheet import LETTERS, Draft, data_of, filling_of

KIND = "periodic_report"


@transaction.atomic
def issue_report(*, draft: Draft, by: Staff) -> IssuedReport:
    """Issue the report as .docx and PDF and keep its figures; what is corrected later leaves them as they are.

    The moment of knowledge is the one asked for, or now. Errors: NotAllowed; Refused for a paper dated before its cut-off.
    """
    if not may(RULES, Act.ISSUE, by):
        raise NotAllowed(_("Your post issues no reports."))
    if draft.on < draft.question.period.first:
        raise Refused(_("The report is dated before its period begins."))
    known_at = draft.question.as_known_on or timezone.now()
    question = replace(draft.question, as_known_on=known_at)
    filling = filling_of(replace(draft, question=question), by)

    def build(number: int) -> Sheet:
        with translation.override("vi"):
            return template.paper(data_of(replace(filling, number=number)))

    symbol = f"{LETTERS}-{filling.body.symbol}" if filling.body.symbol else ""
    paper = papers.issue(order=papers.Order(KIND, symbol, draft.on), build=build, by=by)
    issued = IssuedReport(
        id=uuid4(), world=by.world, province_id=by.province_id, body_id=by.body_id, area=question.area, period=question.period.code,
        calendar=question.period.calendar, as_known_at=known_at, figures=frozen(filling.report), paper=paper,
        issued_by_id=by.post_id,
    )  # fmt: skip
    issued.save(force_insert=True)
    audit.record(
        Act.ISSUE, by=by, part="papers",
        details={"area": question.area.pk, "period": issued.period, "calendar": issued.calendar, "sign": paper.sign},
    )  # fmt: skip
    return issued
