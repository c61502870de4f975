"""Both writers print the same words, with the layout that the data says."""

import hashlib
import io
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import docx
import pypdf
import pytest
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vongtay.papers.blocks import printed
from vongtay.papers.blocks.decree30 import LayoutError, rule_from, rules, unconfirmed, value
from vongtay.papers.blocks.docx import write_docx
from vongtay.papers.blocks.glyphs import printable, unprintable
from vongtay.papers.blocks.model import (
    Appendix,
    Bars,
    Bullets,
    Fields,
    Head,
    Heading,
    PageBreak,
    Paper,
    Recipients,
    Run,
    Signature,
    Signatures,
    Table,
    anchors,
    cells,
    para,
    runs,
)
from vongtay.papers.blocks.pdf import write_pdf
from vongtay.papers.blocks.text import text_of
from vongtay.papers.blocks.wording import date_line, number_line, roman

TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
VOWELS = "aăâeêioôơuưy"
LETTERS = " ".join(
    case(unicodedata.normalize("NFC", vowel + tone))
    for case in (str.lower, str.upper)
    for vowel in VOWELS
    for tone in TONES
)
MARKUP = "#set $x^2$ @ref <label> \\ * _ ` ~ [a] {b} // /* */ \" ' “q” – — … & &amp; </w:t> =="
HEAD = Head(
    parent_body="Ủy ban nhân dân tỉnh Mẫu",
    issuing_body="Sở Y tế",
    symbol="BC-SYT",
    place="Mẫu Sơn",
    summary="Kết quả tiếp nhận",
    kind="Báo cáo",
    number=5,
    on=date(2026, 1, 5),
    addressees=("Bộ Y tế", "Ủy ban nhân dân tỉnh Mẫu"),
)
TABLE = Table(
    ("TT", "Tuyến", "Số người"),
    (cells("1", "Tự trình báo", Run("3", anchor="rows-1")), cells("2", "Trao trả", "9")),
    widths=(1, 5, 2),
    align=("center", "left", "right"),
    totals=cells("", "Cộng", "12"),
    caption="Bảng 1. Số người",
)
WHOLE = Paper(
    replace(HEAD, world_notice="Dữ liệu giả định - bản trình diễn", form_note="Mẫu nội bộ"),
    (
        Heading(1, "I. TÌNH HÌNH"),
        para(f"Mọi chữ cái: {LETTERS}, đ Đ ₫."),
        para(MARKUP, style="note"),
        para("Căn cứ văn bản;", style="basis"),
        para("QUYẾT ĐỊNH:", style="centre"),
        Heading(2, "1. Mục"),
        Heading(3, "a) Tiểu mục"),
        para("Có ", Run("12", bold=True, anchor="figure-1"), " người, ", Run("nghiêng", italic=True), "."),
        Fields((("Họ và tên", "Lý Thị Mẫu"), ("Ngày sinh", None))),
        Bullets((runs("một"), runs("hai ", Run("đậm", bold=True)))),
        TABLE,
        PageBreak(),
        para("Trang sau."),
    ),
    Signature("Phó Giám đốc", "Nông Văn Mẫu", ("KT. Giám đốc",)),
    Recipients(("Như trên", "Công an tỉnh"), ("VT", "BTXH")),
    (Appendix("Số người", (TABLE,), landscape=True), Appendix("Danh mục", (para("Không có."),))),
)


def words(text: str) -> str:
    return " ".join(text.split())


