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
from vongtay.reports.models.issued import (
    IssuedReport,
)

__all__ = [
    "AskedIndicator",
    "IssuedReport",
    "Obligation",
    "ReportReminder",
    "SavedTable",
    "Schedule",
    "Submission",
    "SubmissionFile",
    "SubmissionLine",
    "SubmissionStep",
    "TableMail",
]
