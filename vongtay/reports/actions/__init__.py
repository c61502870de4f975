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
    "QUEUE",
    "TASK",
    "Draft",
    "Rules",
    "approve_release",
    "change_table",
    "claim_table_mail",
    "compute_again",
    "confirm_profile",
    "delete_table",
    "drop_profile",
    "drop_release",
    "issue_report",
    "note_download",
    "note_table_mail",
    "plan_table_mails",
    "propose_profile",
    "propose_release",
    "refuse_release",
    "restore_table",
    "save_table",
    "schedule_table",
    "set_small_count",
    "stop_schedule",
    "withdraw_publication",
]
