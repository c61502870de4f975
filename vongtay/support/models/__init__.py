from vongtay.support.models.entitlements import Ruling
from vongtay.support.models.stays import StayDecision

__all__ = ["Ruling", "StayDecision"]
