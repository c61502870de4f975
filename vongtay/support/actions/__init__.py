from vongtay.support.actions.daybook import (
    Happened,
    Received,
    give_belongings_back,
    note_day,
    receive_belongings,
    record_incident,
)
from vongtay.support.actions.entitlements import rule_on
from vongtay.support.actions.stays import (
    Decided,
    decide_admission,
    discharge,
    extend_stay,
    take_back_stay_decision,
    transfer,
)

__all__ = [
    "Decided", "Happened", "Received", "decide_admission", "discharge", "extend_stay", "give_belongings_back", "note_day", "receive_belongings",
    "record_incident", "rule_on", "take_back_stay_decision", "transfer",
]  # fmt: skip
