"""The map of the country or of a province: each area a link, the same numbers as a table beside it."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from vongtay.agencies.places.units import COUNTRY
from vongtay.common.numbers import format_number
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.indicators.models import Indicator
from vongtay.programme.states.documents import RiskLevel
from vongtay.reports import queries
from vongtay.reports.grids import Grid, Line, Number
from vongtay.reports.mapping.svg import Classes, Mark, key, write
from vongtay.reports.permissions import Act
from vongtay.reports.queries import Map
from vongtay.reports.views.asked import allowed_or_404, indicator_name
from vongtay.reports.views.boards.board import export, filters_of, places_of
from vongtay.reports.views.boards.chosen import Chosen, chosen_of, chosen_or_404
from vongtay.reports.views.boards.drawing import Sheet
from vongtay.reports.views.boards.measures import MEASURES, OF_COUNTRY, Measured, measured
from vongtay.reports.views.boards.persons import caption, held_note, held_words
from vongtay.reports.views.boards.work import indicator_of

RISK = Classes((1, 2, 3))


@dataclass(frozen=True)
class Shown:
    """A map with its numbers, as the page and the file show it."""

    chosen: Chosen
    measure: str
    title: str
    on: Map
    found: Measured

    @property
    def is_former(self) -> bool:
        """Whether the units are those of before 1/7/2025."""
        return queries.is_former(self.chosen.period)


def is_of_country(measure: str, chosen: Chosen) -> bool:
    """Say whether all provinces are drawn: for what lies anywhere, and for whoever looks at the country."""
    return measure in OF_COUNTRY or chosen.area.pk == COUNTRY


def shown_of(request: StaffRequest, chosen: Chosen) -> Shown:
    """Read what the address asks for, and count."""
    measure = request.GET.get("measure", "")
    measure = measure if measure in MEASURES else "received"
    former = queries.is_former(chosen.period)
    province = chosen.area.province_id or chosen.area.pk
    whole = is_of_country(measure, chosen)
    on = queries.country_map(former=former) if whole else queries.province_map(province, former=former)
    indicator = (
        indicator_of(chosen, list(Indicator.objects.order_by("section", "code"))) if measure == "indicator" else None
    )
    title = indicator_name(indicator) if indicator else str(MEASURES[measure])
    return Shown(chosen, measure, title, on, measured(measure, request.staff, chosen, on, indicator))


def classes_of(shown: Shown) -> Classes:
    """Give the classes of the numbers on the map."""
    return (
        RISK
        if shown.measure == "risk"
        else Classes.of([int(number.value) for number in shown.found.areas.values() if number.value is not None])
    )


def marks_of(shown: Shown, classes: Classes) -> tuple[tuple[int, Mark], ...]:
    """Give what each area shows."""
    return tuple((area, _mark(shown, classes, area, name)) for area, name in sorted(shown.on.names.items()))


def _mark(shown: Shown, classes: Classes, area: int, name: str) -> Mark:
    number = shown.found.areas.get(area)
    if number is None:
        nothing = _("not judged") if shown.measure == "risk" else format_number(0)
        return Mark(0, f"{name}: {nothing}")
    if number.value is None:
        return Mark(None, f"{name}: {number.words}")
    level = classes.level(int(number.value))
    words = "" if shown.measure == "risk" or not level else format_number(number.value)
    return Mark(level, f"{name}: {number.words}", words, number.url)


@lru_cache(maxsize=64)
def _written(title: str, area: int, *, country: bool, former: bool, marks: tuple[tuple[int, Mark], ...]) -> SafeString:
    """Write a map, once for the same numbers."""
    on = queries.country_map(former=former) if country else queries.province_map(area, former=former)
    return write(on.drawn, dict(marks), title, on.words)


def legend_of(shown: Shown, classes: Classes) -> list[tuple[SafeString, str]]:
    """Give the classes with what each stands for."""
    if shown.measure == "risk":
        named = [(key(RISK.level(level)), str(RiskLevel(level).label)) for level in RISK.least]
        return [(key(0), _("not judged")), *named]
    most = max((int(number.value) for number in shown.found.areas.values() if number.value is not None), default=0)
    found = [(key(0), "0")]
    for first, last in classes.spans(most):
        words = format_number(first) if first == last else f"{format_number(first)}–{format_number(last)}"
        found.append((key(classes.level(first)), words))
    return (
        [*found, (key(None), held_words())]
        if any(number.value is None for number in shown.found.areas.values())
        else found
    )


def sheet_of(shown: Shown) -> Sheet:
    """Give the table beside the map: the greatest numbers first, then what the map doesn't show."""
    ordered = sorted(shown.found.areas.items(), key=lambda item: (-(item[1].value or 0), shown.on.names[item[0]]))
    lines = [Line(shown.on.names[area], (number,)) for area, number in ordered if number.words != "0"]
    lines += [Line(why, (number,)) for why, number in shown.found.apart.items()]
    rest = len(shown.on.names) - len([1 for _area, number in ordered if number.words != "0"])
    if rest and shown.measure != "risk":
        lines.append(Line(ngettext("%(n)s other area", "%(n)s other areas", rest) % {"n": rest}, (Number(0, "0"),)))
    chosen = shown.chosen
    return Sheet(
        "map", _("The same as a table"), Grid((_("Area"), shown.title), tuple(lines)), source=_("this system"),
        period=caption(chosen) if shown.measure in {"received", "home"} else chosen.period.span,
        csv_url=chosen.url("map_csv", measure=shown.measure), note=held_note(chosen.k) if chosen.k and shown.measure in {"received", "home", "abroad"} else "",
    )  # fmt: skip


@staff_only
def show_map(request: StaffRequest) -> HttpResponse:
    """Show the map."""
    allowed_or_404(request.staff, Act.READ_BOARDS)
    chosen = chosen_of(request.GET, request.staff)
    if chosen is None:
        return render(request, "reports/boards/map.html", {"chosen": None})
    shown = shown_of(request, chosen)
    classes = classes_of(shown)
    fields = (
        ("indicator",)
        if shown.measure == "indicator"
        else ()
        if shown.measure in {"abroad", "risk"}
        else ("route", "sex")
    )
    context: dict[str, Any] = {
        "chosen": chosen, "shown": shown, "legend": legend_of(shown, classes), "sheet": sheet_of(shown), "places": places_of(chosen),
        "map": _written(
            _("Map: %(what)s") % {"what": shown.title}, chosen.area.province_id or chosen.area.pk, country=is_of_country(shown.measure, chosen),
            former=shown.is_former, marks=marks_of(shown, classes),
        ),
        "filters": filters_of(request.staff, chosen, queries.in_order_of_report(), *(fields or ("none",)), hidden=(("measure", shown.measure),)),
        "measures": [
            {"label": words, "url": chosen.url("board_map", measure=name), "is_on": name == shown.measure} for name, words in MEASURES.items()
        ], "language": get_language(),
    }  # fmt: skip
    return render(request, "reports/boards/map.html", context)


@staff_only
def download_map(request: StaffRequest) -> HttpResponse:
    """Give the table of a map as CSV; the export is logged."""
    allowed_or_404(request.staff, Act.EXPORT_BOARDS)
    chosen = chosen_or_404(request.GET, request.staff)
    return export(request, sheet_of(shown_of(request, chosen)), chosen)
