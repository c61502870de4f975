"""Tables of reports; each module is named after what it keeps."""

from vongtay.reports.models.boards import SavedTable, Schedule, TableMail
from vongtay.reports.models.issued import IssuedReport
from vongtay.reports.models.publication import (
    Audience,
    CellStatus,
    Publication,
    PublicationProfile,
    PublishedCell,
    Release,
    ReleaseCell,
    ReleaseState,
)

__all__ = [
    "Audience",
    "CellStatus",
    "IssuedReport",
    "Publication",
    "PublicationProfile",
    "PublishedCell",
    "Release",
    "ReleaseCell",
    "ReleaseState",
    "SavedTable",
    "Schedule",
    "TableMail",
]
