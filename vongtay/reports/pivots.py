"""What a table of one's own is made of: what is counted, by which one or two dimensions, over which spans. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from vongtay.common.periods import (
    Calendar,
    Kind,
    Period,
    PeriodError,
    month_of,
    parse_period,
    quarter_of,
    year_of,
    years_of,
)

MOST_YEARS = 12
MOST_CELLS = 20_000


class By(StrEnum):
    """The dimensions."""

    AREA = "area"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    ROUTE = "route"
    SEX = "sex"
    AGE = "age"
    STATUS = "status"
    HOME = "home"
    BODY = "body"


TIMES = frozenset({By.MONTH, By.QUARTER, By.YEAR})
OF_PERSONS = frozenset({By.AREA, By.ROUTE, By.SEX, By.AGE, By.STATUS, By.HOME}) | TIMES
OF_FIGURES = frozenset({By.AREA, By.BODY}) | TIMES


class Why(StrEnum):
    """Why two dimensions can't be crossed."""

    SAME = "same"  # twice the same
    TIMES = "times"  # a month and a year: the months say their year
    NOT_PERSONS = "not_persons"  # persons aren't told by bodies
    NOT_FIGURES = "not_figures"  # figures of the programme know no route, sex, age, standing or origin
    STATUS_OF_STATUS = "status_of_status"  # only all that were received are split by standing
    ONE_ALONE = "one_alone"  # whoever may not see small counts


def why_not(*, is_persons: bool, is_whole: bool, rows: By, columns: By | None, is_held: bool) -> list[Why]:
    """Say why a table can't be made; nothing where it can. is_whole: all persons received; is_held: small counts are held back."""
    asked = [rows] if columns is None else [rows, columns]
    found = []
    if rows == columns:
        found.append(Why.SAME)
    elif len(TIMES & set(asked)) > 1:
        found.append(Why.TIMES)
    if set(asked) - (OF_PERSONS if is_persons else OF_FIGURES):
        found.append(Why.NOT_PERSONS if is_persons else Why.NOT_FIGURES)
    if is_persons and not is_whole and By.STATUS in asked:
        found.append(Why.STATUS_OF_STATUS)
    if is_persons and is_held and (columns is not None or not is_whole):
        found.append(Why.ONE_ALONE)
    return found


def period_of(*, first_year: int, year: int, part: str, calendar: Calendar) -> Period:
    """Give the period asked for: a part of one year, or several whole years. Errors: PeriodError."""
    if first_year == year:
        return parse_period(f"{year}{part}", calendar)
    if part:
        raise PeriodError("Chỉ ghép nhiều năm khi lấy cả năm.")
    if year - first_year >= MOST_YEARS:
        raise PeriodError(f"Lấy nhiều nhất {MOST_YEARS} năm một lần.")
    return years_of(first_year, year, calendar)


@dataclass(frozen=True)
class Spans:
    """The parts of a period that stand as rows or columns, each with its name."""

    periods: tuple[Period, ...]
    names: tuple[str, ...]


def spans_of(period: Period, asked: Sequence[By]) -> Spans:
    """Give the spans of a period by the dimension of time asked for, if any: whole months, quarters or years of its calendar."""
    time = next((one for one in asked if one in TIMES), None)
    if time is None:
        return Spans((period,), (period.label,))
    years = range(period.first_year, period.year + 1)
    if time is By.YEAR:
        found = (
            [year_of(year, period.calendar) for year in years] if period.kind in {Kind.YEAR, Kind.YEARS} else [period]
        )
        return Spans(tuple(found), tuple(one.code for one in found))
    make, count = (month_of, 12) if time is By.MONTH else (quarter_of, 4)
    parts = [make(year, number, period.calendar) for year in years for number in range(1, count + 1)]
    inside = tuple(one for one in parts if one.first >= period.first and one.last <= period.last)
    if not inside:  # a month asked for by quarter
        return Spans((period,), (period.label,))
    many = len(years) > 1
    return Spans(inside, tuple(_name(one, many=many) for one in inside))


def _name(period: Period, *, many: bool) -> str:
    label = f"{period.part:02d}" if period.kind is Kind.MONTH else f"Q{period.part}"
    return f"{label}/{period.year}" if many else label
