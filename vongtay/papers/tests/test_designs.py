"""Templates as data: what they say, what they lack, what is refused before they go live, and the way through Word and back."""

import base64
import io
import json
from dataclasses import replace
from datetime import date

import docx
import pytest
from docx.enum.section import WD_SECTION
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from hypothesis import given
from hypothesis import strategies as st

from vongtay.papers.blocks.design import press
from vongtay.papers.blocks.design.checks import faults
from vongtay.papers.blocks.design.fields import catalogue, samples
from vongtay.papers.blocks.design.fill import INTERNAL, Printing, missing, paper
from vongtay.papers.blocks.design.lines import as_paper, compared
from vongtay.papers.blocks.design.markup import Piece, pieces, written
from vongtay.papers.blocks.design.reading import NotCarriedError, read
from vongtay.papers.blocks.design.shape import Design, DesignError, Part, Signer, from_json, to_json
from vongtay.papers.blocks.docx import write_docx
from vongtay.papers.blocks.text import text_of
from vongtay.papers.shipped import shipped

PRINTING = Printing(5, date(2026, 1, 5))
ALL = [pytest.param(from_json(one.design), id=one.code) for one in shipped()]
SIGNED = (Signer("{{issuer.signer_title}}", "{{issuer.signer_name}}"),)


def a_design(*parts: Part, **changes) -> Design:
    return replace(Design("Thông báo", "Về việc thử", "TB", parts=parts, signers=SIGNED), **changes)


def words(*parts: Part, **values) -> str:
    known = samples() | {name.replace("__", "."): value for name, value in values.items()}
    return text_of(paper(a_design(*parts), known, PRINTING))


# the small language


@given(st.lists(st.tuples(st.text("ab *\\{}é", min_size=1, max_size=5), st.booleans(), st.booleans()), max_size=6))
def test_what_is_written_reads_back_the_same(runs):
    line = tuple(Piece(text, bold=bold, italic=italic) for text, bold, italic in runs)
    plain = [(letter, piece.bold, piece.italic) for piece in line for letter in piece.text]
    again = [(letter, piece.bold, piece.italic) for piece in pieces(written(line)) for letter in piece.text]
    assert again == plain


def test_nothing_but_fields_and_looks_can_be_said():
    said = words(Part("paragraph", "{% load x %} {{person.name}} {{ person.name.__class__ }} ${7+7} <b>"))
    assert "{% load x %} Lý Thị Mẫu" in said
    assert "__class__" not in said
    assert "${7+7} <b>" in said.replace("\u00a0", " ")
    assert faults(a_design(Part("paragraph", "{{ person.name.__class__ }}")))


# filling


def test_a_list_repeats_a_paragraph_a_dash_and_a_row():
    handed = ({"code": "A", "name": "Một"}, {"code": "B", "name": ""})
    said = words(
        Part("paragraph", "Người {{people.handed.code}}"),
        Part("bullets", lines=("mã {{people.handed.code}}",)),
        Part("table", lines=("TT", "Mã", "Tên"), rows=(("{{people.handed.no}}", "{{people.handed.code}}", "{{people.handed.name}}"),)),
        people__handed=handed,
    )  # fmt: skip
    assert "Người A\nNgười B" in said
    assert "- mã A;\n- mã B." in said
    assert "1\tA\tMột\n2\tB\t" in said


def test_what_is_empty_stays_open_falls_away_or_is_hidden():
    parts = (
        Part("fields", lines=("Họ và tên: {{person.name}}", "Tên khác: {{person.other_names?}}")),
        Part("paragraph", "Chỉ trẻ em.", show_if="person.is_child"),
        Part("paragraph", "Không phải trẻ em.", show_if="not person.is_child"),
    )
    said = words(*parts, person__name="", person__other_names="", person__is_child=False)
    assert "Họ và tên: \n" in said
    assert "Tên khác" not in said
    assert "Chỉ trẻ em" not in said
    assert "Không phải trẻ em." in said


