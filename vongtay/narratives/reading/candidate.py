"""A figure of a line before it has a code."""

from typing import NamedTuple

from vongtay.narratives.reading.lexicon import Unit
from vongtay.narratives.reading.numbers import Number

SHARE = "share"
SIGNS = {"+": "up", "-": "down"}  # right before a number that compares: "vụ +40%"
SERIES = frozenset({"instance", "person", "suspect", "case", "victim"})


class Candidate(NamedTuple):
    """A figure before it has a code: tokens of the quote, of the number and of the unit."""

    number: Number
    first: int
    last: int
    unit: Unit
    bound: str
    implied: bool = False
    change: str | None = None
    per: str | None = None
    of_next: bool = False  # the first number of "3/10 huyện": what is said of the second is said of it
