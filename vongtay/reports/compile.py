"""Puts a report together: persons from cases by mandate, programme figures from confirmed claims, as known at a moment."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from vongtay.cases.rules import STAGES
from vongtay.common.access import Staff
from vongtay.common.ages import default_bands
from vongtay.facilities.queries import Stock
from vongtay.indicators.models import Bound, Figure, Indicator
from vongtay.indicators.queries import LeftOut, Line, totals
from vongtay.programme.queries import Area
from vongtay.reports import queries
from vongtay.reports.counting import By, Counts, Split, count, split
from vongtay.reports.queries import Question
from vongtay.support.queries import Spent, Support

RULES_VERSION = "1"  # frozen with each issued report: which way of counting gave its numbers
SECTIONS = ("I", "II", "III.1", "III.2", "III.3", "III.4", "III.5", "III.6", "III.7", "III.8", "IV")
Number = int | Decimal


@dataclass(frozen=True)
class Told:
    """A programme figure as it is said: status is `value`, `nil`, `listed` (one by one, never added) or `none`."""

    indicator: Indicator
    status: str
    value: Number | None = None
    high: Number | None = None
    bound: str = Bound.EXACT
    line: Line | None = None

    @property
    def listed(self) -> list[Figure]:
        """The figures that stand one by one because their kind is never added."""
        return [figure for figure, why in self.line.left_out if why is LeftOut.NOT_ADDED] if self.line else []

    @property
    def left_out(self) -> int:
        """How many figures of the period are not in the number."""
        return len(self.line.left_out) - len(self.listed) if self.line else 0


@dataclass(frozen=True)
class Section:
    """One part of the report: what was told, and the indicators of which nothing is known."""

    code: str
    told: tuple[Told, ...]
    silent: tuple[Indicator, ...]


@dataclass(frozen=True)
class Report:
    """A compiled report."""

    question: Question
    persons: Counts
    splits: tuple[Split, ...]
    abroad: dict[str, int]  # the funnel of the list of residents abroad, by stage
    support: Support  # the ledger of support: the whole, by regime, by source of money
    sections: tuple[Section, ...]
    facilities: Stock  # what facilities keep ready, by their own books
    risk: tuple[Area, ...] = ()  # areas whose risk was judged, key areas first

    def programme(self) -> tuple[Told, ...]:
        """Give all that was told, in the order of the parts."""
        return tuple(told for section in self.sections for told in section.told)


def compile_report(staff: Staff, question: Question) -> Report:
    """Compile the report of an area and period. Reads only; the same question gives the same report.

    Errors: ValueError where numbers don't add up, which would be a fault of ours and is never printed.
    """
    cells, bands = queries.cells_of(question), default_bands()
    persons = count(cells)
    splits = tuple(split(cells, by, bands) for by in By)
    for one in splits:
        if sum(counts.received for _code, counts in one.rows) != persons.received:
            raise ValueError(f"The split by {one.by} loses persons.")
    lines = totals(staff, area_id=question.area.pk, period=question.period, as_known_on=question.as_known_on)
    support = queries.support_of(question)
    if sum(spent.amount_dong for _regime, spent in support.by_regime) != support.whole.amount_dong:
        raise ValueError("The regimes of support don't add up to the money spent.")
    abroad = queries.abroad_of(question)
    sections = sections_of(lines, list(Indicator.objects.all()))
    return Report(
        question,
        persons,
        splits,
        abroad,
        support,
        sections,
        queries.facilities_of(question),
        tuple(queries.risk_of(staff, question)),
    )


def sections_of(lines: Sequence[Line], catalogue: Sequence[Indicator]) -> tuple[Section, ...]:
    """Sort lines into the parts of the report; every indicator of the catalogue stands in one of them."""
    by_code = {line.indicator.pk: line for line in lines}
    codes = [*SECTIONS, *sorted({row.section for row in catalogue} - set(SECTIONS))]
    made = []
    for code in codes:
        of_section = [row for row in catalogue if row.section == code]
        told = tuple(told_of(row, by_code[row.pk]) for row in of_section if row.pk in by_code)
        made.append(Section(code, told, tuple(row for row in of_section if row.pk not in by_code)))
    return tuple(section for section in made if section.told or section.silent)


def told_of(indicator: Indicator, line: Line) -> Told:
    """Say what is known of an indicator. Nothing that could be added is `none`, never nil."""
    total = line.total
    if total is None:
        listed = any(why is LeftOut.NOT_ADDED for _figure, why in line.left_out)
        return Told(indicator, "listed" if listed else "none", line=line)
    if total.is_nil:
        # What can't be added may be denied by one body and stated by another: then it is told one by one.
        stated = any(why is LeftOut.NOT_ADDED for _figure, why in line.left_out)
        return Told(indicator, "listed" if stated else "nil", value=0, line=line)
    return Told(indicator, "value", plain(total.value), plain(total.value_high), total.bound, line)


def plain(value: Decimal | None) -> Any:
    """Give a whole number as int, so that 5000.00 is said as 5.000."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else value.normalize()


