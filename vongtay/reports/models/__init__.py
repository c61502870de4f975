"""Tables of reports; each module is named after what it keeps."""

from vongtay.reports.models.issued import IssuedReport
from vongtay.reports.models.official import DraftParagraph, ReportDraft

__all__ = ["DraftParagraph", "IssuedReport", "ReportDraft"]
