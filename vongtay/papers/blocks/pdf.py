"""Writes a paper as PDF/A-2b: the data of the paper goes to `paper.typ`, which draws it with the package's own font.

No text of a paper is ever read as markup, no font of the system and nothing of the network is used; the same paper
gives the same bytes.
"""

import io
import json
from collections.abc import Iterable
from datetime import UTC, date, datetime
from functools import cache
from importlib.resources import files
from typing import Any

import typst
from pypdf import PdfReader, PdfWriter

from vongtay.papers.blocks import bars, printed, qr
from vongtay.papers.blocks.decree30 import Style, style, value, values
from vongtay.papers.blocks.glyphs import font_folder
from vongtay.papers.blocks.model import (
    Bars,
    Block,
    Bullets,
    Fields,
    Heading,
    PageBreak,
    Paper,
    Paragraph,
    QRCode,
    Run,
    Runs,
    Table,
    links,
)
from vongtay.papers.blocks.text import leads_on

# Line height of Times New Roman, and the part of it that paper.typ gives to the letters themselves (both in em).
_LINE = 1.149
_LETTERS = 1.107
# Dots of a picture on an inch of paper.
DOTS = 200
# A file must name a day; a paper without one names this.
_NO_DAY = date(2000, 1, 1)

Data = dict[str, Any]


def write_pdf(paper: Paper) -> bytes:
    """Give the paper as PDF/A-2b bytes."""
    made: bytes = _compiled(paper, format="pdf", pdf_standards=["a-2b"])
    return made


def bound(files: Iterable[bytes]) -> bytes:
    """Bind the pages of several PDF files into one, in their order, to be printed at once."""
    writer = PdfWriter()
    for content in files:
        writer.append(PdfReader(io.BytesIO(content)), import_outline=False)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def page_pictures(paper: Paper) -> list[bytes]:
    """Give each page of the paper as a picture (SVG), to be looked at before it is issued."""
    made = _compiled(paper, format="svg")
    return made if isinstance(made, list) else [made]


def bars_picture(drawn: Bars, wide: float) -> bytes:
    """Give a chart as PNG, for what can't hold a drawing. wide: points."""
    page = f'#set page(width: {wide:.1f}pt, height: {bars.height(drawn):.1f}pt, margin: 0pt)\n#image(bytes(sys.inputs.svg), format: "svg", width: 100%)'
    made: bytes = typst.compile(
        page.encode(), root=str(font_folder()), font_paths=_fonts(), ignore_system_fonts=True, sys_inputs={"svg": bars.svg(drawn, wide)},
        format="png", ppi=DOTS,
    )  # fmt: skip
    return made


def _compiled(paper: Paper, **form: Any) -> Any:
    on = paper.head.on or _NO_DAY
    return typst.compile(
        _drawing(),
        root=str(font_folder()),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"paper": json.dumps(_data(paper), ensure_ascii=False)},
        timestamp=datetime(on.year, on.month, on.day, tzinfo=UTC),
        **form,
    )


@cache
def _drawing() -> bytes:
    return files(__package__).joinpath("paper.typ").read_bytes()


@cache
def _fonts() -> Any:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(font_folder())])


def _data(paper: Paper) -> Data:
    on = paper.head.on or _NO_DAY
    notice = paper.head.world_notice
    drawn = {
        **_layout(),
        "title": printed.file_title(paper.head),
        "date": [on.year, on.month, on.day],
        "notice": _lines((printed.Line(notice, "notice"),))[0] if notice else None,
        "head": [_lines(cell) for row in printed.head_rows(paper.head) for cell in row],
        "lead": _lines((*printed.title(paper.head), *printed.addressees(paper.head))),
        "blocks": _blocks(paper.blocks),
        "closing": [_lines(cell) for cell in printed.closing(paper)],
        "after": _blocks(paper.after),
        "appendices": [_appendix(paper, index) for index in range(len(paper.appendices))],
        "foot": _lines(printed.foot(paper.head)),
    }
    _lead(drawn, links(paper), set())
    return drawn


def _lead(part: Any, wanted: frozenset[str], seen: set[str]) -> None:
    """Let each number that is led to be found and lead back."""
    if isinstance(part, dict) and "anchor" in part:
        _mark(part, part.pop("anchor"), part.pop("link"), wanted, seen)
    elif isinstance(part, dict | list):
        for one in part.values() if isinstance(part, dict) else part:
            _lead(one, wanted, seen)


