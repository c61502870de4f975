from vongtay.support.states.regimes import Answer, Beneficiary, Regime

__all__ = ["Answer", "Beneficiary", "Regime"]
