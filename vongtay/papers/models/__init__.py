"""Files, registers, issued papers, instruments."""

from vongtay.papers.models.issued import (
    Instrument,
    Paper,
    Register,
    StoredFile,
)

__all__ = [
    "Instrument",
    "Paper",
    "Register",
    "StoredFile",
]
