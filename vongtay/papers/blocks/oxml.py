"""The few pieces of WordprocessingML that python-docx has no call for."""
# ruff: noqa: SLF001  # the library gives the XML below its objects only under a leading underscore

import re
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.opc.pkgwriter import PackageWriter
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Length, Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run

ALIGNMENTS = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
_AFTER_BORDERS = ("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr")


def element(name: str, /, **attributes: str) -> Any:
    """Make one element of WordprocessingML with its attributes."""
    made = OxmlElement(f"w:{name}")
    for key, given in attributes.items():
        made.set(qn(f"w:{key}"), given)
    return made


@dataclass(frozen=True)
class Form:
    """How a paragraph stands. `gaps`: names of python-docx with their sizes, written in this order."""

    align: str
    gaps: tuple[tuple[str, float], ...] = ()
    keep: bool = False


def shape(paragraph: Any, form: Form) -> None:
    """Give the paragraph its form. A paper has a few forms and hundreds of paragraphs: each form is built once, then copied."""
    if paragraph._p.pPr is None:
        paragraph._p.insert(0, deepcopy(_shaped(form)))
    else:
        _set(paragraph.paragraph_format, form)


@cache
def _shaped(form: Form) -> Any:
    made = Paragraph(OxmlElement("w:p"), None)  # type: ignore[arg-type]  # stands in no document
    _set(made.paragraph_format, form)
    return made._p.pPr


def _set(place: Any, form: Form) -> None:
    place.alignment = ALIGNMENTS[form.align]
    if form.keep:
        place.keep_with_next = True
    for name, size in form.gaps:
        setattr(place, name, size)


def set_style(paragraph: Any, style_id: str) -> None:
    """Give the paragraph a style by its id: by its name the library would search the whole list each time."""
    paragraph._p.style = style_id


def dress(run: Any, *, size: float, bold: bool, italic: bool) -> None:
    """Give the run its letters, built once and copied like the forms of paragraphs."""
    run._r.insert(0, deepcopy(_dressed(size, bold, italic)))


@cache
def _dressed(size: float, bold: bool, italic: bool) -> Any:  # a key of the cache
    made = Run(OxmlElement("w:r"), None)  # type: ignore[arg-type]  # stands in no document
    made.font.size, made.bold, made.italic = Pt(size), bold, italic
    return made._r.rPr


class _Kept:
    """Takes the parts that the library writes, without packing them."""

    def __init__(self) -> None:
        self.parts: list[tuple[str, bytes]] = []

    def write(self, pack_uri: Any, blob: bytes) -> None:
        """Keep a part."""
        self.parts.append((pack_uri.membername, blob))


def parts_of(document: Any) -> Iterable[tuple[str, bytes]]:
    """Give the name and content of each part of the file, in the order in which the library writes them."""
    package, kept = document.part.package, _Kept()
    for part in package.parts:
        part.before_marshal()
    writer: Any = PackageWriter  # asks of what it writes to no more than `write`
    writer._write_content_types_stream(kept, package.parts)
    writer._write_pkg_rels(kept, package.rels)
    writer._write_parts(kept, package.parts)
    return kept.parts


def add_page_number(paragraph: Any, *, size: float) -> None:
    """Put the number of the page into the paragraph, centred."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for piece in (
        element("fldChar", fldCharType="begin"),
        _instruction("PAGE"),
        element("fldChar", fldCharType="separate"),
        element("fldChar", fldCharType="end"),
    ):
        run = paragraph.add_run()
        run.font.size = Pt(size)
        run._r.append(piece)


def _instruction(text: str) -> Any:
    made = OxmlElement("w:instrText")
    made.text = text
    return made


def draw_box(paragraph: Any) -> None:
    """Draw a frame around the paragraph."""
    _borders(paragraph, ("top", "left", "bottom", "right"), space="3")


def draw_line_above(paragraph: Any) -> None:
    """Draw a line along the upper edge of the paragraph, between its indents."""
    _borders(paragraph, ("top",), space="0")


def _borders(paragraph: Any, sides: tuple[str, ...], *, space: str) -> None:
    borders = element("pBdr")
    for side in sides:
        borders.append(element(side, val="single", sz="6", space=space, color="000000"))
    paragraph._p.get_or_add_pPr().insert_element_before(borders, *_AFTER_BORDERS)


def dotted_to_edge(paragraph: Any, width: Length) -> None:
    """Fill the rest of the line with dots, to be written on by hand."""
    paragraph.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    paragraph.add_run()._r.append(element("tab"))


def add_bookmark(run: Any, anchor: str, number: int) -> None:
    """Mark the run with the source that its text comes from."""
    run._r.addprevious(element("bookmarkStart", id=str(number), name=_bookmark(anchor)))
    run._r.addnext(element("bookmarkEnd", id=str(number)))


def lead_to(run: Any, anchor: str) -> None:
    """Let the run lead to the bookmark of an anchor; it looks as before."""
    link = element("hyperlink", anchor=_bookmark(anchor), history="1")
    run._r.addprevious(link)
    link.append(run._r)


def _bookmark(anchor: str) -> str:
    """Give the name of a bookmark: letters, digits and _, forty at most."""
    return ("src_" + re.sub(r"[^A-Za-z0-9_]", "_", anchor))[:40]


def fix_table(table: Any, widths: list[Length], *, borders: bool) -> None:
    """Give the table fixed column widths; rows stay whole. Without borders its cells have no inner edge either."""
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    if borders:
        table.style = "Table Grid"
    else:
        table._tbl.tblPr.insert_element_before(_no_inner_edge(), "w:tblLook")
    for column, width in zip(table._tbl.tblGrid.gridCol_lst, widths, strict=True):
        column.w = width
    for row in table._tbl.tr_lst:
        row.get_or_add_trPr().append(element("cantSplit"))
        for cell, width in zip(row.tc_lst, widths, strict=True):
            cell.width = width


def _no_inner_edge() -> Any:
    edges = element("tblCellMar")
    for side in ("left", "right"):
        edges.append(element(side, w="0", type="dxa"))
    return edges


def repeat_row(row: Any) -> None:
    """Repeat the row on every page that the table reaches."""
    row._tr.get_or_add_trPr().append(element("tblHeader"))


def restart_numbers(section: Any) -> None:
    """Number the pages of the section from 1."""
    section._sectPr.insert_element_before(element("pgNumType", start="1"), "w:cols", "w:titlePg", "w:docGrid")


def keep_on_one_page(table: Any) -> None:
    """Hold the rows of the table together, so that nobody signs an empty page."""
    for paragraph in table._tbl.iter(qn("w:p")):
        paragraph.get_or_add_pPr().get_or_add_keepNext()


def drop(paragraph: Any) -> None:
    """Take the paragraph out of its place."""
    paragraph._p.getparent().remove(paragraph._p)
