"""Who may enter and sign off limits of the law."""

from enum import StrEnum

from vongtay.agencies.roles import Role
from vongtay.common.access import Rule, Staff, has_role
from vongtay.law.models import DayEntry, Entry


class Act(StrEnum):
    ENTER = "law.enter_limit"
    SIGN_OFF = "law.sign_off"
    ENTER_DAY = "law.enter_day"
    SIGN_OFF_DAY = "law.sign_off_day"


def is_second_person(staff: Staff, entry: Entry | DayEntry) -> bool:
    """Say whether somebody else entered it."""
    return staff.user_id != entry.entered_user


def may_sign_off(staff: Staff, entry: Entry | DayEntry) -> bool:
    """Say whether `staff` may sign an entry off: a legal officer or head, and not whoever entered it."""
    return has_role(Role.LEGAL_OFFICER, Role.HEAD)(staff, entry) and is_second_person(staff, entry)


RULES: dict[str, Rule] = {
    Act.ENTER: has_role(Role.LEGAL_OFFICER),
    Act.SIGN_OFF: may_sign_off,
    Act.ENTER_DAY: has_role(Role.LEGAL_OFFICER),
    Act.SIGN_OFF_DAY: may_sign_off,
}
