"""The paper of a draft: looked at before it is issued, its tables as .xlsx, and the order to issue it."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation

from vongtay.audit import actions as audit
from vongtay.common.days import today
from vongtay.common.downloads import XLSX
from vongtay.common.periods import CALENDAR_LABELS, Calendar, parse_period
from vongtay.common.requests import StaffRequest, carry_out, staff_only
from vongtay.papers.blocks.decree30 import unconfirmed
from vongtay.papers.blocks.docx import write_docx
from vongtay.papers.blocks.model import Paper
from vongtay.papers.blocks.pdf import write_pdf
from vongtay.papers.blocks.xlsx import tables_in, write_book
from vongtay.papers.files import DOCX
from vongtay.papers.queries import issuer_of
from vongtay.reports import actions, forms
from vongtay.reports.annexes import tables_of
from vongtay.reports.compile import compile_report
from vongtay.reports.draft_keeping import Gathered, filling_from, paragraphs_of
from vongtay.reports.models import ReportDraft
from vongtay.reports.outline import FIELDS, title_of
from vongtay.reports.permissions import Act
from vongtay.reports.sheet import LETTERS, paper_of
from vongtay.reports.states.official import AT_WORK, DraftState
from vongtay.reports.telling import before_of
from vongtay.reports.views.asked import allowed_or_404
from vongtay.reports.views.official.pages import asked_of, draft_or_404

KINDS = {"pdf": "application/pdf", "docx": DOCX, "xlsx": XLSX}


@staff_only
def download(request: StaffRequest, draft_id: UUID, form: str) -> HttpResponse:
    """Give the draft as it would be issued, without a number: as PDF to be read in the browser, as Word, or its tables as .xlsx."""
    draft = draft_or_404(request, draft_id)
    if form not in KINDS or draft.as_known_at is None or draft.state in AT_WORK:
        raise Http404
    paper = _paper(request, draft)
    if form == "xlsx":
        content = write_book(tables_in(paper, issuer_of(request.staff, draft.issue_on or today(), letters=LETTERS)))
    else:
        content = (write_pdf if form == "pdf" else write_docx)(paper)
    audit.record(
        Act.EXPORT_STATISTICS, by=request.staff, details={"draft": str(draft.pk), "area": draft.area_id, "period": draft.period, "table": form},
    )  # fmt: skip
    response = HttpResponse(content, content_type=KINDS[form])
    how = "inline" if form == "pdf" else "attachment"
    response["Content-Disposition"] = f'{how}; filename="du-thao-{draft.area.code}-{draft.period}.{form}"'
    return response


def _paper(request: StaffRequest, draft: ReportDraft) -> Paper:
    report = compile_report(request.staff, asked_of(request, draft).question)
    gathered = Gathered(
        report, before_of(request.staff, report), tables_of(request.staff, report), draft.issue_on or today()
    )
    with translation.override("vi"):
        return paper_of(filling_from(paragraphs_of(draft), gathered, draft.numbers, request.staff))


@staff_only
def issue(request: StaffRequest, draft_id: UUID) -> HttpResponse:
    """Show what the report lacks and which numbers were changed by hand, then have it issued."""
    draft = draft_or_404(request, draft_id)
    allowed_or_404(request.staff, Act.ISSUE)
    if draft.state != DraftState.READY:
        return redirect("reports:draft", draft.pk)
    form = forms.OrderIssue(request.POST or None, initial={"issued_on": draft.issue_on or today()})
    done = carry_out(form, lambda given: actions.order_issue(draft=draft, on=given["issued_on"], by=request.staff))
    if done is not None:
        return redirect("reports:draft", draft.pk)
    kept = paragraphs_of(draft)
    period = parse_period(draft.period, Calendar(draft.calendar))
    context = {
        "draft": draft, "form": form, "period": period, "calendar_label": CALENDAR_LABELS[period.calendar], "layout": unconfirmed(),
        "empty": [title_of(one.row.key) for one in kept if one.row.key in FIELDS and not one.content.pieces],
        "silent": [words for kind, _part, words, _anchors in draft.notes if kind == "silent"],
        "sums": [words for kind, _part, words, _anchors in draft.notes if kind == "sums"],
        "changed": [(title_of(one.row.key), one.content) for one in kept if one.content.differences],
    }  # fmt: skip
    return render(request, "reports/official/issue.html", context, status=422 if form.errors else 200)
