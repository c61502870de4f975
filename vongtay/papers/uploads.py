"""What an uploaded file must pass before it is stored: its kind by content, the scanner, the room of the body."""

from dataclasses import dataclass

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from vongtay.common.access import Refused
from vongtay.papers.files import SCANS, checked
from vongtay.papers.scanner import scan

MEGABYTE = 1024 * 1024


def admitted(content: bytes, allowed: frozenset[str] = SCANS) -> str:
    """Give the media type of an upload that may be stored. Errors: Refused with a sentence."""
    kind = checked(content, allowed)
    if stored_bytes() + len(content) > settings.BODY_QUOTA_MB * MEGABYTE:
        raise Refused(full_words())
    scan(content)
    return kind


@dataclass(frozen=True)
class Room:
    """How much of its room a body has filled. Unit: whole megabytes, what is begun counts."""

    used: int
    most: int

    @property
    def is_full(self) -> bool:
        """Whether no upload fits any more. A paper is issued all the same: what the law asks for waits for no disk."""
        return self.used >= self.most


def room() -> Room:
    """Give the room of the asking body."""
    return Room(-(-stored_bytes() // MEGABYTE), settings.BODY_QUOTA_MB)


def full_words() -> str:
    """Say in one sentence that the room is full."""
    return _(
        "The files of your body fill the %(quota)s MB that it may store. Ask your administrator for more room."
    ) % {"quota": settings.BODY_QUOTA_MB}


def stored_bytes() -> int:
    """Give the room that everything stored for the body takes: uploads, issued papers, signed copies, what waits behind links."""
    with connection.cursor() as cursor:
        cursor.execute("select vt.stored_bytes()")
        return int(cursor.fetchone()[0])
