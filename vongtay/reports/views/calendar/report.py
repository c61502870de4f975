"""What one body reports for one period: its page, a version of it, the rows behind a figure, its files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from vongtay.common.access import may
from vongtay.common.days import day_in_vietnam, format_day
from vongtay.common.numbers import format_number
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.indicators.models import Figure, Indicator
from vongtay.indicators.queries import Amount, Line
from vongtay.papers.actions import open_file
from vongtay.papers.files import DOCX, PDF, XLSX
from vongtay.papers.permissions import RULES as PAPER_RULES
from vongtay.papers.permissions import Act as PaperAct
from vongtay.reports.models import Submission, SubmissionFile, SubmissionStep
from vongtay.reports.permissions import RULES, Act
from vongtay.reports.queries import calendar as queries
from vongtay.reports.queries import submitted
from vongtay.reports.queries.standing import Owed, extension_steps
from vongtay.reports.rules.calendar import (
    Difference,
    Said,
    differences,
    is_nil,
    parts_of,
    said_of,
    says_otherwise,
    words_of,
)
from vongtay.reports.states.calendar import TONES, WRITABLE, SubmissionState
from vongtay.reports.views import asked
from vongtay.reports.views.asked import allowed_or_404, indicator_name
from vongtay.reports.views.calendar.pages import owed_or_404, submission_or_404
from vongtay.reports.views.report import WHY_LEFT_OUT, claim_of


@dataclass(frozen=True)
class Shown:
    """One indicator of a report as the page shows it. known: what the system holds beside it."""

    indicator: Indicator
    said: Said
    words: str
    known: str
    is_other: bool
    difference: Difference | None
    said_by: str
    parts: Sequence[str] = ()  # by dimension

    @property
    def name(self) -> str:
        """Its name in the language of the page."""
        return indicator_name(self.indicator)


def _words_of(line: Line | None) -> str:
    """Say what is known of an indicator."""
    if line is None:
        return ""
    if line.total is not None:
        return asked.words_of(line.total)
    told = [
        Amount.of(figure.value or Decimal(0), figure.bound, figure.value_high) for figure, _why in line.left_out[:3]
    ]
    return "; ".join(asked.words_of(amount) for amount in told)


def known_words(lines: Mapping[str, Line]) -> dict[str, str]:
    """Say what is known of each indicator, by code."""
    return {code: words for code, line in lines.items() if (words := _words_of(line))}


def _told(row: Submission, steps: Sequence[SubmissionStep]) -> dict[str, Said]:
    """Give what a version says, by code; of a returned one that is not ours to see, what was sent."""
    lines = submitted.lines_said(row)
    if lines or row.state != SubmissionState.RETURNED:
        return {line.indicator_id: said_of(line) for line in lines}
    return next((step.said for step in steps if step.to_state == SubmissionState.SENT), {})


def _shown(row: Submission, known: Mapping[str, Line], steps: Sequence[SubmissionStep]) -> list[Shown]:
    told = _told(row, steps)
    former = _former(row, steps)
    changed = differences(former, told) if former else {}
    names = {line.indicator_id: line.said_by.user.full_name for line in submitted.lines_said(row) if line.said_by.user}
    found = []
    for indicator in submitted.indicators_of({*told, *changed}):
        code = indicator.pk
        said, line = told.get(code), known.get(code)
        found.append(
            Shown(
                indicator, said or {}, words_of(said) or "–", _words_of(line), says_otherwise(said, line.total if line else None),
                changed.get(code), names.get(code, ""), parts_of(said),
            )
        )  # fmt: skip
    return found


def _former(row: Submission, steps: Sequence[SubmissionStep]) -> dict[str, Said]:
    """Give what stood before: the locked version that it corrects, or what was sent before it was returned."""
    sent = [step.said for step in steps if step.to_state == SubmissionState.SENT]
    if row.state in WRITABLE and sent:
        return dict(sent[0])
    if len(sent) > 1:
        return dict(sent[1])
    if row.corrects is None:
        return {}
    return {line.indicator_id: said_of(line) for line in submitted.lines_said(row.corrects)}


@staff_only
def show(request: StaffRequest, obligation_id: UUID, period: str, body_id: UUID) -> HttpResponse:
    """Show what a body owes for a period, what it said, and what comes next."""
    owed = owed_or_404(request, obligation_id, period, body_id)
    return _page(request, owed, owed.known.newest)


@staff_only
def show_version(request: StaffRequest, submission_id: UUID) -> HttpResponse:
    """Show one version of a report, also one that was replaced."""
    row = submission_or_404(request, submission_id)
    return _page(request, owed_or_404(request, row.obligation_id, row.period, row.body_id), row)


def _page(request: StaffRequest, owed: Owed, row: Submission | None) -> HttpResponse:
    staff, context = request.staff, _head(request, owed)
    if row is not None:
        steps, known = submitted.steps_of(row), queries.figures_known(staff, owed)
        shown = _shown(row, known, steps)
        context |= {
            "submission": row, "shown": shown, "is_nil": is_nil([one.said for one in shown]), "steps": [(step, submitted.reason_of(step)) for step in steps],
            "narrative": submitted.narrative_of(row), "why": submitted.why_of(row), "files": _files(row), "is_newest": row == owed.known.newest,
            "may_open": may(PAPER_RULES, PaperAct.OPEN_FILE, staff),
            "may_decide": row.state == SubmissionState.SENT and may(RULES, Act.RETURN_SUBMISSION, staff, row),
            "may_approve": row.state == SubmissionState.SENT and may(RULES, Act.APPROVE_SUBMISSION, staff, row),
            "has_differences": any(one.difference for one in shown), "returned": next((reason for step in steps if (reason := submitted.reason_of(step))), ""),
        }  # fmt: skip
    return render(request, "reports/calendar/report.html", context)


def _head(request: StaffRequest, owed: Owed) -> dict[str, Any]:
    staff, newest = request.staff, owed.known.newest
    is_writable = newest is None or newest.state in WRITABLE or newest.state == SubmissionState.APPROVED
    held_by_other = newest is not None and newest.is_from_paper and owed.is_mine and newest.state in WRITABLE
    may_move = owed.due is not None and owed.known.locked is None
    may_write = is_writable and not held_by_other and may(RULES, Act.WRITE_SUBMISSION, staff, owed)
    return {
        "owed": owed, "row": owed.obligation, "period": owed.period, "body": owed.body, "tone": TONES[owed.standing],
        "versions": queries.versions_of(staff, owed), "may_write": may_write, "is_receiver": staff.body_id == owed.obligation.body_id,
        "write_url": reverse("reports:write_report", kwargs=owed.address), "asked": queries.asked_of(owed.obligation) if newest is None else [],
        "extensions": extension_steps(owed), "may_extend": may_move and may(RULES, Act.EXTEND_DAY, staff, owed),
        "may_ask": may_move and owed.asks is None and may(RULES, Act.ASK_MORE_TIME, staff, owed),
        "back": reverse("reports:calendar") if owed.is_mine else reverse("reports:board", args=[owed.obligation.pk, owed.period.code]),
    }  # fmt: skip


def _files(row: Submission) -> list[Any]:
    rows = row.files.select_related("file", "added_by__user").order_by("recorded_at")
    return [(one, file_words(one)) for one in rows]


@staff_only
def behind(request: StaffRequest, code: str, obligation_id: UUID, period: str, body_id: UUID) -> HttpResponse:
    """Open a figure of a report: the rows that the system holds for it, within one's rights."""
    owed = owed_or_404(request, obligation_id, period, body_id)
    indicator = get_object_or_404(Indicator, pk=code)
    line = queries.figures_known(request.staff, owed).get(code)
    own = Figure.objects.filter(source_id__in=queries.sources_of(owed, code), replaced_at__isnull=True, withdrawn=False)
    reader = request.staff.province_id
    context = {
        "owed": owed, "indicator": indicator, "name": indicator_name(indicator), "back": reverse("reports:report_of", kwargs=owed.address),
        "own": [claim_of(figure, reader) for figure in own.select_related("indicator", "body", "area")],
        "added": [claim_of(figure, reader) for figure in line.added] if line else [],
        "left_out": [claim_of(figure, reader, str(WHY_LEFT_OUT.get(why, why))) for figure, why in line.left_out] if line else [],
    }  # fmt: skip
    return render(request, "reports/calendar/behind.html", context)


