"""Takes the text out of a file (.txt, .docx, .xlsx, .pdf), or refuses it with one Vietnamese sentence that says why."""

import io
import logging
import zipfile
from collections.abc import Callable
from pathlib import Path

import pypdf

from vongtay.narratives.reading.layout import reading_order
from vongtay.narratives.reading.sheets import sheet_text
from vongtay.narratives.reading.word import word_text

LIMIT_MB = 20
LIMIT = LIMIT_MB * 1024 * 1024
UNPACKED_LIMIT = 10 * LIMIT
MOST_PAGES = 1_000
MOST_TEXT = LIMIT  # characters: a file that unpacks to more is not a report
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")

MISSING = "Không tìm thấy tệp."
NOT_READABLE = "Không mở được tệp: không có quyền đọc hoặc đây không phải là tệp."
EMPTY = "Tệp trống, không có nội dung để đọc."
TOO_BIG = f"Tệp quá lớn: chỉ đọc tệp đến {LIMIT_MB} MB."
UNPACKS_TOO_BIG = "Tệp quá lớn sau khi giải nén nên không được đọc."
NOT_TEXT = "Tệp .txt không phải là văn bản hoặc dùng bảng mã không nhận ra; hãy lưu lại bằng UTF-8."
UNKNOWN = "Loại tệp không được hỗ trợ: chỉ đọc .txt, .docx, .xlsx và .pdf."
OLD_WORD = "Tệp .doc kiểu cũ không được hỗ trợ; hãy lưu lại thành .docx."
OLD_SHEET = "Tệp .xls kiểu cũ không được hỗ trợ; hãy lưu lại thành .xlsx."
OLD = {".doc": OLD_WORD, ".xls": OLD_SHEET}
LOCKED = "Tệp được đặt mật khẩu hoặc mã hóa; hãy bỏ mật khẩu rồi gửi lại."
SCANNED = "Tệp PDF là bản quét, không có lớp chữ để đọc; hãy gửi bản có chữ."
BROKEN = "Tệp bị hỏng hoặc bị cắt ngắn nên không đọc được."
TOO_MANY_PAGES = f"Tệp PDF có quá nhiều trang: chỉ đọc đến {MOST_PAGES} trang."

logging.getLogger("pypdf").setLevel(logging.CRITICAL)


class FileRefusedError(Exception):
    """A file that is not read; its text is the Vietnamese sentence for the person who gave it."""


def load_file(path: Path) -> str:
    """Give the text of a file.

    Errors: FileRefusedError, with one Vietnamese sentence; then nothing of the file was kept.
    """
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise FileRefusedError(NOT_READABLE)
    except (OSError, ValueError) as error:
        raise FileRefusedError(MISSING if isinstance(error, FileNotFoundError) else NOT_READABLE) from error
    _check_size(size)
    try:
        with path.open("rb") as file:
            data = file.read(LIMIT + 1)
    except OSError as error:
        raise FileRefusedError(NOT_READABLE) from error
    return load_bytes(path.name, data)


def load_bytes(name: str, data: bytes) -> str:
    """Give the text of an uploaded file by its name and content.

    Errors: FileRefusedError, with one Vietnamese sentence.
    """
    _check_size(len(data))
    ending = Path(name).suffix.lower()
    if ending in OLD:
        raise FileRefusedError(OLD[ending])
    reader = READERS.get(ending)
    if reader is None:
        raise FileRefusedError(UNKNOWN)
    text = reader(data)
    if not text.strip(" \t\r\n\f\ufeff"):
        raise FileRefusedError(SCANNED if ending == ".pdf" else EMPTY)
    if len(text) > MOST_TEXT:
        raise FileRefusedError(TOO_BIG)
    return text


def _check_size(size: int) -> None:
    if size == 0:
        raise FileRefusedError(EMPTY)
    if size > LIMIT:
        raise FileRefusedError(TOO_BIG)


def _plain_text(data: bytes) -> str:
    encoding = "utf-16" if data.startswith(WIDE_MARKS) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise FileRefusedError(NOT_TEXT) from error
    if "\x00" in text or sum(text.count(chr(code)) for code in range(1, 9)) > len(text) // 100:
        raise FileRefusedError(NOT_TEXT)
    return text


def _packed(read: Callable[[bytes], str]) -> Callable[[bytes], str]:
    """Give the reader of a kind of file that is an archive: looked at before it is unpacked."""

    def text_of(data: bytes) -> str:
        if data.startswith(OLE):
            raise FileRefusedError(LOCKED)
        try:
            _check_archive(data)
            return read(data)
        except FileRefusedError:
            raise
        except Exception as error:  # the libraries fail in many ways on a damaged file
            raise FileRefusedError(BROKEN) from error

    return text_of


def _check_archive(data: bytes) -> None:
    """Look at the sizes that the archive declares before anything of it is unpacked."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        if sum(part.file_size for part in parts.infolist()) > UNPACKED_LIMIT:
            raise FileRefusedError(UNPACKS_TOO_BIG)
        if any(part.flag_bits & 1 for part in parts.infolist()):
            raise FileRefusedError(LOCKED)


def _pdf_text(data: bytes) -> str:
    try:
        return _joined([_page_text(page) for page in _pages(data)])
    except FileRefusedError:
        raise
    except Exception as error:  # the library fails in many ways on a damaged file
        raise FileRefusedError(BROKEN) from error


def _page_text(page: pypdf.PageObject) -> str:
    """Give a page as a person reads it; where its letters can't be placed, in the order in which they are stored."""
    try:
        placed = page.extract_text(extraction_mode="layout")
    except Exception:  # noqa: BLE001 -- the library fails in many ways on odd fonts; the plain order is left
        return page.extract_text()
    return reading_order(placed)


def _pages(data: bytes) -> list[pypdf.PageObject]:
    reader = pypdf.PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise FileRefusedError(LOCKED)
    if len(reader.pages) > MOST_PAGES:
        raise FileRefusedError(TOO_MANY_PAGES)
    return list(reader.pages)


def _joined(pages: list[str]) -> str:
    text = "\n".join(pages)
    return text.encode("utf-8", "replace").decode("utf-8")  # a damaged font may give halves of characters


READERS: dict[str, Callable[[bytes], str]] = {
    ".txt": _plain_text,
    ".docx": _packed(word_text),
    ".xlsx": _packed(sheet_text),
    ".pdf": _pdf_text,
}
