"""Who may do what in the prevention programme. Nothing of it is about a protected person: seeing is by world and province."""

from enum import StrEnum
from typing import Any

from vongtay.agencies.roles import MAY_COUNT, Role
from vongtay.common.access import Rule, Staff, all_of, has_role


class Act(StrEnum):
    READ = "programme.read"
    # inspections
    KEEP_BUSINESS = "programme.keep_business"
    KEEP_TEAM = "programme.keep_inspection_team"
    PLAN_INSPECTION = "programme.plan_inspection"
    ENTER_INSPECTION = "programme.enter_inspection"
    CORRECT_INSPECTION = "programme.correct_inspection"
    WRITE_INSPECTION = "programme.write_inspection"
    OPEN_SCREENING = "programme.open_screening"
    ADD_POINT = "programme.add_point"
    DO_POINT = "programme.do_point"
    KEEP_POINT = "programme.keep_point"
    VERIFY_POINT = "programme.verify_point"
    # money
    KEEP_MONEY = "programme.keep_money"
    CORRECT_MONEY = "programme.correct_money"
    KEEP_AGREEMENT = "programme.keep_agreement"
    CORRECT_AGREEMENT = "programme.correct_agreement"


def owns(staff: Staff, record: Any) -> bool:
    """Say whether the row is of the body of `staff`."""
    return bool(staff.body_id == record.body_id)


def in_province(staff: Staff, record: Any) -> bool:
    """Say whether the row is of the province and world of `staff`; without a row: yes."""
    return record is None or (record.province_id, record.world) == (staff.province_id, staff.world)


def inspects(staff: Staff, record: Any) -> bool:
    """Say whether the body of `staff` entered the inspection or had members in its team."""
    return staff.body_id in record.bodies


def has_to_do(staff: Staff, point: Any) -> bool:
    """Say whether the body of `staff` is to do it, or wrote it down and enters what the other did."""
    return staff.body_id in {point.due_body_id, point.body_id}


_WRITES = has_role(Role.RECEIVER, Role.CASE_WORKER, Role.REPORTER, Role.HEAD)
# Who also keeps the register of documents, in which the paper of an agreement stands.
_AGREES = has_role(Role.CASE_WORKER, Role.REPORTER)

RULES: dict[str, Rule] = {
    Act.READ: has_role(*MAY_COUNT, Role.CASE_WORKER, Role.RECEIVER, Role.CLERK, Role.DECIDER),
    Act.KEEP_BUSINESS: all_of(in_province, _WRITES),
    Act.KEEP_TEAM: _WRITES,
    Act.PLAN_INSPECTION: _WRITES,
    Act.ENTER_INSPECTION: _WRITES,
    Act.CORRECT_INSPECTION: all_of(owns, _WRITES),
    Act.WRITE_INSPECTION: all_of(inspects, _WRITES),
    Act.OPEN_SCREENING: all_of(inspects, has_role(Role.RECEIVER, Role.CASE_WORKER)),
    Act.ADD_POINT: _WRITES,
    Act.KEEP_POINT: all_of(owns, _WRITES),
    Act.DO_POINT: all_of(has_to_do, _WRITES),
    Act.VERIFY_POINT: all_of(owns, _WRITES),
    Act.KEEP_MONEY: _WRITES,
    Act.CORRECT_MONEY: all_of(owns, _WRITES),
    Act.KEEP_AGREEMENT: _AGREES,
    Act.CORRECT_AGREEMENT: all_of(owns, _AGREES),
}
