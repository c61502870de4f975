"""Who may compile, open and issue reports. Over which area: the reporting mandate, asked in queries and by the database."""

from enum import StrEnum

from vongtay.agencies.roles import MAY_COUNT, Role
from vongtay.common.access import Rule, has_role


class Act(StrEnum):
    READ = "reports.read"
    OPEN_ROWS = "reports.open_rows"
    READ_STATISTICS = "reports.read_statistics"
    EXPORT_STATISTICS = "reports.export_statistics"
    ISSUE = "reports.issue"
    OPEN_ISSUED = "reports.open_issued"
    COMPILE_BY_COMMAND = "reports.compile_by_command"

    DRAFT = "reports.draft"
    EDIT_DRAFT = "reports.edit_draft"


RULES: dict[str, Rule] = {
    Act.READ: has_role(*MAY_COUNT),
    Act.OPEN_ROWS: has_role(*MAY_COUNT),
    Act.READ_STATISTICS: has_role(*MAY_COUNT),
    Act.EXPORT_STATISTICS: has_role(*MAY_COUNT),
    Act.ISSUE: has_role(Role.REPORTER, Role.HEAD),
    Act.OPEN_ISSUED: has_role(Role.REPORTER, Role.HEAD),
    Act.COMPILE_BY_COMMAND: has_role(Role.REPORTER),
    Act.DRAFT: has_role(Role.REPORTER, Role.HEAD),
    Act.EDIT_DRAFT: has_role(Role.REPORTER, Role.HEAD),
}
