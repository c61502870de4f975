"""Reads a Vietnamese official narrative: its figures, its statements of nil and the documents that it cites.

Plain Python: it needs no database and no web framework.
"""

from vongtay.narratives.reading.model import Citation, Figure, Nil, Reading
from vongtay.narratives.reading.reader import read_text

__all__ = ["Citation", "Figure", "Nil", "Reading", "read_text"]