def _mark(run: Data, anchor: str | None, link: str | None, wanted: frozenset[str], seen: set[str]) -> None:
    """Say where a run can be found (`at`) and where it leads (`to`); an anchor is where it stands first."""
    at = f"source:{link}" if link else f"number:{anchor}"
    if link or anchor in wanted:
        run["to"] = f"number:{link}" if link else f"source:{anchor}"
        if at not in seen:
            run["at"] = at
            seen.add(at)


def _layout() -> Data:
    lines = value("spacing", "lines")
    leading = _leading(value("body", "size"), lines)
    return {
        "page": {**values("paper"), **values("margins")},
        "font": value("font", "pdf"),
        "body": values("body"),
        "indent": value("indent", "mm"),
        "columns": values("head"),
        "table": values("table"),
        "number": values("page_number"),
        "restart": value("appendix_pages", "restart"),
        "gap": {
            "leading": leading,
            "paragraphs": leading + value("spacing", "between"),
            "lines": _leading(value("country", "size"), 1),
            "cells": _leading(value("table", "size"), 1),
        },
    }


def _leading(size: float, lines: float) -> float:
    """Give the gap between two lines that makes `lines` times the height of a line. Unit: points."""
    return size * (_LINE * lines - _LETTERS)


def _look(look: Style) -> Data:
    return {"size": look.size, "bold": look.bold, "italic": look.italic, "align": look.align}


def _lines(lines: tuple[printed.Line, ...]) -> list[Data]:
    return [
        {"text": line.text, "style": _look(style(line.element)), "rule": line.rule, "room": line.room} for line in lines
    ]


def _runs(line: Runs, *, bold: bool = False) -> list[Data]:
    return [
        {"text": run.text, "bold": run.bold or bold, "italic": run.italic, "anchor": run.anchor, "link": run.link} for run in line
    ]  # fmt: skip


def _blocks(blocks: tuple[Block, ...]) -> list[Data]:
    return [drawn for block in blocks for drawn in _block(block)]


def _block(block: Block) -> list[Data]:
    if isinstance(block, Paragraph):
        return [_paragraph(block.runs, block.style, indent=block.indent)]
    if isinstance(block, Bullets):
        return [_paragraph((Run("- "), *item), "body", indent=True) for item in block.items]
    if isinstance(block, Fields):
        return [{"draw": "field", "label": label, "value": entered} for label, entered in block.pairs]
    return [_drawn(block)]


def _drawn(block: Heading | Table | QRCode | Bars | PageBreak) -> Data:
    if isinstance(block, Heading):
        look = _look(style(f"heading_{block.level}"))
        return {"draw": "heading", "level": block.level, "text": block.text, "style": look}
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, QRCode):
        return _qr_code(block)
    return _bars(block) if isinstance(block, Bars) else {"draw": "page"}


def _paragraph(line: Runs, look: str, *, indent: bool) -> Data:
    moved = indent and style(look).align == "justify"
    shape = {"style": _look(style(look)), "indent": moved, "sticky": leads_on(line)}
    return {"draw": "paragraph", "runs": _runs(line), **shape}


def _qr_code(block: QRCode) -> Data:
    return {"draw": "qr", "svg": qr.svg(block.text), "alt": block.alt, "lines": block.lines, "side": value("qr_code", "side"),
            "style": _look(style("note"))}  # fmt: skip


def _bars(block: Bars) -> Data:
    wide = printed.text_room() * printed.POINTS_PER_MM
    return {"draw": "bars", "title": block.title, "svg": bars.svg(block, wide), "alt": block.alt}


def _table(table: Table) -> Data:
    columns = len(table.header)
    cells = [_runs(cell) for row in table.rows for cell in row]
    return {
        "draw": "table",
        "caption": table.caption,
        "header": table.header,
        "widths": table.widths or (1,) * columns,
        "align": table.align or ("left",) * columns,
        "cells": cells + [_runs(cell, bold=True) for cell in table.totals or ()],
    }


def _appendix(paper: Paper, index: int) -> Data:
    one = paper.appendices[index]
    return {
        "landscape": one.landscape,
        "lines": _lines(printed.appendix(paper, index)),
        "blocks": _blocks(one.blocks),
    }
