from vongtay.support.forms.daybook import GiveBack, NoteDay, ReceiveBelongings, RecordIncident
from vongtay.support.forms.entitlements import RuleOn
from vongtay.support.forms.stays import DecideStay, Discharge, ExtendStay, TakeBack, Transfer

__all__ = [
    "DecideStay", "Discharge", "ExtendStay", "GiveBack", "NoteDay", "ReceiveBelongings", "RecordIncident", "RuleOn", "TakeBack", "Transfer",
]  # fmt: skip
