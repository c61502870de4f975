"""Who may compile, open and issue reports. Over which area: the reporting mandate, asked in queries and by the database."""

from enum import StrEnum
from typing import Any

from vongtay.agencies.roles import MAY_COUNT, Role
from vongtay.common.access import Rule, Staff, all_of, has_role


class Act(StrEnum):
    READ = "reports.read"
    OPEN_ROWS = "reports.open_rows"
    READ_STATISTICS = "reports.read_statistics"
    EXPORT_STATISTICS = "reports.export_statistics"
    ISSUE = "reports.issue"
    OPEN_ISSUED = "reports.open_issued"
    COMPILE_BY_COMMAND = "reports.compile_by_command"

    OPEN_RELEASES = "reports.open_releases"
    PROPOSE_RELEASE = "reports.propose_release"
    APPROVE_RELEASE = "reports.approve_release"
    WITHDRAW_RELEASE = "reports.withdraw_release"
    CHANGE_PROFILE = "reports.change_profile"

    READ_BOARDS = "reports.read_boards"
    EXPORT_BOARDS = "reports.export_boards"
    SAVE_TABLE = "reports.save_table"
    CHANGE_TABLE = "reports.change_table"
    SCHEDULE_TABLE = "reports.schedule_table"
    SET_SMALL_COUNT = "reports.set_small_count"


def is_owner(staff: Staff, table: Any) -> bool:
    """The post that saved it."""
    return bool(table.owner_id == staff.post_id)


RULES: dict[str, Rule] = {
    Act.READ: has_role(*MAY_COUNT),
    Act.OPEN_ROWS: has_role(*MAY_COUNT),
    Act.READ_STATISTICS: has_role(*MAY_COUNT),
    Act.EXPORT_STATISTICS: has_role(*MAY_COUNT),
    Act.ISSUE: has_role(Role.REPORTER, Role.HEAD),
    Act.OPEN_ISSUED: has_role(Role.REPORTER, Role.HEAD),
    Act.COMPILE_BY_COMMAND: has_role(Role.REPORTER),
    Act.OPEN_RELEASES: has_role(*MAY_COUNT),
    Act.PROPOSE_RELEASE: has_role(*MAY_COUNT),
    Act.APPROVE_RELEASE: has_role(Role.REPORTER, Role.HEAD),
    Act.WITHDRAW_RELEASE: has_role(Role.REPORTER, Role.HEAD),
    Act.CHANGE_PROFILE: has_role(Role.REPORTER, Role.HEAD),
    Act.READ_BOARDS: has_role(*MAY_COUNT),
    Act.EXPORT_BOARDS: has_role(*MAY_COUNT),
    Act.SAVE_TABLE: has_role(*MAY_COUNT),
    Act.CHANGE_TABLE: all_of(has_role(*MAY_COUNT), is_owner),
    Act.SCHEDULE_TABLE: has_role(*MAY_COUNT),
    Act.SET_SMALL_COUNT: has_role(Role.ADMINISTRATOR),
}
