from vongtay.support.states.regimes import Answer, Beneficiary, Regime
from vongtay.support.states.stays import DISCHARGES, LodgingState, StayDecisionKind

__all__ = ["DISCHARGES", "Answer", "Beneficiary", "LodgingState", "Regime", "StayDecisionKind"]