@staff_only
def open_source(request: StaffRequest, source: UUID) -> HttpResponse:
    """Go from a figure to the newest report that said it; out of reach is missing."""
    allowed_or_404(request.staff, Act.READ_CALENDAR)
    row = submitted.report_behind(request.staff, source)
    if row is None:
        raise Http404
    return redirect("reports:submission", row.pk)


@staff_only
def open_attachment(request: StaffRequest, submission_id: UUID, file_id: UUID) -> HttpResponse:
    """Give a file that goes with a report; the look is logged."""
    row = submission_or_404(request, submission_id)
    found = row.files.select_related("file").filter(pk=file_id).first()
    if found is None or not may(PAPER_RULES, PaperAct.OPEN_FILE, request.staff):
        raise Http404
    name, content = open_file(found.file, data_key=None, by=request.staff)
    answer = HttpResponse(content, content_type=found.file.media_type)
    answer.headers["Content-Disposition"] = _disposition(name)
    return answer


def _disposition(name: str) -> str:
    return f"attachment; filename*=UTF-8''{quote(name)}"


def file_words(row: SubmissionFile) -> str:
    """Say what a file is without opening it."""
    kinds = {PDF: "PDF", DOCX: "Word", XLSX: "Excel"}
    kind, size = kinds.get(row.file.media_type) or _("picture"), -(-row.file.size // 1024)
    return _("%(kind)s, %(size)s KB, added %(day)s") % {
        "kind": kind,
        "size": format_number(size),
        "day": format_day(day_in_vietnam(row.recorded_at)),
    }
