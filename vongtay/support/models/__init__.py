from vongtay.support.models.entitlements import Ruling

__all__ = ["Ruling"]
