"""The rule of visits that holds: a setting of this house, not of the law."""

from dataclasses import dataclass

from django.db.models import QuerySet

from vongtay.support.models import VisitRule
from vongtay.support.states import LOST_DAYS, QUIET_DAYS, VISIT_MONTHS


@dataclass(frozen=True)
class RuleNow:
    """What holds now. `number` 0: what came with the system."""

    months: tuple[int, ...] = VISIT_MONTHS
    quiet_days: int = QUIET_DAYS
    lost_days: int = LOST_DAYS
    number: int = 0


def visit_rule_now(world: str) -> RuleNow:
    """Give the rule of visits of a world."""
    row = visit_rule_versions(world).first()
    return RuleNow(tuple(row.months), row.quiet_days, row.lost_days, row.number) if row else RuleNow()


def visit_rule_versions(world: str) -> QuerySet[VisitRule]:
    """Give the changes of the rule, newest first."""
    return VisitRule.objects.filter(world=world).select_related("changed_by__user").order_by("-number")