def test_a_text_of_several_lines_keeps_them():
    assert "Dòng một\nDòng hai" in words(Part("paragraph", "{{paper.note}}"), paper__note="Dòng một\n\nDòng hai")


def test_missing_data_are_told_once_and_what_stops_comes_first():
    design = a_design(
        Part("fields", lines=("Tên: {{person.name}}", "Dân tộc: {{person.ethnic_group}}", "Ghi: {{paper.hand}}")),
        Part("paragraph", "{{person.name}} {{handover.taker}}", show_if="person.is_child"),
        required=("identification.is_decided",),
    )
    lacks = missing(design, samples() | {"person.name": "", "handover.taker": "", "identification.is_decided": False})
    assert [(lack.field, lack.stops) for lack in lacks] == [("identification.is_decided", True), ("person.name", False)]
    assert missing(design, samples()) == ()
    assert "không in được" in missing(design, samples() | {"person.name": "Lý 漢"})[0].why


@pytest.mark.parametrize(("outcome", "said"), [("identified", "được xác định là nạn nhân bị mua bán"), ("not_identified", "chưa đủ căn cứ"), ("undetermined", "còn để ngỏ")])  # fmt: skip
def test_only_an_outcome_that_identifies_calls_somebody_a_victim(outcome, said):
    flags = {f"identification.is_{one}": one == outcome for one in ("identified", "not_identified", "undetermined")}
    design = next(from_json(one.design) for one in shipped() if one.code == "decision")
    text = text_of(paper(design, samples() | flags, PRINTING))
    assert said in text
    assert ("được xác định là nạn nhân bị mua bán" in text) == (outcome == "identified")
    lacks = missing(design, samples() | flags | {"identification.reason": "", "issuer.signer_name": "TS. Nông Văn Mẫu"})
    assert ("identification.reason" in {lack.field for lack in lacks}) == (outcome != "identified")
    assert any("học vị" in lack.why for lack in lacks)


# before it goes live


@pytest.mark.parametrize(
    ("design", "told"),
    [
        (a_design(), "Mẫu chưa có nội dung."),
        (a_design(Part("paragraph", "x"), signers=()), "Thiếu phần ký."),
        (a_design(Part("paragraph", "x"), body="Sở Y tế"), "tên cơ quan ban hành"),
        (a_design(Part("paragraph", "x"), letters=""), "chữ viết tắt"),
        (a_design(Part("paragraph", " ")), "để trống"),
        (a_design(Part("paragraph", "{{person.nmae}}")), "person.nmae"),
        (a_design(Part("paragraph", "{{họ tên}}")), "không bao quanh một trường"),
        (a_design(Part("paragraph", "{{person.is_child}}")), "điều kiện hiện"),
        (a_design(Part("paragraph", "{{law.basis}}")), "chọn một cột"),
        (a_design(Part("paragraph", "{{law.basis.text}} {{support.given.on}}")), "một danh sách"),
        (a_design(Part("paragraph", "x", show_if="person.age_of")), "person.age_of"),
        (a_design(Part("fields", lines=("không có nhãn",))), "Nhãn"),
        (a_design(Part("table", lines=("A", "B"), rows=(("1",),))), "đúng 2 ô"),
        (a_design(Part("table", lines=("A", "B"), rows=(("1", "2"),), widths=(1,))), "độ rộng"),
        (a_design(Part("paragraph", "x"), signers=(*SIGNED, *SIGNED)), "nhiều người ký"),
        (a_design(Part("paragraph", "x"), required=("person.shoes",)), "person.shoes"),
    ],
)
def test_what_must_be_mended_is_told(design, told):
    assert any(told in sentence for sentence in faults(design)), faults(design)


def test_what_is_no_design_is_refused():
    for wrong in (
        {"kind": "x"},
        {"kind": "x", "summary": "y", "code": "rm"},
        [],
        {"kind": "x", "summary": "y", "parts": [{"kind": "script"}]},
    ):
        with pytest.raises(DesignError):
            from_json(wrong)


# what is shipped


