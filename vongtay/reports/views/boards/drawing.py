"""A sheet of a board: one chart, its table and its file from the same grid. Drawn once for the same content."""

import csv
import io
from dataclasses import dataclass
from functools import lru_cache

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from vongtay.common import charts
from vongtay.common.downloads import csv_file
from vongtay.reports.grids import Grid


@dataclass(frozen=True)
class Sheet:
    """What one panel shows. kind: columns, rows, line, or table, which has no chart. more: address and words of the page that goes further."""

    key: str
    title: str
    grid: Grid
    kind: str = "table"
    source: str = ""
    period: str = ""
    note: str = ""
    csv_url: str = ""
    more: tuple[str, str] = ("", "")
    held: str = ""  # how a number is said that is held back
    tones: tuple[int, ...] = (1, 2, 3, 4, 5)  # the colour and pattern of each column charted
    charted: int = 0  # how many columns of the table the chart shows, from the left; 0: all


def drawn(sheet: Sheet) -> SafeString:
    """Give the panel of a sheet."""
    return _drawn(sheet, get_language() or "")


@lru_cache(maxsize=512)
def _drawn(sheet: Sheet, language: str) -> SafeString:
    """Draw a panel, once for the same content: it is made of nothing else, so a changed number is another panel."""
    with translation.override(language):
        grid, chart, key = sheet.grid, SafeString(), SafeString()
        heads = grid.heads[1 : 1 + sheet.charted] if sheet.charted else grid.heads[1:]
        series = [
            charts.Series(head, grid.column(at), tone)
            for (at, head), tone in zip(enumerate(heads), sheet.tones, strict=False)
        ]
        if grid.lines and sheet.kind in {"columns", "rows"}:
            draw = charts.columns if sheet.kind == "columns" else charts.rows
            chart = draw(sheet.title, grid.names, series, mark=sheet.held)
            key = charts.legend(series) if len(series) > 1 else key
            if sheet.kind == "columns" and any(None in one.values for one in series):
                key += charts.legend_of_held(sheet.held)
        elif grid.lines and sheet.kind == "line":
            chart = charts.line(sheet.title, grid.names, series[0].values)
        return render_to_string("reports/boards/sheet.html", {"sheet": sheet, "chart": chart, "legend": key})


def file_of(sheet: Sheet, name: str) -> HttpResponse:
    """Give the table of a sheet as CSV."""
    text = io.StringIO()
    csv.writer(text).writerows(sheet.grid.cells())
    return csv_file(text.getvalue(), name)
