"""A paper as data: the head, the blocks, who signs, who receives it. It knows no file format.

Every text is cleaned on the way in (`glyphs.printable`), so that each writer prints the same characters.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from typing import Literal

from vongtay.papers.blocks.glyphs import printable

Align = Literal["left", "center", "right", "justify"]
ParagraphStyle = Literal["body", "basis", "note", "centre"]

# Titles that say in whose name a paper is signed (Decree 30/2020, Appendix I).
AUTHORITIES = ("TM.", "KT.", "TL.", "TUQ.", "Q.")
_ANCHOR = re.compile(r"[A-Za-z0-9_.:-]{1,36}")


def _cleaned(value: object) -> object:
    if type(value) is str:
        return printable(value)
    if type(value) is tuple:
        return tuple(map(_cleaned, value))
    return value


class _Clean:
    """Cleans every text of a dataclass when it is made."""

    def __post_init__(self) -> None:
        for field in fields(self):  # type: ignore[arg-type]
            value = getattr(self, field.name)
            if (clean := _cleaned(value)) != value:
                object.__setattr__(self, field.name, clean)


@dataclass(frozen=True)
class Run(_Clean):
    """A stretch of text. `anchor` names the source of a number (an id of ours, never a name).

    `link` leads to the number of that anchor; the number then leads back to here.
    """

    text: str
    bold: bool = False
    italic: bool = False
    anchor: str | None = None
    link: str | None = None

    def __post_init__(self) -> None:
        """Refuse an anchor that no file format could carry. Errors: ValueError."""
        super().__post_init__()
        for name in (self.anchor, self.link):
            if name is not None and not _ANCHOR.fullmatch(name):
                raise ValueError(f"Mã nguồn không hợp lệ: {name!r} (chữ, số và _ . : -, tối đa 36 ký tự)")


Runs = tuple[Run, ...]
Text = str | Run | Runs


def runs(*parts: Text) -> Runs:
    """Give one line of text from plain strings, runs and lists of runs."""
    line: list[Run] = []
    for part in parts:
        if isinstance(part, tuple):
            line.extend(part)
        else:
            line.append(part if isinstance(part, Run) else Run(part))
    return tuple(line)


@dataclass(frozen=True)
class Heading(_Clean):
    """A heading inside the paper, with its number written out ("I. …", "1. …", "a) …"). Level 1 to 3."""

    level: Literal[1, 2, 3]
    text: str


@dataclass(frozen=True)
class Paragraph(_Clean):
    """A paragraph; `indent` moves its first line in."""

    runs: Runs
    indent: bool = True
    style: ParagraphStyle = "body"


def para(*parts: Text, indent: bool = True, style: ParagraphStyle = "body") -> Paragraph:
    """Give a paragraph from plain strings and runs."""
    return Paragraph(runs(*parts), indent=indent, style=style)


@dataclass(frozen=True)
class Table(_Clean):
    """A table with a header row that repeats on each page.

    Widths are parts of the whole; none means equal. `totals` is a last row in bold. `caption` stands above.
    Errors: ValueError when a row, the widths or the alignments do not fit the header.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[Runs, ...], ...]
    widths: tuple[float, ...] = ()
    align: tuple[Align, ...] = ()
    totals: tuple[Runs, ...] | None = None
    caption: str | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        columns = len(self.header)
        if not columns:
            raise ValueError("Bảng phải có ít nhất một cột.")
        lengths = {len(row) for row in self.all_rows} | {len(part) for part in (self.widths, self.align) if part}
        if lengths - {columns}:
            raise ValueError(f"Bảng có {columns} cột, nhưng có hàng hoặc khai báo cột khác số đó.")

    @property
    def all_rows(self) -> tuple[tuple[Runs, ...], ...]:
        """The rows below the header, totals last."""
        return self.rows if self.totals is None else (*self.rows, self.totals)


def cells(*parts: Text) -> tuple[Runs, ...]:
    """Give a table row, one cell from each part."""
    return tuple(runs(part) for part in parts)


@dataclass(frozen=True)
class Fields(_Clean):
    """Label and value, one pair a line. A value that is None prints a dotted line to fill in by hand."""

    pairs: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True)
class Bullets(_Clean):
    """Lines that begin with a dash."""

    items: tuple[Runs, ...]


@dataclass(frozen=True)
class PageBreak:
    """What follows begins on a new page."""


@dataclass(frozen=True)
class QRCode(_Clean):
    """A QR code with lines of text beside it. `alt` says what it is to whoever can't see it."""

    text: str
    lines: tuple[str, ...]
    alt: str


