"""Whole years of age on a day, with how exactly they are known, and the bands that figures are counted by."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self

from vongtay.common.days import ESTIMATE_MARGIN_YEARS, PartialDate
from vongtay.common.language import said

OLDEST = 125
UNKNOWN = "unknown"
# Ages at which a law changes what is due; no band may straddle them.
# Source: standards.md section 0.4: Criminal Code 150/151 (16), SDG 16.2.2 and GLOTIP (18).
LEGAL_BREAKS = (16, 18)
DEFAULT_BANDS = ("0-8", "9-15", "16-17", "18-20", "21-23", "24-26", "27-29", "30-38", "39-47", "48+")


class AgeError(ValueError):
    """An age or a list of age bands can't be; the sentence says why."""


class AgePrecision(StrEnum):
    """How exactly an age is known."""

    EXACT = "exact"
    BY_YEAR = "by_year"  # only the year (or month) of birth is known: one year off at most
    ESTIMATED = "estimated"
    UNKNOWN = "unknown"


class Answer(StrEnum):
    """An answer that may be unknown, which is never taken for a no."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Age:
    """Whole years completed: the figure to count by, and the lowest and highest that it can be."""

    years: int | None
    lowest: int | None
    highest: int | None
    precision: AgePrecision

    def is_under(self, limit: int) -> Answer:
        """Tell whether this age is surely below, surely not below, or may be below the limit."""
        if self.lowest is None or self.highest is None:
            return Answer.UNKNOWN
        if self.highest < limit:
            return Answer.YES
        return Answer.NO if self.lowest >= limit else Answer.UNKNOWN

    def __str__(self) -> str:
        """Say it as a person reads it."""
        if self.years is None:
            return said("chưa rõ tuổi", "age not known")
        if self.precision is AgePrecision.ESTIMATED:
            return said(f"khoảng {self.years} tuổi", f"about {self.years} years old")
        years = f"{self.years}" if self.lowest == self.highest else f"{self.lowest}–{self.highest}"
        return said(f"{years} tuổi", f"{years} years old")


NOT_KNOWN = Age(None, None, None, AgePrecision.UNKNOWN)


def years_between(birth: date, day: date) -> int:
    """Give the whole years from a birth to a day; who was born on 29 February completes a year on 1 March."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def age_on(birth: PartialDate | None, day: date) -> Age:
    """Give the age on a day.

    Unit: whole years completed. Where the birth is known by year only, `years` is the lower of the two possible
    (nobody is counted older than they surely are); for an estimate it is the difference of the years.
    Errors: AgeError if the birth lies after the day, or too long before it.
    """
    if birth is None:
        return NOT_KNOWN
    lowest, highest = years_between(birth.last, day), years_between(birth.first, day)
    if highest < 0:
        raise AgeError("Ngày sinh ở sau ngày tính tuổi.")
    if lowest > OLDEST:
        raise AgeError(f"Tuổi tính ra lớn hơn {OLDEST}; hãy xem lại ngày sinh.")
    lowest = max(lowest, 0)
    if birth.estimated:
        return stated_age(day.year - birth.year)
    precision = AgePrecision.EXACT if lowest == highest else AgePrecision.BY_YEAR
    return Age(lowest, lowest, highest, precision)


def stated_age(years: int) -> Age:
    """Give an age that somebody stated or guessed: it may be ESTIMATE_MARGIN_YEARS and a birthday off."""
    if not 0 <= years <= OLDEST:
        raise AgeError(f"Tuổi phải từ 0 đến {OLDEST}.")
    lowest = max(years - ESTIMATE_MARGIN_YEARS - 1, 0)
    return Age(years, lowest, years + ESTIMATE_MARGIN_YEARS, AgePrecision.ESTIMATED)


def born_about(years: int, day: date) -> PartialDate:
    """Give the estimated year of birth of a person who is stated to be so old on a day."""
    if not 0 <= years <= OLDEST:
        raise AgeError(f"Tuổi phải từ 0 đến {OLDEST}.")
    return PartialDate(day.year - years, estimated=True)


