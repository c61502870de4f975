"""Who may do what in the prevention programme. Nothing of it is about a protected person: seeing is by world and province."""

from enum import StrEnum

from vongtay.agencies.roles import MAY_COUNT, Role
from vongtay.common.access import Rule, has_role


class Act(StrEnum):
    READ = "programme.read"


RULES: dict[str, Rule] = {
    Act.READ: has_role(*MAY_COUNT, Role.CASE_WORKER, Role.RECEIVER, Role.CLERK, Role.DECIDER),
}
