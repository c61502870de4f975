"""The catalogue of indicators: what each counts, how it adds up, where its figures come from."""

import csv
import io
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from vongtay.common.downloads import csv_file
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.indicators.models import Dimension, Indicator, SourceKind
from vongtay.reports.permissions import Act
from vongtay.reports.queries import in_order_of_report
from vongtay.reports.views.asked import allowed_or_404, indicator_name
from vongtay.reports.views.report import SECTION_LABELS


@staff_only
def show(request: StaffRequest) -> HttpResponse:
    """Show the indicators by part of the report."""
    allowed_or_404(request.staff, Act.READ)
    sections: dict[str, list[dict[str, Any]]] = {}
    for row in in_order_of_report():
        sections.setdefault(row.section, []).append(_shown(row))
    parts = [{"label": SECTION_LABELS.get(code, code), "rows": rows} for code, rows in sections.items()]
    return render(request, "reports/catalogue.html", {"parts": parts, "many": sum(len(part["rows"]) for part in parts)})


def _shown(row: Indicator) -> dict[str, Any]:
    return {
        "indicator": row, "name": indicator_name(row), "formula": formula(row),
        "splits": [Dimension(one).label for one in row.splits.split()], "sources": [SourceKind(one).label for one in row.sources.split()],
    }  # fmt: skip


def formula(row: Indicator) -> str:
    """Say in words how figures of an indicator become its total."""
    if row.adds_up:
        return _("Figures are added.")
    return _("Figures are told one by one, never added.")


@staff_only
def download(request: StaffRequest) -> HttpResponse:
    """Give the catalogue as CSV."""
    allowed_or_404(request.staff, Act.READ)
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(
        [
            "code",
            "name_vi",
            "name_en",
            "unit",
            "section",
            "kind",
            "adds_up",
            "formula",
            "splits",
            "sources",
            "definition",
            "definition_vi",
        ]
    )
    for row in in_order_of_report():
        writer.writerow([
            row.pk, row.name_vi, row.name_en, row.unit, row.section, row.kind, "yes" if row.adds_up else "no", formula(row), row.splits, row.sources,
            row.definition, row.definition_vi,
        ])  # fmt: skip
    return csv_file(text.getvalue(), "indicators.csv")
