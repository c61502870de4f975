"""Real .xlsx files: read for what they say, or refused with a sentence that says what to do."""

import zipfile
from datetime import date, datetime
from io import BytesIO

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

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


def test_an_entity_that_grows_is_not_opened():
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "aaaaaaaaaa"><!ENTITY y "&x;&x;&x;&x;&x;&x;&x;&x;&x;&x;">]><sst>&y;</sst>'
    source = BytesIO(book(["Việc", "1/1/2026", 3]))
    out = BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, bomb if name == "xl/worksheets/sheet1.xml" else old.read(name))
    with pytest.raises(SheetError):
        read(out.getvalue())
