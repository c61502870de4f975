"""Files, registers, issued and incoming papers, deliveries, instruments."""

from vongtay.papers.models.deliveries import Delivery, Knock, OneTimeLink, SignedCopy, Verification
from vongtay.papers.models.incoming import ArrivalRegister, Incoming
from vongtay.papers.models.issued import (
    Instrument,
    Paper,
    Register,
    StoredFile,
)

__all__ = [
    "ArrivalRegister",
    "Delivery",
    "Incoming",
    "Instrument",
    "Knock",
    "OneTimeLink",
    "Paper",
    "Register",
    "SignedCopy",
    "StoredFile",
    "Verification",
]
