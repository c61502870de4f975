from vongtay.support.queries.entitlements import Entitled, beneficiary_now, entitlements_of

__all__ = ["Entitled", "beneficiary_now", "entitlements_of"]
