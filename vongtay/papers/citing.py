"""Where documents are cited: apps above say so when they start, and the pages of the register ask here without knowing them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.module_loading import import_string

from vongtay.common.access import Staff

if TYPE_CHECKING:
    from vongtay.papers.models import Instrument


@dataclass(frozen=True)
class Place:
    """One place that cites a document: where it leads, what it is, of which time."""

    url: str
    words: str
    when: str = ""


@dataclass(frozen=True)
class Teller:
    """Two functions by their dotted names: (staff, ids) -> how often each is cited; (staff, document) -> list of places."""

    counts: str
    places: str


TELLERS: list[Teller] = []


def counts_of(staff: Staff, ids: list[UUID]) -> dict[UUID, int]:
    """Give how often each document is cited within reach of `staff`; one query for each app that cites."""
    found = dict.fromkeys(ids, 0)
    for teller in TELLERS if ids else ():
        for pk, count in import_string(teller.counts)(staff, ids).items():
            found[pk] += count
    return found


def places_of(staff: Staff, document: "Instrument") -> list[Place]:
    """Give where a document is cited within reach of `staff`."""
    return [place for teller in TELLERS for place in import_string(teller.places)(staff, document)]
