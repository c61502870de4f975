"""Signals of risk by commune, side by side, each as its own number: no score is made of them. Each opens its rows."""

from collections import defaultdict
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from vongtay.cases.queries import count_abroad, count_persons, held_counts
from vongtay.common.access import Staff
from vongtay.common.ages import default_bands
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.programme.queries import businesses_by_area, risk_areas
from vongtay.programme.states.documents import RiskLevel
from vongtay.programme.states.inspections import BusinessKind
from vongtay.reports import queries
from vongtay.reports.grids import Grid, Line, Number, counted
from vongtay.reports.holding import told_or_held
from vongtay.reports.permissions import Act
from vongtay.reports.views.asked import allowed_or_404
from vongtay.reports.views.boards.board import export, filters_of, places_of
from vongtay.reports.views.boards.chosen import Chosen, chosen_of, chosen_or_404
from vongtay.reports.views.boards.drawing import Sheet
from vongtay.reports.views.boards.measures import abroad_url
from vongtay.reports.views.boards.persons import held_note, held_words

SIGNALS: dict[str, str | Promise] = {
    "risk": gettext_lazy("Risk as judged"), "abroad": gettext_lazy("Residents abroad"), "returned": pgettext_lazy("residents abroad", "Came back"),
    "identified": gettext_lazy("Identified, of residents abroad"), "received": gettext_lazy("Received there"),
    **{kind.value: kind.label for kind in (BusinessKind.LABOUR_EXPORT, BusinessKind.MARRIAGE, BusinessKind.SENSITIVE, BusinessKind.FOREIGN_LABOUR)},
}  # fmt: skip
PERSONS = ("abroad", "returned", "identified", "received")
# Of persons, what a role sees that may not see small counts, by which dimension: stages of one list would tell one another.
HELD = {"abroad": "abroad", "received": "place"}

Signals = dict[str, dict[int, Number]]


def signals_of(staff: Staff, chosen: Chosen) -> Signals:
    """Give each signal by commune."""
    found: Signals = defaultdict(dict)
    for one in risk_areas(staff, chosen.period, area_id=chosen.area.pk, as_known_on=chosen.question.as_known_on):
        words = str(RiskLevel(one.row.level).label)
        found["risk"][one.row.area_id] = Number(
            one.row.level, words, reverse("programme:risk_area", args=[one.row.area_id])
        )
    for (area, kind), n in businesses_by_area(staff, area_id=chosen.area.pk).items():
        if kind in SIGNALS:
            found[kind][area] = counted(
                n, f"{reverse('programme:businesses')}?{urlencode({'kind': kind, 'area': str(area)})}"
            )
    if chosen.k:
        _add_held(found, chosen)
        return found
    for name, counts in _persons(chosen).items():
        found[name] = {place: counted(n, _url(chosen, name, place)) for place, n in counts.items()}
    return found


def _add_held(found: Signals, chosen: Chosen) -> None:
    """Add what a role that may not see small counts is told; of a whole that is held back, no commune is told apart."""
    told = held_counts(area_id=chosen.area.pk, year=chosen.period.year, by=list(HELD.values()))
    known = {place for numbers in found.values() for place in numbers}
    places = known | {int(key) for one in told.values() for key in one.parts if key != "?"}
    for name, dimension in HELD.items():
        found[name] = {place: told_or_held(told[dimension].part(str(place)), held_words()) for place in places}


def _persons(chosen: Chosen) -> dict[str, dict[int, int]]:
    found: dict[str, dict[int, int]] = {name: defaultdict(int) for name in PERSONS}
    moment = chosen.question.as_known_on
    for cell in count_abroad(area_id=chosen.area.pk, periods=[chosen.period], as_known_on=moment):
        if cell.stage in found:
            found[cell.stage][cell.place_id] += cell.n
    for row in count_persons(
        area_id=chosen.area.pk, periods=[chosen.period], by=("place",), bands=default_bands(), as_known_on=moment
    ):
        if row.place_id is not None:
            found["received"][row.place_id] += row.n
    return found


def _url(chosen: Chosen, name: str, place: int) -> str:
    if name == "received":
        return chosen.behind_url(area_id=place)
    return abroad_url(chosen, place).replace("/abroad/abroad/", f"/abroad/{name}/")


def sheet_of(chosen: Chosen, found: Signals, sort: str) -> Sheet:
    """Give the table: a row for each commune with any signal, sorted by the one chosen."""
    names = [name for name in SIGNALS if not chosen.k or name not in PERSONS or name in HELD]
    places = {place for numbers in found.values() for place in numbers}
    called = queries.names_of_places(sorted(places))
    none = Number(0, "0")

    def key(place: int) -> tuple[Any, ...]:
        number = found[sort].get(place, none)
        return (-(number.value or 0), number.value is not None, called[place])

    lines = tuple(
        Line(called[place], tuple(found[name].get(place, Number(None, "") if name == "risk" else none) for name in names))
        for place in sorted(places, key=key)
    )  # fmt: skip
    return Sheet(
        "hot-spots", _("By commune"), Grid((_("Area"), *(str(SIGNALS[name]) for name in names)), lines), source=_("this system"), period=chosen.period.span,
        csv_url=chosen.url("hot_spots_csv", sort=sort), note=held_note(chosen.k) if chosen.k else "",
    )  # fmt: skip


def _sort(request: StaffRequest) -> str:
    asked = request.GET.get("sort", "")
    return asked if asked in SIGNALS else "abroad"


@staff_only
def show_hot_spots(request: StaffRequest) -> HttpResponse:
    """Show the signals of risk by commune."""
    allowed_or_404(request.staff, Act.READ_BOARDS)
    chosen = chosen_of(request.GET, request.staff)
    if chosen is None:
        return render(request, "reports/boards/hot_spots.html", {"chosen": None})
    sort, found = _sort(request), signals_of(request.staff, chosen)
    context = {
        "chosen": chosen, "sheet": sheet_of(chosen, found, sort), "places": places_of(chosen),
        "filters": filters_of(request.staff, chosen, queries.in_order_of_report(), "none", hidden=(("sort", sort),)),
        "sorts": [
            {"label": words, "url": chosen.url("hot_spots", sort=name), "is_on": name == sort}
            for name, words in SIGNALS.items() if not chosen.k or name not in PERSONS or name in HELD
        ],
    }  # fmt: skip
    return render(request, "reports/boards/hot_spots.html", context)


@staff_only
def download_hot_spots(request: StaffRequest) -> HttpResponse:
    """Give the signals as CSV; the export is logged."""
    allowed_or_404(request.staff, Act.EXPORT_BOARDS)
    chosen = chosen_or_404(request.GET, request.staff)
    return export(request, sheet_of(chosen, signals_of(request.staff, chosen), _sort(request)), chosen)
