"""Who may read the log: auditors, and they read nothing else."""

from enum import StrEnum

from vongtay.common.access import Rule, has_role


class Act(StrEnum):
    READ_LOG = "audit.read_log"


RULES: dict[str, Rule] = {Act.READ_LOG: has_role("auditor")}
