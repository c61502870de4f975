"""Reads a .docx into a design: headings, paragraphs with bold and italic, lines to fill in, dashes, tables, and fields.

A field is written {{field}} or «field», by its code or its words. A line {{if FIELD}} opens what is shown only then, {{end}} closes it.
What can't be carried is refused by name (`carried`). The head and the signatures are read where they stand in two columns without lines.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.table import Table as DocxTable
from docx.text.paragraph import Paragraph as DocxParagraph

from vongtay.papers.blocks.decree30 import style
from vongtay.papers.blocks.design.carried import not_carried
from vongtay.papers.blocks.design.fields import catalogue
from vongtay.papers.blocks.design.fill import INTERNAL
from vongtay.papers.blocks.design.layout import head_of, signing_of
from vongtay.papers.blocks.design.markup import Piece, written
from vongtay.papers.blocks.design.shape import Design, Part
from vongtay.papers.blocks.glyphs import printable

MAX_UNPACKED = 60 * 1024 * 1024
_FIELD = re.compile(r"\{\{\s*(?P<braced>[A-Za-z_.]+\s*\??)\s*\}\}|«\s*(?P<quoted>[^»]{1,80}?)\s*»")
_IF = re.compile(r"\{\{\s*if\s+(?P<condition>(?:not\s+)?[A-Za-z_.]+)\s*\}\}", re.IGNORECASE)
_END = re.compile(r"\{\{\s*end\s*\}\}", re.IGNORECASE)
_LABEL = re.compile(r"(?P<label>[^:{}«]{1,120}):\s*(?P<value>.*)")


class NotCarriedError(ValueError):
    """The file can't become a template; `reasons` names each thing and where it stands."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(*reasons)
        self.reasons = reasons


@dataclass(frozen=True)
class _Line:
    """One paragraph of the file: its text in our small language, and how it looks."""

    text: str
    plain: str
    align: str
    bold: bool
    italic: bool
    small: bool
    indent: bool
    heading: int = 0
    bullet: bool = False
    breaks: bool = False
    opens: bool = False


def read(content: bytes, base: Design) -> Design:
    """Give the design of a file; what the file's head doesn't say is taken from `base`. Errors: NotCarriedError."""
    document = _opened(content)
    if reasons := tuple(dict.fromkeys(not_carried(document, quiet_feet=(INTERNAL,)))):
        raise NotCarriedError(*reasons)
    blocks = list(document.iter_inner_content())
    tables = [block for block in blocks if isinstance(block, DocxTable) and not _has_lines(block)]
    base = replace(base, parts=())
    after, before = 0, len(blocks)
    if tables and (found := head_of(_cells(tables[0]), [_text(one) for one in blocks], blocks.index(tables[0]))):
        changes, after = found
        base = replace(base, **changes)
        tables = tables[1:]
    if tables:
        base = replace(base, **signing_of(_cells(tables[-1])))
        before = blocks.index(tables[-1])
    if reasons := tuple(f"Bảng không kẻ dòng giữa văn bản: “{_text(one)[:40]}”." for one in tables[:-1]):
        raise NotCarriedError(*reasons)
    parts = tuple(_conditions(_joined(_parts(document, blocks[after:before]))))
    return replace(base, parts=parts)


def _opened(content: bytes) -> Any:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED:
                raise NotCarriedError("Tệp quá lớn khi giải nén.")
        return docx.Document(io.BytesIO(content))
    except (zipfile.BadZipFile, KeyError, ValueError, SyntaxError) as error:
        if isinstance(error, NotCarriedError):
            raise
        raise NotCarriedError(
            "Tệp không phải là văn bản Word (.docx), hoặc đã hỏng. Tệp .doc, .docm không nhận."
        ) from error


def _has_lines(table: DocxTable) -> bool:
    named = table.style is not None and table.style.name == "Table Grid"
    return named or len(table.columns) != 2 or table._tbl.tblPr.find(qn("w:tblBorders")) is not None  # noqa: SLF001  # as in oxml


