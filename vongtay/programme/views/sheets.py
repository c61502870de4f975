"""What the pages of spreadsheets say of each kind: activities, and documents of the register."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from openpyxl import Workbook
from openpyxl.styles import Font

from vongtay.papers.states.instruments import KINDS
from vongtay.programme.permissions import Act
from vongtay.programme.states import document_sheet, sheet
from vongtay.programme.states.activities import Kind
from vongtay.programme.states.sheet import Holds

# Invented rows, so that the sample shows how to write each column.
ACTIVITIES = [
    (Kind.EVENT, "Nói chuyện ở nhà văn hóa thôn", "30/07/2026", "", "", "Nhà văn hóa thôn 2", "1 buổi; trên 120 người", "Hội phụ nữ", ""),
    (Kind.LEAFLETS, "Phát tờ rơi ở chợ phiên", "01/08/2026", "03/08/2026", "", "", "gần 500 tờ rơi", "", ""),
    (Kind.BROADCAST, "Phát bài trên loa", "01/08/2026", "31/08/2026", "", "", "60 lượt", "", "mỗi ngày hai lượt"),
]  # fmt: skip
DOCUMENTS = [
    ("12/KH-MẪU", "10/02/2026", "Kế hoạch", "Phòng, chống mua bán người năm 2026 (ví dụ)", "UBND tỉnh", "", "", "Tỉnh", "Toàn tỉnh", "2026", "", ""),
    ("3/KH-MẪU", "02/03/2026", "Kế hoạch", "Phòng, chống mua bán người năm 2026 của xã (ví dụ)", "UBND xã", "12/KH-MẪU", "", "Xã", "", "2026", "", ""),
    ("", "03/04/2026", "Kết luận cuộc họp", "Kết luận cuộc họp quý I của Ban Chỉ đạo (ví dụ)", "UBND tỉnh", "12/KH-MẪU", "", "Tỉnh", "", "", "", ""),
]  # fmt: skip


@dataclass(frozen=True)
class Sheet:
    """One kind of spreadsheet: who may, its words, the names of its addresses, its columns and sample."""

    holds: str
    act: Act
    title: str | Promise
    up: str
    up_text: str | Promise
    names: str  # the addresses: <names>s, <names>, move_<names>, sample_<names>
    needed: tuple[str, ...]
    file_name: str
    sample: Callable[[], bytes]


def _book(
    title: str, headings: dict[str, tuple[str, ...]], rows: list[list[str]], choices: tuple[str, str, list[str]]
) -> bytes:
    """Give a file with the headings, rows, and on a sheet of its own the words that one column takes."""
    book = Workbook()
    table: Any = book.active
    table.title = title
    table.append([written[0] for written in headings.values()])
    for row in rows:
        table.append(row)
    name, head, words = choices
    others: Any = book.create_sheet(name)
    others.append([head])
    for word in words:
        others.append([word])
    for cell in (*table[1], *others[1]):
        cell.font = Font(bold=True)
    for cell in table[1]:
        longest = max(len(str(one.value or "")) for one in table[cell.column_letter])
        table.column_dimensions[cell.column_letter].width = min(50, longest + 3)
    others.column_dimensions["A"].width = 44
    table.freeze_panes = "A2"
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _activities() -> bytes:
    rows = [[str(kind.label), *cells] for kind, *cells in ACTIVITIES]
    choices = ("Loại hoạt động", _("Kinds of activities"), [str(kind.label) for kind in Kind])
    return _book("Hoạt động", sheet.HEADINGS, rows, choices)


def _documents() -> bytes:
    choices = ("Loại văn bản", _("Kinds of documents"), [kind[:1].upper() + kind[1:] for kind in KINDS])
    return _book("Sổ văn bản", document_sheet.HEADINGS, [list(row) for row in DOCUMENTS], choices)


SHEETS = {
    Holds.ACTIVITIES: Sheet(
        Holds.ACTIVITIES, Act.IMPORT_ACTIVITIES, gettext_lazy("Activities from a spreadsheet"), "programme:activities",
        pgettext_lazy("programme", "Activities"), "import", tuple(sheet.HEADINGS[name][0] for name in sheet.NEEDED), "mau-hoat-dong.xlsx", _activities,
    ),
    Holds.DOCUMENTS: Sheet(
        Holds.DOCUMENTS, Act.IMPORT_DOCUMENTS, gettext_lazy("Documents from a spreadsheet"), "programme:documents", gettext_lazy("Register of documents"),
        "document_import", tuple(document_sheet.HEADINGS[name][0] for name in document_sheet.NEEDED), "mau-so-van-ban.xlsx", _documents,
    ),
}  # fmt: skip
