"""Acts of reports; each module is named after what it changes."""

from vongtay.reports.actions.issuing import KIND, issue_report
from vongtay.reports.actions.publication import (
    QUEUE,
    TASK,
    Draft,
    approve_release,
    compute_again,
    drop_release,
    note_download,
    propose_release,
    refuse_release,
    withdraw_publication,
)
from vongtay.reports.actions.publication_profiles import Rules, confirm_profile, drop_profile, propose_profile

__all__ = [
    "KIND",
    "QUEUE",
    "TASK",
    "Draft",
    "Rules",
    "approve_release",
    "compute_again",
    "confirm_profile",
    "drop_profile",
    "drop_release",
    "issue_report",
    "note_download",
    "propose_profile",
    "propose_release",
    "refuse_release",
    "withdraw_publication",
]
