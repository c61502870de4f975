"""Every write of files, papers, templates and batches; one file a subject."""

from vongtay.papers.actions.batches import BatchOrder
from vongtay.papers.actions.filled import (
    Comparison,
    Filled,
    cancel_number,
    compare_with_issued,
    issue_filled,
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

__all__ = [
    "NOBODY",
    "BatchOrder",
    "Comparison",
    "Filled",
    "Order",
    "Owner",
    "cancel_number",
    "compare_with_issued",
    "issue",
    "issue_filled",
    "open_file",
    "store_file",
    "take_number",
]
