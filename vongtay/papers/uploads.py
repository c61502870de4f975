"""What an uploaded file must pass before it is stored: its kind by content, the scanner, the room of the body."""

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
        raise Refused(
            _("The files of your body fill the %(quota)s MB that it may store. Ask your administrator for more room.")
            % {"quota": settings.BODY_QUOTA_MB}
        )
    scan(content)
    return kind


def stored_bytes() -> int:
    """Give the room that all files of the body take, also of those that this post may not open."""
    with connection.cursor() as cursor:
        cursor.execute("select vt.stored_bytes()")
        return int(cursor.fetchone()[0])
