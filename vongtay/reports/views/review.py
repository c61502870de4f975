"""The review of schemes of several years: targets beside results, by year and for the whole stage."""

import csv
import io
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import translation
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from vongtay.audit import actions as audit
from vongtay.common.access import may
from vongtay.common.days import today
from vongtay.common.downloads import csv_file, xlsx_file
from vongtay.common.numbers import say_bound
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.common.templatetags.vietnam import vi_bound
from vongtay.papers.blocks.xlsx import Column, OfficialTable, write_xlsx
from vongtay.papers.models import Instrument
from vongtay.papers.queries import issuer_of
from vongtay.programme.queries.plans import Reached, schemes
from vongtay.reports.comparing import Stated
from vongtay.reports.permissions import RULES, Act
from vongtay.reports.review import Cell, Line, Review, Whence, review
from vongtay.reports.saying import say_share, say_stated
from vongtay.reports.views.asked import Known, allowed_or_404, indicator_name, known_of

NOT_STATED, NO_TARGET = "không nêu số liệu", "—"


@staff_only
def index(request: StaffRequest) -> HttpResponse:
    """Show the schemes of several years."""
    allowed_or_404(request.staff, Act.READ)
    return render(request, "reports/compare/reviews.html", {"schemes": schemes(request.staff)})


def _asked_or_404(request: StaffRequest, scheme_id: UUID) -> tuple[Review, Known]:
    scheme: Instrument = get_object_or_404(schemes(request.staff), pk=scheme_id)
    told = known_of(request.GET.get("known", ""))
    return review(request.staff, scheme, told.moment), told


@staff_only
def show(request: StaffRequest, scheme_id: UUID) -> HttpResponse:
    """Show each target of a scheme beside its results."""
    allowed_or_404(request.staff, Act.READ)
    found, told = _asked_or_404(request, scheme_id)
    known = f"?{urlencode({'known': told.address})}" if told.address else ""
    context = {
        "review": found, "scheme": found.scheme, "lines": [_shown(line, found.years) for line in found.lines], "moment": told.moment, "told": told,
        "known": known, "may_export": may(RULES, Act.EXPORT_STATISTICS, request.staff),
    }  # fmt: skip
    return render(request, "reports/compare/review.html", context)


def _shown(line: Line, years: tuple[int, ...]) -> dict[str, Any]:
    return {
        "name": indicator_name(line.indicator), "area": line.area, "unit": line.unit, "whole": _cell(line.whole),
        "years": [(str(year), None if cell is None else _cell(cell)) for year, cell in zip(years, line.years, strict=True)],
    }  # fmt: skip


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "target": _target(cell), "result": "" if cell.result is None else say_stated(cell.result), "share": "" if cell.share is None else say_share(cell.share),
        "is_over": cell.is_over, "is_listed": any(one.line is not None and one.amount is None for one in cell.targets), "is_sum": cell.whence is Whence.SUM,
        "many": len(cell.targets) if cell.target is None and len(cell.targets) > 1 else 0, "state": cell.targets[0].state if len(cell.targets) == 1 else "",
    }  # fmt: skip


def _target(cell: Cell) -> str:
    if cell.whence is Whence.SUM:
        return say_stated(cell.target)
    return "; ".join(target_words(one) for one in cell.targets)


def target_words(one: Reached) -> str:
    """Say a target with its bound."""
    return vi_bound(one.target.number, one.target.bound)


def _logged(request: StaffRequest, scheme_id: UUID) -> Review:
    allowed_or_404(request.staff, Act.EXPORT_STATISTICS)
    found, told = _asked_or_404(request, scheme_id)
    if told.is_wrong:
        raise Http404
    audit.record(
        Act.EXPORT_STATISTICS, by=request.staff,
        details={"table": "review", "scheme": str(found.scheme.pk), "rows": len(found.lines)},
    )  # fmt: skip
    return found


@staff_only
def download(request: StaffRequest, scheme_id: UUID) -> HttpResponse:
    """Give the review as CSV, one line for each target and year, the whole stage as `*`."""
    found = _logged(request, scheme_id)
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(
        [
            "code",
            "name",
            "area",
            "unit",
            "year",
            "target",
            "result_low",
            "result_high",
            "share_low",
            "share_high",
            "over_100",
        ]
    )
    for line in found.lines:
        for year, cell in [*zip(map(str, found.years), line.years, strict=True), ("*", line.whole)]:
            if cell is not None:
                head = [
                    line.indicator.pk,
                    indicator_name(line.indicator),
                    line.area.full_name,
                    line.unit,
                    year,
                    _target(cell),
                ]
                percent = cell.share.percent if cell.share else None
                writer.writerow([*head, *_ends(cell.result), *_ends(percent), "yes" if cell.is_over else ""])
    return csv_file(text.getvalue(), f"review-{found.years[0]}-{found.years[-1]}.csv")


def _ends(stated: Any) -> list[str]:
    ends = (None, None) if stated is None else (stated.low, stated.high)
    return ["" if one is None else f"{float(one):.2f}".rstrip("0").rstrip(".") for one in ends]


@staff_only
def table(request: StaffRequest, scheme_id: UUID) -> HttpResponse:
    """Give the review as a spreadsheet in the layout of our papers."""
    found = _logged(request, scheme_id)
    with translation.override("vi"):
        columns = [
            Column("Chỉ tiêu", width=34),
            Column("Địa bàn", width=20),
            Column("Đơn vị tính", width=12, align="center"),
        ]
        for name in (*map(str, found.years), "Cả giai đoạn"):
            columns += [
                Column(f"{name}: kế hoạch", width=14, align="right"),
                Column(f"{name}: kết quả", width=14, align="right"),
                Column(f"{name}: đạt", width=12, align="right"),
            ]
        rows = [
            (line.indicator.name_vi, line.area.full_name, line.unit, *(part for cell in (*line.years, line.whole) for part in _parts(cell)))
            for line in found.lines
        ]  # fmt: skip
        title = (
            "Kết quả thực hiện các mục tiêu",
            found.scheme.called,
            f"(giai đoạn {found.years[0]}–{found.years[-1]})",
        )
        notes = (
            "Kết quả cả giai đoạn được cộng lại trên toàn thời gian: số liệu vắt qua hai năm chỉ tính một lần.",
            "“Không nêu số liệu” là chưa ai báo cáo số cộng được.",
        )
        made = OfficialTable(issuer_of(request.staff, today()), title, tuple(columns), rows, notes=notes)
    return xlsx_file(write_xlsx(made), f"ket-qua-muc-tieu-{found.years[0]}-{found.years[-1]}.xlsx")


def _parts(cell: Cell | None) -> tuple[str, str, str]:
    if cell is None:
        return NO_TARGET, NO_TARGET, NO_TARGET
    target = "; ".join(say_bound(one.target.number or 0, one.target.bound) for one in cell.targets) or _stated(
        cell.target
    )
    return (
        target,
        NOT_STATED if cell.result is None else say_stated(cell.result),
        say_share(cell.share) if cell.share else NO_TARGET,
    )


def _stated(target: Stated | None) -> str:
    return say_stated(target) if target else _("no target")
