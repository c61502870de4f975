"""The drafts of official reports: listed, begun, shown with all paragraphs, brought up to date, put aside."""

import uuid
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_POST

from vongtay.common.access import Refused, may
from vongtay.common.periods import CALENDAR_LABELS, Calendar, parse_period
from vongtay.common.requests import StaffRequest, do_once, staff_only
from vongtay.reports import actions, queries
from vongtay.reports.compile import compile_report
from vongtay.reports.draft_keeping import Opened, paragraphs_of
from vongtay.reports.models import ReportDraft
from vongtay.reports.outline import changed, title_of
from vongtay.reports.permissions import RULES, Act
from vongtay.reports.queries import Question
from vongtay.reports.states.official import AT_WORK, DraftState
from vongtay.reports.telling import before_of, drafted_of
from vongtay.reports.views.asked import Asked, allowed_or_404, asked_or_404, head_of
from vongtay.reports.views.official.pages import asked_of, draft_or_404, paragraph_url, shown_lines
from vongtay.reports.views.report import SECTION_LABELS

PAGE = 20
STILL_SECONDS = 60  # a job writes after each piece; one that is still for so long was cut off
ACTS = {"renew": actions.renew_draft, "drop": actions.drop_draft, "go_on": actions.go_on_with_draft}
PART_LABELS = {
    "head": pgettext_lazy("official report", "Head of the report"), **SECTION_LABELS,
    "V": pgettext_lazy("official report", "V. Directions and tasks"), "VI": pgettext_lazy("official report", "VI. Proposals"),
}  # fmt: skip
STEPS = {
    DraftState.DRAFTING: (
        pgettext_lazy("official report", "Counting the period"), pgettext_lazy("official report", "Counting the year before"),
        pgettext_lazy("official report", "Writing the sentences"),
    ),
    DraftState.ISSUING: (
        pgettext_lazy("official report", "Counting the period"), pgettext_lazy("official report", "Filling the tables"),
        pgettext_lazy("official report", "Making the Word and PDF files"),
    ),
}  # fmt: skip


@staff_only
def list_drafts(request: StaffRequest) -> HttpResponse:
    """Show the drafts of one's body."""
    allowed_or_404(request.staff, Act.DRAFT)
    page = Paginator(queries.drafts_of(request.staff), PAGE).get_page(request.GET.get("page"))
    rows = [(draft, parse_period(draft.period, Calendar(draft.calendar))) for draft in page]
    return render(request, "reports/official/list.html", {"page": page, "rows": rows, "calendars": CALENDAR_LABELS})


@staff_only
def start(request: StaffRequest, **address: Any) -> HttpResponse:
    """Begin the draft of a report, or lead to the one that stands."""
    allowed_or_404(request.staff, Act.DRAFT)
    asked = asked_or_404(request.staff, address)
    if request.method == "POST":
        key = _key_of(request.POST.get("key", ""))
        draft = do_once(
            lambda given: actions.start_draft(**given, by=request.staff), {"key": key, "question": asked.question}
        )
        return redirect("reports:draft", draft.pk)
    known = list(queries.drafts_about(request.staff, asked.question))
    context = head_of(asked) | {
        "drafts": known,
        "key": uuid.uuid4(),
        "has_open": any(one.state != DraftState.ISSUED for one in known),
    }
    return render(request, "reports/official/start.html", context)


