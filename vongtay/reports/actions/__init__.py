"""Acts of reports; each module is named after what it changes."""

from vongtay.reports.actions.draft_steps import steps_of
from vongtay.reports.actions.drafts import (
    QUEUE,
    TASK,
    Edit,
    drop_draft,
    edit_paragraph,
    go_on_with_draft,
    order_issue,
    renew_draft,
    restore_paragraph,
    start_draft,
)
from vongtay.reports.actions.issuing import KIND, put_out

__all__ = [
    "KIND", "QUEUE", "TASK", "Edit", "drop_draft", "edit_paragraph", "go_on_with_draft", "order_issue", "put_out",
    "renew_draft", "restore_paragraph", "start_draft", "steps_of",
]  # fmt: skip
