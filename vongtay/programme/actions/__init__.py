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
from vongtay.programme.actions.imports import drop_sheet, enter_sheet, give_sheet, go_on, steps_of, undo_sheet

__all__ = [
    "ActivityFacts",
    "CampaignFacts",
    "Told",
    "Upload",
    "call_campaign",
    "change_campaign",
    "correct_activity",
    "drop_sheet",
    "enter_sheet",
    "give_sheet",
    "go_on",
    "record_activity",
    "steps_of",
    "take_back_activity",
    "undo_sheet",
]  # fmt: skip
