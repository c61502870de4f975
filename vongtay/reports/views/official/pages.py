"""What the pages of a draft share: who may, which draft, the address of each number, how a paragraph is shown."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from vongtay.agencies.models import Place
from vongtay.common.periods import Calendar, parse_period
from vongtay.common.requests import StaffRequest
from vongtay.reports import queries
from vongtay.reports.counting import Status
from vongtay.reports.drafting.edit import Content, lines_of
from vongtay.reports.drafting.model import Number, Piece
from vongtay.reports.models import ReportDraft
from vongtay.reports.permissions import Act
from vongtay.reports.queries import Question
from vongtay.reports.telling import SHORT
from vongtay.reports.views.asked import Asked, allowed_or_404

STATUS_OF = {short: status for status, short in SHORT.items()}


def draft_or_404(request: StaffRequest, draft_id: UUID) -> ReportDraft:
    """Give a draft of one's body."""
    allowed_or_404(request.staff, Act.DRAFT)
    try:
        return queries.draft_of(request.staff, draft_id)
    except ReportDraft.DoesNotExist as missing:
        raise Http404 from missing


def asked_of(request: StaffRequest, draft: ReportDraft) -> Asked:
    """Give the report that a draft is about, as known at its moment. An area that one does not report on any more has no open numbers."""
    period = parse_period(draft.period, Calendar(draft.calendar))
    try:
        area = queries.area_of(request.staff, draft.area_id, period)
    except Place.DoesNotExist as missing:
        raise Http404 from missing
    moment = draft.as_known_at
    return Asked(Question(area, period, moment), known=timezone.localtime(moment).isoformat() if moment else "")


def number_url(asked: Asked, anchor: str) -> str:
    """Give the address of the rows behind a number; empty where it has none of its own."""
    kind, _dot, rest = anchor.partition(".")
    parts = rest.split(".")
    if kind in {"F", "Y"}:
        return asked.url("show") + "#persons" if parts[0] in {"C", "S", "A"} else asked.figure_url(rest)
    if kind == "A":
        return asked.stage_url(rest)
    if kind == "S":
        return asked.url("behind_support", regime="" if parts[0] == "all" else parts[0])
    if kind in {"R", "K"}:
        return asked.url("show") + ("#risk" if kind == "R" else "#facilities")
    status = STATUS_OF.get(parts[-1], Status.RECEIVED)
    chosen = {parts[0]: parts[1].replace("up", "+")} if len(parts) > 2 else {}  # way, row, column
    return asked.url("behind", **chosen, status="" if status is Status.RECEIVED else status.value)


def shown_lines(asked: Asked, content: Content) -> list[list[dict[str, Any]]]:
    """Give the lines of a paragraph: words, and numbers with the address of their rows and what the system says otherwise."""
    differs = {one.anchor: one.system for one in content.differences}
    return [[_shown(asked, piece, differs) for piece in line] for line in lines_of(content.pieces)]


def _shown(asked: Asked, piece: Piece, differs: dict[str, str]) -> dict[str, Any]:
    if not isinstance(piece, Number):
        return {"text": piece}
    return {
        "text": piece.text, "url": number_url(asked, piece.anchor), "is_number": True, "system": differs.get(piece.anchor), "is_changed": piece.anchor in differs,
    }  # fmt: skip


def paragraph_url(draft: ReportDraft, key: str, name: str = "edit_paragraph") -> str:
    """Give the address of a paragraph, or of an act on it."""
    return reverse(f"reports:{name}", args=[draft.pk, key])