def _cells(table: DocxTable) -> list[list[str]]:
    return [
        [_text(paragraph) for paragraph in cell.paragraphs if paragraph.text.strip()]
        for row in table.rows
        for cell in row.cells
    ]


def _text(block: Any) -> str:
    if isinstance(block, DocxParagraph):
        return _line(None, block).text
    return " ".join(cell.text for row in block.rows for cell in row.cells)


def _parts(document: Any, blocks: list[Any]) -> Iterator[Part | str]:
    """Give parts, and the marks "if …" and "end" as texts."""
    caption = ""
    for place, block in enumerate(blocks):
        if isinstance(block, DocxTable):
            yield _table(block, caption)
            caption = ""
            continue
        line = _line(document, block)
        if _IF.fullmatch(line.plain.strip()) or _END.fullmatch(line.plain.strip()):
            yield line.plain.strip()
        elif (
            line.plain.strip()
            and line.italic
            and line.align == "center"
            and isinstance(_next(blocks, place), DocxTable)
        ):
            caption = _without_look(line.text)
        elif line.plain.strip():
            yield _part(line)
        if line.breaks:
            yield Part("page")


def _next(blocks: list[Any], place: int) -> Any:
    return blocks[place + 1] if place + 1 < len(blocks) else None


def _part(line: _Line) -> Part:
    if line.heading:
        return Part("heading", text=_without_look(line.text), level=line.heading)
    if line.bullet:
        return Part("bullets", lines=(line.text,))
    if (
        line.align == "left"
        and not line.bold
        and (found := _LABEL.fullmatch(line.text))
        and (line.opens or "{{" in found["value"])
    ):
        return Part("fields", lines=(f"{found['label'].strip()}: {found['value'].strip() or '{{paper.hand}}'}",))
    if line.align == "center" and line.bold:
        return Part("paragraph", text=_without_look(line.text), style="centre")
    if line.italic:
        return Part(
            "paragraph", text=_without_look(line.text), style="note" if line.small else "basis", indent=line.indent
        )
    return Part("paragraph", text=line.text, indent=line.indent)


def _without_look(text: str) -> str:
    return re.sub(r"(?<!\\)\*+", "", text)


def _joined(found: Iterator[Part | str]) -> Iterator[Part | str]:
    """Join neighbouring lines of the same kind into one part."""
    last: Part | str | None = None
    for one in found:
        if (
            isinstance(one, Part)
            and isinstance(last, Part)
            and one.kind == last.kind
            and one.kind in {"fields", "bullets"}
        ):
            last = replace(last, lines=(*last.lines, *one.lines))
            continue
        if last is not None:
            yield last
        last = one
    if last is not None:
        yield last


def _conditions(found: Iterator[Part | str]) -> Iterator[Part]:
    condition = ""
    for one in found:
        if isinstance(one, Part):
            yield replace(one, show_if=condition) if condition else one
        else:
            opened = _IF.fullmatch(one)
            if opened and condition:
                raise NotCarriedError(
                    f"Điều kiện lồng nhau: “{one}” đứng trước khi điều kiện trước đó được đóng bằng {{{{end}}}}."
                )
            condition = " ".join(opened["condition"].lower().split()) if opened else ""
    if condition:
        raise NotCarriedError(f"Điều kiện “{condition}” chưa được đóng bằng {{{{end}}}}.")


def _line(document: Any, paragraph: DocxParagraph) -> _Line:
    letters = [(letter, bool(run.bold), bool(run.italic), run) for run in paragraph.runs for letter in run.text]
    plain = printable("".join(letter for letter, _bold, _italic, _run in letters))
    name = (paragraph.style.name or "").lower() if paragraph.style else ""
    heading = int(name[-1]) if re.fullmatch(r"heading [1-3]", name) else 0
    seen = [run for run in paragraph.runs if run.text.strip()]
    sizes = [run.font.size.pt for run in seen if run.font.size]
    dashed = plain.startswith("- ")
    text = _spoken(letters)
    bullet = dashed or (document is not None and _is_bullet(document, paragraph))
    return _Line(
        text=printable(text.removeprefix("- ") if dashed else text).strip(), plain=plain, align=_align(paragraph), heading=heading, bullet=bullet,
        bold=bool(seen) and all(run.bold for run in seen), italic=bool(seen) and all(run.italic for run in seen),
        small=bool(sizes) and max(sizes) <= style("note").size, indent=bool(paragraph.paragraph_format.first_line_indent),
        breaks='w:type="page"' in paragraph._p.xml, opens="\t" in paragraph.text,  # noqa: SLF001  # as in oxml
    )  # fmt: skip


