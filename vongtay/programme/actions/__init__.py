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
from vongtay.programme.actions.campaigns import (
    CampaignFacts,
    call_campaign,
    change_campaign,
)
from vongtay.programme.actions.imports import (
    drop_sheet,
    enter_sheet,
    give_sheet,
    go_on,
    steps_of,
    undo_sheet,
)
from vongtay.programme.actions.surveys import (
    Score,
    SurveyFacts,
    correct_survey,
    record_survey,
    take_back_survey,
)
from vongtay.programme.actions.training import (
    CourseFacts,
    Group,
    correct_course,
    record_course,
)

__all__ = [
    "ActivityFacts",
    "CampaignFacts",
    "CourseFacts",
    "Group",
    "Score",
    "SurveyFacts",
    "Told",
    "Upload",
    "call_campaign",
    "change_campaign",
    "correct_activity",
    "correct_course",
    "correct_survey",
    "drop_sheet",
    "enter_sheet",
    "give_sheet",
    "go_on",
    "record_activity",
    "record_course",
    "record_survey",
    "steps_of",
    "take_back_activity",
    "take_back_survey",
    "undo_sheet",
]
