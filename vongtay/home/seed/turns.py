"""How a story waits for its next moment."""

from collections.abc import Generator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from vongtay.common.access import Staff


@dataclass(frozen=True)
class Turn:
    """A story wants to go on at this moment, in the post of this role in this body."""

    at: datetime
    role: str
    body: str


Story = Generator[Turn, Staff, Any]