def _align(paragraph: DocxParagraph) -> str:
    given = paragraph.alignment
    return "left" if given is None else given.name.lower().replace("both", "justify")


def _spoken(letters: list[tuple[str, bool, bool, Any]]) -> str:
    """Write the letters in our language. A field may be cut into runs of several looks: the first letter's look counts."""
    plain = "".join(letter for letter, _bold, _italic, _run in letters)
    pieces: list[Piece] = []
    at = 0

    def add(until: int) -> None:
        for letter, bold, italic, _run in letters[at:until]:
            shown = " " if letter in "\t\n" else letter
            last = pieces[-1] if pieces else None
            if last and not last.field and (last.bold, last.italic) == (bold, italic):
                pieces[-1] = replace(last, text=last.text + shown)
            else:
                pieces.append(Piece(shown, bold=bold, italic=italic))

    for found in _FIELD.finditer(plain):
        add(found.start())
        at = found.end()
        code, optional = _code(found["braced"] or found["quoted"])
        _letter, bold, italic, _run = letters[found.start()]
        pieces.append(Piece(field=code, optional=optional, bold=bold, italic=italic))
    add(len(letters))
    return written(pieces)


def _code(name: str) -> tuple[str, bool]:
    """Give the code of a field written by its code or its words, and whether its line falls away when it is empty."""
    plain, optional = name.rstrip("? ").strip(), name.rstrip().endswith("?")
    by_words = {field.label.lower(): field.code for field in catalogue().values()}
    found = by_words.get(plain.lower(), plain.lower())
    return re.sub(r"[^a-z_.]", "_", found), optional


def _is_bullet(document: Any, paragraph: DocxParagraph) -> bool:
    """Tell whether a paragraph is an item with a dot or dash. Errors: NotCarriedError for automatic numbers."""
    name = (paragraph.style.name or "").lower() if paragraph.style else ""
    if name.startswith("list bullet"):
        return True
    found: Any = paragraph._p.pPr.numPr if paragraph._p.pPr is not None else None  # noqa: SLF001  # as in oxml
    if name.startswith("list number"):
        raise NotCarriedError(_numbered(paragraph))
    if found is None or found.numId is None or not found.numId.val:
        return False
    numbering = document.part.numbering_part.element
    links = {one.numId: one.abstractNumId.val for one in numbering.num_lst}
    for kind in numbering.iter(qn("w:abstractNum")):
        if kind.get(qn("w:abstractNumId")) == str(links.get(found.numId.val)):
            form = kind.find(f"{qn('w:lvl')}/{qn('w:numFmt')}")
            if form is not None and form.get(qn("w:val")) == "bullet":
                return True
    raise NotCarriedError(_numbered(paragraph))


def _numbered(paragraph: DocxParagraph) -> str:
    return f"Số thứ tự tự động: “{paragraph.text[:40]}”. Hãy gõ số bằng tay (1., a), …)."


def _table(table: DocxTable, caption: str) -> Part:
    rows = [
        [" ".join(_line(None, paragraph).text for paragraph in cell.paragraphs).strip() for cell in row.cells]
        for row in table.rows
    ]
    widths = [column.width or 0 for column in table.columns]
    whole = sum(widths)
    shares = tuple(round(100 * width / whole) for width in widths) if whole and all(widths) else ()
    align = tuple(_align(cell.paragraphs[0]) for cell in table.rows[1].cells) if len(rows) > 1 else ()
    return Part(
        "table",
        text=caption,
        lines=tuple(_without_look(cell) for cell in rows[0]),
        rows=tuple(map(tuple, rows[1:])),
        widths=shares,
        align=align,
    )
