from vongtay.support.actions.entitlements import rule_on
from vongtay.support.actions.stays import (
    Decided,
    decide_admission,
    discharge,
    extend_stay,
    take_back_stay_decision,
    transfer,
)

__all__ = ["Decided", "decide_admission", "discharge", "extend_stay", "rule_on", "take_back_stay_decision", "transfer"]
