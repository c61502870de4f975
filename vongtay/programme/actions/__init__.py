"""None"""

from vongtay.programme.actions.activities import (
    Facts as ActivityFacts,
)
from vongtay.programme.actions.activities import (
    Told,
    Upload,
    correct_activity,
    record_activity,
    take_back_activity,
)
from vongtay.programme.actions.campaigns import CampaignFacts, call_campaign, change_campaign

__all__ = [
    "ActivityFacts", "CampaignFacts", "Told", "Upload", "call_campaign", "change_campaign", "correct_activity", "record_activity", "take_back_activity",
]  # fmt: skip
