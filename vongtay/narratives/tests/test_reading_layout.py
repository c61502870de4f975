"""Word files, workbooks and pages: the text keeps the order of reading and gives each number its row and column."""

import io

import docx
import openpyxl
import pytest
import typst
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from vongtay.narratives.reading import load, read_text

PROSE = (
    "Trong năm 2023, các lực lượng đã phát hiện và khởi tố 14 vụ mua bán người, xác định được 31 nạn nhân; các cấp hội "
    "tổ chức 420 buổi tuyên truyền lồng ghép cho hơn 18.000 lượt người tham dự."
)


def saved(document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def told(name: str, data: bytes) -> tuple[str, list[tuple]]:
    text = load.load_bytes(name, data)
    reading = read_text(text)
    assert all(text[figure.start : figure.end] == figure.quote for figure in reading.figures)
    return text, [(figure.value, figure.code, figure.period) for figure in reading.figures]


def filled(table, rows: list[tuple[str, ...]]) -> None:
    for row, words in zip(table.rows, rows, strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word


def test_a_head_over_two_columns_names_both():
    document = docx.Document()
    table = document.add_table(rows=4, cols=4)
    filled(
        table,
        [
            ("Chỉ tiêu", "", "", ""),
            ("", "Nạn nhân", "Vụ", "Nạn nhân"),
            ("Số vụ và nạn nhân", "", "", ""),
            ("", "", "", ""),
        ],
    )
    for cell, word in zip(table.rows[1].cells, ("", "Số vụ", "Số nạn nhân", "Số vụ"), strict=True):
        cell.text = word
    table.rows[0].cells[1].merge(table.rows[0].cells[2]).text = "Năm 2022"
    table.rows[0].cells[3].text = "Năm 2023"
    for cell, word in zip(table.rows[3].cells, ("Huyện A", "4", "9", "6"), strict=True):
        cell.text = word
    _, figures = told("a.docx", saved(document))
    assert figures == [
        (4, "crime.case", "2022"), (9, "victim.identified", "2022"), (6, "crime.case", "2023"),
    ]  # fmt: skip


def test_a_label_of_several_rows_is_said_in_each_and_a_number_once():
    document = docx.Document()
    table = document.add_table(rows=2, cols=3)
    filled(table, [("Số nạn nhân", "nữ", "7"), ("", "nam", "2")])
    table.columns[0].cells[0].merge(table.columns[0].cells[1])
    text, _ = told("a.docx", saved(document))
    assert text.split("\n") == ["Số nạn nhân\tnữ\t7", "Số nạn nhân\tnam\t2"]


def test_what_was_inserted_is_read_and_what_was_deleted_is_not():
    document = docx.Document()
    paragraph = document.add_paragraph("Năm 2023, xã treo ")._p
    for tag, inner, word in (("ins", "t", "30 băng rôn"), ("del", "delText", "99 băng rôn")):
        paragraph.append(parse_xml(f"<w:{tag} {nsdecls('w')}><w:r><w:{inner}>{word}</w:{inner}></w:r></w:{tag}>"))
    assert told("a.docx", saved(document))[1] == [(30, "comm.banner", "2023")]


def test_a_content_control_is_stepped_into():
    document = docx.Document()
    paragraph = document.add_paragraph("Năm 2023, xã mở 5 hội nghị.")._p
    holder = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent/></w:sdt>")
    paragraph.addprevious(holder)
    holder.find(qn("w:sdtContent")).append(paragraph)
    assert told("a.docx", saved(document))[1] == [(5, "comm.event", "2023")]


def test_a_workbook_is_read_sheet_by_sheet_with_its_rows():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Kết quả"
    for row in (["TT", "Chỉ tiêu", "Đơn vị tính", "Năm 2022", "Năm 2023"], [1, "Số nạn nhân được xác định", "Người", 12, 9],
                [2, "Tờ rơi phát hành", "Tờ", 25000, 31000], [3, "Tỷ lệ được hỗ trợ", "%", 0.855, 1]):  # fmt: skip
        sheet.append(row)
    for cell in sheet[4][3:]:
        cell.number_format = "0.0%"
    book.create_sheet("Trống")
    text, figures = told("a.xlsx", saved(book))
    assert text.startswith("Kết quả\nTT\tChỉ tiêu")
    assert figures == [
        (12, "victim.identified", "2022"), (9, "victim.identified", "2023"), (25000, "comm.leaflet", "2022"),
        (31000, "comm.leaflet", "2023"), (85.5, "target.rate", "2022"), (100, "target.rate", "2023"),
    ]  # fmt: skip


def test_a_section_row_below_the_head_does_not_take_its_place():
    rows = ["TT\tChỉ tiêu\tNăm 2022\tNăm 2023", "I\tTuyên truyền", "1\tSố buổi tuyên truyền\t8\t9"]
    figures = read_text("\n".join(rows)).figures
    assert [(figure.value, figure.period) for figure in figures] == [(8, "2022"), (9, "2023")]


@pytest.mark.parametrize(
    ("name", "data"), [("a.xlsx", b"PK\x03\x04cut"), ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")]
)
def test_a_broken_or_old_workbook_is_refused(name, data):
    with pytest.raises(load.FileRefusedError, match="Tệp"):
        load.load_bytes(name, data)


def test_a_pdf_gives_paragraphs_rows_and_columns_in_their_order():
    page = f"""#set page(paper: "a4", margin: 2cm)
#set par(justify: true)
#set text(size: 12pt)
{PROSE}

#table(columns: (1cm, 6cm, 3cm, 2cm, 2cm), [TT], [Chỉ tiêu], [Đơn vị tính], [Năm 2022], [Năm 2023],
[1], [Số nạn nhân được xác định và hỗ trợ trên địa bàn toàn tỉnh], [Người], [12], [9],
[2], [Tờ rơi phát hành], [Tờ], [25.000], [31.000])

#columns(2)[
Ở cột thứ nhất, hội phụ nữ các cấp đã tổ chức 15 hội nghị tuyên truyền cho 1.240 lượt hội viên ở các thôn bản vùng sâu.
#colbreak()
Ở cột thứ hai, bộ đội biên phòng giải cứu 04 nạn nhân, bắt 03 đối tượng và bàn giao cho công an huyện xử lý.
]
"""
    text, figures = told("a.pdf", typst.compile(page.encode()))
    assert PROSE in text.split("\n")
    assert text.index("Ở cột thứ nhất") < text.index("vùng sâu") < text.index("Ở cột thứ hai")
    assert [figure[:2] for figure in figures] == [
        (14, "crime.case"), (31, "victim.identified"), (420, "comm.event"), (18000, "comm.attendance"),
        (12, "victim.identified"), (9, "victim.identified"), (25000, "comm.leaflet"), (31000, "comm.leaflet"),
        (15, "comm.event"), (1240, "comm.attendance"), (4, "victim.rescued"), (3, "crime.suspect"),
    ]  # fmt: skip
    assert [figure[2] for figure in figures[4:8]] == ["2022", "2023", "2022", "2023"]
