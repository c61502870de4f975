"""Programme figures of a period by commune: each number opens the claims that it is made of; tellings of one event are judged here."""

import csv
import io
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vongtay.agencies.models import Body
from vongtay.agencies.places.units import COUNTRY
from vongtay.agencies.queries import province_today
from vongtay.audit import actions as audit
from vongtay.common.access import Refused
from vongtay.common.downloads import csv_file
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.indicators import actions as indicators
from vongtay.indicators.models import Figure, Indicator
from vongtay.indicators.queries import Amount, Cell, add_up, figure_of, roll_up
from vongtay.reports import queries
from vongtay.reports.compile import plain
from vongtay.reports.permissions import Act
from vongtay.reports.views.asked import Asked, allowed_or_404, asked_or_404, head_of, indicator_name, words_of
from vongtay.reports.views.report import SECTION_LABELS

FIRST_SECTION = "III.1"


@dataclass(frozen=True, slots=True)
class Shown:
    """A number of the table: its words, and the address of the claims behind it; empty words where nothing was told."""

    text: str = ""
    url: str = ""


_UNTOLD = Shown()


@dataclass(frozen=True)
class Matrix:
    """The figures of one part of the report: communes down, indicators across. `body_id`: what one body says alone."""

    asked: Asked
    section: str
    body_id: UUID | None
    columns: tuple[Indicator, ...]  # those whose figures are added
    apart: tuple[Indicator, ...]  # those whose figures never are
    cells: Sequence[Cell]

    @cached_property
    def places(self) -> dict[int, str]:
        """The areas that were spoken of, the whole first, then by name."""
        whole = self.asked.question.area.pk
        names = queries.names_of_places(sorted({cell.area_id for cell in self.cells}))
        return dict(sorted(names.items(), key=lambda item: (item[0] != whole, item[1])))

    def rows(self) -> list[tuple[str, list[Shown]]]:
        """Give each area with its numbers, in the order of the columns."""
        held = {(cell.area_id, cell.code): cell for cell in self.cells}
        # Hundreds of addresses that differ in the area alone: each column's is written once, for an area 0.
        addresses = [self.asked.of_place(0).figure_url(column.pk, "claims") for column in self.columns]
        columns = [
            (column.pk, *address.split("/0/", 1)) for column, address in zip(self.columns, addresses, strict=True)
        ]
        return [
            (name, [_shown(held.get((place, code)), f"{before}/{place}/{after}") for code, before, after in columns])
            for place, name in self.places.items()
        ]

    def sums(self) -> list[Shown]:
        """Give the sum of each column; it opens the claims of the whole area."""
        parts: dict[str, list[Amount]] = defaultdict(list)
        for cell in self.cells:
            parts[cell.code].append(cell.amount)
        return [
            Shown(words_of(add_up(parts[code])), self.asked.figure_url(code)) if code in parts else _UNTOLD
            for code in (column.pk for column in self.columns)
        ]


def _shown(cell: Cell | None, url: str) -> Shown:
    return _UNTOLD if cell is None else Shown(words_of(cell.amount), url)


def matrix_or_404(request: StaffRequest, address: dict[str, Any]) -> Matrix:
    """Read the address and add up. What is no part, and no body, is missing."""
    asked = asked_or_404(request.staff, address, request.GET.get("known", ""))
    section, body = request.GET.get("section", FIRST_SECTION), request.GET.get("body", "")
    catalogue = list(Indicator.objects.filter(section=section))
    try:
        body_id = UUID(body) if body else None
    except ValueError as wrong:
        raise Http404 from wrong
    if not catalogue:
        raise Http404
    question = asked.question
    columns = tuple(row for row in catalogue if row.adds_up)
    cells = roll_up(
        request.staff, area_id=question.area.pk, period=question.period, indicators=columns, body_id=body_id,
        as_known_on=question.as_known_on,
    )  # fmt: skip
    if question.area.pk == COUNTRY:
        cells = _by_province(cells)
    return Matrix(asked, section, body_id, columns, tuple(row for row in catalogue if not row.adds_up), cells)


def _by_province(cells: Sequence[Cell]) -> list[Cell]:
    """Add up cells by the province of today in which each area lies; what is of no province stays with the country."""
    parts: dict[tuple[int, str], list[Cell]] = defaultdict(list)
    for cell in cells:
        parts[province_today(cell.area_id) or COUNTRY, cell.code].append(cell)
    return [
        Cell(code, area, amount, all(cell.is_nil for cell in held), sum(cell.n for cell in held))
        for (area, code), held in parts.items() if (amount := add_up([cell.amount for cell in held])) is not None
    ]  # fmt: skip