def docx_lines(document) -> Iterator[str]:
    """Paragraphs and table cells in the order of the body."""
    for part in document.element.body.iterchildren(qn("w:p"), qn("w:tbl")):
        yield from ("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in part.iter(qn("w:p")))


def docx_words(data: bytes) -> str:
    return words("\n".join(docx_lines(docx.Document(io.BytesIO(data)))))


def pdf_words(data: bytes, paper: Paper) -> str:
    """The text of the pages without the feet and the page numbers."""
    foot = words(" ".join(line.text for line in printed.foot(paper.head)))
    pages = []
    for page in pypdf.PdfReader(io.BytesIO(data)).pages:
        text = words(page.extract_text())
        assert text.count(foot) >= 1
        first, _, rest = text.partition(" ")
        text = rest if first.isdigit() else text
        pages.append(
            text.removeprefix(foot) if text.startswith(foot) and not text.endswith(foot) else text.removesuffix(foot)
        )
    return words(" ".join(pages))


def test_both_files_hold_the_words_of_the_paper():
    want = words(text_of(WHOLE))
    assert docx_words(write_docx(WHOLE)) == want
    assert pdf_words(write_pdf(WHOLE), WHOLE) == want
    assert LETTERS in want
    assert MARKUP in want


@pytest.mark.parametrize("several", [1, 2, 3])
def test_sides_that_sign_stand_in_order_in_both_files(several):
    sides = tuple(Signature(f"Bên {index}", f"Người ký {index}", hint="(Ký)") for index in range(several))
    paper = Paper(HEAD, (para("Biên bản."),), Signatures(sides), Recipients(("Các bên",)))
    want = words(text_of(paper))
    assert docx_words(write_docx(paper)) == want == pdf_words(write_pdf(paper), paper)
    assert want.endswith("Nơi nhận: - Các bên; - Lưu: VT.")


def test_a_letter_has_its_summary_under_the_number_and_no_kind():
    paper = Paper(replace(HEAD, kind="", is_letter=True, addressees=("Sở Y tế",)), (para("Nội dung."),))
    want = words(text_of(paper))
    assert "Số: 05/BC-SYT V/v Kết quả tiếp nhận" in want
    assert docx_words(write_docx(paper)) == want == pdf_words(write_pdf(paper), paper)
    with pytest.raises(ValueError, match="Công văn"):
        replace(HEAD, is_letter=True)


ANY_TEXT = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("#$@<>\\*_`~[]{}\"'/=-+&;:.,!? \n\t\u00a0\u200b\u00ad\ufb01\x00\x07\ufeff😀中ạỡđ"),
    ),
    max_size=60,
)


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(ANY_TEXT, ANY_TEXT, ANY_TEXT, st.text("#ab1/-_W", min_size=30, max_size=90))
def test_any_text_prints_the_same_in_both_files(first, second, third, long):
    paper = Paper(
        HEAD,
        (
            para("Đầu ", first, " giữa ", Run(second, bold=True), " cuối."),
            Fields(((f"Nhãn {second}", f"x {third}"),)),
            Table(("A", "B"), (cells(first, f"{second} y"),), totals=cells(long, "z")),
            Bullets((runs(third, " hết"),)),
            para(long),
        ),
    )
    want = "".join(text_of(paper).split())
    assert "".join(docx_words(write_docx(paper)).split()) == want
    assert "".join(pdf_words(write_pdf(paper), paper).split()) == want


@given(st.text())
@settings(deadline=None, derandomize=True)
def test_cleaning_a_clean_text_changes_nothing(text):
    assert printable(printable(text)) == printable(text)


def test_marks_nobody_sees_go_and_letters_that_cannot_be_printed_are_written_out():
    assert printable("a\x00b\u200bc\u00add\ufeff  e\tf") == "abcd e f"
    assert printable("o\u0302\u0323") == "ộ"
    assert printable("中 ﬁ") == "[U+4E2D] fi"
    assert unprintable("A中中😀") == ("中", "😀")
    assert unprintable(LETTERS + MARKUP) == ()


def test_the_same_paper_gives_the_same_bytes():
    for write in (write_docx, write_pdf):
        assert hashlib.sha256(write(WHOLE)).digest() == hashlib.sha256(write(WHOLE)).digest()
        other = replace(WHOLE, head=replace(WHOLE.head, number=6))
        assert write(other) != write(WHOLE)


def test_the_docx_has_the_page_of_the_decree():
    document = docx.Document(io.BytesIO(write_docx(WHOLE)))
    first, second, third = document.sections
    assert (round(first.page_width.mm), round(first.page_height.mm)) == (210, 297)
    assert (round(second.page_width.mm), round(second.page_height.mm)) == (297, 210)
    assert (round(third.page_width.mm), round(third.page_height.mm)) == (210, 297)
    for section in document.sections:
        for side, (low, high) in rules()["margins"].allowed.items():
            assert low <= round(getattr(section, f"{side}_margin").mm, 1) <= high
        assert section.different_first_page_header_footer
        assert "PAGE" in section.header._element.xml
        assert "PAGE" not in section.first_page_header._element.xml
        assert "Dữ liệu giả định" in "".join(p.text for p in section.footer.paragraphs)
        assert "Dữ liệu giả định" in "".join(p.text for p in section.first_page_footer.paragraphs)
    assert 'w:start="1"' in second._sectPr.xml


def test_the_docx_has_the_letters_and_paragraphs_of_the_decree():
    document = docx.Document(io.BytesIO(write_docx(WHOLE)))
    normal = document.styles["Normal"]
    assert normal.font.name == "Times New Roman"
    assert normal.font.size.pt == 14
    body = next(p for p in document.paragraphs if p.text.startswith("Mọi chữ cái"))
    assert body.paragraph_format.alignment == docx.enum.text.WD_ALIGN_PARAGRAPH.JUSTIFY
    assert round(body.paragraph_format.first_line_indent.mm, 1) == 12.7
    head = document.tables[0]
    assert "w:tblBorders" not in head._tbl.xml
    sizes = {
        p.text: (p.runs[0].font.size.pt, p.runs[0].bold)
        for row in head.rows
        for c in row.cells
        for p in c.paragraphs
        if p.runs
    }
    assert sizes["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"] == (12, True)
    assert sizes["Độc lập - Tự do - Hạnh phúc"] == (13, True)
    assert sizes["Số: 05/BC-SYT"] == (13, False)
    assert head._tbl.xml.count("w:pBdr>") == 2 * 2


