from vongtay.support.models.daybook import Belonging, DayNote, Incident
from vongtay.support.models.entitlements import Ruling
from vongtay.support.models.stays import StayDecision

__all__ = ["Belonging", "DayNote", "Incident", "Ruling", "StayDecision"]
