"""The periods that reports are made for, in both calendars: of administrative reports and of statistics.

Source: Decree 09/2019/NĐ-CP, Articles 8, 12 and 13 (administrative); Decree 60/2018/NĐ-CP (statistics); law.md 3.3.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.utils.translation import gettext_lazy

from vongtay.common.days import FIRST_YEAR, LAST_YEAR, format_day
from vongtay.common.language import said

SENDING_DAY = 25  # Decree 09/2019/NĐ-CP, Article 13
WORKING_DAYS_AFTER_CUT_OFF = 1  # Decree 09/2019/NĐ-CP, Article 8(5)

IsWorkingDay = Callable[[date], bool]


class PeriodError(ValueError):
    """A text or two days are no period; the sentence says how to write one."""


class Calendar(StrEnum):
    """Where a period is cut: the same year has two spans, and an indicator may have two values."""

    ADMINISTRATIVE = "administrative"
    STATISTICAL = "statistical"


class Kind(StrEnum):
    """How long a period is."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    NINE_MONTHS = "nine_months"  # usual in practice; no row of Article 12: its first three quarters together
    YEAR = "year"
    YEARS = "years"
    CUSTOM = "custom"


CALENDAR_LABELS = {
    Calendar.ADMINISTRATIVE: gettext_lazy("administrative reporting period (cut off on the 14th)"),
    Calendar.STATISTICAL: gettext_lazy("statistical period (calendar months)"),
}
_MONTHS = {Kind.MONTH: 1, Kind.QUARTER: 3, Kind.HALF: 6}
_ROMAN = ("I", "II", "III", "IV")


@dataclass(frozen=True)
class Period:
    """A span of days, both ends inside. Errors: PeriodError if it ends before it begins."""

    first: date
    last: date
    calendar: Calendar
    kind: Kind

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise PeriodError("Kỳ báo cáo kết thúc trước khi bắt đầu.")

    @property
    def cut_off(self) -> date:
        """The last day whose facts are counted."""
        return self.last

    @property
    def year(self) -> int:
        """The year that the period is named after: 15/12/2025 to 14/12/2026 is 2026."""
        return self.last.year

    @property
    def part(self) -> int:
        """Which month, quarter or half of its year this is, from 1."""
        return (self.last.month - 1) // _MONTHS.get(self.kind, 12) + 1

    @property
    def code(self) -> str:
        """Its code: 2026, 2026-H1, 2026-9M, 2026-Q3, 2026-06, 2021..2025, 2026-03-01..2026-04-15."""
        match self.kind:
            case Kind.MONTH:
                return f"{self.year}-{self.part:02d}"
            case Kind.QUARTER | Kind.HALF:
                return f"{self.year}-{self.kind.value[0].upper()}{self.part}"
            case Kind.NINE_MONTHS:
                return f"{self.year}-9M"
            case Kind.YEAR:
                return f"{self.year}"
            case Kind.YEARS:
                return f"{self.first_year}..{self.year}"
        return f"{self.first.isoformat()}..{self.last.isoformat()}"

    @property
    def first_year(self) -> int:
        """The year that its first part is named after."""
        return (self.first + timedelta(days=31)).year if self._starts_in_december else self.first.year

    @property
    def label(self) -> str:
        """Its name in a sentence, in the language of the page."""
        part, year = self.part, self.year
        quarter, half = _ROMAN[(part - 1) % 4], ("đầu", "first") if part == 1 else ("cuối", "last")
        names = {
            Kind.MONTH: (f"tháng {part}/{year}", f"month {part}/{year}"),
            Kind.QUARTER: (f"quý {quarter} năm {year}", f"quarter {quarter} of {year}"),
            Kind.HALF: (f"6 tháng {half[0]} năm {year}", f"{half[1]} 6 months of {year}"),
            Kind.NINE_MONTHS: (f"9 tháng đầu năm {year}", f"first 9 months of {year}"),
            Kind.YEAR: (f"năm {year}", f"year {year}"),
            Kind.YEARS: (f"giai đoạn {self.first_year}–{year}", f"stage {self.first_year}–{year}"),
        }
        return said(*names[self.kind]) if self.kind in names else self.span

    @property
    def span(self) -> str:
        """Its days in words, in the language of the page."""
        first, last = format_day(self.first), format_day(self.last)
        return said(f"từ ngày {first} đến ngày {last}", f"from {first} to {last}")

    @property
    def _starts_in_december(self) -> bool:
        return self.calendar is Calendar.ADMINISTRATIVE and self.first.month == 12

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def year_before(self) -> "Period":
        """Give the same period one year earlier, to compare with."""
        if self.kind is Kind.CUSTOM or self.kind is Kind.YEARS:
            raise PeriodError("Chỉ so sánh cùng kỳ năm trước với kỳ tháng, quý, 6 tháng, 9 tháng hoặc năm.")
        return parse_period(f"{self.year - 1}{self.code[4:]}", self.calendar)

    def stage_before(self) -> "Period":
        """Give the period right before this one, of the same kind: half 1 -> half 2 of the year before, 2021-2025 -> 2016-2020.

        Of days of one's own, as many days before. Errors: PeriodError for nine months, which follow no others of their kind.
        """
        if self.kind is Kind.NINE_MONTHS:
            raise PeriodError("Kỳ 9 tháng không có kỳ cùng loại liền trước; hãy so sánh với cùng kỳ năm trước.")
        if self.kind is Kind.YEARS:
            length = self.year - self.first_year + 1
            return years_of(self.first_year - length, self.first_year - 1, self.calendar)
        last = self.first - timedelta(days=1)
        if self.kind is Kind.CUSTOM:
            return custom(self.first - (self.last - self.first) - timedelta(days=1), last, self.calendar)
        return period_holding(last, self.kind, self.calendar)


