"""The board of a period: who has reported, in time or late, what waits, what is missing."""

import csv
import io
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from vongtay.audit import actions as audit
from vongtay.common.access import may
from vongtay.common.days import day_in_vietnam, today
from vongtay.common.downloads import csv_file
from vongtay.common.filters import chips_of
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.reports.permissions import RULES, Act
from vongtay.reports.queries.board import Board, Row, board_of
from vongtay.reports.rules.calendar import period_of
from vongtay.reports.states.calendar import TONES, Standing
from vongtay.reports.views.asked import Known, known_of
from vongtay.reports.views.calendar.obligations import share, who_words
from vongtay.reports.views.calendar.pages import asked_or_404


def _board(request: StaffRequest, obligation_id: UUID, period: str) -> tuple[Board, Known]:
    """Give the board of an address, and the moment of knowledge that was chosen."""
    row = asked_or_404(request, obligation_id)
    named = period_of(row, period)
    if named is None:
        raise Http404
    told = known_of(request.GET.get("known", ""))
    return board_of(request.staff, row, named, today(), told.moment), told


_FILTERS: dict[str, Callable[[Row], bool]] = {
    "": lambda _row: True,
    "late": lambda row: row.owed.is_late,
    "nil": lambda row: row.is_nil,
    "received": lambda row: row.owed.known.received_on is not None,
    "missing": lambda row: row.owed.known.received_on is None,
    "approved": lambda row: row.owed.known.locked is not None,
    "sent": lambda row: row.owed.standing == Standing.SENT,
    "returned": lambda row: row.owed.standing == Standing.RETURNED,
    "extended": lambda row: row.owed.given is not None,
    "asking": lambda row: row.owed.asks is not None,
}


def _filtered(request: StaffRequest, board: Board) -> list[Row]:
    chosen, words = request.GET.get("show", ""), request.GET.get("q", "").strip().casefold()
    district = request.GET.get("district", "")
    is_shown = _FILTERS.get(chosen, _FILTERS[""])
    return [
        row
        for row in board.rows
        if is_shown(row) and words in row.owed.body.short_name.casefold() and district in ("", district_of(row))
    ]


def district_of(row: Row) -> str:
    """Give the district of a body of a former commune; there are none since 1/7/2025."""
    parent = row.owed.body.place.parent
    return parent.full_name if parent is not None and parent.level == "district" else ""


@staff_only
def show(request: StaffRequest, obligation_id: UUID, period: str) -> HttpResponse:
    """Show the counts of a period and each body that owes."""
    board, told = _board(request, obligation_id, period)
    known = told.moment
    counts, rows = board.counts, _filtered(request, board)
    words = [
        ("", pgettext("reports", "All"), counts.expected), ("received", pgettext("reports", "Received"), counts.received), ("sent", _("Waits for approval"), counts.waiting),
        ("returned", pgettext("reports", "Returned"), counts.returned), ("approved", pgettext("reports", "Approved"), counts.approved),
        ("missing", pgettext("reports", "Not received"), counts.missing), ("late", pgettext("reports", "Late or overdue"), counts.late + counts.overdue),
        ("nil", pgettext("answer", "Nothing arose"), counts.nil), ("extended", _("Given more time"), counts.extended), ("asking", _("Asks for more time"), counts.asking),
    ]  # fmt: skip
    districts = sorted({name for row in board.rows if (name := district_of(row))})
    context: dict[str, Any] = {
        "board": board, "row": board.obligation, "period": board.period, "counts": counts, "who": who_words(board.obligation),
        "rows": [(one, TONES[one.owed.standing]) for one in rows], "n_rows": len(rows), "chips": chips_of(request, "show", words),
        "districts": districts, "district": request.GET.get("district", ""), "q": request.GET.get("q", ""), "show": request.GET.get("show", ""),
        "received_share": share(counts.received, counts.expected), "in_time_share": share(counts.in_time, counts.expected),
        "approved_share": share(counts.approved, counts.expected), "is_running": (day_in_vietnam(known) if known else today()) <= board.period.last,
        "known": known, "told": told,
        "may_write": known is None and may(RULES, Act.KEEP_OBLIGATION, request.staff, board.obligation), "may_export": may(RULES, Act.EXPORT_BOARD, request.staff, board.obligation),
        "query": request.GET.urlencode(),
    }  # fmt: skip
    return render(request, "reports/calendar/board.html", context)


@staff_only
def download(request: StaffRequest, obligation_id: UUID, period: str) -> HttpResponse:
    """Give the shown rows as CSV; the export is logged."""
    board, told = _board(request, obligation_id, period)
    known = told.moment
    if told.is_wrong or not may(RULES, Act.EXPORT_BOARD, request.staff, board.obligation):
        raise Http404
    rows, text = _filtered(request, board), io.StringIO()
    writer = csv.writer(text)
    writer.writerow([
        _("body"), _("period"), _("last day"), _("day before the extension"), _("extended by"), _("received on"), _("state"), _("in time"), _("nothing arose"), _("version"),
    ])  # fmt: skip
    for row in rows:
        newest, received, due, given = row.owed.known.newest, row.owed.known.received_on, row.owed.due, row.owed.given
        in_time = "" if received is None or due is None else _("yes") if received <= due else _("no")
        writer.writerow([
            row.owed.body.short_name, board.period.code, due.isoformat() if due else "", given.old_on.isoformat() if given else "",
            given.sign if given else "", received.isoformat() if received else "",
            row.owed.standing.label, in_time, _("yes") if row.is_nil else _("no"), newest.number if newest else "",
        ])  # fmt: skip
    details = {"obligation": str(board.obligation.pk), "period": board.period.code, "rows": len(rows)} | (
        {"known": known.isoformat()} if known else {}
    )
    audit.record(Act.EXPORT_BOARD, by=request.staff, details=details)
    return csv_file(text.getvalue(), f"reports-{board.period.code}.csv")
