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
from vongtay.facilities.actions.stays import Admission, Guest, admit, correct_stay, leave, move_bed
from vongtay.facilities.vault import Where

__all__ = [
    "About", "Admission", "Guest", "RoomRule", "Where", "add_beds", "add_facility", "add_room", "admit", "change_facility", "change_room",
    "change_whereabouts", "correct_stay", "hold_beds", "leave", "look_at_whereabouts", "move_bed", "release_hold", "set_bed",
]  # fmt: skip