def test_the_docx_names_nobody_and_marks_the_sources_of_numbers():
    data = write_docx(WHOLE)
    about = docx.Document(io.BytesIO(data)).core_properties
    assert (about.author, about.last_modified_by, about.comments) == ("", "", "")
    assert about.title == "Báo cáo Số: 05/BC-SYT"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert not [name for name in archive.namelist() if "thumbnail" in name]
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        document = archive.read("word/document.xml").decode()
    assert 'w:name="src_figure_1"' in document
    assert document.count('w:name="src_rows_1"') == 1
    assert anchors(WHOLE) == (("figure-1", "12"), ("rows-1", "3"), ("rows-1", "3"))
    with pytest.raises(ValueError, match="Mã nguồn"):
        Run("1", anchor="not an id")


def test_the_pdf_has_the_page_of_the_decree_and_its_own_font():
    reader = pypdf.PdfReader(io.BytesIO(write_pdf(WHOLE)))
    sizes = [
        (round(float(p.mediabox.width) / 72 * 25.4), round(float(p.mediabox.height) / 72 * 25.4)) for p in reader.pages
    ]
    assert sizes[0] == (210, 297)
    assert (297, 210) in sizes
    fonts = [f.get_object() for p in reader.pages for f in p["/Resources"]["/Font"].values()]
    assert fonts
    for font in fonts:
        assert "TeXGyreTermes" in font["/BaseFont"]
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor)
    assert reader.metadata.author is None
    assert b"pdfaid:part" in reader.trailer["/Root"]["/Metadata"].get_data()


def test_the_pdf_numbers_its_pages_from_the_second_and_each_appendix_on_its_own():
    paper = Paper(
        HEAD,
        (para("Một."), PageBreak(), para("Hai.")),
        appendices=(Appendix("A", (para("Ba."), PageBreak(), para("Bốn."))), Appendix("B", (para("Năm."),))),
    )
    tops = []
    for page in pypdf.PdfReader(io.BytesIO(write_pdf(paper))).pages:
        top: list[str] = []
        limit = float(page.mediabox.height) - 20 / 25.4 * 72

        def visit(text, matrix, _position, _font, _size, top=top, limit=limit):
            if text.strip() and matrix[5] > limit:
                top.append(text.strip())

        page.extract_text(visitor_text=visit)
        tops.append("".join(top))
    assert len(tops) == 5
    assert tops == ["", "2", "", "2", ""]


def test_a_long_table_repeats_its_header_on_each_page():
    rows = tuple(cells(f"d{index}", "x") for index in range(80))
    pages = pypdf.PdfReader(io.BytesIO(write_pdf(Paper(HEAD, (Table(("Cột mẫu", "B"), rows),))))).pages
    assert len(pages) > 1
    assert all("Cột mẫu" in page.extract_text() for page in pages)
    table = docx.Document(io.BytesIO(write_docx(Paper(HEAD, (Table(("Cột mẫu", "B"), rows),))))).tables[1]
    assert "w:tblHeader" in table.rows[0]._tr.xml


def test_dates_and_numbers_take_their_leading_noughts():
    assert date_line("Lạng Sơn", date(2026, 1, 5)) == "Lạng Sơn, ngày 05 tháng 01 năm 2026"
    assert date_line("Lạng Sơn", date(2026, 3, 10)) == "Lạng Sơn, ngày 10 tháng 3 năm 2026"
    assert date_line("Lạng Sơn", date(2026, 12, 31)) == "Lạng Sơn, ngày 31 tháng 12 năm 2026"
    assert words(date_line("Lạng Sơn", None)) == "Lạng Sơn, ngày tháng năm"
    assert number_line(5, "TB-UBND") == "Số: 05/TB-UBND"
    assert number_line(123, "TB-UBND") == "Số: 123/TB-UBND"
    assert number_line(None, "TB-UBND").replace("\u00a0", " ") == "Số:      /TB-UBND"
    assert [roman(n) for n in (1, 4, 9, 14, 40)] == ["I", "IV", "IX", "XIV", "XL"]


