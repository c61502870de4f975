"""None"""

from vongtay.programme.forms.activities import CallCampaign, EnterActivity, TakeBack, label_of, understood

__all__ = ["CallCampaign", "EnterActivity", "TakeBack", "label_of", "understood"]
