"""The board of a role: its charts with their tables and files, all narrowed by one address."""

from functools import lru_cache
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vongtay.agencies.models import Place
from vongtay.agencies.roles import Role
from vongtay.audit import actions as audit
from vongtay.cases.states import Route
from vongtay.common.access import Staff
from vongtay.common.days import today
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.indicators.models import Indicator
from vongtay.people.models import Sex
from vongtay.reports import queries
from vongtay.reports.counting import By
from vongtay.reports.forms import CALENDARS, FIRST_YEAR, PARTS
from vongtay.reports.permissions import Act
from vongtay.reports.views.asked import allowed_or_404, indicator_name
from vongtay.reports.views.boards import persons, work
from vongtay.reports.views.boards.chosen import Chosen, chosen_of, chosen_or_404
from vongtay.reports.views.boards.drawing import Sheet, drawn, file_of

# What each role sees first; everybody sees all of it.
ORDER: dict[str, tuple[str, ...]] = {
    Role.HEAD: ("plan", "persons", "limits", "programme"),
    Role.REPORTER: ("persons", "programme", "limits", "plan"),
    Role.STATISTICIAN: ("persons", "programme", "limits", "plan"),
}


def sheets_of(staff: Staff, chosen: Chosen, catalogue: list[Indicator]) -> list[Sheet]:
    """Give the sheets of a role in its order."""
    made: list[Sheet] = []
    for part in ORDER[staff.role]:
        made += _part(part, staff, chosen, catalogue)
    return made


def _part(part: str, staff: Staff, chosen: Chosen, catalogue: list[Indicator]) -> list[Sheet]:
    if part == "plan":
        return [work.plan(staff)]
    if part == "limits":
        return [] if chosen.k else [work.limits(chosen)]
    if part == "programme":
        indicator = work.indicator_of(chosen, catalogue)
        return [] if indicator is None else [work.programme(staff, chosen, indicator)]
    if chosen.k:
        return persons.held_sheets(chosen)
    cells = persons.persons_of(chosen)
    return [persons.months(chosen, cells), *(persons.split(chosen, cells, by) for by in By)]


@staff_only
def show_board(request: StaffRequest) -> HttpResponse:
    """Show the board of the role that asks."""
    allowed_or_404(request.staff, Act.READ_BOARDS)
    chosen = chosen_of(request.GET, request.staff)
    if chosen is None:
        return render(request, "reports/boards/board.html", {"chosen": None})
    catalogue = queries.in_order_of_report()
    context = {
        "chosen": chosen, "panels": [drawn(sheet) for sheet in sheets_of(request.staff, chosen, catalogue)],
        "filters": filters_of(request.staff, chosen, catalogue), "places": places_of(chosen),
    }  # fmt: skip
    return render(request, "reports/boards/board.html", context)


def places_of(chosen: Chosen) -> list[tuple[str, str, str]]:
    """Give the boards beside this one: address, icon, words."""
    names = (
        ("board_map", "map-2", _("Map")),
        ("ways", "route", _("Origin, transit, destination")),
        ("hot_spots", "flame", _("Signals of risk by commune")),
        ("tables", "table", _("Tables of one's own")),
    )
    return [(chosen.url(name), icon, words) for name, icon, words in names]


def filters_of(
    staff: Staff, chosen: Chosen, catalogue: list[Indicator], *fields: str, hidden: tuple[tuple[str, str], ...] = ()
) -> str:
    """Give the form of the choice. fields: those besides area, calendar and period; none named: all. hidden: what else the address keeps."""
    mandates = queries.mandates_of(staff)
    areas = tuple((row.area_id, row.area.full_name) for row in mandates)
    provinces = (
        () if chosen.k else tuple((row.pk, row.full_name) for row in queries.countable(mandates)[len(mandates) :])
    )
    communes = () if chosen.k else tuple(queries.communes_in(mandates).values_list("pk", "full_name"))
    codes = tuple((row.pk, indicator_name(row)) for row in catalogue if row.adds_up)
    return _filters(
        (areas, provinces, communes),
        codes,
        _Choice.of(chosen),
        fields or ("route", "sex", "indicator"),
        hidden,
        get_language() or "",
        today().year,
    )


class _Choice(tuple[Any, ...]):
    """What is chosen, as the form shows it: the same values give the same form."""

    __slots__ = ()

    @classmethod
    def of(cls, chosen: Chosen) -> "_Choice":
        period = chosen.period
        return cls(
            (
                chosen.area.pk,
                period.calendar.value,
                period.year,
                period.code[4:],
                chosen.route,
                chosen.sex,
                chosen.indicator or work.FIRST_INDICATOR,
                chosen.known,
                chosen.k,
            )
        )


@lru_cache(maxsize=128)
def _filters(
    places: Any,
    codes: Any,
    choice: _Choice,
    fields: tuple[str, ...],
    hidden: Any,
    language: str,
    this_year: int,
) -> str:
    areas, provinces, communes = places
    names = ("area", "calendar", "year", "part", "route", "sex", "indicator", "known", "k")
    with translation.override(language):
        return render_to_string("reports/boards/filters.html", {
            "areas": areas, "provinces": provinces, "communes": communes, "codes": codes, "now": dict(zip(names, choice, strict=True)), "fields": fields, "hidden": hidden,
            "calendars": CALENDARS, "parts": PARTS, "years": range(this_year + 1, FIRST_YEAR - 1, -1), "routes": Route.choices, "sexes": Sex.choices,
        })  # fmt: skip


@staff_only
def download_board(request: StaffRequest, key: str) -> HttpResponse:
    """Give the table of one sheet as CSV; the export is logged."""
    allowed_or_404(request.staff, Act.EXPORT_BOARDS)
    chosen = chosen_or_404(request.GET, request.staff)
    found = {sheet.key: sheet for sheet in sheets_of(request.staff, chosen, queries.in_order_of_report())}
    if key not in found:
        raise Http404
    return export(request, found[key], chosen)


def export(request: StaffRequest, sheet: Sheet, chosen: Chosen) -> HttpResponse:
    """Give a sheet as a file, and log that it left."""
    area: Place = chosen.area
    audit.record(
        Act.EXPORT_BOARDS, by=request.staff,
        details={"area": area.pk, "period": chosen.period.code, "sheet": sheet.key, "rows": len(sheet.grid.lines)},
    )  # fmt: skip
    return file_of(sheet, f"{sheet.key}-{area.code}-{chosen.period.code}.csv")
