"""How bodies keep the limits of the law, and how long notices wait with them: counts under the mandate, table and CSV."""

import csv
import io
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from vongtay.agencies.models import Place
from vongtay.audit import actions as audit
from vongtay.cases.queries import queues
from vongtay.common.days import today
from vongtay.common.downloads import csv_file
from vongtay.common.requests import StaffRequest, staff_only, whole_number
from vongtay.reports import queries
from vongtay.reports.forms import FIRST_YEAR
from vongtay.reports.permissions import Act
from vongtay.reports.views.asked import NOW, Known, allowed_or_404, known_of
from vongtay.tasks.queries import Lateness, lateness

QUARTERS = {"": (1, 12), "1": (1, 3), "2": (4, 6), "3": (7, 9), "4": (10, 12)}


@dataclass(frozen=True)
class Chosen:
    """One area, a year and perhaps a quarter of it: clocks that started then are counted, as known now or at the moment told."""

    area: Place
    year: int
    quarter: str
    told: Known = NOW

    @property
    def first(self) -> date:
        """The first day counted."""
        return date(self.year, QUARTERS[self.quarter][0], 1)

    @property
    def last(self) -> date:
        """The last day counted."""
        month = QUARTERS[self.quarter][1]
        return date(self.year, month, 30 if month in {6, 9} else 31)

    @property
    def query(self) -> str:
        """The address of the same choice."""
        known = {"known": self.told.address} if self.told.address else {}
        return urlencode({"area": str(self.area.pk), "year": str(self.year), "quarter": self.quarter} | known)

    def rows(self) -> list[Lateness]:
        """Give the counts; the database gives those of the mandate alone."""
        return lateness(area_id=self.area.pk, first=self.first, last=self.last, as_known_on=self.told.moment)


def _areas(request: StaffRequest) -> list[Place]:
    return queries.countable(queries.mandates_of(request.staff))


def _chosen(request: StaffRequest, areas: list[Place]) -> Chosen | None:
    if not areas:
        return None
    area, year, quarter = (request.GET.get(name, "") for name in ("area", "year", "quarter"))
    place = {area.pk: area for area in areas}.get(whole_number(area) or 0, areas[0])
    wanted = whole_number(year) or 0
    year_of = wanted if FIRST_YEAR <= wanted <= today().year + 1 else today().year
    return Chosen(place, year_of, quarter if quarter in QUARTERS else "", known_of(request.GET.get("known", "")))


@staff_only
def show(request: StaffRequest) -> HttpResponse:
    """Show, by body, limits kept and missed, what is open and late, and the notices that wait."""
    allowed_or_404(request.staff, Act.READ_STATISTICS)
    areas = _areas(request)
    chosen = _chosen(request, areas)
    if chosen is None:
        return render(request, "reports/lateness.html", {"chosen": None})
    rows = chosen.rows()
    sums = {
        "in_time": _("Met in time"),
        "late": _("Met late"),
        "open_late": _("Open and late"),
        "open": _("Open, not due yet"),
        "paused": _("Paused"),
    }
    context: dict[str, Any] = {
        "chosen": chosen, "areas": areas, "years": range(today().year, FIRST_YEAR - 1, -1), "quarters": ("1", "2", "3", "4"),
        "rows": rows, "sums": [(words, sum(getattr(row, name) for row in rows)) for name, words in sums.items()],
        "queues": queues(area_id=chosen.area.pk), "csv_query": chosen.query,
    }  # fmt: skip
    return render(request, "reports/lateness.html", context)


@staff_only
def download(request: StaffRequest) -> HttpResponse:
    """Give the shown counts as CSV; the export is logged."""
    allowed_or_404(request.staff, Act.EXPORT_STATISTICS)
    chosen, text = _chosen(request, _areas(request)), io.StringIO()
    writer = csv.writer(text)
    writer.writerow([
        _("body"), _("from day"), _("to day"), _("met in time"), _("met late"), _("open and late"), _("open, not due yet"), _("paused"), _("median days"),
    ])  # fmt: skip
    rows = chosen.rows() if chosen else []
    for row in rows:
        days = "" if row.median_days is None else f"{row.median_days:g}"
        period = (chosen.first.isoformat(), chosen.last.isoformat()) if chosen else ("", "")
        writer.writerow([row.body_name, *period, row.in_time, row.late, row.open_late, row.open, row.paused, days])
    if chosen:
        audit.record(
            Act.EXPORT_STATISTICS, by=request.staff,
            details={"area": chosen.area.pk, "year": chosen.year, "rows": len(rows), "what": "lateness"},
        )  # fmt: skip
    return csv_file(text.getvalue(), "limits-kept.csv")
