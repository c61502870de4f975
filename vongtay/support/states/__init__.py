from vongtay.support.states.regimes import Answer, Beneficiary, Regime
from vongtay.support.states.stays import DISCHARGES, IncidentKind, LodgingState, NoteKind, StayDecisionKind

__all__ = [
    "DISCHARGES",
    "Answer",
    "Beneficiary",
    "IncidentKind",
    "LodgingState",
    "NoteKind",
    "Regime",
    "StayDecisionKind",
]
