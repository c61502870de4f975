"""Every write of readings: upload and read, judge a mark, merge and split marks, confirm into the figures."""

from vongtay.narratives.actions.judging import (
    AlreadyRead,
    Confirmed,
    Judged,
    Upload,
    confirm,
    judge,
    open_reading,
    upload,
)
from vongtay.narratives.actions.pairs import Cut, Joined, merge, split, undo

__all__ = [
    "AlreadyRead", "Confirmed", "Cut", "Joined", "Judged", "Upload", "confirm", "judge", "merge", "open_reading", "split", "undo", "upload",
]  # fmt: skip
