"""What is wrong with a design before it goes live: unknown fields, nobody named, empty parts, rows that don't fit."""

from collections.abc import Iterator

from vongtay.papers.blocks.design.fields import catalogue, list_of, owner_of
from vongtay.papers.blocks.design.markup import fields_in, stray_braces
from vongtay.papers.blocks.design.shape import Design, Part, PartKind

NAMES = {
    PartKind.HEADING: "Đề mục", PartKind.PARAGRAPH: "Đoạn văn", PartKind.FIELDS: "Dòng điền", PartKind.BULLETS: "Gạch đầu dòng",
    PartKind.TABLE: "Bảng", PartKind.PAGE: "Sang trang",
}  # fmt: skip
MAX_PARTS = 200


def faults(design: Design) -> tuple[str, ...]:
    """Give a sentence for each thing that must be mended before the template may go live; none means it may."""
    return tuple(dict.fromkeys((*_of_head(design), *_of_signers(design), *_of_parts(design))))


def _of_head(design: Design) -> Iterator[str]:
    if "issuer.body" not in {piece.field for piece in fields_in(design.body)}:
        yield "Phần đầu thiếu tên cơ quan ban hành: dùng trường {{issuer.body}}."
    if not design.kind.strip():
        yield "Thiếu tên loại văn bản."
    if not design.summary.strip():
        yield "Thiếu trích yếu."
    if not design.is_letter and not design.letters.strip():
        yield "Thiếu chữ viết tắt tên loại để ghi ký hiệu (công văn thì không cần)."
    for text in (design.parent, design.body, design.summary, *design.addressees, *design.recipients):
        yield from _of_text(text, "Phần đầu, nơi nhận")
    for code in design.required:
        if owner_of(code)[0] is None:
            yield f"Trường bắt buộc không có trong danh mục: {code}."


def _of_signers(design: Design) -> Iterator[str]:
    if not design.signers:
        yield "Thiếu phần ký."
    if len(design.signers) > 1 and not design.sides:
        yield "Có nhiều người ký: chọn “các bên cùng ký”."
    for place, signer in enumerate(design.signers, start=1):
        where = f"Người ký {place}"
        if not signer.title.strip():
            yield f"{where}: thiếu chức vụ hoặc tư cách ký."
        for text in (signer.title, signer.name):
            yield from _of_text(text, where)
        yield from _of_condition(signer.show_if, where)


def _of_parts(design: Design) -> Iterator[str]:
    if not design.parts:
        yield "Mẫu chưa có nội dung."
    if len(design.parts) > MAX_PARTS:
        yield f"Mẫu có quá {MAX_PARTS} phần."
    for place, part in enumerate(design.parts, start=1):
        where = f"Phần {place} ({NAMES[PartKind(part.kind)].lower()})"
        yield from _of_condition(part.show_if, where)
        for text in part.texts:
            yield from _of_text(text, where)
        yield from _CHECKS[PartKind(part.kind)](part, where)


def _of_condition(condition: str, where: str) -> Iterator[str]:
    code = condition.removeprefix("not ")
    if code and code not in catalogue():
        yield f"{where}: điều kiện hiện dùng trường không có trong danh mục: {code}."


def _of_text(text: str, where: str) -> Iterator[str]:
    if stray_braces(text):
        yield f"{where}: có dấu {{{{ }}}} không bao quanh một trường nào."
    for piece in fields_in(text):
        field, column = owner_of(piece.field)
        if field is None:
            yield f"{where}: trường không có trong danh mục: {piece.field}."
        elif field.kind == "flag":
            yield f"{where}: {piece.field} chỉ dùng làm điều kiện hiện, không in được."
        elif field.kind == "list" and not column:
            yield f"{where}: {piece.field} là danh sách, hãy chọn một cột của nó."
    if len({list_of(piece.field) for piece in fields_in(text)} - {""}) > 1:
        yield f"{where}: một dòng chỉ lặp theo một danh sách."


def _words(part: Part, where: str) -> Iterator[str]:
    if not part.text.strip():
        yield f"{where}: để trống."


def _lines(part: Part, where: str) -> Iterator[str]:
    if not any(line.strip() for line in part.lines):
        yield f"{where}: để trống."


def _pairs(part: Part, where: str) -> Iterator[str]:
    yield from _lines(part, where)
    for line in part.lines:
        label, colon, value = line.partition(":")
        if not label.strip() or not colon or not value.strip():
            yield f"{where}: mỗi dòng viết “Nhãn: {{{{trường}}}}”, xem lại dòng “{line[:40]}”."


def _table(part: Part, where: str) -> Iterator[str]:
    columns = len(part.lines)
    if not columns or not part.rows:
        yield f"{where}: bảng phải có hàng tiêu đề và ít nhất một hàng."
    if any(len(row) != columns for row in part.rows):
        yield f"{where}: mỗi hàng phải có đúng {columns} ô như hàng tiêu đề."
    if {len(part.widths), len(part.align)} - {0, columns}:
        yield f"{where}: số cột khai độ rộng, căn lề phải bằng {columns}."
    if any(width <= 0 for width in part.widths):
        yield f"{where}: độ rộng cột phải lớn hơn 0."
    for row in part.rows:
        if len({list_of(piece.field) for cell in row for piece in fields_in(cell)} - {""}) > 1:
            yield f"{where}: một hàng chỉ lặp theo một danh sách."


def _page(_part: Part, _where: str) -> Iterator[str]:
    return iter(())


_CHECKS = {
    PartKind.HEADING: _words, PartKind.PARAGRAPH: _words, PartKind.FIELDS: _pairs, PartKind.BULLETS: _lines, PartKind.TABLE: _table,
    PartKind.PAGE: _page,
}  # fmt: skip