@staff_only
def show(request: StaffRequest, **address: Any) -> HttpResponse:
    """Show the figures of a part of the report by commune and indicator."""
    allowed_or_404(request.staff, Act.READ)
    found = matrix_or_404(request, address)
    asked, body = found.asked, str(found.body_id or "")
    used = {cell.code for cell in found.cells}
    context = head_of(asked) | {
        "matrix": found, "rows": found.rows(), "sums": found.sums(), "heads": [indicator_name(row) for row in found.columns],
        "units": [row.unit for row in found.columns],
        "sections": [
            {"label": SECTION_LABELS.get(code, code), "url": asked.url("matrix", section=code, body=body), "is_on": code == found.section}
            for code in queries.sections()
        ],
        **_told_by(request, found), "chosen_body": body, "is_empty": not used,
        "apart": [{"name": indicator_name(row), "url": asked.figure_url(row.pk)} for row in found.apart],
        "csv_url": asked.url("matrix_csv", section=found.section, body=body), "xlsx_url": asked.url("matrix_xlsx", section=found.section, body=body),
    }  # fmt: skip
    return render(request, "reports/matrix.html", context)


def _told_by(request: StaffRequest, found: Matrix) -> dict[str, Any]:
    """Give the bodies to choose from: those of a province in a list, those of the country by words of their names."""
    question = found.asked.question
    if question.area.pk != COUNTRY:
        return {"bodies": queries.bodies_in(question)}
    words = request.GET.get("who", "").strip()[:80]
    chosen = Body.objects.filter(pk=found.body_id).first() if found.body_id else None
    return {
        "is_country": True, "who": words, "chosen_name": chosen.short_name if chosen else "", "all_url": found.asked.url("matrix", section=found.section),
        "found": [(row.short_name, found.asked.url("matrix", section=found.section, body=str(row.pk))) for row in queries.bodies_named(question, words)],
    }  # fmt: skip


@staff_only
def download(request: StaffRequest, **address: Any) -> HttpResponse:
    """Give the table as CSV, one line for each area and indicator, with lower and upper value; the export is logged."""
    allowed_or_404(request.staff, Act.EXPORT_STATISTICS)
    found = matrix_or_404(request, address)
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([_("place"), _("indicator"), _("name"), _("at least"), _("at most"), _("unit"), _("figures")])
    columns = {row.pk: row for row in found.columns}
    for cell in found.cells:
        column, amount = columns[cell.code], cell.amount
        high = "" if amount.high is None else plain(amount.high)
        writer.writerow(
            [
                found.places[cell.area_id],
                cell.code,
                indicator_name(column),
                plain(amount.low),
                high,
                column.unit,
                cell.n,
            ]
        )
    question = found.asked.question
    audit.record(
        Act.EXPORT_STATISTICS, by=request.staff,
        details={"area": question.area.pk, "period": question.period.code, "section": found.section, "rows": len(found.cells)},
    )  # fmt: skip
    return csv_file(text.getvalue(), f"figures-{question.area.code}-{question.period.code}.csv")


@staff_only
@require_POST
def judge(request: StaffRequest, code: str, **address: Any) -> HttpResponse:
    """Judge two figures of one indicator: one event, or two. Back to the claims, with what came of it."""
    allowed_or_404(request.staff, Act.OPEN_ROWS)
    asked = asked_or_404(request.staff, address, request.GET.get("known", ""))
    try:
        figures = [_figure(request, code, name) for name in ("one", "other")]
        if request.POST.get("as") == "one":
            indicators.tell_one_event(figures=figures, by=request.staff)
            messages.success(request, _("They tell one event: it is counted once."))
        else:
            indicators.tell_apart(figures=figures, by=request.staff)
            messages.success(request, _("They tell two events: both are counted."))
    except Refused as refused:
        messages.error(request, " ".join(refused.reasons))
    return redirect(asked.figure_url(code))


def _figure(request: StaffRequest, code: str, name: str) -> Figure:
    try:
        figure = figure_of(request.staff, UUID(request.POST.get(name, "")))
    except (ValueError, Figure.DoesNotExist) as missing:
        raise Http404 from missing
    if figure.indicator_id != code:
        raise Http404
    return figure
