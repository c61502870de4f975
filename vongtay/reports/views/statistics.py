"""Counts by month, area and sex from the kept summary: table, chart, CSV."""

import csv
import io
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vongtay.agencies.models import Place
from vongtay.audit import actions as audit
from vongtay.cases.queries import Span, Sums, statistics, sums_of
from vongtay.common.charts import SIZE, bars
from vongtay.common.days import today
from vongtay.common.downloads import csv_file
from vongtay.common.requests import StaffRequest, staff_only, whole_number
from vongtay.people.models import Sex
from vongtay.reports import queries
from vongtay.reports.forms import FIRST_YEAR
from vongtay.reports.permissions import Act
from vongtay.reports.views.asked import allowed_or_404

MONTHS = range(1, 13)


@dataclass(frozen=True)
class Chosen:
    """What the counts are limited to: one area, a year, and a place in it."""

    area: Place
    year: int
    place_id: int | None

    @property
    def province_id(self) -> int:
        """The province whose summary is read."""
        return self.area.province_id or self.area.pk

    @property
    def span(self) -> Span:
        """The months and the area that are counted."""
        whole = self.area.pk == self.province_id
        return Span(self.province_id, date(self.year, 1, 1), date(self.year, 12, 31), None if whole else self.area.pk)

    def query(self, **changes: Any) -> str:
        """Give the address of the same filter, changed."""
        values = {"province": self.area.pk, "year": self.year, "place": self.place_id or ""} | changes
        return urlencode({name: value for name, value in values.items() if value != ""})


def chosen_of(asked: Any, areas: Sequence[Place]) -> Chosen:
    """Read the filter of the address; what it does not name, or names wrongly, is the first area and this year."""
    wanted = {area.pk: area for area in areas}
    province, year, place = (asked.get(name, "") for name in ("province", "year", "place"))
    area, number = wanted.get(whole_number(province) or 0, areas[0]), whole_number(year) or 0
    known = FIRST_YEAR <= number <= today().year + 1
    return Chosen(area, number if known else today().year, whole_number(place))


@staff_only
def show(request: StaffRequest) -> HttpResponse:
    """Show how many persons were received by month, area and sex."""
    allowed_or_404(request.staff, Act.READ_STATISTICS)
    areas = queries.countable(queries.mandates_of(request.staff))
    if not areas:
        return render(request, "reports/statistics.html", {"areas": areas})
    chosen = chosen_of(request.GET, areas)
    sums = sums_of(request.staff, chosen.span, chosen.place_id)
    context = {
        "areas": areas, "chosen": chosen, "years": range(today().year, FIRST_YEAR - 1, -1), "total": sum(n for *_rest, n in sums.by_month),
        **_drawn(chosen, sums, get_language() or ""),
    }  # fmt: skip
    return render(request, "reports/statistics.html", context)


def tables_of(chosen: Chosen, sums: Sums) -> dict[str, Any]:
    """Give the chart and the tables of the counts."""
    by_month = _table(((month.month, sex, n) for month, sex, n in sums.by_month), MONTHS)
    kept = [row for row in sums.by_place if chosen.place_id is None or row[0] == chosen.place_id]
    names = {place: name for place, name, *_rest in kept}
    by_place = _table(((place, sex, n) for place, _name, sex, n in kept), names)
    most_first = sorted(by_place.items(), key=lambda item: (-item[1][-1], item[0]))
    sexes = [str(sex.label) for sex in Sex]
    columns = _sums(by_month)
    return {
        "chosen": chosen, "sexes": sexes, "labels": [*sexes, _("Together")], "total": columns[-1], "sums": columns,
        "by_month": [(f"{month:02d}/{chosen.year}", cells) for month, cells in by_month.items()],
        "by_place": [(names[place], cells, chosen.query(place=place)) for place, cells in most_first],
        "bars": bars([cells[-1] for cells in by_month.values()]), "size": SIZE, "csv_query": chosen.query(),
    }  # fmt: skip


@lru_cache(maxsize=128)
def _drawn(chosen: Chosen, sums: Sums, language: str) -> dict[str, str]:
    """Write chart, tables and the choice of places, once for the same counts: they are made of nothing but what is asked for by."""
    places = sorted({place: name for place, name, *_rest in sums.by_place}.items(), key=lambda item: item[1])
    with translation.override(language):
        return {
            "tables": render_to_string("reports/statistics_tables.html", tables_of(chosen, sums)),
            "places": render_to_string("reports/statistics_places.html", {"places": places, "chosen": chosen}),
        }


def _table(rows: Any, keys: Any) -> dict[Any, list[int]]:
    """Give, for each key, the count of each sex and their sum."""
    numbers: dict[Any, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for key, sex, n in rows:
        numbers[key][sex] += n
    return {key: [*(cells := [numbers[key][sex] for sex in Sex]), sum(cells)] for key in keys}


def _sums(table: dict[Any, list[int]]) -> list[int]:
    return [sum(column) for column in zip(*table.values(), strict=True)]


@staff_only
def download(request: StaffRequest) -> HttpResponse:
    """Give the shown counts as CSV, one line for each month, area and sex; the export is logged."""
    allowed_or_404(request.staff, Act.EXPORT_STATISTICS)
    areas = queries.countable(queries.mandates_of(request.staff))
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([_("month"), _("place code"), _("place"), _("sex"), _("persons received")])
    name = "statistics.csv"
    if areas:
        chosen = chosen_of(request.GET, areas)
        counted = statistics(request.staff, chosen.span)
        rows = [row for row in counted if chosen.place_id is None or row.place_id == chosen.place_id]
        places = Place.objects.in_bulk({row.place_id for row in rows})
        for row in rows:
            place = places[row.place_id]
            writer.writerow([f"{row.month:%Y-%m}", place.code, place.full_name, Sex(row.sex).label, row.n])
        name = f"statistics-{chosen.area.code}-{chosen.year}.csv"
        audit.record(
            Act.EXPORT_STATISTICS,
            by=request.staff,
            details={"area": chosen.area.pk, "year": chosen.year, "rows": len(rows)},
        )
    return csv_file(text.getvalue(), name)
