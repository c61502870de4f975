"""Tables of reports; each module is named after what it keeps."""

from vongtay.reports.models.boards import SavedTable, Schedule, TableMail
from vongtay.reports.models.issued import IssuedReport

__all__ = ["IssuedReport", "SavedTable", "Schedule", "TableMail"]
