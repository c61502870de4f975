"""Every write of files, papers, templates and batches; one file a subject."""

from vongtay.papers.actions.batches import (
    BatchOrder,
)
from vongtay.papers.actions.checks import (
    check,
    may_knock,
    revoke,
)
from vongtay.papers.actions.copies import (
    add_signed_copy,
)
from vongtay.papers.actions.deliveries import (
    Receiver,
    Upload,
    deliver,
    note_receipt,
    note_return,
)
from vongtay.papers.actions.filled import (
    Comparison,
    Filled,
    cancel_number,
    compare_with_issued,
    issue_filled,
)
from vongtay.papers.actions.incoming import (
    Arrived,
    register_incoming,
    same_paper,
)
from vongtay.papers.actions.instruments import (
    attach_file,
    correct_instrument,
    enter_instrument,
    withdraw_instrument,
)
from vongtay.papers.actions.issuing import (
    NOBODY,
    Order,
    Owner,
    issue,
    open_file,
    store_file,
    take_number,
)
from vongtay.papers.actions.links import (
    Made,
    Opened,
    link_state,
    make_link,
    open_link,
    receiver_of,
    withdraw_link,
)

__all__ = [
    "NOBODY",
    "Arrived",
    "BatchOrder",
    "Comparison",
    "Filled",
    "Made",
    "Opened",
    "Order",
    "Owner",
    "Receiver",
    "Upload",
    "add_signed_copy",
    "attach_file",
    "cancel_number",
    "check",
    "compare_with_issued",
    "correct_instrument",
    "deliver",
    "enter_instrument",
    "issue",
    "issue_filled",
    "link_state",
    "make_link",
    "may_knock",
    "note_receipt",
    "note_return",
    "open_file",
    "open_link",
    "receiver_of",
    "register_incoming",
    "revoke",
    "same_paper",
    "store_file",
    "take_number",
    "withdraw_instrument",
    "withdraw_link",
]