def parse_period(code: str, calendar: Calendar | str = Calendar.ADMINISTRATIVE) -> Period:
    """Read a code as `Period.code` gives it.

    >>> period = parse_period("2026-H1")
    >>> period.label, period.span
    ('6 tháng đầu năm 2026', 'từ ngày 15/12/2025 đến ngày 14/06/2026')

    Errors: PeriodError.
    """
    calendar = Calendar(calendar)
    match = re.fullmatch(r"(\d{4})(?:-(?:(0[1-9]|1[0-2])|Q([1-4])|H([12])|(9M)))?", code.strip(), re.ASCII)
    if match:
        year, month, quarter, half = int(match[1]), match[2], match[3], match[4]
        if month:
            return month_of(year, int(month), calendar)
        if quarter:
            return quarter_of(year, int(quarter), calendar)
        if half:
            return half_of(year, int(half), calendar)
        return _span(year, 1, 9, calendar, Kind.NINE_MONTHS) if match[5] else year_of(year, calendar)
    if match := re.fullmatch(r"(\d{4})\.\.(\d{4})", code.strip(), re.ASCII):
        return years_of(int(match[1]), int(match[2]), calendar)
    if match := re.fullmatch(r"(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)", code.strip(), re.ASCII):
        return custom(_iso(match[1]), _iso(match[2]), calendar)
    raise PeriodError("Kỳ báo cáo ghi như 2026, 2026-H1, 2026-9M, 2026-Q3, 2026-06 hoặc 2026-03-01..2026-04-15.")


def month_of(year: int, month: int, calendar: Calendar = Calendar.ADMINISTRATIVE) -> Period:
    """Give a month: 15th of the month before to the 14th, or the calendar month."""
    return _span(year, month, 1, calendar, Kind.MONTH)


def quarter_of(year: int, quarter: int, calendar: Calendar = Calendar.ADMINISTRATIVE) -> Period:
    """Give a quarter: 15/12 to 14/3 and so on, or calendar months."""
    return _span(year, quarter * 3 - 2, 3, calendar, Kind.QUARTER)


def half_of(year: int, half: int, calendar: Calendar = Calendar.ADMINISTRATIVE) -> Period:
    """Give a half year: 15/12 to 14/6 and 15/6 to 14/12, or calendar months."""
    return _span(year, half * 6 - 5, 6, calendar, Kind.HALF)


