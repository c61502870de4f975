"""Issuing a report, and what was issued: its files, its frozen figures, what has changed since."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from vongtay.agencies.models import Place
from vongtay.cases.rules import STAGES
from vongtay.common.access import Staff
from vongtay.common.periods import CALENDAR_LABELS, Calendar, parse_period
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.indicators.models import Indicator
from vongtay.papers import actions as papers
from vongtay.reports import queries
from vongtay.reports.compile import changes_since, compile_report
from vongtay.reports.counting import Status
from vongtay.reports.models import IssuedReport
from vongtay.reports.permissions import Act
from vongtay.reports.queries import Question
from vongtay.reports.saying import STATUS_LABELS
from vongtay.reports.telling import KEPT
from vongtay.reports.views.asked import allowed_or_404, indicator_name
from vongtay.support.states import Regime


def _issued_or_404(staff: Staff, report_id: UUID) -> IssuedReport:
    try:
        return queries.issued_report(staff, report_id)
    except IssuedReport.DoesNotExist as missing:
        raise Http404 from missing


@staff_only
def show_issued(request: StaffRequest, report_id: UUID) -> HttpResponse:
    """Show the figures as they were issued and, beside them, what is known otherwise now."""
    allowed_or_404(request.staff, Act.OPEN_ISSUED)
    issued = _issued_or_404(request.staff, report_id)
    period = parse_period(issued.period, Calendar(issued.calendar))
    names = {status.value: str(label) for status, label in STATUS_LABELS.items()}
    names |= {f"abroad.{stage}": f"{_('Residents abroad')}: {_(words)}" for stage, words in STAGES.items()}
    names |= {f"support.{regime}": f"{_('Support')}: {regime.label}" for regime in Regime}
    names |= {f"facilities.{what}": name for what, (name, _unit) in KEPT.items()} | {
        "facilities.places_high": KEPT["places"][0]
    }
    names["support.whole"] = _("Support, money in all")
    names |= {row.pk: indicator_name(row) for row in Indicator.objects.all()}
    try:
        area = queries.area_of(request.staff, issued.area_id, period)
        changes = changes_since(issued.figures, compile_report(request.staff, Question(area, period)))
    except Place.DoesNotExist:  # the mandate has ended: what was issued still stands
        changes = []
    context = {
        "issued": issued, "period": period, "calendar_label": CALENDAR_LABELS[period.calendar],
        "persons": [(names[status], issued.figures["persons"][status]) for status in Status],
        "changes": [(names.get(change.code, change.code), change) for change in changes],
        "draft_id": queries.drafts_of(request.staff).filter(issued=issued).values_list("pk", flat=True).first(),
        "is_ours": issued.body_id == request.staff.body_id,
    }  # fmt: skip
    return render(request, "reports/issued.html", context)


@staff_only
def open_file(request: StaffRequest, report_id: UUID, form: str) -> HttpResponse:
    """Give the Word or PDF file of an issued report; opening it is logged. The files are the issuing body's alone."""
    allowed_or_404(request.staff, Act.OPEN_ISSUED)
    issued = _issued_or_404(request.staff, report_id)
    if form not in {"docx", "pdf"} or issued.body_id != request.staff.body_id:
        raise Http404
    stored = issued.paper.pdf if form == "pdf" else issued.paper.docx
    name, content = papers.open_file(stored, data_key=None, by=request.staff)
    response = HttpResponse(content, content_type=stored.media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
