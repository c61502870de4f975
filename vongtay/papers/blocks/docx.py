"""Writes a paper as .docx. The same paper gives the same bytes; the file names no author and no program user."""

import io
import zipfile
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_BREAK
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from vongtay.papers.blocks import bars, printed, qr
from vongtay.papers.blocks.decree30 import Style, style, value, values
from vongtay.papers.blocks.glyphs import text_width
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
from vongtay.papers.blocks.oxml import (
    Form,
    add_bookmark,
    add_page_number,
    dotted_to_edge,
    draw_box,
    draw_line_above,
    dress,
    drop,
    element,
    fix_table,
    keep_on_one_page,
    lead_to,
    parts_of,
    repeat_row,
    restart_numbers,
    set_style,
    shape,
)
from vongtay.papers.blocks.pdf import bars_picture
from vongtay.papers.blocks.text import leads_on

# A file must name a day; a paper without one names this.
_NO_DAY = date(2000, 1, 1)
# The oldest day that a zip archive can name: the same for every part of every paper.
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)


def write_docx(paper: Paper) -> bytes:
    """Give the paper as the bytes of a .docx file."""
    return _Writer(paper).write()


class _Writer:
    """Writes one paper; remembers the anchors already marked, since a bookmark may exist only once."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.document = docx.Document()
        self.marked: dict[str, int] = {}
        self.linked = links(paper)
        self.style_ids: dict[str, str] = {}
        self.width = printed.text_room()

    def write(self) -> bytes:
        """Write all parts in reading order."""
        self._properties()
        self._look_of_styles()
        self._section(self.document.sections[0], landscape=False)
        self._head()
        self._blocks(self.paper.blocks)
        self._closing()
        self._blocks(self.paper.after)
        for index, appendix in enumerate(self.paper.appendices):
            section = self.document.add_section(WD_SECTION.NEW_PAGE)
            self._section(section, landscape=appendix.landscape)
            if value("appendix_pages", "restart"):
                restart_numbers(section)
            self._lines(self.document, printed.appendix(self.paper, index))
            self._gap_after(self.document.paragraphs[-1])
            self._blocks(appendix.blocks)
        return _same_bytes(self.document)

    def _properties(self) -> None:
        on = self.paper.head.on or _NO_DAY
        about = self.document.core_properties
        about.title = printed.file_title(self.paper.head)
        about.author = about.last_modified_by = about.comments = about.keywords = ""
        about.language = "vi-VN"
        about.created = about.modified = datetime(on.year, on.month, on.day)  # noqa: DTZ001  # the file format has no zone

    def _look_of_styles(self) -> None:
        for name in ("Normal", "Heading 1", "Heading 2", "Heading 3"):
            one = self.document.styles[name]
            self.style_ids[name] = one.style_id
            fonts = one.element.get_or_add_rPr().get_or_add_rFonts()
            for theme in [key for key in fonts.attrib if "heme" in key]:
                del fonts.attrib[theme]
            for part in ("ascii", "hAnsi", "cs", "eastAsia"):
                fonts.set(qn(f"w:{part}"), value("font", "docx"))
            one.font.color.rgb = docx.shared.RGBColor.from_string(value("font", "color"))
            one.font.size = Pt(value("body", "size"))
            one.font.bold = one.font.italic = False
            self._gaps(one.paragraph_format, between=value("spacing", "between"))
            if name != "Normal":
                one.paragraph_format.keep_with_next = True
        self.document.styles["Normal"].element.get_or_add_rPr().append(element("lang", val="vi-VN"))

    def _gaps(self, form: Any, *, between: float) -> None:
        form.space_before = Pt(0)
        form.space_after = Pt(between)
        form.line_spacing = value("spacing", "lines")

    def _section(self, section: Any, *, landscape: bool) -> None:
        page = values("paper")
        sizes = (page["height"], page["width"]) if landscape else (page["width"], page["height"])
        section.page_width, section.page_height = map(Mm, sizes)
        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        for side, wide in values("margins").items():
            setattr(section, f"{side}_margin", Mm(wide))
        section.header_distance = section.footer_distance = Mm(value("page_number", "from_top"))
        section.different_first_page_header_footer = True
        section.header.is_linked_to_previous = section.first_page_header.is_linked_to_previous = False
        add_page_number(section.header.paragraphs[0], size=value("page_number", "size"))
        section.first_page_header.paragraphs[0].text = ""
        self.width = sizes[0] - value("margins", "left") - value("margins", "right")
        for foot in (section.footer, section.first_page_footer):
            foot.is_linked_to_previous = False
            self._lines(foot, printed.foot(self.paper.head))
            if len(foot.paragraphs) > 1:
                drop(foot.paragraphs[0])

    def _head(self) -> None:
        head = self.paper.head
        if head.world_notice:
            box = self._line(self.document.add_paragraph(), printed.Line(head.world_notice, "notice"))
            draw_box(box)
            wide = text_width(head.world_notice, size=style("notice").size, bold=True)
            inset = max(0.0, (self.width * printed.POINTS_PER_MM - wide) / 2 - 8)
            box.paragraph_format.left_indent = box.paragraph_format.right_indent = Pt(inset)
            box.paragraph_format.space_after = Pt(4)
        left = printed.left_width() + value("head", "gutter")
        cells = tuple(cell for row in printed.head_rows(head) for cell in row)
        self._two_columns(cells, widths=(left, self.width - left))
        for index, line in enumerate((*printed.title(head), *printed.addressees(head))):
            made = self._line(self.document.add_paragraph(), line)
            if index == 0:
                made.paragraph_format.space_before = Pt(12)
            self._rule(self.document, line, self.width)
        self._gap_after(self.document.paragraphs[-1])

    def _gap_after(self, paragraph: Any) -> None:
        """Part the lines above from the text that follows."""
        paragraph.paragraph_format.space_after = Pt(2 * value("spacing", "between"))

    def _closing(self) -> None:
        if cells := printed.closing(self.paper):
            self.document.add_paragraph().paragraph_format.space_after = Pt(0)
            self._two_columns(cells, widths=(self.width / 2, self.width / 2))

    def _two_columns(self, cells: tuple[tuple[printed.Line, ...], ...], *, widths: tuple[float, float]) -> None:
        rows = (len(cells) + 1) // 2
        table = self.document.add_table(rows, 2)
        fix_table(table, [Mm(width) for width in widths], borders=False)
        for index, lines in enumerate(cells):
            cell = table.cell(index // 2, index % 2)
            self._lines(cell, lines, width=widths[index % 2])
            if lines:
                drop(cell.paragraphs[0])
            cell.paragraphs[-1].paragraph_format.space_after = Pt(6)
        keep_on_one_page(table)

    def _lines(self, place: Any, lines: Iterable[printed.Line], *, width: float | None = None) -> None:
        for line in lines:
            self._line(place.add_paragraph(), line)
            self._rule(place, line, width or self.width)

    def _line(self, made: Any, line: printed.Line) -> Any:
        look = style(line.element)
        shape(made, Form(look.align, (("space_after", Pt(0)), ("space_before", Mm(line.room)), ("line_spacing", 1))))
        self._put(made, (Run(line.text),), look)
        return made

    def _rule(self, place: Any, line: printed.Line, width: float) -> None:
        """Draw the line below a text, as long as its part of the text, in an almost empty paragraph."""
        if not line.rule:
            return
        look, room = style(line.element), width * printed.POINTS_PER_MM
        length = min(text_width(line.text, size=look.size, bold=look.bold), room) * line.rule
        drawn = place.add_paragraph()
        draw_line_above(drawn)
        form = drawn.paragraph_format
        form.left_indent = form.right_indent = Pt((room - length) / 2)
        form.space_before, form.space_after, form.line_spacing = Pt(3), Pt(2), Pt(3)

    def _put(self, made: Any, line: Runs, look: Style, *, bold: bool = False) -> None:
        for run in line:
            written = made.add_run(run.text)
            dress(written, size=look.size, bold=bold or look.bold or run.bold, italic=look.italic or run.italic)
            if run.link:
                lead_to(written, run.link)
                self._mark(written, f"row_{run.link}")
            elif run.anchor:
                if run.anchor in self.linked:
                    lead_to(written, f"row_{run.anchor}")
                self._mark(written, run.anchor)

    def _mark(self, written: Any, anchor: str) -> None:
        if anchor not in self.marked:
            self.marked[anchor] = len(self.marked)
            add_bookmark(written, anchor, self.marked[anchor])

    def _blocks(self, blocks: tuple[Block, ...]) -> None:
        for block in blocks:
            if isinstance(block, Fields):
                self._fields(block)
            elif isinstance(block, Table):
                self._table(block)
            elif isinstance(block, PageBreak):
                self._page_break()
            elif isinstance(block, QRCode):
                self._qr_code(block)
            elif isinstance(block, Bars):
                self._bars(block)
            else:
                self._words(block)

    def _words(self, block: Heading | Paragraph | Bullets) -> None:
        if isinstance(block, Heading):
            made = self.document.add_paragraph()
            set_style(made, self.style_ids[f"Heading {block.level}"])
            self._body(made, (Run(block.text),), f"heading_{block.level}", indent=True)
        elif isinstance(block, Paragraph):
            moved = block.indent and style(block.style).align == "justify"
            self._body(self.document.add_paragraph(), block.runs, block.style, indent=moved)
        else:
            for item in block.items:
                self._body(self.document.add_paragraph(), (Run("- "), *item), "body", indent=True)

    def _qr_code(self, block: QRCode) -> None:
        side = value("qr_code", "side")
        table = self.document.add_table(1, 2)
        fix_table(table, [Mm(side + 4), Mm(self.width - side - 4)], borders=False)
        drawn = table.cell(0, 0).paragraphs[0].add_run().add_picture(io.BytesIO(qr.png(block.text)), width=Mm(side))
        drawn._inline.docPr.set("descr", block.alt)  # noqa: SLF001  # python-docx has no other way to an alternative text
        words = table.cell(0, 1)
        words.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        for line in block.lines:
            self._put(self._small(words.add_paragraph()), (Run(line),), style("note"))
        drop(words.paragraphs[0])
        keep_on_one_page(table)

    def _bars(self, block: Bars) -> None:
        caption = self.document.add_paragraph()
        shape(caption, Form("center", keep=True))
        self._put(
            caption, (Run(block.title),), Style(value("table", "caption"), bold=False, italic=True, align="center")
        )
        wide = printed.text_room() * printed.POINTS_PER_MM
        place = self.document.add_paragraph().add_run()
        drawn = place.add_picture(io.BytesIO(bars_picture(block, wide)), width=Pt(wide), height=Pt(bars.height(block)))
        drawn._inline.docPr.set("descr", block.alt)  # noqa: SLF001  # as above

    def _small(self, made: Any) -> Any:
        made.paragraph_format.space_after, made.paragraph_format.line_spacing = Pt(0), 1
        return made

    def _page_break(self) -> None:
        made = self.document.add_paragraph()
        made.paragraph_format.space_after = Pt(0)
        made.add_run().add_break(WD_BREAK.PAGE)

    def _body(self, made: Any, line: Runs, element: str, *, indent: bool, align: str = "") -> None:
        look = style(element)
        gaps = (("first_line_indent", Mm(value("indent", "mm"))),) if indent else ()
        shape(made, Form(align or look.align, gaps, keep=leads_on(line)))
        self._put(made, line, look)

    def _fields(self, block: Fields) -> None:
        for label, entered in block.pairs:
            made = self.document.add_paragraph()
            self._body(made, (Run(f"{label}: "), Run(entered or "")), "body", indent=True, align="left")
            if entered is None:
                dotted_to_edge(made, Mm(self.width))

    def _table(self, block: Table) -> None:
        size = value("table", "size")
        if block.caption:
            caption = self.document.add_paragraph()
            look = Style(value("table", "caption"), bold=False, italic=True, align="center")
            shape(caption, Form(look.align, keep=True))
            self._put(caption, (Run(block.caption),), look)
        columns = len(block.header)
        parts = block.widths or (1.0,) * columns
        table = self.document.add_table(1 + len(block.all_rows), columns)
        fix_table(table, [Mm(self.width * part / sum(parts)) for part in parts], borders=True)
        repeat_row(table.rows[0])
        headers = tuple((Run(text),) for text in block.header)
        last = len(block.rows) if block.totals else -1
        for index, (row, line) in enumerate(zip(table.rows, (headers, *block.all_rows), strict=True)):
            bold = index == 0 or index - 1 == last
            align = ("center",) * columns if index == 0 else block.align or ("left",) * columns
            self._row(row, line, bold=bold, looks=[Style(size, bold=False, italic=False, align=one) for one in align])
        self.document.add_paragraph().paragraph_format.space_after = Pt(0)

    def _row(self, row: Any, line: tuple[Runs, ...], *, bold: bool, looks: list[Style]) -> None:
        for cell, text, look in zip(row.cells, line, looks, strict=True):
            made = cell.paragraphs[0]
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            shape(made, Form(look.align, (("line_spacing", 1), ("space_before", Pt(3)), ("space_after", Pt(3)))))
            self._put(made, text, look, bold=bold)


def _same_bytes(document: Any) -> bytes:
    """Pack the file with fixed days and order, and without the thumbnail of the library's template."""
    package = document.part.package
    for name, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            del package.rels[name]
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as kept:
        for name, content in parts_of(document):
            entry = zipfile.ZipInfo(name, _ZIP_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            kept.writestr(entry, content)
    return file.getvalue()
