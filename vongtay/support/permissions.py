"""Who may do what for the support of a person. Seeing is the database's grant, by the part `support`."""

from dataclasses import dataclass
from enum import StrEnum

from vongtay.agencies.roles import Role
from vongtay.cases.models import Case
from vongtay.common.access import Rule, Staff, all_of, has_role


class Act(StrEnum):
    RULE = "support.rule_on_entitlement"
    DECIDE_STAY = "support.decide_stay"
    EXTEND_STAY = "support.extend_stay"
    ENTER_EXTENSION = "support.enter_extension"
    TRANSFER_STAY = "support.transfer_stay"
    WRITE_BOOK = "support.write_book"
    KEEP_BELONGINGS = "support.keep_belongings"
    RECORD_INCIDENT = "support.record_incident"


def takes_part(staff: Staff, case: Case) -> bool:
    """Say whether the body of `staff` holds a grant on the case."""
    return staff.body_id in case.bodies


@dataclass(frozen=True)
class Lodged:
    """Somebody of a case who is lodged. `runs`: the asking body runs the facility, or is Sở Y tế of its province."""

    case: Case
    runs: bool


def answers_for_lodging(staff: Staff, lodged: Lodged) -> bool:
    """Say whether `staff` decides for the body that runs the facility, or for Sở Y tế (Decree 162/2025/NĐ-CP, Art. 17)."""
    return lodged.runs and takes_part(staff, lodged.case) and staff.role in {Role.DECIDER, Role.HEAD}


RULES: dict[str, Rule] = {
    Act.RULE: all_of(takes_part, has_role(Role.CASE_WORKER, Role.DECIDER)),
    Act.DECIDE_STAY: all_of(takes_part, has_role(Role.RECEIVER, Role.CASE_WORKER, Role.DECIDER, Role.HEAD)),
    Act.EXTEND_STAY: answers_for_lodging,
    Act.ENTER_EXTENSION: all_of(takes_part, has_role(Role.RECEIVER, Role.CASE_WORKER)),
    Act.TRANSFER_STAY: all_of(takes_part, has_role(Role.RECEIVER, Role.CASE_WORKER)),
    Act.WRITE_BOOK: all_of(takes_part, has_role(Role.RECEIVER, Role.CASE_WORKER)),
    Act.KEEP_BELONGINGS: all_of(takes_part, has_role(Role.RECEIVER, Role.CASE_WORKER)),
    Act.RECORD_INCIDENT: all_of(takes_part, has_role(Role.RECEIVER, Role.CASE_WORKER)),
}
