"""What a .docx holds that a template can't carry: each thing by its name and where it stands. Nothing is left out in silence."""
# ruff: noqa: SLF001  # the library gives the XML below its objects only under a leading underscore

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn

# element -> what an officer calls it
_NAMES = {
    "drawing": "hình ảnh hoặc hình vẽ", "pict": "hình ảnh hoặc hình vẽ", "txbxContent": "hộp văn bản", "object": "đối tượng nhúng",
    "footnoteReference": "chú thích cuối trang", "endnoteReference": "chú thích cuối văn bản", "ins": "nội dung đang theo dõi sửa đổi (thêm)",
    "del": "nội dung đang theo dõi sửa đổi (xóa)", "moveFrom": "nội dung đang theo dõi sửa đổi (chuyển chỗ)",
    "moveTo": "nội dung đang theo dõi sửa đổi (chuyển chỗ)", "commentReference": "nhận xét", "commentRangeStart": "nhận xét",
    "sdt": "ô điều khiển nội dung", "hyperlink": "liên kết", "oMath": "công thức", "oMathPara": "công thức", "sym": "ký hiệu đặc biệt",
    "altChunk": "tài liệu chèn từ tệp khác", "subDoc": "tài liệu con", "ruby": "chữ chú âm", "smartTag": "thẻ thông minh",
    "customXml": "dữ liệu XML gắn thêm", "pgBorders": "khung viền trang", "gridSpan": "ô gộp", "vMerge": "ô gộp",
}  # fmt: skip
_REFUSED = frozenset(_NAMES)
_KNOWN = frozenset({
    "pPr", "r", "rPr", "t", "tab", "br", "cr", "noBreakHyphen", "softHyphen", "lastRenderedPageBreak", "bookmarkStart", "bookmarkEnd",
    "proofErr", "fldChar", "instrText", "fldSimple", "permStart", "permEnd",
})  # fmt: skip
_QUIET = re.compile(r"\s*(PAGE|NUMPAGES|\d+)?\s*")


def name_of(element: Any) -> str:
    """Give the bare name of an element."""
    return str(element.tag).rpartition("}")[2]


def not_carried(document: Any, *, quiet_feet: tuple[str, ...]) -> Iterator[str]:
    """Give a sentence for each thing that can't be carried. quiet_feet: texts that may stand in a foot, since we print them ourselves."""
    yield from _of_package(document.part.package)
    body = document.element.body
    places: Counter[str] = Counter()
    for block in body:
        kind = "Bảng" if name_of(block) == "tbl" else "Đoạn"
        places[kind] += 1  # as an officer counts: the second table, whatever stands between
        yield from _of_block(block, _where(block, f"{kind} thứ {places[kind]}"))
    sections = list(body.iter(qn("w:sectPr")))
    if len(sections) > 1:
        yield f"Nhiều phần trang (section): tài liệu có {len(sections)} phần; mẫu chỉ có một."
    for section in sections:
        yield from _of_section(section)
    yield from _of_edges(document, quiet_feet)


def _of_package(package: Any) -> Iterator[str]:
    names = [str(part.partname).lower() for part in package.iter_parts()]
    if any("vbaproject" in name for name in names) or "macroenabled" in package.main_document_part.content_type.lower():
        yield "Macro: tệp có chương trình đi kèm."
    if any("/embeddings/" in name for name in names):
        yield "Đối tượng nhúng: tệp có tài liệu hoặc bảng tính nhúng bên trong."


def _where(block: Any, place: str) -> str:
    words = "".join(piece.text or "" for piece in block.iter(qn("w:t"))).strip()
    return place + (f" (“{words[:40]}…”)" if len(words) > 40 else f" (“{words}”)" if words else "")


def _of_block(block: Any, where: str) -> Iterator[str]:
    found = dict.fromkeys(_NAMES[name_of(inner)] for inner in block.iter() if name_of(inner) in _REFUSED)
    yield from (f"{name.capitalize()}: {where}." for name in found)
    if name_of(block) not in {"p", "tbl", "sectPr", "bookmarkStart", "bookmarkEnd", "proofErr"} | _REFUSED:
        yield f"Thành phần “{name_of(block)}”: {where}."
    for paragraph in block.iter(qn("w:p")):
        strange = {name_of(inner) for inner in _content(paragraph)} - _KNOWN - _REFUSED
        yield from (f"Thành phần “{name}”: {where}." for name in sorted(strange))
    for code in block.iter(qn("w:instrText"), qn("w:fldSimple")):
        words = (code.text or code.get(qn("w:instr")) or "").split()
        if words and words[0].upper() != "MERGEFIELD":
            yield f"Trường tự động {words[0].upper()}: {where}."
    if name_of(block) == "tbl" and len(list(block.iter(qn("w:tbl")))) > 1:
        yield f"Bảng lồng trong bảng: {where}."


def _content(paragraph: Any) -> Iterator[Any]:
    for inner in paragraph:
        yield inner
        if name_of(inner) in {"r", "fldSimple"}:
            yield from inner


def _of_section(section: Any) -> Iterator[str]:
    columns = section.find(qn("w:cols"))
    if columns is not None and int(columns.get(qn("w:num")) or 1) > 1:
        yield f"Chia cột: trang được chia {columns.get(qn('w:num'))} cột."
    size = section.find(qn("w:pgSz"))
    if size is not None and size.get(qn("w:orient")) == "landscape":
        yield "Khổ ngang: mẫu in khổ dọc."
    if section.find(qn("w:pgBorders")) is not None:
        yield "Khung viền trang: mẫu không có khung viền."


def _of_edges(document: Any, quiet: tuple[str, ...]) -> Iterator[str]:
    for section in document.sections:
        for name, edge in (
            ("Đầu trang", section.header), ("Đầu trang", section.first_page_header),
            ("Chân trang", section.footer), ("Chân trang", section.first_page_footer),
        ):  # fmt: skip
            for paragraph in () if edge.is_linked_to_previous else edge.paragraphs:
                if not _QUIET.fullmatch(paragraph.text) and paragraph.text.strip() not in quiet:
                    yield f"{name} có chữ: “{paragraph.text.strip()[:40]}”; mẫu chỉ in số trang."
                if any(name_of(inner) in _REFUSED for inner in paragraph._p.iter()):
                    yield f"{name} có hình hoặc hộp văn bản."