def under_18_on(birth: PartialDate | None, day: date) -> Answer:
    """Tell whether a person is under 18 on a day; unknown where the birth leaves it open."""
    return age_on(birth, day).is_under(18)


def under_16_on(birth: PartialDate | None, day: date) -> Answer:
    """Tell whether a person is under 16 on a day; unknown where the birth leaves it open."""
    return age_on(birth, day).is_under(16)


@dataclass(frozen=True)
class Band:
    """An age band in whole years, both ends inside; the last band has no end."""

    first: int
    last: int | None

    @property
    def code(self) -> str:
        """Its code in tables: 9-15, 48+."""
        return f"{self.first}+" if self.last is None else f"{self.first}-{self.last}"

    @property
    def label(self) -> str:
        """Its name for people."""
        if self.last is None:
            return said(f"Từ {self.first} tuổi", f"{self.first} years and over")
        return said(f"{self.first}–{self.last} tuổi", f"{self.first}–{self.last} years")

    def holds(self, years: int) -> bool:
        """Tell whether this age lies in the band."""
        return self.first <= years and (self.last is None or years <= self.last)


@dataclass(frozen=True)
class Bands:
    """A checked list of bands that covers every age once."""

    bands: tuple[Band, ...]

    @classmethod
    def parse(cls, codes: Sequence[str]) -> Self:
        """Read a list such as ["0-15", "16-17", "18+"].

        Errors: AgeError if ages are left out or counted twice, or if a band straddles 16 or 18.
        """
        bands = tuple(_band(code) for code in codes)
        expected = 0
        for band in bands:
            if band.first != expected:
                told = "bị bỏ sót" if band.first > expected else "bị tính hai lần"
                raise AgeError(f"Nhóm “{band.code}”: có tuổi {told}; nhóm này phải bắt đầu từ {expected}.")
            if band.last is None:
                break
            expected = band.last + 1
        if not bands or bands[-1].last is not None or any(band.last is None for band in bands[:-1]):
            raise AgeError("Chỉ nhóm tuổi cuối cùng, và nhóm đó phải, để ngỏ phía trên, ví dụ “48+”.")
        for age in LEGAL_BREAKS:
            if all(band.first != age for band in bands):
                raise AgeError(f"Phải có một nhóm bắt đầu từ {age} tuổi, vì pháp luật phân biệt ở tuổi này.")
        return cls(bands)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of all columns of a table, the unknown ages last."""
        return (*(band.code for band in self.bands), UNKNOWN)

    def code_of(self, years: int | None) -> str:
        """Give the code of the band of an age; `unknown` where there is none. Errors: AgeError below 0."""
        if years is None:
            return UNKNOWN
        for band in self.bands:
            if band.holds(years):
                return band.code
        raise AgeError("Tuổi không thể nhỏ hơn 0.")

    def label_of(self, code: str) -> str:
        """Give the name of a column for people. Errors: KeyError for a code that is not in the list."""
        return ({band.code: band.label for band in self.bands} | {UNKNOWN: said("Chưa rõ tuổi", "Age not known")})[code]


def _band(code: str) -> Band:
    match = re.fullmatch(r"(\d{1,3})\s*(?:[-–]\s*(\d{1,3})|(\+))", code.strip())
    if not match:
        raise AgeError(f"Không đọc được nhóm tuổi “{code}”; hãy ghi như “9-15” hoặc “48+”.")
    first, last = int(match[1]), int(match[2]) if match[2] else None
    if last is not None and last < first:
        raise AgeError(f"Nhóm tuổi “{code}” kết thúc trước khi bắt đầu.")
    return Band(first, last)


def default_bands() -> Bands:
    """Give the bands of a new installation. Source: standards.md section 0.4."""
    return Bands.parse(DEFAULT_BANDS)
