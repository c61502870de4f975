"""Real .xlsx files: read for what they say, or refused with a sentence that says what to do."""

import zipfile
from datetime import date, datetime, time, timedelta
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from vongtay.common.sheet_rows import rows_of
from vongtay.common.spreadsheets import SheetError, lines_of

HEADINGS = {"what": ("Nội dung", "Việc"), "day": ("Ngày",), "many": ("Số lượng",)}
HEAD = ["Nội dung", "Ngày", "Số lượng"]


def book(*rows, head=HEAD, title="Bảng", change=None) -> bytes:
    made = Workbook()
    sheet = made.active
    sheet.title = title
    for row in (head, *rows):
        sheet.append(row)
    if change:
        change(made, sheet)
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def read(content):
    return list(lines_of(content, headings=HEADINGS, needed=("what", "day")))


def repacked(content: bytes, **files: bytes) -> bytes:
    """The same archive with further files in it."""
    file = BytesIO(content)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return file.getvalue()


def test_rows_are_read_with_the_number_that_the_spreadsheet_shows():
    (one, other) = read(
        book(["Phát tờ rơi", date(2026, 7, 30), 300], [None, None, None], ["Nói chuyện", "1/8/2026", "trên 50 người"])
    )
    assert (one.number, one.cells) == (2, {"what": "Phát tờ rơi", "day": "30/07/2026", "many": "300"})
    assert (other.number, other.cells["many"]) == (4, "trên 50 người")


def test_headings_may_stand_below_a_title_in_another_order_with_a_star():
    content = book(
        ["01/02/2026", "Việc A"],
        head=["BẢNG HOẠT ĐỘNG"],
        change=lambda _made, sheet: (sheet.insert_rows(2), sheet.cell(2, 1, "NGÀY *"), sheet.cell(2, 2, "việc:")),
    )
    assert [line.cells for line in read(content)] == [{"what": "Việc A", "day": "01/02/2026"}]


def test_letters_written_in_two_ways_are_one():
    assert [line.cells["what"] for line in read(book(["Phát tờ rơi", "1/1/2026", ""]))] == ["Phát tờ rơi"]


def test_days_of_a_file_that_counts_from_1904_are_the_same_days():
    def from_1904(made, _sheet):
        made.epoch = CALENDAR_MAC_1904

    (line,) = read(book(["Việc", datetime(2026, 7, 30), 1], change=from_1904))  # noqa: DTZ001  # spreadsheets know no zone
    assert line.cells["day"] == "30/07/2026"


def test_a_formula_is_told_with_its_cell_and_the_rest_is_read():
    one, other = read(book(["Việc", "1/1/2026", "=SUM(1,2)"], ["Việc", "1/1/2026", 3]))
    assert "C2" in one.wrong[0]
    assert "many" not in one.cells
    assert other.wrong == ()


def test_merged_cells_are_refused_by_name():
    with pytest.raises(SheetError, match="A2:A3"):
        read(book(["Việc", "1/1/2026", 3], ["", "1/1/2026", 3], change=lambda _made, sheet: sheet.merge_cells("A2:A3")))


def test_another_sheet_is_said_with_what_it_lacks_and_the_sheets_of_the_file():
    with pytest.raises(SheetError) as refused:
        read(book(["a"], head=["Họ tên", "Địa chỉ"], title="Danh sách"))
    assert "Nội dung" in str(refused.value)
    assert "Danh sách" in str(refused.value)


def test_the_table_is_found_on_a_later_sheet():
    def behind(made, _sheet):
        made.create_sheet("Ghi chú", 0)

    assert len(read(book(["Việc", "1/1/2026", 3], change=behind))) == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "xlsx"),
        (b"%PDF-1.7", "xlsx"),
        (b"PK\x03\x04 broken", "xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "xls"),
        (repacked(book(["Việc", "1/1/2026", 3]), **{"xl/vbaProject.bin": b"macro"}), "macro"),
        (repacked(book(["Việc", "1/1/2026", 3]), **{"xl/media/a.bin": b"0" * 80_000_000}), ""),
        (repacked(book(["Việc", "1/1/2026", 3]), **{f"xl/media/{n}.bin": b"" for n in range(2100)}), ""),
    ],
)
def test_what_can_not_be_read_is_refused_with_a_sentence(content, said):
    with pytest.raises(SheetError) as refused:
        read(content)
    assert said in str(refused.value)
    assert len(str(refused.value)) > 20


def test_a_sheet_cut_off_in_the_middle_is_refused():
    content = book(*(["Việc", "1/1/2026", n] for n in range(2000)))
    with pytest.raises(SheetError):
        read(content[: len(content) // 2])


def with_sheet(content: bytes, xml: bytes) -> bytes:
    """The same book with another first sheet."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, xml if name == "xl/worksheets/sheet1.xml" else old.read(name))
    return out.getvalue()


def test_every_kind_of_cell_is_read_as_openpyxl_reads_it():
    def all_kinds(_made, sheet):
        rich = CellRichText("Phát ", TextBlock(InlineFont(b=True), "tờ rơi"))
        moment = datetime(2026, 7, 30, 8, 15)  # noqa: DTZ001  # spreadsheets know no zone
        kinds = ["chữ", rich, 3, 2.5, 1e20, True, False, date(2026, 7, 30), moment, time(9, 30), timedelta(hours=30), "#N/A", " x "]  # fmt: skip
        for row, value in enumerate(kinds, 3):
            sheet.cell(row, 2, value)
        sheet.cell(40, 1, "cách xa")

    content = book(change=all_kinds)
    sheet = load_workbook(BytesIO(content), read_only=True).active
    slow = {(cell.row, cell.column): cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None}
    fast = {
        (number, column + 1): cell.value for number, cells in rows_of(content, sheet) for column, cell in cells.items()
    }
    assert len(slow) == len(HEAD) + 14
    assert fast == slow


def test_texts_within_the_sheet_and_rows_without_numbers_are_read():
    texts = "".join(
        f'<c t="inlineStr"><is><r><t>{word}</t></r><r><t xml:space="preserve"> </t></r><rPh><t>bỏ</t></rPh></is></c>'
        for word in HEAD
    )
    xml = (
        '<?xml version="1.0"?><x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>'
        f"<row>{texts}</row><row>{texts}</row></x:sheetData></x:worksheet>"
    )
    for tag in ("row", "c", "is", "rPh", "r", "t"):
        xml = (
            xml.replace(f"<{tag}>", f"<x:{tag}>").replace(f"<{tag} ", f"<x:{tag} ").replace(f"</{tag}>", f"</x:{tag}>")
        )
    (line,) = read(with_sheet(book(), xml.encode()))
    assert (line.number, list(line.cells.values())) == (2, HEAD)


@pytest.mark.parametrize("xml", [b"<worksheet", b'<?xml version="1.0"?><worksheet><a></worksheet>', b""])
def test_a_sheet_that_is_no_xml_is_refused(xml):
    with pytest.raises(SheetError):
        read(with_sheet(book(["Việc", "1/1/2026", 3]), xml))


def test_an_entity_that_grows_is_not_opened():
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "aaaaaaaaaa"><!ENTITY y "&x;&x;&x;&x;&x;&x;&x;&x;&x;&x;">]><sst>&y;</sst>'
    with pytest.raises(SheetError):
        read(with_sheet(book(["Việc", "1/1/2026", 3]), bomb))
