"""Every write of files and papers; one file a subject."""

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
    "Order",
    "Owner",
    "issue",
    "open_file",
    "store_file",
    "take_number",
]
