"""Money for pages: lines as told, sums, and where what was told does not agree. Nothing is adjusted."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db.models import F, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from vongtay.common.access import Staff
from vongtay.common.numbers import format_dong
from vongtay.programme.models import Agreement, BudgetAmount, BudgetLine
from vongtay.programme.states.money import MoneyStage


@dataclass(frozen=True)
class LineShown:
    """A line with its amounts by stage, and what does not agree in it."""

    row: BudgetLine
    amounts: dict[str, BudgetAmount]
    parts: list["LineShown"] = field(default_factory=list)
    differences: list[str] = field(default_factory=list)


def lines_of(staff: Staff, year: int, *, source: str = "") -> list[LineShown]:
    """Give the lines of a year, wholes with their parts beneath them. Two queries."""
    rows = BudgetLine.objects.filter(world=staff.world, year=year, withdrawn_at=None).select_related("body")
    if source:
        rows = rows.filter(source=source)
    rows = rows.prefetch_related("amounts").order_by("body__sort_key", "kind", "recorded_at")
    shown = {row.pk: LineShown(row, {one.stage: one for one in row.amounts.all() if one.is_told}) for row in rows}
    for one in shown.values():
        if (whole := shown.get(one.row.part_of_id)) is not None:  # type: ignore[arg-type]  # None is no key
            whole.parts.append(one)
    for one in shown.values():
        one.differences.extend(_differences(one))
    return [one for one in shown.values() if one.row.part_of_id not in shown]


def _dong(line: LineShown, stage: str) -> int | None:
    amount = line.amounts.get(stage)
    return None if amount is None else amount.amount_dong


def _differences(line: LineShown) -> Iterator[str]:
    planned, allotted, spent = (_dong(line, stage) for stage in MoneyStage.values)
    if planned is not None and allotted is not None and planned != allotted:
        yield _("Planned %(one)s, allotted %(other)s.") % {"one": format_dong(planned), "other": format_dong(allotted)}
    if allotted is not None and spent is not None and spent > allotted:
        yield _("Spent %(one)s, more than the %(other)s allotted.") % {
            "one": format_dong(spent),
            "other": format_dong(allotted),
        }
    for stage in MoneyStage:
        told = [amount for part in line.parts if (amount := _dong(part, stage)) is not None]
        whole = _dong(line, stage)
        if told and whole is not None and sum(told) != whole:
            words = {"stage": stage.label, "whole": format_dong(whole), "parts": format_dong(sum(told))}
            yield _("%(stage)s: the whole says %(whole)s, its parts add up to %(parts)s.") % words


def sums_of_money(lines: Iterable[LineShown]) -> dict[str, int]:
    """Add the lines up by stage; parts stand inside their whole and are not added again. Unit: đồng."""
    found = dict.fromkeys(MoneyStage.values, 0)
    for line in lines:
        for stage, amount in line.amounts.items():
            found[stage] += amount.amount_dong
    return found


def wholes_of(staff: Staff) -> QuerySet[BudgetLine]:
    """The own lines that are no part and stand: of which another may be a part."""
    rows = BudgetLine.objects.filter(world=staff.world, body_id=staff.body_id, part_of=None, withdrawn_at=None)
    return rows.order_by("-year", "activity")


def agreements_of(staff: Staff) -> QuerySet[Agreement]:
    """The agreements of the province, newest first, with what was `given` under each."""
    given = Sum("deliveries__given_dong", filter=Q(deliveries__withdrawn_at=None))
    rows = Agreement.objects.filter(world=staff.world).select_related("partner", "instrument", "body")
    return rows.annotate(given=given).order_by(F("signed_on").desc(nulls_last=True), "-recorded_at")
