"""The kinds of body that act for a person, with the days on which each was in charge and what followed it."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from vongtay.agencies.reference import table


@dataclass(frozen=True, slots=True)
class BodyKind:
    """One kind of body; the days say when it is in charge of this work, not when it was founded."""

    code: str
    name_vi: str
    name_en: str
    level: str
    abbreviation: str
    abbreviation_seen: bool
    valid_from: date | None
    valid_to: date | None
    precision: str
    successor: str
    signs_in: bool
    source: str

    def in_charge_on(self, day: date) -> bool:
        """Tell whether a body of this kind is in charge on the day; an unset end is open."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


@cache
def body_kinds() -> dict[str, BodyKind]:
    """Give every kind of body by its code, in the order of the table."""
    return {row["code"]: _kind(row) for row in table("body_kinds")}


def kind_today(code: str, day: date) -> BodyKind | None:
    """Give the kind that has the work of `code` on the day, following successors; None where none is known."""
    kind = body_kinds().get(code)
    while kind is not None and kind.valid_to is not None and kind.valid_to < day:
        kind = body_kinds().get(kind.successor)
    return kind if kind is not None and kind.in_charge_on(day) else None


def _kind(row: dict[str, str]) -> BodyKind:
    return BodyKind(
        code=row["code"],
        name_vi=row["name_vi"],
        name_en=row["name_en"],
        level=row["level"],
        abbreviation=row["abbreviation"],
        abbreviation_seen=row["abbreviation_seen"] == "yes",
        valid_from=_day(row["valid_from"]),
        valid_to=_day(row["valid_to"]),
        precision=row["precision"],
        successor=row["successor"],
        signs_in=row["signs_in"] == "yes",
        source=row["source"],
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
