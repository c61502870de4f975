"""Who may do what for the support of a person. Seeing is the database's grant, by the part `support`."""

from enum import StrEnum

from vongtay.agencies.roles import Role
from vongtay.cases.models import Case
from vongtay.common.access import Rule, Staff, all_of, has_role
from vongtay.support.models import Norm


class Act(StrEnum):
    RULE = "support.rule_on_entitlement"
    ENTER_NORM = "support.enter_norm"
    END_NORM = "support.end_norm"
    BOOK = "support.book"
    TAKE_BACK = "support.take_back"
    TAKE_APPLICATION = "support.take_application"
    ANSWER_APPLICATION = "support.answer_application"
    ENTER_ESTIMATE = "support.enter_estimate"


def takes_part(staff: Staff, case: Case) -> bool:
    """Say whether the body of `staff` holds a grant on the case."""
    return staff.body_id in case.bodies


def of_own_province(staff: Staff, norm: Norm | None) -> bool:
    """Say whether a norm is one of the province of `staff`; a new one is."""
    return norm is None or norm.province_id == staff.province_id


RULES: dict[str, Rule] = {
    Act.RULE: all_of(takes_part, has_role(Role.CASE_WORKER, Role.DECIDER)),
    Act.ENTER_NORM: has_role(Role.LEGAL_OFFICER),
    Act.END_NORM: all_of(of_own_province, has_role(Role.LEGAL_OFFICER)),
    Act.BOOK: all_of(takes_part, has_role(Role.RECEIVER, Role.CASE_WORKER)),
    Act.TAKE_BACK: all_of(takes_part, has_role(Role.RECEIVER, Role.CASE_WORKER)),
    Act.TAKE_APPLICATION: all_of(takes_part, has_role(Role.RECEIVER, Role.CASE_WORKER)),
    Act.ANSWER_APPLICATION: all_of(takes_part, has_role(Role.CASE_WORKER, Role.DECIDER)),
    Act.ENTER_ESTIMATE: has_role(Role.REPORTER, Role.HEAD),
}
