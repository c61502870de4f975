"""Acts of reports; each module is named after what it changes."""

from vongtay.reports.actions.issuing import KIND, issue_report
from vongtay.reports.actions.sending import claim_table_mail, note_table_mail, plan_table_mails
from vongtay.reports.actions.tables import (
    change_table,
    delete_table,
    restore_table,
    save_table,
    schedule_table,
    set_small_count,
    stop_schedule,
)

__all__ = [
    "KIND",
    "change_table",
    "claim_table_mail",
    "delete_table",
    "issue_report",
    "note_table_mail",
    "plan_table_mails",
    "restore_table",
    "save_table",
    "schedule_table",
    "set_small_count",
    "stop_schedule",
]