@pytest.mark.parametrize("design", ALL)
def test_a_shipped_template_passes_the_checks_and_prints_whole(design):
    assert faults(design) == ()
    assert from_json(json.loads(json.dumps(to_json(design)))) == design
    said = text_of(paper(design, samples(), PRINTING))
    assert "{{" not in said
    assert "Ngày 5" not in said
    assert paper(design, samples(), PRINTING).head.form_note == INTERNAL


@pytest.mark.parametrize("design", ALL)
def test_nobody_is_called_a_victim_before_the_decision(design):
    undecided = {code: value for code, value in samples().items() if not code.startswith("identification.")}
    if "identification.is_identified" in design.required or "identification.is_decided" in design.required:
        return
    said = text_of(paper(design, undecided, PRINTING)).lower()
    for phrase in (
        "quá trình xác định là nạn nhân",
        "xác nhận người này là nạn nhân",
        "xác nhận là nạn nhân",
        "xác định nạn nhân",
    ):
        said = said.replace(phrase, "")
    assert "nạn nhân" not in said


@pytest.mark.parametrize("one", shipped(), ids=lambda one: one.code)
def test_no_shipped_template_claims_a_statutory_form(one):
    assert one.row["form_number"] == ""


@pytest.mark.parametrize("design", ALL)
def test_a_template_goes_through_word_and_back(design):
    again = read(write_docx(as_paper(design)), Design("", ""))
    assert again.parts == design.parts
    for name in ("kind", "summary", "letters", "is_letter", "parent", "body", "addressees", "recipients", "sides"):
        assert getattr(again, name) == getattr(design, name), name
    assert [(one.title.lower(), one.name, one.hint, one.show_if) for one in again.signers] == [
        (one.title.lower(), one.name, one.hint, one.show_if) for one in design.signers
    ]


def test_every_field_has_words_and_an_example_where_one_is_printed():
    for field in catalogue().values():
        assert field.label
        assert field.kind in {"text", "flag", "list", "hand"}
        assert field.kind != "list" or field.columns


# reading what others wrote


def a_document() -> "docx.document.Document":
    made = docx.Document()
    made.add_paragraph("Kính gửi ai đó")
    return made


def content(document) -> bytes:
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def test_a_file_of_an_office_is_read():
    made = docx.Document()
    made.add_heading("1. Thông tin", 2)
    line = made.add_paragraph("Người ")
    line.add_run("{{person").bold = True
    line.add_run(".name}}").bold = True
    line.add_run(" và «Giới tính»")
    made.add_paragraph("Ngày sinh: «person.born»")
    made.add_paragraph("Một việc", style="List Bullet")
    table = made.add_table(2, 2, style="Table Grid")
    for cell, text in zip((cell for row in table.rows for cell in row.cells), ("Loại", "Ngày", "«support.given.kind»", "«support.given.on»"), strict=True):  # fmt: skip
        cell.text = text
    found = read(content(made), a_design())
    assert [part.kind for part in found.parts] == ["heading", "paragraph", "fields", "bullets", "table"]
    assert found.parts[1].text == "Người **{{person.name}}** và {{person.sex}}"
    assert found.parts[2].lines == ("Ngày sinh: {{person.born}}",)
    assert found.parts[4].rows == (("{{support.given.kind}}", "{{support.given.on}}"),)
    assert found.signers == SIGNED
    assert faults(found) == ()


def _with(xml: str):
    document = a_document()
    document.paragraphs[0]._p.append(parse_xml(xml))
    return document


def _columns():
    document = a_document()
    columns = document.sections[0]._sectPr.find(qn("w:cols"))
    columns.set(qn("w:num"), "2")
    return document


def _sections():
    document = a_document()
    document.add_section(WD_SECTION.NEW_PAGE)
    return document


def _header():
    document = a_document()
    document.sections[0].header.paragraphs[0].text = "Bí danh nội bộ"
    return document


def _picture():
    document = a_document()
    png = base64.b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
    )
    document.add_picture(io.BytesIO(png))
    return document


def _merged():
    document = a_document()
    table = document.add_table(2, 2, style="Table Grid")
    table.cell(0, 0).merge(table.cell(0, 1))
    return document


