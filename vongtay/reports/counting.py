"""From cells to counts: where identification stands, and the same persons split by route, sex and age. Pure."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from vongtay.cases.queries import Cell
from vongtay.cases.states import OFFERED, OPEN, Route, State
from vongtay.common.ages import UNKNOWN, Bands, default_bands
from vongtay.people.models import Sex


class Status(StrEnum):
    """The columns of every table: the whole, then its four parts."""

    RECEIVED = "received"
    UNDER_IDENTIFICATION = "under_identification"
    IDENTIFIED = "identified"
    NOT_IDENTIFIED = "not_identified"
    UNDETERMINED = "undetermined"


STATES: dict[Status, frozenset[State]] = {
    Status.RECEIVED: frozenset(State),
    Status.UNDER_IDENTIFICATION: OPEN,
    Status.IDENTIFIED: frozenset({State.IDENTIFIED}),
    Status.NOT_IDENTIFIED: frozenset({State.NOT_IDENTIFIED}),
    Status.UNDETERMINED: frozenset({State.UNDETERMINED}),
}


@dataclass(frozen=True)
class Counts:
    """Persons received and where their identification stands. Errors: ValueError if the parts don't make the whole."""

    received: int = 0
    under_identification: int = 0
    identified: int = 0
    not_identified: int = 0
    undetermined: int = 0

    def __post_init__(self) -> None:
        if self.received != self.under_identification + self.identified + self.not_identified + self.undetermined:
            raise ValueError(f"The parts don't add up to the persons received: {self}")

    @property
    def all(self) -> tuple[tuple[Status, int], ...]:
        """Each count with its name, in the order of the tables."""
        return tuple((status, getattr(self, status)) for status in Status)


class By(StrEnum):
    """How persons are split."""

    ROUTE = "route"
    SEX = "sex"
    AGE = "age"


@dataclass(frozen=True)
class Split:
    """The same persons split one way: the code of each row and its counts. The rows add up to the total."""

    by: By
    rows: tuple[tuple[str, Counts], ...]


def count(cells: Iterable[Cell]) -> Counts:
    """Count the persons in cells: the whole and its parts, each from the rows."""
    return count_states((cell.state, cell.n) for cell in cells)


def count_states(rows: Iterable[tuple[str, int]]) -> Counts:
    """Count persons by the state of their case: each row is a state and how many are in it."""
    numbers: dict[Status, int] = defaultdict(int)
    for state, n in rows:
        for status, states in STATES.items():
            if status is Status.RECEIVED or state in states:
                numbers[status] += n
    return Counts(**{status.value: numbers[status] for status in Status})


def split(cells: Iterable[Cell], by: By, bands: Bands) -> Split:
    """Split the persons in cells. Rows that the law or the bands name stand there also when empty; the unknown is last."""
    code_of: Callable[[Cell], str] = {
        By.ROUTE: lambda cell: cell.route, By.SEX: lambda cell: cell.sex, By.AGE: lambda cell: bands.code_of(cell.age_years),
    }[by]  # fmt: skip
    groups: dict[str, list[Cell]] = defaultdict(list)
    for cell in cells:
        groups[code_of(cell)].append(cell)
    standing = {By.ROUTE: tuple(OFFERED), By.SEX: (Sex.FEMALE, Sex.MALE, Sex.UNKNOWN), By.AGE: bands.codes}[by]
    order = {By.ROUTE: tuple(Route), By.SEX: tuple(Sex), By.AGE: bands.codes}[by]
    codes = [str(code) for code in order if code in standing or code in groups]
    return Split(by, tuple((code, count(groups[code])) for code in codes))


@dataclass(frozen=True)
class Slice:
    """Which persons of a report are meant: those of one row and column. Empty means all."""

    route: str = ""
    sex: str = ""
    age: str = ""
    status: str = ""

    def is_known(self, bands: Bands | None = None) -> bool:
        """Say whether every part of it names something that there is."""
        known: dict[str, set[str]] = {
            "route": set(Route),
            "sex": set(Sex),
            "age": set((bands or default_bands()).codes),
            "status": set(Status),
        }
        return all(not value or value in known[name] for name, value in vars(self).items())

    def holds(self, cell: Cell, bands: Bands) -> bool:
        """Say whether the persons of a cell are meant."""
        return (
            (not self.route or cell.route == self.route)
            and (not self.sex or cell.sex == self.sex)
            and (not self.age or bands.code_of(cell.age_years) == self.age)
            and (not self.status or cell.state in STATES[Status(self.status)])
        )

    def facts(self, bands: Bands) -> dict[str, Any]:
        """Give the same as conditions on rows."""
        facts: dict[str, Any] = {name: getattr(self, name) for name in ("route", "sex") if getattr(self, name)}
        if self.status:
            facts["state__in"] = [state.value for state in STATES[Status(self.status)]]
        if self.age == UNKNOWN:
            facts["age_years__isnull"] = True
        elif self.age:
            band = next(band for band in bands.bands if band.code == self.age)
            facts["age_years__gte"] = band.first
            if band.last is not None:
                facts["age_years__lte"] = band.last
        return facts
