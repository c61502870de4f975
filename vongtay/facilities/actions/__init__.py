"""Every write to facilities and stays: who, rules, rows, log; one transaction each."""

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
    "About", "Admission", "Guest", "LicencePaper", "RoomRule", "Where", "add_beds", "add_facility", "add_room", "admit", "change_facility", "change_room",
    "change_whereabouts", "correct_stay", "end_licence", "enter_licence", "hold_beds", "leave", "look_at_whereabouts", "move_bed", "release_hold",
    "set_bed", "set_day_cost", "state_staff",
]  # fmt: skip
