"""Acts of reports; each module is named after what it changes."""

from vongtay.reports.actions.deciding import approve_submission, return_submission
from vongtay.reports.actions.issuing import KIND, issue_report
from vongtay.reports.actions.obligations import (
    What,
    Who,
    change_obligation,
    end_obligation,
    set_up_obligation,
)
from vongtay.reports.actions.reminding import remind_of_reports
from vongtay.reports.actions.submissions import (
    Answered,
    FromPaper,
    Said,
    send_submission,
    write_submission,
)

__all__ = [
    "KIND", "Answered", "FromPaper", "Said", "What", "Who", "approve_submission", "change_obligation", "end_obligation", "issue_report",
    "remind_of_reports", "return_submission", "send_submission", "set_up_obligation", "write_submission",
]  # fmt: skip
