"""Tables of reports; each module is named after what it keeps."""

from vongtay.reports.models.boards import (
    SavedTable,
    Schedule,
    TableMail,
)
from vongtay.reports.models.calendar import (
    AskedIndicator,
    Obligation,
    ReportReminder,
    Submission,
    SubmissionFile,
    SubmissionLine,
    SubmissionStep,
)
from vongtay.reports.models.extensions import (
    ExtensionStep,
)
from vongtay.reports.models.issued import (
    IssuedReport,
)
from vongtay.reports.models.official import (
    DraftParagraph,
    ReportDraft,
)
from vongtay.reports.models.publication import (
    Audience,
    CellStatus,
    Publication,
    PublicationProfile,
    PublishedCell,
    Release,
    ReleaseCell,
    ReleaseKind,
    ReleaseState,
)
from vongtay.reports.models.stories import (
    PublishedStory,
    Story,
    StoryAudience,
    StoryCase,
    StoryState,
)

__all__ = [
    "AskedIndicator",
    "Audience",
    "CellStatus",
    "DraftParagraph",
    "ExtensionStep",
    "IssuedReport",
    "Obligation",
    "Publication",
    "PublicationProfile",
    "PublishedCell",
    "PublishedStory",
    "Release",
    "ReleaseCell",
    "ReleaseKind",
    "ReleaseState",
    "ReportDraft",
    "ReportReminder",
    "SavedTable",
    "Schedule",
    "Story",
    "StoryAudience",
    "StoryCase",
    "StoryState",
    "Submission",
    "SubmissionFile",
    "SubmissionLine",
    "SubmissionStep",
    "TableMail",
]
