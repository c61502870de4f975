"""One year's numbers of a merged province by the provinces that it was made from: each number stands once, and the columns add up to the whole.

Shapes: `Former(question, borders, columns, rows)`; a `Column` is a former province, or (place_id None) what is kept under the units of
today and can't be given to one of them; `FormerRow.cells` stands in the order of the columns, `whole` is their sum; None: nobody stated it.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from vongtay.agencies.queries import Borders, borders_of, former_province
from vongtay.cases.queries import count_abroad, count_by_place
from vongtay.cases.rules import STAGES
from vongtay.common.access import Staff
from vongtay.indicators.models import Indicator
from vongtay.indicators.queries import Amount, add_up, roll_up
from vongtay.reports import queries
from vongtay.reports.compared import Group, stated_of
from vongtay.reports.comparing import Stated
from vongtay.reports.counting import STATES
from vongtay.reports.queries import Question

Key = tuple[Group, str]


@dataclass(frozen=True)
class Column:
    """A former province; without place_id, what stands under the units of today."""

    place_id: int | None
    name: str


@dataclass(frozen=True)
class FormerRow:
    """One number by former province, and the whole."""

    group: Group
    code: str
    unit: str
    cells: tuple[Stated | None, ...]
    whole: Stated | None
    indicator: Indicator | None = None


@dataclass(frozen=True)
class Former:
    """A period of a merged province by its former provinces."""

    question: Question
    borders: Borders
    columns: tuple[Column, ...]
    rows: tuple[FormerRow, ...]


def by_former(staff: Staff, question: Question) -> Former | None:
    """Give the numbers of a period by former province; None where the province was not merged, or the period begins after that."""
    borders = borders_of(question.area.pk, question.period.first)
    if borders is None or len(borders.merged) < 2 or question.area.level != "province":
        return None
    catalogue = [row for row in queries.in_order_of_report() if row.adds_up]
    parts: dict[Key, dict[int | None, list[Amount]]] = defaultdict(lambda: defaultdict(list))
    for key, place, amount in (*_persons(question), *_abroad(question), *_figures(staff, question, catalogue)):
        parts[key][former_province(place)].append(amount)
    columns = _columns(question, {place for held in parts.values() for place in held})
    indicators = {row.pk: row for row in catalogue}
    rows = []
    for group, code in _order(catalogue):
        if held := parts.get((group, code)):
            cells = tuple(stated_of(add_up(held.get(column.place_id, ()))) for column in columns)
            whole = stated_of(add_up(amount for amounts in held.values() for amount in amounts))
            indicator = indicators.get(code) if group is Group.PROGRAMME else None
            rows.append(FormerRow(group, code, indicator.unit if indicator else "người", cells, whole, indicator))
    return Former(question, borders, columns, tuple(rows))


def _columns(question: Question, held: set[int | None]) -> tuple[Column, ...]:
    former = queries.former_provinces(question.area.pk)
    rest = (Column(None, ""),) if held - {place.pk for place in former} else ()
    return (*(Column(place.pk, place.full_name) for place in former), *rest)


def _order(catalogue: Sequence[Indicator]) -> Iterable[Key]:
    yield from ((Group.PERSONS, str(status)) for status in STATES)
    yield from ((Group.ABROAD, stage) for stage in STAGES)
    yield from ((Group.PROGRAMME, row.pk) for row in catalogue)


def _persons(question: Question) -> Iterable[tuple[Key, int, Amount]]:
    cells = count_by_place(area_id=question.area.pk, period=question.period, as_known_on=question.as_known_on)
    for status, states in STATES.items():
        for place, state, n in cells:
            if state in states:
                yield (Group.PERSONS, str(status)), place, _exactly(n)


def _abroad(question: Question) -> Iterable[tuple[Key, int, Amount]]:
    cells = count_abroad(area_id=question.area.pk, periods=[question.period], as_known_on=question.as_known_on)
    return [((Group.ABROAD, cell.stage), cell.place_id, _exactly(cell.n)) for cell in cells]


def _figures(staff: Staff, question: Question, catalogue: Sequence[Indicator]) -> Iterable[tuple[Key, int, Amount]]:
    cells = roll_up(
        staff, area_id=question.area.pk, period=question.period, indicators=catalogue, as_known_on=question.as_known_on
    )  # fmt: skip
    return [((Group.PROGRAMME, cell.code), cell.area_id, cell.amount) for cell in cells]


def _exactly(n: int) -> Amount:
    return Amount.of(Decimal(n))
