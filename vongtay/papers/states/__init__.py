"""States and kinds of what `papers` keeps, as data; one file a subject."""

from vongtay.papers.states.deliveries import (
    WRITTEN_DOWN,
    Door,
    How,
    LinkState,
    PaperKind,
    ToWhom,
    Urgency,
    Way,
)
from vongtay.papers.states.templates import (
    MOVES,
    BatchState,
    CancelReason,
    ItemState,
    VersionState,
)

__all__ = [
    "MOVES",
    "WRITTEN_DOWN",
    "BatchState",
    "CancelReason",
    "Door",
    "How",
    "ItemState",
    "LinkState",
    "PaperKind",
    "ToWhom",
    "Urgency",
    "VersionState",
    "Way",
]