def _key_of(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError as wrong:
        raise Http404 from wrong


@staff_only
def show(request: StaffRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Show where a draft stands and, once it is drafted, every paragraph with its numbers. The state renews itself while a job works."""
    draft = draft_or_404(request, draft_id)
    period = parse_period(draft.period, Calendar(draft.calendar))
    at_work = draft.state in AT_WORK
    context: dict[str, Any] = {
        "draft": draft, "period": period, "calendar_label": CALENDAR_LABELS[period.calendar], "at_work": at_work, "step": _step(draft),
        "is_still": at_work and (timezone.now() - draft.moved_at).total_seconds() > STILL_SECONDS, "is_open": draft.state == DraftState.READY,
        "may_issue": may(RULES, Act.ISSUE, request.staff),
    }  # fmt: skip
    if request.headers.get("HX-Request"):
        answer = render(request, "reports/official/state.html", context)
        if not at_work:  # the page around it shows what the job made
            answer.headers["HX-Refresh"] = "true"
        return answer
    if draft.as_known_at is not None and not at_work:
        context |= _read(asked_of(request, draft), draft)
    return render(request, "reports/official/show.html", context)


def _step(draft: ReportDraft) -> str:
    steps = STEPS.get(DraftState(draft.state), ())
    return str(steps[min(draft.done, len(steps) - 1)]) if steps else ""


def _read(asked: Asked, draft: ReportDraft) -> dict[str, Any]:
    kept = paragraphs_of(draft)
    notes: list[list[Any]] = draft.notes
    parts = []
    for code, group in groupby(sorted(kept, key=_in_order), key=lambda one: one.row.part):
        rows = [_paragraph(asked, draft, one) for one in group]
        silent = [words for kind, part, words, _anchors in notes if kind == "silent" and part == code]
        parts.append({"code": code, "label": PART_LABELS.get(code, code), "rows": rows, "silent": silent})
    shown = [row for part in parts for row in part["rows"]]
    until, last = asked.question.until, asked.question.period.last
    return {
        "until": until, "is_running": until < last, "parts": parts, "report_url": asked.url("show"), "n_changed": sum(bool(row["differences"]) for row in shown),
        "n_wanting": sum(row["lacks_reason"] for row in shown), "sums": [words for kind, _part, words, _anchors in notes if kind == "sums"],
    }  # fmt: skip


def _in_order(one: Opened) -> tuple[int, int]:
    order = list(PART_LABELS)
    return (order.index(one.row.part) if one.row.part in order else len(order), one.row.place)


def _paragraph(asked: Asked, draft: ReportDraft, one: Opened) -> dict[str, Any]:
    content = one.content
    return {
        "key": one.row.key, "place": one.row.place, "title": title_of(one.row.key), "lines": shown_lines(asked, content), "is_written": content.written is not None,
        "differences": content.differences, "why": content.why, "lacks_reason": content.lacks_reason, "typed": content.typed,
        "by": one.row.changed_by, "at": one.row.changed_at, "url": paragraph_url(draft, one.row.key), "is_more": one.row.key.startswith("more."),
    }  # fmt: skip


@staff_only
def fresh(request: StaffRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Count anew and show which paragraphs are out of date; a piece of the draft's page, or a page of its own."""
    draft = draft_or_404(request, draft_id)
    asked = asked_of(request, draft)
    report = compile_report(request.staff, Question(asked.question.area, asked.question.period))
    drafted = drafted_of(report, before_of(request.staff, report), request.staff.body_text)
    rows = [
        {"title": title_of(key) if key else _("No longer told"), "url": paragraph_url(draft, key) if key else "", "numbers": numbers}
        for key, numbers in changed(draft.numbers, drafted).items()
    ]  # fmt: skip
    context = {"draft": draft, "rows": rows, "is_open": draft.state == DraftState.READY}
    piece = request.headers.get("HX-Request")
    return render(request, "reports/official/fresh_piece.html" if piece else "reports/official/fresh.html", context)


@staff_only
@require_POST
def move(request: StaffRequest, draft_id: uuid.UUID, act: str) -> HttpResponse:
    """Take new figures, put a draft aside, or go on after a cut."""
    draft = draft_or_404(request, draft_id)
    if act not in ACTS:
        raise Http404
    try:
        ACTS[act](draft=draft, by=request.staff)
    except Refused as refused:
        messages.error(request, " ".join(refused.reasons))
    return redirect("reports:draft", draft.pk)
