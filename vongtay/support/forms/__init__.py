from vongtay.support.forms.entitlements import RuleOn

__all__ = ["RuleOn"]
