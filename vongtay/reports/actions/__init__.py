"""Acts of reports; each module is named after what it changes."""

from vongtay.reports.actions.deciding import (
    approve_submission,
    return_submission,
)
from vongtay.reports.actions.draft_steps import (
    steps_of,
)
from vongtay.reports.actions.drafts import (
    Edit,
    drop_draft,
    edit_paragraph,
    give_up_draft,
    go_on_with_draft,
    order_issue,
    renew_draft,
    restore_paragraph,
    start_draft,
)
from vongtay.reports.actions.extending import (
    Reasons,
    ask_more_time,
    extend_day,
    refuse_more_time,
)
from vongtay.reports.actions.issuing import (
    KIND,
    put_out,
)
from vongtay.reports.actions.obligations import (
    What,
    Who,
    change_obligation,
    end_obligation,
    set_up_obligation,
)
from vongtay.reports.actions.publication import (
    Draft,
    approve_release,
    compute_again,
    drop_release,
    give_up_release,
    note_download,
    propose_release,
    refuse_release,
    withdraw_publication,
)
from vongtay.reports.actions.publication_profiles import (
    Rules,
    confirm_profile,
    drop_profile,
    propose_profile,
)
from vongtay.reports.actions.reminding import (
    remind_of_reports,
)
from vongtay.reports.actions.sending import (
    claim_table_mail,
    note_table_mail,
    plan_table_mails,
)
from vongtay.reports.actions.submissions import (
    Answered,
    FromPaper,
    Said,
    send_submission,
    write_submission,
)
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
    "Answered",
    "Draft",
    "Edit",
    "FromPaper",
    "Reasons",
    "Rules",
    "Said",
    "What",
    "Who",
    "approve_release",
    "approve_submission",
    "ask_more_time",
    "change_obligation",
    "change_table",
    "claim_table_mail",
    "compute_again",
    "confirm_profile",
    "delete_table",
    "drop_draft",
    "drop_profile",
    "drop_release",
    "edit_paragraph",
    "end_obligation",
    "extend_day",
    "give_up_draft",
    "give_up_release",
    "go_on_with_draft",
    "note_download",
    "note_table_mail",
    "order_issue",
    "plan_table_mails",
    "propose_profile",
    "propose_release",
    "put_out",
    "refuse_more_time",
    "refuse_release",
    "remind_of_reports",
    "renew_draft",
    "restore_paragraph",
    "restore_table",
    "return_submission",
    "save_table",
    "schedule_table",
    "send_submission",
    "set_small_count",
    "set_up_obligation",
    "start_draft",
    "steps_of",
    "stop_schedule",
    "withdraw_publication",
    "write_submission",
]