def _numbers():
    document = a_document()
    document.add_paragraph("Một", style="List Number")
    return document


W = nsdecls("w")
NOT_CARRIED = {
    "hình ảnh": _picture,
    "hộp văn bản": lambda: _with(f"<w:r {W}><w:pict><w:txbxContent><w:p/></w:txbxContent></w:pict></w:r>"),
    "chú thích cuối trang": lambda: _with(f'<w:r {W}><w:footnoteReference w:id="2"/></w:r>'),
    "sửa đổi (thêm)": lambda: _with(f'<w:ins {W} w:id="1" w:author="a"><w:r><w:t>x</w:t></w:r></w:ins>'),
    "sửa đổi (xóa)": lambda: _with(f'<w:del {W} w:id="1" w:author="a"><w:r><w:delText>x</w:delText></w:r></w:del>'),
    "đối tượng nhúng": lambda: _with(f"<w:r {W}><w:object/></w:r>"),
    "nhận xét": lambda: _with(f'<w:r {W}><w:commentReference w:id="0"/></w:r>'),
    "liên kết": lambda: _with(f"<w:hyperlink {W}><w:r><w:t>x</w:t></w:r></w:hyperlink>"),
    "ô điều khiển": lambda: _with(f"<w:sdt {W}><w:sdtContent><w:r><w:t>x</w:t></w:r></w:sdtContent></w:sdt>"),
    "trường tự động toc": lambda: _with(f'<w:fldSimple {W} w:instr="TOC"><w:r><w:t>x</w:t></w:r></w:fldSimple>'),
    "chia cột": _columns,
    "section": _sections,
    "đầu trang": _header,
    "ô gộp": _merged,
    "số thứ tự tự động": _numbers,
}


@pytest.mark.parametrize("named", NOT_CARRIED)
def test_what_can_not_be_carried_is_refused_by_name(named):
    with pytest.raises(NotCarriedError) as refused:
        read(content(NOT_CARRIED[named]()), a_design())
    assert any(named in reason.lower() for reason in refused.value.reasons), refused.value.reasons


@pytest.mark.parametrize("broken", [b"", b"PK\x03\x04", b"%PDF-1.7", b"\xd0\xcf\x11\xe0"])
def test_what_is_no_word_file_is_refused(broken):
    with pytest.raises(NotCarriedError):
        read(broken, a_design())


def test_a_condition_is_closed():
    for lines in (("{{if person.is_child}}", "x"), ("{{if person.is_child}}", "{{if support.given}}", "x", "{{end}}")):
        document = docx.Document()
        for line in lines:
            document.add_paragraph(line)
        with pytest.raises(NotCarriedError):
            read(content(document), a_design())


def test_a_comparison_marks_what_is_gone_and_new():
    former, later = a_design(Part("paragraph", "Cũ")), a_design(Part("paragraph", "Mới"))
    assert [(one.how, one.text) for one in compared(former, later) if one.how != "same"] == [
        ("gone", "Đoạn văn: Cũ"),
        ("new", "Đoạn văn: Mới"),
    ]


def test_the_press_gives_the_bytes_of_one_paper_made_alone():
    jobs = [press.Job(one.design, samples(), Printing(number, date(2026, 1, 5), "Dữ liệu giả định")) for number, one in enumerate(shipped()[:4], start=1)]  # fmt: skip
    with press.Press(2) as running:
        made = list(running.make_all(jobs))
    assert made == [press.make(job) for job in jobs]
    assert press.make(press.Job.from_json(json.loads(json.dumps(jobs[0].to_json())))) == made[0]


def test_a_paper_that_cannot_be_drawn_does_not_spoil_those_that_follow():
    good = press.Job(shipped()[0].design, samples(), Printing(1, date(2026, 1, 5), None))
    bad = press.Job({"kind": "Công văn"}, samples(), Printing(2, date(2026, 1, 5), None))
    with press.Press(1) as running:
        with pytest.raises(BrokenPipeError):
            list(running.make_all([bad]))
        assert list(running.make_all([good])) == [press.make(good)]
