"""Text of a Word document: paragraphs, boxes and rows in their order; cells are parted by tabs and keep their columns."""

import io
from collections.abc import Iterator
from typing import Any

import docx
from docx.oxml.ns import qn

from vongtay.narratives.reading.tables import NUMERIC, row_of

SIGNS = {
    qn("w:tab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
    qn("w:softHyphen"): "\u00ad",
}
# What was deleted, is shown elsewhere, or says the same again for older programs.
LEFT_OUT = {
    qn("w:del"),
    qn("w:moveFrom"),
    qn("w:txbxContent"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
HOLDERS = {qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:customXml"), qn("w:smartTag")}


def word_text(data: bytes) -> str:
    """Give the text of a .docx file. Errors: many kinds, where the file is damaged."""
    body = docx.Document(io.BytesIO(data)).element.body
    return "\n".join(_blocks(body))


def _blocks(parent: Any) -> Iterator[str]:
    """Give paragraphs and rows; what Word wraps around them, such as a content control, is stepped into."""
    for element in parent.iterchildren():
        if element.tag == qn("w:p"):
            yield _text_of(element)
            for box in element.iter(qn("w:txbxContent")):
                if not any(above.tag in LEFT_OUT - {box.tag} for above in box.iterancestors()):
                    yield from _blocks(box)
        elif element.tag == qn("w:tbl"):
            yield from _rows(element)
        elif element.tag in HOLDERS:
            yield from _blocks(element)


def _text_of(paragraph: Any) -> str:
    return "".join(_words(paragraph))


def _words(element: Any) -> Iterator[str]:
    for child in element.iterchildren():
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in SIGNS:
            yield SIGNS[child.tag]
        elif child.tag not in LEFT_OUT:
            yield from _words(child)


def _rows(table: Any) -> Iterator[str]:
    """Give the rows; a cell over several columns is followed by empty ones, so that numbers stay below their heads."""
    above: list[str] = []
    for row in _children(table, qn("w:tr")):
        cells = [""] * _number(row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}"), 0)
        for cell in _children(row, qn("w:tc")):
            place, properties = len(cells), cell.find(qn("w:tcPr"))
            text = " ".join(" ".join(_blocks(cell)).split())
            if _is_below_merged(properties) and place < len(above) and not NUMERIC.fullmatch(above[place]):
                text = above[place]  # the label of several rows; a number is told once
            span = _number(properties.find(qn("w:gridSpan")) if properties is not None else None, 1)
            cells += [text, *[""] * (span - 1)]
        above = cells
        yield row_of(cells)


def _children(parent: Any, tag: str) -> Iterator[Any]:
    for element in parent.iterchildren():
        if element.tag == tag:
            yield element
        elif element.tag in HOLDERS:
            yield from _children(element, tag)


def _number(element: Any, otherwise: int) -> int:
    value = element.get(qn("w:val"), "") if element is not None else ""
    return min(int(value), 63) if value.isdecimal() else otherwise  # Word has 63 columns at most


def _is_below_merged(properties: Any) -> bool:
    merge = properties.find(qn("w:vMerge")) if properties is not None else None
    return merge is not None and merge.get(qn("w:val"), "continue") == "continue"
