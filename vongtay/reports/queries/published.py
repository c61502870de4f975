"""A release as its readers see it: tables, bars and lines of a file, made of nothing but its cells; the words for what stands in them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, pgettext, pgettext_lazy
from django.utils.translation import gettext as _

from vongtay.agencies.models import Place
from vongtay.cases.states import Route
from vongtay.common.ages import default_bands
from vongtay.indicators.models import Indicator
from vongtay.people.models import Sex
from vongtay.reports.counting import Status
from vongtay.reports.models import Publication, PublishedCell, Release, ReleaseCell, ReleaseKind
from vongtay.reports.publishing.profiles import FIGURES
from vongtay.reports.queries.microdata import SEEN, Combination, Microdata, microdata_of, persons_of
from vongtay.reports.queries.publication import period_of, values_of
from vongtay.reports.suppression.table import TOTAL

DIMENSION_WORDS: dict[str, str | Promise] = {
    "route": pgettext_lazy("dimension", "Way of reception"), "sex": pgettext_lazy("dimension", "Sex"), "age": pgettext_lazy("dimension", "Age band"),
    "age_group": pgettext_lazy("dimension", "Age group"), "status": pgettext_lazy("dimension", "Where identification stands"),
    "year": pgettext_lazy("dimension", "Year"), "province": pgettext_lazy("dimension", "Province"), FIGURES: pgettext_lazy("dimension", "What was done"),
}  # fmt: skip
STATUS_WORDS: dict[str, str | Promise] = {
    Status.UNDER_IDENTIFICATION: pgettext_lazy("statistics", "Under identification"), Status.IDENTIFIED: pgettext_lazy("statistics", "Identified as victims"),
    Status.NOT_IDENTIFIED: pgettext_lazy("statistics", "Found not to be victims"), Status.UNDETERMINED: pgettext_lazy("statistics", "Not determined"),
}  # fmt: skip
WHY_NOT: dict[str, str | Promise] = {
    "no_table": gettext_lazy("Choose at least one table."),
    "too_many_dimensions": gettext_lazy(
        "A table has more dimensions than the rules of this audience allow for this area."
    ),
    "figures_apart": gettext_lazy("What was done is a table of its own."),
    "two_ages": gettext_lazy("Choose age bands or age groups, not both in one table."),
    "never_together": gettext_lazy("These dimensions may not stand in one table: together they tell who somebody is."),
    "one_province": gettext_lazy("Only a release over all provinces is told apart by province."),
    "one_year": gettext_lazy("Only a period of several whole years is told apart by year."),
    "unknown_dimension": gettext_lazy("There is no such dimension."),
    "columns_of_rows": gettext_lazy("Rows have two to six columns, and none of what was done."),
}
WIDTH = 100


@dataclass(frozen=True)
class Number:
    """One number of a table, or none. status: only for whoever counts."""

    value: int | None
    bound: str = ""
    count: int | None = None
    status: str = ""
    head: str = ""


@dataclass(frozen=True)
class Line:
    """A row of a table."""

    names: Sequence[str]
    numbers: Sequence[Number]
    is_total: bool = False
    unit: str = ""


@dataclass(frozen=True)
class Bar:
    """A bar of a chart. width: of a hundred, as text: an SVG knows no 1.200."""

    name: str
    number: Number
    width: str


@dataclass(frozen=True)
class Tabled:
    """A table for readers."""

    title: str
    heads: Sequence[str]
    columns: Sequence[str]
    lines: Sequence[Line]
    bars: Sequence[Bar] = ()
    figures: bool = field(default=False)


def words_of(name: str, value: str, places: Mapping[str, str]) -> str:
    """Give the name of a value in the language of the page; values put together are named one after another."""
    if "|" in value:
        return ", ".join(words_of(name, one, places) for one in value.split("|"))
    if name == "age":
        return default_bands().label_of(value)
    if name == "age_group":
        if value == "unknown":
            return default_bands().label_of(value)
        low = value.split("-", maxsplit=1)[0].rstrip("+")
        return (
            _("From %(n)s years") % {"n": low}
            if value.endswith("+")
            else _("%(band)s years") % {"band": value.replace("-", "–")}
        )
    if name == "year":
        return value
    labels: dict[str, Mapping[str, Any]] = {
        "route": {str(one): one.label for one in Route}, "sex": {str(one): one.label for one in Sex}, "status": STATUS_WORDS, "province": places,
    }  # fmt: skip
    return str(labels.get(name, {}).get(value, value))


def tables_of(row: Release | Publication, cells: Iterable[ReleaseCell | PublishedCell]) -> list[Tabled]:
    """Give the tables of a release, each made of its cells alone."""
    held = list(cells)
    by_who = {frozenset(cell.who.items()): cell for cell in held}
    provinces = Place.objects.filter(
        pk__in={int(cell.who["province"]) for cell in held if "province" in cell.who}
    ).order_by("sort_key")
    places = {str(place.pk): place.full_name for place in provinces}
    values = values_of(period_of(row), provinces) if row.period else {}
    return [
        _figures(held) if table == [FIGURES] else _tabled(table, values, by_who, places) for table in row.tables
    ]  # fmt: skip


def _tabled(
    table: Sequence[str],
    values: Mapping[str, Sequence[str]],
    by_who: Mapping[frozenset[tuple[str, str]], Any],
    places: Mapping[str, str],
) -> Tabled:
    *rows, last = table if len(table) > 1 else (table[0], "")
    columns = [*values[last], TOTAL] if last else [TOTAL]
    together = pgettext("statistics", "All")
    heads = [words_of(last, one, places) if one != TOTAL else (together if last else _("Persons")) for one in columns]
    lines = []
    for chosen in product(*([*values[name], TOTAL] for name in rows)):
        numbers = []
        for column, head in zip(columns, heads, strict=True):
            where = dict(zip([*rows, last], [*chosen, column], strict=True))
            numbers.append(
                _number(by_who.get(frozenset((name, value) for name, value in where.items() if value != TOTAL)), head)
            )
        names = [
            words_of(name, value, places) if value != TOTAL else together
            for name, value in zip(rows, chosen, strict=True)
        ]
        lines.append(Line(names, numbers, TOTAL in chosen))
    title = _("Persons received, by %(dimensions)s") % {
        "dimensions": ", ".join(str(DIMENSION_WORDS[name]).lower() for name in table)
    }
    bars = _bars(lines) if len(table) == 1 else []
    return Tabled(title, [str(DIMENSION_WORDS[name]) for name in rows], heads, lines, bars)


def _number(cell: ReleaseCell | PublishedCell | None, head: str) -> Number:
    if cell is None:
        return Number(None, head=head)
    return Number(cell.shown, cell.bound, getattr(cell, "count", None), getattr(cell, "status", ""), head)


def _bars(lines: Sequence[Line]) -> list[Bar]:
    """Give the bars of a table; none where no number is shown that a bar could be drawn for."""
    parts = [line for line in lines if not line.is_total]
    most = max(line.numbers[0].value or 0 for line in parts)
    if not most:
        return []
    return [
        Bar(line.names[0], line.numbers[0], str(round(WIDTH * (line.numbers[0].value or 0) / most))) for line in parts
    ]


def _figures(cells: Iterable[ReleaseCell | PublishedCell]) -> Tabled:
    held = {cell.who[FIGURES]: cell for cell in cells if FIGURES in cell.who}
    names = {row.pk: row for row in Indicator.objects.filter(pk__in=held)}
    english = (get_language() or "vi").startswith("en")
    number = _("Number")
    lines = [
        Line([names[code].name_en if english else names[code].name_vi], [_number(cell, number)], unit=names[code].unit)
        for code, cell in held.items() if code in names
    ]  # fmt: skip
    return Tabled(str(DIMENSION_WORDS[FIGURES]), [pgettext("publication", "Indicator")], [number], lines, figures=True)


@dataclass(frozen=True)
class Rows:
    """The rows of a release for readers, gathered by their combination; codes: what the values of each column mean in the file."""

    heads: Sequence[str]
    told: Microdata
    lines: Sequence[tuple[Sequence[str], Combination]]
    held: Sequence[tuple[Sequence[str], Combination]]
    codes: Sequence[tuple[str, str, Sequence[tuple[str, str]]]]

    @property
    def is_cut(self) -> bool:
        """Whether the file holds combinations that the page leaves out."""
        return len(self.told.shown) > len(self.lines)


def content_of(row: Release | Publication, cells: Iterable[ReleaseCell | PublishedCell]) -> dict[str, Any]:
    """Give what a page shows of a release: its tables, or its rows."""
    if row.kind == ReleaseKind.MICRODATA:
        return {"tables": [], "rows": _rows_of(row, cells)}
    return {"tables": tables_of(row, cells), "rows": None}


def _rows_of(row: Release | Publication, cells: Iterable[ReleaseCell | PublishedCell]) -> Rows:
    told = microdata_of(row, cells)
    names = told.columns
    held = [one.values[names.index("province")] for one in told.shown] if "province" in names else []
    places = {str(one.pk): one.full_name for one in Place.objects.filter(pk__in={int(one) for one in held})}

    def worded(one: Combination) -> tuple[Sequence[str], Combination]:
        return [words_of(name, value, places) for name, value in zip(names, one.values, strict=True)], one

    codes = []
    for at, name in enumerate(names):
        used = dict.fromkeys(one.values[at] for one in told.shown)
        codes.append((name, str(DIMENSION_WORDS[name]), [(value, words_of(name, value, places)) for value in used]))
    return Rows(
        [str(DIMENSION_WORDS[name]) for name in names], told, [worded(one) for one in told.shown[:SEEN]],
        [worded(one) for one in told.held[:SEEN]], codes,
    )  # fmt: skip


def lines_of_file(row: Release | Publication, cells: Iterable[ReleaseCell | PublishedCell]) -> list[list[str]]:
    """Give the lines of a CSV file: a column a dimension with `*` for all, the number, empty where it is not published, and its bound."""
    if row.kind == ReleaseKind.MICRODATA:
        return persons_of(row, cells)
    names = list(dict.fromkeys(name for table in row.tables for name in table))
    lines = [[*names, "count", "bound", "status"]]
    for cell in cells:
        is_shown = cell.shown is not None
        lines.append([
            *(cell.who.get(name, TOTAL) for name in names), str(cell.shown) if is_shown else "", cell.bound,
            getattr(cell, "status", "") or ("shown" if is_shown else "not_published"),
        ])  # fmt: skip
    return lines