@dataclass(frozen=True)
class Bars(_Clean):
    """A chart of bars, one to a row, from nought; the same numbers stand in a table beside it. `alt` says what it shows.

    Errors: ValueError for a number below nought.
    """

    title: str
    rows: tuple[tuple[str, int], ...]
    alt: str

    def __post_init__(self) -> None:
        super().__post_init__()
        if any(value < 0 for _label, value in self.rows):
            raise ValueError("Biểu đồ thanh chỉ vẽ số không âm.")


Block = Heading | Paragraph | Table | Fields | Bullets | PageBreak | QRCode | Bars


@dataclass(frozen=True)
class Signature(_Clean):
    """Who signs: in whose name (TM., KT., TL., TUQ., Q.), the title, the name, and room for signature and seal.

    `hint` is a line below the title, such as "(Ký, ghi rõ họ tên)". A name that is None is left to be written by hand.
    Errors: ValueError for an authority line that begins with none of AUTHORITIES.
    """

    title: str
    name: str | None = None
    authority: tuple[str, ...] = ()
    hint: str | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        for line in self.authority:
            if not line.startswith(AUTHORITIES):
                raise ValueError(f"Quyền hạn ký phải bắt đầu bằng {', '.join(AUTHORITIES)}: {line!r}")


@dataclass(frozen=True)
class Signatures:
    """Several sides sign the same paper, two beside each other (hand-over minutes)."""

    sides: tuple[Signature, ...]


@dataclass(frozen=True)
class Recipients(_Clean):
    """Who receives the paper ("Nơi nhận"), and where it is filed ("Lưu: VT, …")."""

    to: tuple[str, ...]
    filed: tuple[str, ...] = ("VT",)


@dataclass(frozen=True)
class Appendix(_Clean):
    """An appendix on its own pages, numbered on their own; landscape where its tables need it."""

    title: str
    blocks: tuple[Block, ...]
    landscape: bool = False


@dataclass(frozen=True)
class Head(_Clean):
    """What stands above the text.

    `number` comes from the body's register; None leaves room for it. `symbol` is what follows the number (TB-UBND).
    A letter (công văn) has no `kind`; its summary stands under the number after "V/v". `on` None leaves the day open.
    `world_notice` is set for demo, training and drill papers and is printed on every page.
    `form_note` says on every page that a form is our own ("mẫu nội bộ").
    """

    parent_body: str
    issuing_body: str
    symbol: str
    place: str
    summary: str
    kind: str = ""
    number: int | None = None
    on: date | None = None
    is_letter: bool = False
    addressees: tuple[str, ...] = ()
    world_notice: str | None = None
    form_note: str | None = None

    def __post_init__(self) -> None:
        """Refuse what could not be laid out. Errors: ValueError."""
        super().__post_init__()
        if self.is_letter == bool(self.kind):
            raise ValueError("Công văn không ghi tên loại; văn bản khác phải có tên loại.")
        if self.number is not None and self.number < 1:
            raise ValueError("Số văn bản bắt đầu từ 1.")


@dataclass(frozen=True)
class Paper(_Clean):
    """A whole paper. `unconfirmed` is not printed: it is shown beside the paper before it is issued.

    `after` stands below the signature.
    """

    head: Head
    blocks: tuple[Block, ...]
    signing: Signature | Signatures | None = None
    recipients: Recipients | None = None
    appendices: tuple[Appendix, ...] = ()
    unconfirmed: tuple[str, ...] = ()
    after: tuple[Block, ...] = ()


def anchors(paper: Paper) -> tuple[tuple[str, str], ...]:
    """Give every anchored number of the paper as (anchor, text), in reading order."""
    return tuple((run.anchor, run.text) for run in _all_runs(paper) if run.anchor)


def links(paper: Paper) -> frozenset[str]:
    """Give the anchors to which something in the paper leads."""
    return frozenset(run.link for run in _all_runs(paper) if run.link)


def _all_runs(paper: Paper) -> Iterator[Run]:
    for block in (*paper.blocks, *(block for appendix in paper.appendices for block in appendix.blocks)):
        for line in _lines_of(block):
            yield from line


def _lines_of(block: Block) -> tuple[Runs, ...]:
    if isinstance(block, Paragraph):
        return (block.runs,)
    if isinstance(block, Bullets):
        return block.items
    if isinstance(block, Table):
        return tuple(cell for row in block.all_rows for cell in row)
    return ()
