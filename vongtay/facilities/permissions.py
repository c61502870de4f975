"""Who may see places to sleep, change them, give them; occupants are reached through grants alone."""

from enum import StrEnum
from typing import Any

from vongtay.agencies.roles import MAY_SEE_CASES, Part, Role, World
from vongtay.common.access import Rule, Staff, all_of, has_role

DEPARTMENT = "health_department"


class Act(StrEnum):
    SEE = "facilities.see"
    MANAGE = "facilities.manage"
    HOLD = "facilities.hold_beds"
    WHEREABOUTS = "facilities.change_whereabouts"
    LOOK = "facilities.look_at_whereabouts"
    ADMIT = "facilities.admit"
    SEE_RUNNING = "facilities.see_running"
    SET_COST = "facilities.set_day_cost"
    KEEP_LICENCE = "facilities.keep_licence"
    NOTE_DAY = "facilities.note_day"
    STATE_READINESS = "facilities.state_readiness"
    ENTER_INSPECTION = "facilities.enter_inspection"
    DO_POINT = "facilities.do_point"
    CHECK_POINT = "facilities.check_point"


def runs(staff: Staff, facility: Any) -> bool:
    """Say whether the body of `staff` runs the facility, or answers for all of the province (Sở Y tế).

    Without a facility: whether it may run one at all.
    """
    own = facility is None or staff.body_id == facility.body_id
    in_reach = facility is None or (facility.province_id, facility.world) == (staff.province_id, staff.world)
    return in_reach and (own or staff.body_kind == DEPARTMENT)


def reaches_shelter(staff: Staff, _record: object) -> bool:
    """Say whether the role reaches shelters at all; whether this one, the database says."""
    return Part.SHELTER in staff.parts


def keeps(staff: Staff, _facility: Any) -> bool:
    """Say whether `staff` has a role that keeps a facility. In a drill, whoever receives plays the house that takes people in, too."""
    plays = staff.world == World.DRILL and staff.role == Role.RECEIVER
    return plays or staff.role in {Role.CASE_WORKER, Role.HEAD, Role.ADMINISTRATOR}


RULES: dict[str, Rule] = {
    Act.SEE: has_role(*MAY_SEE_CASES, Role.ADMINISTRATOR),
    Act.MANAGE: all_of(runs, keeps),
    Act.HOLD: all_of(runs, has_role(Role.RECEIVER, Role.CASE_WORKER, Role.HEAD)),
    Act.WHEREABOUTS: all_of(runs, has_role(Role.CASE_WORKER), reaches_shelter),
    Act.LOOK: reaches_shelter,
    Act.SEE_RUNNING: all_of(
        runs, has_role(Role.RECEIVER, Role.CASE_WORKER, Role.DECIDER, Role.HEAD, Role.ADMINISTRATOR)
    ),
    Act.SET_COST: all_of(runs, has_role(Role.HEAD, Role.ADMINISTRATOR)),
    Act.KEEP_LICENCE: all_of(runs, has_role(Role.CASE_WORKER, Role.HEAD, Role.ADMINISTRATOR)),
    Act.NOTE_DAY: all_of(runs, has_role(Role.RECEIVER, Role.CASE_WORKER)),
    Act.STATE_READINESS: all_of(runs, has_role(Role.CASE_WORKER, Role.HEAD)),
    Act.ENTER_INSPECTION: all_of(runs, has_role(Role.CASE_WORKER, Role.HEAD)),
    Act.DO_POINT: all_of(runs, has_role(Role.CASE_WORKER, Role.HEAD)),
    Act.CHECK_POINT: all_of(runs, has_role(Role.CASE_WORKER, Role.HEAD)),
    Act.ADMIT: all_of(has_role(Role.RECEIVER, Role.CASE_WORKER), reaches_shelter),
}
