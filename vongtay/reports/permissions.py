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

    READ_STORIES = "reports.read_stories"
    WRITE_STORY = "reports.write_story"
    DECIDE_STORY = "reports.decide_story"
    WITHDRAW_STORY = "reports.withdraw_story"

    READ_BOARDS = "reports.read_boards"
    EXPORT_BOARDS = "reports.export_boards"
    SAVE_TABLE = "reports.save_table"
    CHANGE_TABLE = "reports.change_table"
    SCHEDULE_TABLE = "reports.schedule_table"
    SET_SMALL_COUNT = "reports.set_small_count"

    READ_CALENDAR = "reports.read_calendar"
    SET_UP_OBLIGATION = "reports.set_up_obligation"
    KEEP_OBLIGATION = "reports.keep_obligation"
    ASK_MORE_TIME = "reports.ask_more_time"
    EXTEND_DAY = "reports.extend_day"
    WRITE_SUBMISSION = "reports.write_submission"
    SEND_SUBMISSION = "reports.send_submission"
    RETURN_SUBMISSION = "reports.return_submission"
    APPROVE_SUBMISSION = "reports.approve_submission"
    EXPORT_BOARD = "reports.export_board"

    DRAFT = "reports.draft"
    EDIT_DRAFT = "reports.edit_draft"


def is_owner(staff: Staff, table: Any) -> bool:
    """The post that saved it."""
    return bool(table.owner_id == staff.post_id)


# Who reports for a body that owes; a commune's receiver does all its work.
MAY_SUBMIT = frozenset({Role.RECEIVER, Role.REPORTER, Role.HEAD})
MAY_FOLLOW = MAY_COUNT | MAY_SUBMIT
_RECEIVES = has_role(Role.REPORTER, Role.HEAD)


def is_asker(staff: Staff, record: Any) -> bool:
    """Say whether the body of `staff` asks for the reports of an obligation."""
    return record is not None and staff.body_id == record.body_id


def answers_for(staff: Staff, owed: Any) -> bool:
    """Say whether the body of `staff` answers for a report: it is its own, or the work of the body that owes it came to it."""
    return staff.body_id == owed.body.pk or (owed.answered_by is not None and staff.body_id == owed.answered_by.pk)


def writes_for(staff: Staff, owed: Any) -> bool:
    """Say whether `staff` writes a report: for its own body, or as the receiving one from the other's paper."""
    if owed is None:
        return False
    if staff.body_id == owed.obligation.body_id:
        return staff.role in (Role.REPORTER, Role.HEAD)
    return answers_for(staff, owed) and staff.role in MAY_SUBMIT


def asks_for(staff: Staff, owed: Any) -> bool:
    """Say whether `staff` may ask for more time: for a report for which its body answers."""
    return owed is not None and staff.body_id != owed.obligation.body_id and answers_for(staff, owed)


def extends(staff: Staff, owed: Any) -> bool:
    """Say whether the body of `staff` receives a report that is owed, and so may give more time."""
    return owed is not None and staff.body_id == owed.obligation.body_id


def is_receiver(staff: Staff, submission: Any) -> bool:
    """Say whether the body of `staff` receives a report."""
    return submission is not None and staff.body_id == submission.to_body_id


def is_second_person(staff: Staff, submission: Any) -> bool:
    """Say whether somebody else than this person sent it."""
    sender = submission.sent_by
    return sender is None or (sender.pk != staff.post_id and sender.user_id != staff.user_id)


# Who may tell a story: who works on cases, and who publishes.
MAY_TELL = frozenset({Role.RECEIVER, Role.CASE_WORKER, Role.VERIFIER, Role.DECIDER, Role.REPORTER, Role.HEAD})


def is_ours(staff: Staff, story: Any) -> bool:
    """Say whether the body of `staff` tells it."""
    return story is None or staff.body_id == story.body_id


def writes_it(staff: Staff, story: Any) -> bool:
    """Say whether this person writes it; a new one is anybody's."""
    return story is None or (is_ours(staff, story) and staff.user_id == story.written_user)


def reads_second(staff: Staff, story: Any) -> bool:
    """Say whether somebody else of the same body wrote it."""
    return story is not None and is_ours(staff, story) and staff.user_id != story.written_user


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
    Act.READ_STORIES: has_role(*Role),
    Act.WRITE_STORY: all_of(has_role(*MAY_TELL), writes_it),
    Act.DECIDE_STORY: all_of(has_role(Role.REPORTER, Role.HEAD), reads_second),
    Act.WITHDRAW_STORY: all_of(has_role(Role.REPORTER, Role.HEAD), is_ours),
    Act.READ_BOARDS: has_role(*MAY_COUNT),
    Act.EXPORT_BOARDS: has_role(*MAY_COUNT),
    Act.SAVE_TABLE: has_role(*MAY_COUNT),
    Act.CHANGE_TABLE: all_of(has_role(*MAY_COUNT), is_owner),
    Act.SCHEDULE_TABLE: has_role(*MAY_COUNT),
    Act.SET_SMALL_COUNT: has_role(Role.ADMINISTRATOR),
    Act.READ_CALENDAR: has_role(*MAY_FOLLOW),
    Act.SET_UP_OBLIGATION: _RECEIVES,
    Act.KEEP_OBLIGATION: all_of(_RECEIVES, is_asker),
    Act.ASK_MORE_TIME: all_of(has_role(*MAY_SUBMIT), asks_for),
    Act.EXTEND_DAY: all_of(_RECEIVES, extends),
    Act.WRITE_SUBMISSION: writes_for,
    Act.SEND_SUBMISSION: writes_for,
    Act.RETURN_SUBMISSION: all_of(_RECEIVES, is_receiver),
    Act.APPROVE_SUBMISSION: all_of(_RECEIVES, is_receiver, is_second_person),
    Act.EXPORT_BOARD: all_of(has_role(*MAY_COUNT), is_asker),
    Act.DRAFT: has_role(Role.REPORTER, Role.HEAD),
    Act.EDIT_DRAFT: has_role(Role.REPORTER, Role.HEAD),
}
