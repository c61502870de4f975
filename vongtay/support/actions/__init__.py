from vongtay.support.actions.entitlements import rule_on

__all__ = ["rule_on"]
