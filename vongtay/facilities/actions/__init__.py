"""Every write to facilities and stays: who, rules, rows, log; one transaction each."""

from vongtay.facilities.actions.care import (
    Looked,
    Ready,
    check_point,
    do_point,
    enter_inspection,
    note_day,
    state_readiness,
)
from vongtay.facilities.actions.facility import (
    About,
    RoomRule,
    add_beds,
    add_facility,
    add_room,
    change_facility,
    change_room,
    change_whereabouts,
    look_at_whereabouts,
    set_bed,
)
from vongtay.facilities.actions.holds import hold_beds, release_hold
from vongtay.facilities.actions.running import LicencePaper, end_licence, enter_licence, set_day_cost, state_staff
from vongtay.facilities.actions.stays import Admission, Guest, admit, correct_stay, leave, move_bed
from vongtay.facilities.vault import Where

__all__ = [
    "About", "Admission", "Guest", "LicencePaper", "Looked", "Ready", "RoomRule", "Where", "add_beds", "add_facility", "add_room", "admit",
    "change_facility", "change_room", "change_whereabouts", "check_point", "correct_stay", "do_point", "end_licence", "enter_inspection",
    "enter_licence", "hold_beds", "leave", "look_at_whereabouts", "move_bed", "note_day", "release_hold", "set_bed", "set_day_cost",
    "state_readiness", "state_staff",
]  # fmt: skip
