"""Who may issue papers and read the register."""

from enum import StrEnum
from typing import Any

from vongtay.agencies.roles import Role
from vongtay.common.access import Rule, Staff, all_of, has_role


class Act(StrEnum):
    ISSUE = "papers.issue"
    READ_REGISTER = "papers.read_register"
    OPEN_FILE = "papers.open_file"
    DELIVER = "papers.deliver"
    REVOKE = "papers.revoke"
    REGISTER = "papers.register_incoming"


def is_ours(staff: Staff, paper: Any) -> bool:
    """Say whether the body of `staff` issued the paper."""
    return paper is not None and staff.body_id == paper.body_id


_WORK = (Role.RECEIVER, Role.CASE_WORKER, Role.VERIFIER, Role.DECIDER, Role.CLERK, Role.REPORTER, Role.HEAD)

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
    Act.DELIVER: all_of(is_ours, has_role(*_WORK)),
    Act.REVOKE: all_of(is_ours, has_role(Role.DECIDER, Role.HEAD)),
    Act.REGISTER: has_role(*_WORK),
}
