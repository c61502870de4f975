"""Reads of papers, registers and templates; the database gives only the rows that the asking post may reach."""

from vongtay.papers.queries.deliveries import (
    CHOSEN,
    RECEIPT_WITHIN,
    Filter,
    incoming,
    incoming_for,
    late_before,
    late_deliveries,
    outgoing,
    years_of,
)
from vongtay.papers.queries.issuers import (
    WORLD_NOTICES,
    issuer_of,
)
from vongtay.papers.queries.templates import (
    Progress,
    batches_of,
    live_version,
    live_versions,
    papers_of_batch,
    papers_of_subject,
    progress_of,
    register_of,
    titles,
)

__all__ = [
    "CHOSEN",
    "RECEIPT_WITHIN",
    "WORLD_NOTICES",
    "Filter",
    "Progress",
    "batches_of",
    "incoming",
    "incoming_for",
    "issuer_of",
    "late_before",
    "late_deliveries",
    "live_version",
    "live_versions",
    "outgoing",
    "papers_of_batch",
    "papers_of_subject",
    "progress_of",
    "register_of",
    "titles",
    "years_of",
]
