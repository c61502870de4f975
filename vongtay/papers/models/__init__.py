"""Files, registers, issued papers and what they were made from, templates, batches, instruments."""

from typing import Any

from vongtay.papers.models.batches import (
    Batch,
    BatchItem,
)
from vongtay.papers.models.deliveries import (
    Delivery,
    Knock,
    OneTimeLink,
    SignedCopy,
    Verification,
)
from vongtay.papers.models.incoming import (
    ArrivalRegister,
    Incoming,
)
from vongtay.papers.models.instruments import (
    Instrument,
    InstrumentFile,
)
from vongtay.papers.models.issued import (
    Paper,
    Register,
    StoredFile,
)
from vongtay.papers.models.sources import (
    Cancellation,
    Source,
)
from vongtay.papers.models.templates import (
    Template,
    TemplateVersion,
)

InstrumentEvent: Any = Instrument.pgh_event_model  # type: ignore[attr-defined]  # pghistory gives no types

__all__ = [
    "ArrivalRegister",
    "Batch",
    "BatchItem",
    "Cancellation",
    "Delivery",
    "Incoming",
    "Instrument",
    "InstrumentEvent",
    "InstrumentFile",
    "Knock",
    "OneTimeLink",
    "Paper",
    "Register",
    "SignedCopy",
    "Source",
    "StoredFile",
    "Template",
    "TemplateVersion",
    "Verification",
]
