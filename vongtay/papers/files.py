"""What kind a file is, by its content; which kinds are taken, and which are refused whatever they call themselves."""

import re
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from vongtay.common.access import Refused

MAX_BYTES = 20 * 1024 * 1024
_MAGIC = [
    (b"%PDF-", "application/pdf"), (b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"),
]  # fmt: skip
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"
SCANS = frozenset({PDF, "image/png", "image/jpeg"})
REPORTS = frozenset({PDF, DOCX, XLSX, "text/plain"})
_PARTS = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX}

# A zip file may not grow beyond these when it is opened.
MOST_UNPACKED = 100 * 1024 * 1024
MOST_TIMES = 200
MOST_ENTRIES = 2000

_WIDE = (b"\xff\xfe", b"\xfe\xff")
_ENDS = {
    PDF: (b"%%EOF",),
    "image/png": (b"IEND\xaeB`\x82",),
    "image/jpeg": (b"\xff\xd9",),
}
_ZIP_END, _ZIP_BEGIN = b"PK\x05\x06", b"PK\x03\x04"
_TAIL = 66_000  # a zip archive is found from its end, this far at most


def media_type_of(content: bytes) -> str:
    """Give the media type of a file by its content; empty when it is none that we know."""
    for magic, kind in _MAGIC:
        if content.startswith(magic):
            return kind
    if content.startswith(_ZIP_BEGIN):
        return _office_kind(content)
    return "text/plain" if _is_text(content) else ""


def _office_kind(content: bytes) -> str:
    try:
        with ZipFile(BytesIO(content)) as archive:
            names = frozenset(archive.namelist())
    except BadZipFile:
        return ""
    return next((kind for part, kind in _PARTS.items() if part in names), "")


def _is_text(content: bytes) -> bool:
    try:
        text = content.decode("utf-16" if content.startswith(_WIDE) else "utf-8-sig")
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
        raise Refused(_why_not_kind(allowed))
    if kind in (DOCX, XLSX):
        _refuse_bomb(content)
    elif kind in _ENDS:
        _refuse_two_in_one(content, kind)
    if kind == PDF:
        _refuse_locked(content)
    return kind


def _why_not_kind(allowed: frozenset[str]) -> str:
    if DOCX in allowed:
        return _(
            "This kind of file is not read here. Give a Word file (.docx) or workbook (.xlsx) without a password, a PDF with text, or a .txt."
        )
    return _("This kind of file is not taken here. Give a PDF, or a picture in PNG or JPEG.")


def _refuse_bomb(content: bytes) -> None:
    """Refuse an archive that grows beyond measure, is locked, or hides something before or behind itself."""
    with ZipFile(BytesIO(content)) as archive:
        entries = archive.infolist()
        unpacked = sum(entry.file_size for entry in entries)
        locked = any(entry.flag_bits & 1 for entry in entries)
        ends = content.rfind(_ZIP_END) + 22 + len(archive.comment)
    if locked:
        raise Refused(_("The file is locked with a password. Give it without one."))
    if len(entries) > MOST_ENTRIES or unpacked > min(MOST_UNPACKED, MOST_TIMES * len(content)):
        raise Refused(_("The file unpacks to far more than it shows, so it was not opened."))
    if ends != len(content) or not any(entry.header_offset == 0 for entry in entries):
        raise Refused(_("The file holds a second one inside, so it was not taken."))


def _refuse_two_in_one(content: bytes, kind: str) -> None:
    """Refuse a file that another program would read as another kind: something stands behind its end."""
    end = max(content.rfind(mark) + len(mark) for mark in _ENDS[kind])
    behind = content[end:] if end > len(mark_of(kind)) - 1 else content
    if behind.strip(b"\r\n\t\0 ") or (_ZIP_END in content[-_TAIL:] and _ZIP_BEGIN in content):
        raise Refused(_("The file is not whole, or holds a second one behind its end. Scan or export it again."))


def mark_of(kind: str) -> bytes:
    """Give the bytes with which a file of this kind ends."""
    return _ENDS[kind][0]


def _refuse_locked(content: bytes) -> None:
    try:
        locked = PdfReader(BytesIO(content)).is_encrypted
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError) as broken:
        raise Refused(_("The PDF can't be read. Scan or export it again.")) from broken
    if locked:
        raise Refused(_("The file is locked with a password. Give it without one."))


def pages_of(content: bytes) -> int:
    """Give the number of pages: of a PDF those it has, of a picture one."""
    return len(PdfReader(BytesIO(content)).pages) if content.startswith(b"%PDF-") else 1


_SIGNED = re.compile(rb"/ByteRange\s*\[\s*\d+\s+\d+\s+\d+\s+\d+\s*\]")


def bears_signature(content: bytes) -> bool:
    """Say whether a PDF carries a digital signature. Whose it is and whether it holds is not looked at."""
    return content.startswith(b"%PDF-") and bool(_SIGNED.search(content)) and b"/Contents" in content
