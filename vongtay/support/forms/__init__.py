from vongtay.support.forms.entitlements import RuleOn
from vongtay.support.forms.stays import DecideStay, Discharge, ExtendStay, TakeBack, Transfer

__all__ = ["DecideStay", "Discharge", "ExtendStay", "RuleOn", "TakeBack", "Transfer"]
