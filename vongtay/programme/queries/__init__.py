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
from vongtay.programme.queries.imports import import_of, imports_of

__all__ = [
    "Sum", "Wanted", "activities_of", "activity_of", "campaign_now", "campaign_of", "campaigns_of", "counted", "former_versions", "import_of", "imports_of", "standing", "sums_of",
]  # fmt: skip
