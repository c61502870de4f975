"""Who may do what for the support of a person. Seeing is the database's grant, by the part `support`."""

from enum import StrEnum

from vongtay.agencies.roles import Role
from vongtay.cases.models import Case
from vongtay.common.access import Rule, Staff, all_of, has_role


class Act(StrEnum):
    RULE = "support.rule_on_entitlement"


def takes_part(staff: Staff, case: Case) -> bool:
    """Say whether the body of `staff` holds a grant on the case."""
    return staff.body_id in case.bodies


RULES: dict[str, Rule] = {
    Act.RULE: all_of(takes_part, has_role(Role.CASE_WORKER, Role.DECIDER)),
}
