"""Files, registers, issued papers and what they were made from, templates, batches, instruments."""

from vongtay.papers.models.batches import Batch, BatchItem
from vongtay.papers.models.issued import (
    Instrument,
    Paper,
    Register,
    StoredFile,
)
from vongtay.papers.models.sources import Cancellation, Source
from vongtay.papers.models.templates import Template, TemplateVersion

__all__ = [
    "Batch",
    "BatchItem",
    "Cancellation",
    "Instrument",
    "Paper",
    "Register",
    "Source",
    "StoredFile",
    "Template",
    "TemplateVersion",
]