def year_of(year: int, calendar: Calendar = Calendar.ADMINISTRATIVE) -> Period:
    """Give a year: 15/12 of the year before to 14/12, or the calendar year."""
    return _span(year, 1, 12, calendar, Kind.YEAR)


def years_of(first: int, last: int, calendar: Calendar = Calendar.ADMINISTRATIVE) -> Period:
    """Give several whole years, as for a five-year review."""
    if last <= first:
        raise PeriodError("Giai đoạn phải có ít nhất hai năm, năm đầu trước năm cuối.")
    return Period(year_of(first, calendar).first, year_of(last, calendar).last, calendar, Kind.YEARS)


def custom(first: date, last: date, calendar: Calendar = Calendar.ADMINISTRATIVE) -> Period:
    """Give a period from one day to another, as asked for outside the usual ones."""
    return Period(first, last, calendar, Kind.CUSTOM)


def period_holding(day: date, kind: Kind, calendar: Calendar = Calendar.ADMINISTRATIVE) -> Period:
    """Give the month, quarter, half or year that a day belongs to. Errors: PeriodError for other kinds."""
    if kind is not Kind.YEAR and kind not in _MONTHS:
        raise PeriodError("Chỉ tìm được tháng, quý, 6 tháng hoặc năm của một ngày.")
    year, month = day.year, day.month
    if calendar is Calendar.ADMINISTRATIVE and day.day >= 15:
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    length = _MONTHS.get(kind, 12)
    return _span(year, (month - 1) // length * length + 1, length, calendar, kind)


def earliest_sending(period: Period, is_working_day: IsWorkingDay) -> date:
    """Give the first day on which an administrative report may be asked for: a working day after its cut-off.

    Source: Decree 09/2019/NĐ-CP, Article 8(5): at least one working day between cut-off and sending.
    """
    return working_days_after(period.cut_off, WORKING_DAYS_AFTER_CUT_OFF, is_working_day)


def due_on(period: Period, is_working_day: IsWorkingDay) -> date | None:
    """Give the day by which a province sends an administrative report; None where no rule is confirmed.

    The 25th of the last month, or later where no working day lies between the cut-off and the 25th.
    Statistical and custom periods have no confirmed day.
    Source: Decree 09/2019/NĐ-CP, Articles 8(5) and 13.
    """
    if period.calendar is not Calendar.ADMINISTRATIVE or period.kind is Kind.CUSTOM:
        return None
    return max(period.last.replace(day=SENDING_DAY), earliest_sending(period, is_working_day))


def working_days_after(day: date, count: int, is_working_day: IsWorkingDay) -> date:
    """Give the working day that many after a day, which is itself not counted."""
    return _walk(day, count, 1, is_working_day)


def working_days_before(day: date, count: int, is_working_day: IsWorkingDay) -> date:
    """Give the working day that many before a day: for the deadlines of lower levels."""
    return _walk(day, count, -1, is_working_day)


def _walk(day: date, count: int, step: int, is_working_day: IsWorkingDay) -> date:
    while count:
        day += timedelta(days=step)
        count -= is_working_day(day)
    return day


def _span(year: int, month: int, length: int, calendar: Calendar, kind: Kind) -> Period:
    """Give `length` months from a month on, in either calendar."""
    if not FIRST_YEAR < year < LAST_YEAR:
        raise PeriodError(f"Năm phải từ {FIRST_YEAR + 1} đến {LAST_YEAR - 1}.")
    if not (month >= 1 and month + length <= 13):
        raise PeriodError("Không có tháng, quý hoặc nửa năm này.")
    if calendar is Calendar.STATISTICAL:
        return Period(date(year, month, 1), _month_start(year, month + length) - timedelta(days=1), calendar, kind)
    return Period(_month_start(year, month - 1).replace(day=15), date(year, month + length - 1, 14), calendar, kind)


def _month_start(year: int, month: int) -> date:
    """Give the 1st of a month; months 0 and 13 belong to the years beside."""
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def _iso(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise PeriodError(f"Không có ngày {text}.") from None
