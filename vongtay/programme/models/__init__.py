"""None"""

from typing import Any

from vongtay.programme.models.activities import Activity, Campaign, Quantity
from vongtay.programme.models.imports import Import

ActivityEvent: Any = Activity.pgh_event_model  # type: ignore[attr-defined]  # pghistory gives no types

__all__ = ["Activity", "ActivityEvent", "Campaign", "Import", "Quantity"]
