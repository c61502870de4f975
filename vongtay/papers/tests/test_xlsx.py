"""Tables as .xlsx in the layout of our papers: what stands where, and that nothing in them is run."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

from openpyxl import load_workbook

from vongtay.papers.blocks.decree30 import rules, value
from vongtay.papers.blocks.model import Appendix, Head, Paper, Table, cells
from vongtay.papers.blocks.templates.common import Issuer
from vongtay.papers.blocks.xlsx import USED, Column, OfficialTable, tables_in, write_book, write_xlsx

ISSUER = Issuer(
    "Ủy ban nhân dân tỉnh", "Sở Y tế", "-SYT", "Lạng Sơn", "Giám đốc", on=date(2026, 1, 5), signer_name="Chu Văn Ví Dụ"
)
TABLE = OfficialTable(
    ISSUER, ("Tổng hợp số liệu", "Năm 2026"), (Column("Địa bàn", width=30), Column("Tờ rơi", "tờ", align="right")),
    (("Xã A", 1200), ("Xã B", "ít nhất 300"), ("=1+1", Decimal("2.5"))), ("Tổng cộng", "ít nhất 1.502,5"), ("Ghi chú.",),
)  # fmt: skip


def opened(table=TABLE):
    return load_workbook(BytesIO(write_xlsx(table)))


def texts(sheet):
    return [[cell.value for cell in row if cell.value is not None] for row in sheet.iter_rows()]


def test_the_head_title_ordinals_units_total_and_signature_stand_in_their_order():
    found = [row for row in texts(opened().worksheets[0]) if row]
    assert found == [
        ["ỦY BAN NHÂN DÂN TỈNH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["SỞ Y TẾ", "Độc lập - Tự do - Hạnh phúc"],
        ["Lạng Sơn, ngày 05 tháng 01 năm 2026"],
        ["TỔNG HỢP SỐ LIỆU"], ["Năm 2026"],
        ["STT", "Địa bàn", "Tờ rơi"], ["tờ"],
        [1, "Xã A", 1200], [2, "Xã B", "ít nhất 300"], [3, "=1+1", 2.5],
        ["Tổng cộng", "ít nhất 1.502,5"],
        ["Ghi chú."], ["GIÁM ĐỐC"], ["Chu Văn Ví Dụ"],
    ]  # fmt: skip


def test_what_looks_like_a_formula_stays_text_and_numbers_are_numbers():
    sheet = opened().worksheets[0]
    cells = {cell.value: cell for row in sheet.iter_rows() for cell in row}
    assert cells["=1+1"].data_type == "s"
    assert (cells[1200].data_type, cells[1200].number_format) == ("n", "#,##0")
    assert cells["ít nhất 300"].data_type == "s"


def test_the_page_follows_the_layout_and_repeats_its_headings():
    sheet = opened().worksheets[0]
    assert str(sheet.page_setup.paperSize) == sheet.PAPERSIZE_A4
    assert round(sheet.page_margins.left * 25.4) == value("margins", "left")
    assert (sheet.page_setup.orientation, sheet.print_title_rows) == ("portrait", "$8:$9")
    assert {cell.font.name for row in sheet.iter_rows() for cell in row if cell.value} == {"Times New Roman"}
    wide = replace(TABLE, columns=(Column("x"),) * 7, rows=((1,) * 7,), total=())
    assert opened(wide).worksheets[0].page_setup.orientation == "landscape"


def test_the_second_sheet_lists_the_rules_used_that_are_not_confirmed():
    listed = {row[0] for row in texts(opened().worksheets[1])[1:]}
    assert listed == {rules()[name].element for name in USED if rules()[name].confidence in {"C", "own"}}
    assert rules()["parent_body"].element in listed
    assert rules()["country"].element not in listed


def test_a_table_of_a_world_that_is_not_real_says_so():
    table = replace(TABLE, issuer=replace(ISSUER, world_notice="Dữ liệu giả định"))
    assert ["Dữ liệu giả định"] in texts(opened(table).worksheets[0])


def test_the_tables_of_a_paper_become_sheets_with_whole_numbers():
    table = Table(
        ("TT", "Địa bàn", "Số tờ"),
        (cells("1", "Xã A", "1.200"), cells("2", "Xã B", "ít nhất 05")),
        widths=(1, 4, 1),
        totals=cells("", "Cộng", "1.205"),
    )
    head = Head("Ủy ban nhân dân tỉnh", "Sở Y tế", "BC-SYT", "Lạng Sơn", "Kết quả", "Báo cáo")
    paper = Paper(head, (), appendices=(Appendix("Theo địa bàn", (table, table)), Appendix("Danh mục", (table,))))
    book = load_workbook(BytesIO(write_book(tables_in(paper, ISSUER))))
    assert book.sheetnames == ["PL I.1", "PL I.2", "PL II", "Trình bày"]
    found = [row for row in texts(book["PL II"]) if row]
    assert ["DANH MỤC"] in found
    assert found[4:8] == [["STT", "Địa bàn", "Số tờ"], [1, "Xã A", 1200], [2, "Xã B", "ít nhất 05"], ["Cộng", 1205]]
