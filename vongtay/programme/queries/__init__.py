"""None"""

from vongtay.programme.queries.activities import (
    Sum,
    Wanted,
    activities_of,
    activity_of,
    campaign_now,
    campaign_of,
    campaigns_of,
    counted,
    former_versions,
    standing,
    sums_of,
)
from vongtay.programme.queries.imports import (
    import_of,
    imports_of,
)
from vongtay.programme.queries.training import (
    Compared,
    compared,
    course_of,
    courses_of,
    former_surveys,
    gaps_told,
    groups_of,
    people_in_groups,
    survey_of,
    surveys_of,
)

__all__ = [
    "Compared",
    "Sum",
    "Wanted",
    "activities_of",
    "activity_of",
    "campaign_now",
    "campaign_of",
    "campaigns_of",
    "compared",
    "counted",
    "course_of",
    "courses_of",
    "former_surveys",
    "former_versions",
    "gaps_told",
    "groups_of",
    "import_of",
    "imports_of",
    "people_in_groups",
    "standing",
    "sums_of",
    "survey_of",
    "surveys_of",
]
