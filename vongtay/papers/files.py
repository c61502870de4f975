"""What kind a file is, by its content; which kinds are taken."""

from io import BytesIO
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _

from vongtay.common.access import Refused

MAX_BYTES = 20 * 1024 * 1024
_MAGIC = [
    (b"%PDF-", "application/pdf"), (b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"),
]  # fmt: skip
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SCANS = frozenset({"application/pdf", "image/png", "image/jpeg"})
REPORTS = frozenset({"application/pdf", DOCX, "text/plain"})


def media_type_of(content: bytes) -> str:
    """Give the media type of a file by its content; empty when it is none that we know."""
    for magic, kind in _MAGIC:
        if content.startswith(magic):
            return kind
    if content.startswith(b"PK\x03\x04"):
        return DOCX if _is_word(content) else ""
    return "text/plain" if _is_text(content) else ""


def _is_word(content: bytes) -> bool:
    try:
        with ZipFile(BytesIO(content)) as archive:
            return "word/document.xml" in archive.namelist()
    except BadZipFile:
        return False


def _is_text(content: bytes) -> bool:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return "\0" not in text


def checked(content: bytes, allowed: frozenset[str]) -> str:
    """Give the media type of a file that may be stored. Errors: Refused with a sentence."""
    if not content:
        raise Refused(_("The file is empty."))
    if len(content) > MAX_BYTES:
        raise Refused(_("The file is larger than 20 MB. Scan it with fewer dots per inch, or split it."))
    kind = media_type_of(content)
    if kind not in allowed:
        raise Refused(_("This kind of file is not taken here. Give a PDF, or a picture in PNG or JPEG."))
    return kind
