"""Who may write questionnaires, put them into use, and ask them."""

from enum import StrEnum

from vongtay.agencies.roles import Role
from vongtay.common.access import Rule, Staff, has_role
from vongtay.questionnaires.models import Edition


class Act(StrEnum):
    EDIT = "questionnaires.edit"
    SIGN_OFF = "questionnaires.sign_off"
    RETIRE = "questionnaires.retire"
    ASK = "questionnaires.ask"


def may_sign_off(staff: Staff, edition: Edition) -> bool:
    """Say whether `staff` may put an edition into use: not whoever wrote it."""
    return has_role(Role.ADMINISTRATOR, Role.HEAD)(staff, edition) and staff.user_id != edition.made_user


RULES: dict[str, Rule] = {
    Act.EDIT: has_role(Role.ADMINISTRATOR),
    Act.SIGN_OFF: may_sign_off,
    Act.RETIRE: has_role(Role.ADMINISTRATOR, Role.HEAD),
    Act.ASK: has_role(Role.RECEIVER, Role.CASE_WORKER, Role.VERIFIER),
}
