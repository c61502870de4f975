"""Who may issue papers and read the register."""

from enum import StrEnum

from vongtay.agencies.roles import Role
from vongtay.common.access import Rule, has_role


class Act(StrEnum):
    ISSUE = "papers.issue"
    READ_REGISTER = "papers.read_register"
    OPEN_FILE = "papers.open_file"


RULES: dict[str, Rule] = {
    Act.ISSUE: has_role(
        Role.RECEIVER, Role.CASE_WORKER, Role.VERIFIER, Role.DECIDER, Role.CLERK, Role.REPORTER, Role.HEAD
    ),
    Act.READ_REGISTER: has_role(
        Role.CLERK, Role.HEAD, Role.CASE_WORKER, Role.RECEIVER, Role.VERIFIER, Role.DECIDER, Role.REPORTER
    ),
    Act.OPEN_FILE: has_role(
        Role.RECEIVER, Role.CASE_WORKER, Role.VERIFIER, Role.DECIDER, Role.CLERK, Role.HEAD, Role.REPORTER
    ),
}
