"""None"""

from vongtay.programme.forms.activities import CallCampaign, EnterActivity, TakeBack, label_of, understood
from vongtay.programme.forms.imports import GiveSheet

__all__ = ["CallCampaign", "EnterActivity", "GiveSheet", "TakeBack", "label_of", "understood"]
