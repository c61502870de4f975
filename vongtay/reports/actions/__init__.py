"""Acts of reports; each module is named after what it changes."""

from vongtay.reports.actions.issuing import KIND, issue_report

__all__ = ["KIND", "issue_report"]