def test_a_long_name_of_a_body_leaves_no_word_alone_on_a_line():
    lines = printed.bodies(replace(HEAD, issuing_body="Ủy ban nhân dân xã Hoàng Văn Mẫu"))
    issuing = [line for line in lines if line.element == "issuing_body"]
    assert len(issuing) == 2
    assert min(len(line.text.split()) for line in issuing) > 1
    assert [bool(line.rule) for line in issuing] == [False, True]


def test_a_table_or_signature_that_does_not_fit_is_refused():
    with pytest.raises(ValueError, match="2 cột"):
        Table(("A", "B"), (cells("1"),))
    with pytest.raises(ValueError, match="2 cột"):
        Table(("A", "B"), (), widths=(1,))
    with pytest.raises(ValueError, match="Quyền hạn"):
        Signature("Giám đốc", authority=("Thay mặt Sở",))
    with pytest.raises(ValueError, match="từ 1"):
        replace(HEAD, number=0)


def test_the_layout_lies_in_its_ranges_and_lists_what_is_unconfirmed():
    assert value("margins", "left") == 30
    listed = {rule.id for rule in unconfirmed()}
    assert {"number", "kind", "body", "spacing", "appendix_pages"} <= listed
    assert not {"margins", "paper", "font", "page_number", "country", "indent"} & listed
    row = {
        "element": "e",
        "rule": "r",
        "value": {"size": 9},
        "range": {"size": [12, 13]},
        "confidence": "A",
        "source": "-",
    }
    with pytest.raises(LayoutError, match="ngoài khoảng"):
        rule_from("x", row)
    with pytest.raises(LayoutError, match="độ tin cậy"):
        rule_from("x", {**row, "confidence": "Z"})


def test_a_number_and_its_row_lead_to_each_other_in_both_files():
    rows = Table(("TT", "Số"), (cells("1", Run("12", link="F.comm.event")),))
    linked = Paper(
        HEAD,
        (para("Có ", Run("12", anchor="F.comm.event"), " buổi, ", Run("3", anchor="F.other"), " khác."),),
        appendices=(Appendix("Nguồn", (rows,)),),
    )
    document = docx.Document(io.BytesIO(write_docx(linked)))
    names = {mark.get(qn("w:name")) for mark in document.element.iter(qn("w:bookmarkStart"))}
    leads = [link.get(qn("w:anchor")) for link in document.element.iter(qn("w:hyperlink"))]
    assert names == {"src_F_comm_event", "src_F_other", "src_row_F_comm_event"}
    assert leads == ["src_row_F_comm_event", "src_F_comm_event"]
    pages = pypdf.PdfReader(io.BytesIO(write_pdf(linked))).pages
    assert [len(page.get("/Annots", [])) for page in pages] == [1, 1]
    assert docx_words(write_docx(linked)) == words(text_of(linked)) == pdf_words(write_pdf(linked), linked)
    with pytest.raises(ValueError, match="Mã nguồn"):
        Run("1", link="không được")


def test_a_chart_is_drawn_in_the_pdf_and_a_picture_with_words_in_the_docx():
    chart = Bars(
        "Số người theo tuyến", (("Tự đến <trình báo>", 1200), ("Được giải cứu", 0)), "Tự đến trình báo: 1.200."
    )
    drawn = Paper(HEAD, (chart,))
    data = write_docx(drawn)
    assert data == write_docx(drawn)
    document = docx.Document(io.BytesIO(data))
    (shape,) = document.inline_shapes
    assert shape._inline.docPr.get("descr") == chart.alt  # the library names it nowhere else
    assert any(
        part.blob.startswith(b"\x89PNG") for part in document.part.package.parts if part.partname.endswith("png")
    )
    text = pypdf.PdfReader(io.BytesIO(write_pdf(drawn))).pages[0].extract_text()
    assert "1.200" in text
    assert "Tự đến <trình báo>" in text
    with pytest.raises(ValueError, match="không âm"):
        Bars("", (("a", -1),), "")


def test_each_appendix_counts_its_own_pages_and_shows_no_number_on_its_first():
    long = tuple(para(f"Đoạn {index}.") for index in range(60))
    paper = Paper(
        HEAD,
        long,
        appendices=(Appendix("Một", long), Appendix("Hai", long, landscape=True), Appendix("Ba", (para("Ngắn."),))),
    )
    foots = []
    for page in pypdf.PdfReader(io.BytesIO(write_pdf(paper))).pages:
        first = page.extract_text().split()[0]
        foots.append(int(first) if first.isdigit() else 1)
    starts = [index for index, number in enumerate(foots) if number == 1]
    assert len(starts) == 4
    for start, end in zip(starts, [*starts[1:], len(foots)], strict=True):
        assert foots[start:end] == list(range(1, end - start + 1))