def frozen(report: Report) -> dict[str, Any]:
    """Give what an issued report keeps: counts, splits and figures by code, and the way of counting."""
    return {
        "rules": RULES_VERSION,
        "bands": list(default_bands().codes),
        "first": report.question.period.first.isoformat(),
        "last": report.question.period.last.isoformat(),
        "persons": dict(report.persons.all),
        "abroad": {stage: report.abroad.get(stage, 0) for stage in STAGES},
        "support": {"whole": _frozen_spent(report.support.whole)}
        | {regime: _frozen_spent(spent) for regime, spent in report.support.by_regime},
        "facilities": {name: value for name, value in vars(report.facilities).items() if name != "functions"}
        | dict(report.facilities.functions),
        **{f"by_{one.by}": {code: dict(counts.all) for code, counts in one.rows} for one in report.splits},
        "programme": {told.indicator.pk: _frozen_line(told) for told in report.programme()},
        "risk": {
            one.row.area.code: {
                "level": one.row.level, "key": one.row.is_key, "assessed_on": one.row.assessed_on.isoformat(), "reached": bool(one.n_figures or one.n_activities),
            }
            for one in report.risk
        },
    }  # fmt: skip


def _frozen_spent(spent: Spent) -> dict[str, int]:
    return {
        "people": spent.people,
        "entries": spent.entries,
        "in_kind": spent.in_kind,
        "amount_dong": spent.amount_dong,
    }


def _frozen_line(told: Told) -> dict[str, Any]:
    line = told.line
    return {
        "status": told.status,
        "value": None if told.value is None else str(told.value),
        "value_high": None if told.high is None else str(told.high),
        "bound": told.bound,
        "unit": told.indicator.unit,
        "figures": [str(figure.pk) for figure in line.added] if line else [],
        "left_out": [[str(figure.pk), why.value] for figure, why in line.left_out] if line else [],
    }


@dataclass(frozen=True)
class Change:
    """A number that is no longer what the issued report says. `status` is empty for a programme figure."""

    code: str
    then: str
    now: str


def changes_since(issued: dict[str, Any], report: Report) -> list[Change]:
    """Compare an issued report with what is known now: counts of persons and programme figures that differ."""
    now = frozen(report)
    changes = [
        Change(code, str(issued["persons"].get(code, 0)), str(value))
        for code, value in now["persons"].items()
        if issued["persons"].get(code, 0) != value
    ]
    changes += _support_changes(issued, now)
    # Reports issued before the funnel stood in them say nothing of it.
    changes += [
        Change(f"abroad.{stage}", str(then), str(now["abroad"].get(stage, 0)))
        for stage, then in issued.get("abroad", {}).items()
        if now["abroad"].get(stage, 0) != then
    ]
    changes += [
        Change(f"facilities.{what}", str(then), str(now["facilities"].get(what, 0)))
        for what, then in issued.get("facilities", {}).items()
        if now["facilities"].get(what, 0) != then
    ]
    for code in sorted(set(issued["programme"]) | set(now["programme"])):
        then, later = issued["programme"].get(code), now["programme"].get(code)
        if _said(then) != _said(later):
            changes.append(Change(code, _said(then), _said(later)))
    return changes


def _support_changes(issued: dict[str, Any], now: dict[str, Any]) -> list[Change]:
    """Compare the money spent by regime; a report issued before the ledger stood in it says nothing of it."""
    if "support" not in issued:
        return []
    then, later = issued["support"], now["support"]
    amounts = {
        code: tuple(rows.get(code, {}).get("amount_dong", 0) for rows in (then, later))
        for code in sorted(set(then) | set(later))
    }
    return [
        Change(f"support.{code}", str(was), str(now_is)) for code, (was, now_is) in amounts.items() if was != now_is
    ]


def _said(line: dict[str, Any] | None) -> str:
    if line is None or line["value"] is None:
        return "—"
    words = {"at_least": "≥ ", "at_most": "≤ ", "about": "≈ "}.get(line["bound"], "")
    return f"{words}{line['value']}" + (f"–{line['value_high']}" if line["value_high"] else "")
