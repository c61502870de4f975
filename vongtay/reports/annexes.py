"""The tables and charts behind the report: what they are made from, and each as an appendix of the paper."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from vongtay.agencies.places.units import COUNTRY
from vongtay.agencies.queries import province_today
from vongtay.cases.queries import count_by_place
from vongtay.common.access import Staff
from vongtay.common.numbers import format_number, say_bound
from vongtay.common.periods import Kind, Period, month_of
from vongtay.common.vietnamese import sort_key
from vongtay.indicators.models import Bound, Indicator
from vongtay.indicators.queries import Amount, Cell, add_up, roll_up
from vongtay.papers.blocks.model import Align, Appendix, Bars, Run, Table, cells
from vongtay.reports import queries
from vongtay.reports.compile import Report, Told, plain
from vongtay.reports.counting import Counts, Status, count, count_states
from vongtay.reports.queries import Question
from vongtay.reports.telling import anchor_of
from vongtay.reports.wording import STATUSES, figure_words, told_words

COLUMNS = 7  # figures in one table; more make a second one
LISTED = 40  # claims of one kind told one by one in the table; more are counted
MONTHS = {Kind.MONTH: 1, Kind.QUARTER: 3, Kind.HALF: 6, Kind.NINE_MONTHS: 9, Kind.YEAR: 12}


@dataclass(frozen=True)
class Communes:
    """Figures by area: the columns, and for each area what they add up to."""

    columns: tuple[Indicator, ...] = ()
    rows: tuple[tuple[str, tuple[Amount | None, ...]], ...] = ()


@dataclass(frozen=True)
class Tables:
    """What the appendices show beside the report itself."""

    months: tuple[tuple[str, int], ...] = ()
    communes: Communes = Communes()  # of the country: by province
    provinces: tuple[tuple[str, Counts], ...] = ()  # persons, of the country alone


def tables_of(staff: Staff, report: Report) -> Tables:
    """Count persons by month, of the country by province too, and add up figures by area."""
    provinces = tuple(_provinces(report.question)) if report.question.area.pk == COUNTRY else ()
    return Tables(tuple(_months(report.question)), _communes(staff, report), provinces)


def months_in(period: Period) -> list[Period]:
    """Give the months of a period of whole months, in its own calendar."""
    first = period.last.month - MONTHS.get(period.kind, 0) + 1
    return [month_of(period.year, month, period.calendar) for month in range(first, period.last.month + 1)]


def _months(question: Question) -> list[tuple[str, int]]:
    return [
        (f"Tháng {one.part}", count(queries.cells_of(replace(question, period=one))).received)
        for one in months_in(question.period) if one.first <= question.until
    ]  # fmt: skip


def _communes(staff: Staff, report: Report) -> Communes:
    question = report.question
    wanted = [told.indicator for told in report.programme() if told.indicator.adds_up and told.status == "value"]
    found = roll_up(
        staff, area_id=question.area.pk, period=question.period, indicators=wanted, as_known_on=question.as_known_on
    )
    held = (
        _by_province(found)
        if question.area.pk == COUNTRY
        else {(cell.area_id, cell.code): cell.amount for cell in found}
    )
    areas = {area for area, _code in held} - {question.area.pk}
    columns = tuple(row for row in wanted if any((area, row.pk) in held for area in areas))
    names = queries.names_of_places(sorted(areas))
    order = sorted(areas, key=lambda area: (sort_key(names.get(area, "")), area))
    rows = [(names.get(area, str(area)), tuple(held.get((area, column.pk)) for column in columns)) for area in order]
    whole = tuple(held.get((question.area.pk, column.pk)) for column in columns)
    if rows and any(whole):
        rows.insert(0, ("Không chia theo tỉnh" if question.area.pk == COUNTRY else "Không chia theo xã", whole))
    return Communes(columns, tuple(rows))


def _by_province(found: Iterable[Cell]) -> dict[tuple[int, str], Amount | None]:
    """Add up cells by the province of today in which each area lies: those of former units lie where these went."""
    parts: dict[tuple[int, str], list[Amount]] = defaultdict(list)
    for cell in found:
        parts[province_today(cell.area_id) or COUNTRY, cell.code].append(cell.amount)
    return {key: add_up(amounts) for key, amounts in parts.items()}


def _provinces(question: Question) -> Iterable[tuple[str, Counts]]:
    """Count persons by the province of today in which they were received; the rows add up to the country."""
    rows: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for place, state, n in count_by_place(
        area_id=question.area.pk, period=question.period, as_known_on=question.as_known_on
    ):
        rows[province_today(place) or COUNTRY].append((state, n))
    names = queries.names_of_places(list(rows))
    made = [(names.get(place, str(place)), count_states(states)) for place, states in rows.items()]
    return sorted(made, key=lambda row: sort_key(row[0]))


def appendices_of(report: Report, tables: Tables) -> tuple[Appendix, ...]:
    """Give the appendices but those of the split tables: persons by month, figures by indicator, figures by area."""
    return (
        *_months_appendix(tables),
        *_provinces_appendix(tables),
        *_programme(report),
        *_by_commune(tables.communes, of_country=report.question.area.pk == COUNTRY),
    )


def _months_appendix(tables: Tables) -> tuple[Appendix, ...]:
    """Give the persons by month as a chart and, below it, the table of the same numbers."""
    rows = tables.months
    if len(rows) < 2 or not any(value for _label, value in rows):  # one month shows nothing
        return ()
    title = "Số người được tiếp nhận theo tháng"
    said = "; ".join(f"{label}: {format_number(value)}" for label, value in rows)
    table = Table(
        ("Tháng", "Số người"),
        tuple(cells(label, format_number(value)) for label, value in rows),
        widths=(3, 1), align=("left", "right"), totals=cells("Cộng", format_number(sum(value for _label, value in rows))),
    )  # fmt: skip
    return (Appendix(title, (Bars(title, rows, f"{title}. {said}."), table)),)


def _provinces_appendix(tables: Tables) -> tuple[Appendix, ...]:
    """Give the persons by province of today, and the whole."""
    if not tables.provinces:
        return ()
    right: Align = "right"
    numbers = [[value for _status, value in counts.all] for _name, counts in tables.provinces]
    table = Table(
        ("TT", "Tỉnh, thành phố", *(STATUSES[status] for status in Status)),
        tuple(
            cells(str(index), name, *map(format_number, row))
            for index, ((name, _counts), row) in enumerate(zip(tables.provinces, numbers, strict=True), 1)
        ),
        widths=(0.5, 2.4, *((1.1,) * len(Status))), align=("center", "left", *((right,) * len(Status))),
        totals=cells("", "Cộng", *(format_number(sum(column)) for column in zip(*numbers, strict=True))),
    )  # fmt: skip
    return (Appendix("Số người được tiếp nhận theo tỉnh, thành phố của nơi tiếp nhận", (table,)),)


def _programme(report: Report) -> tuple[Appendix, ...]:
    told = [one for one in report.programme() if one.line]
    if not told:
        return ()
    rows = tuple(
        cells(str(index), one.indicator.section, one.indicator.name_vi, Run(words_of(one), anchor=anchor_of(one.indicator.pk)), bodies_of(one))
        for index, one in enumerate(told, 1)
    )  # fmt: skip
    header = ("TT", "Phần", "Chỉ tiêu", "Số liệu", "Cơ quan báo cáo")
    table = Table(header, rows, widths=(0.4, 0.6, 2.2, 4, 2.4), align=("center", "center", "left", "left", "left"))
    return (Appendix("Số liệu chương trình theo chỉ tiêu", (table,), landscape=True),)


def words_of(told: Told) -> str:
    """Say what was told; of a kind that is never added, so many claims one by one, and how many more there are."""
    if told.status != "listed" or len(told.listed) <= LISTED:
        return told_words(told)
    shown = "; ".join(figure_words(figure) for figure in told.listed[:LISTED])
    return f"{shown}; và {format_number(len(told.listed) - LISTED)} số liệu khác"


def bodies_of(told: Told) -> str:
    """Name the bodies whose figures these are."""
    line = told.line
    names = {figure.body.short_name for figure in (*(line.added if line else ()), *told.listed)}
    return "; ".join(sorted(names)) or "—"


def _by_commune(communes: Communes, *, of_country: bool) -> tuple[Appendix, ...]:
    made, many = [], len(communes.columns)
    wide = -(-many // max(1, -(-many // COLUMNS)))  # the same number of columns in each table
    for start in range(0, many, wide or 1):
        columns = communes.columns[start : start + wide]
        rows = [(name, amounts[start : start + wide]) for name, amounts in communes.rows]
        kept = [(name, amounts) for name, amounts in rows if any(amounts)]
        title = "Số liệu theo tỉnh, thành phố" if of_country else "Số liệu theo địa bàn"
        made.append(Appendix(title, (_area_table(columns, kept),), landscape=True))
    return tuple(made)


def _area_table(columns: Sequence[Indicator], rows: Sequence[tuple[str, Sequence[Amount | None]]]) -> Table:
    wide = len(columns)
    right: Align = "right"
    numbers = (right,) * wide
    return Table(
        ("TT", "Địa bàn", *(f"{column.name_vi} ({column.unit})" for column in columns)),
        tuple(cells(str(index), name, *map(amount_words, amounts)) for index, (name, amounts) in enumerate(rows, 1)),
        widths=(0.5, 2.2, *((1.2,) * wide)), align=("center", "left", *numbers),
    )  # fmt: skip


def amount_words(amount: Amount | None) -> str:
    """Say what an area adds up to; what nobody told is left empty."""
    if amount is None:
        return ""
    bound = Bound.EXACT if amount.is_nil else amount.bound
    return say_bound(plain(amount.value), bound, plain(amount.value_high))
