"""Text of a page as a person reads it: columns one after the other, rows of tables with their cells, lines joined.

What comes in is a page in fixed width, where the gaps between columns and cells are runs of spaces.
"""

import re
from collections.abc import Iterator
from statistics import mode
from typing import NamedTuple

from vongtay.narratives.reading.tables import NUMERIC, YEAR, row_of

PIECE = re.compile(r"\S+(?: {1,2}\S+)*")
GAP = re.compile(r"\S {3,}\S")
PROSE = 26  # characters on average in the pieces of two columns of prose; cells are shorter
SLACK = 2  # characters by which the edge of a column may be off
FULL = 0.7  # of the longest line: a line as long as this was broken by the margin
SHORTEST = 30  # no paragraph was broken after fewer characters
CLOSED = re.compile(r"[.;:!?…]\W?\s*$")
OPENS = re.compile(
    r"\s*(?:[-+*•–●▪◦]|\d{1,2}(?:\.\d{1,2})*[.)]\s|[a-zđ]\)|[IVX]{1,5}[.)]\s|(?:Điều|Phụ lục|Biểu|Bảng)\s+\d)"
)


class Piece(NamedTuple):
    """Words of a line without a gap in them, and where they stand in it."""

    start: int
    end: int
    text: str


def pieces_of(line: str) -> list[Piece]:
    """Cut a line where it has a gap."""
    return [Piece(match.start(), match.end(), match.group()) for match in PIECE.finditer(line)]


def reading_order(page: str) -> str:
    """Give the text of a page: paragraphs on one line each, cells of a row parted by tabs."""
    lines = [line.rstrip() for line in page.expandtabs(8).split("\n")]
    out: list[str] = []
    at = 0
    while at < len(lines):
        end = _end_of_region(lines, at)
        if end == at:
            end = next((place for place in range(at + 1, len(lines)) if GAP.search(lines[place])), len(lines))
            out += joined(lines[at:end])
        else:
            out += _region(lines[at:end])
        at = end
    return "\n".join(out)


def _is_prose(pieces: list[Piece]) -> bool:
    """Say whether a line with a gap is of two columns of prose, and not a row of cells."""
    texts = [piece.text for piece in pieces]
    return len(texts) == 2 and sum(map(len, texts)) > 2 * PROSE and not any(map(NUMERIC.fullmatch, texts))


def _end_of_region(lines: list[str], at: int) -> int:
    """Give the end of the lines that are one table or one pair of columns; `at` itself where neither begins."""
    if not GAP.search(lines[at]):
        return at
    first = pieces_of(lines[at])
    last, edge = at, first[1].start
    for place in range(at + 1, len(lines)):
        pieces = pieces_of(lines[place])
        ends = _is_prose(first) and len(pieces) == 2 and abs(pieces[1].start - edge) <= SLACK
        if len(pieces) > 1 and (ends or _is_prose(pieces) is _is_prose(first)):
            last, edge = place, min(edge, pieces[1].start)
        elif len(pieces) > 1 or (pieces and not _goes_on(pieces[0], first, edge)) or (not pieces and place - last > 1):
            break
        elif pieces:
            last = place
    return last + 1


def _goes_on(piece: Piece, first: list[Piece], edge: int) -> bool:
    """Say whether a line without a gap goes on with a cell or a column above it."""
    if _is_prose(first):
        return piece.end <= edge or piece.start >= edge - 1
    return piece.start > first[0].end or piece.end <= edge


def _region(lines: list[str]) -> list[str]:
    cut = [pieces_of(line) for line in lines]
    gapped = [pieces for pieces in cut if len(pieces) > 1]
    if _is_prose(gapped[0]):
        return list(_columns(cut, min(pieces[1].start for pieces in gapped)))
    return _rows(cut, gapped)


def _columns(cut: list[list[Piece]], edge: int) -> Iterator[str]:
    """Give the left column and then the right one."""
    for is_left in (True, False):
        column = [" ".join(piece.text for piece in pieces if (piece.start < edge) is is_left) for pieces in cut]
        yield from joined([text for text in column if text])


def _rows(cut: list[list[Piece]], gapped: list[list[Piece]]) -> list[str]:
    """Give the rows of a table; a line that only goes on with the cells above is put to them."""
    columns = _spans_of(gapped)
    rows: list[list[str]] = []
    for pieces in cut:
        cells = [""] * len(columns)
        for piece in pieces:
            place = _column_of(piece, columns)
            cells[place] = f"{cells[place]} {piece.text}".strip()
        numbers = [text for text in cells if NUMERIC.fullmatch(text) and not YEAR.fullmatch(text)]
        if rows and not cells[0] and not numbers:
            rows[-1] = [f"{above} {below}".strip() for above, below in zip(rows[-1], cells, strict=True)]
        elif any(cells):
            rows.append(cells)
    return [row_of(row) for row in rows]


def _spans_of(gapped: list[list[Piece]]) -> list[tuple[int, int]]:
    """Give where the columns stand, by the rows that have all of them."""
    full = mode([len(pieces) for pieces in gapped])
    spans: list[tuple[int, int]] = []
    for start, end in sorted((p.start, p.end) for pieces in gapped if len(pieces) >= full for p in pieces):
        if spans and start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def _column_of(piece: Piece, columns: list[tuple[int, int]]) -> int:
    """Give the column that a piece overlaps most, or stands nearest to."""
    return max(
        range(len(columns)), key=lambda place: min(piece.end, columns[place][1]) - max(piece.start, columns[place][0])
    )


def joined(lines: list[str]) -> list[str]:
    """Join the lines of each paragraph: a page breaks them where its margin is."""
    longest = max((len(line.strip()) for line in lines), default=0)
    out: list[str] = []
    goes_on = False
    for line in lines:
        text = " ".join(line.split())
        if not text:
            goes_on = False
            continue
        if goes_on and not OPENS.match(text):
            out[-1] = f"{out[-1]} {text}"
        else:
            out.append(text)
        full = len(line.strip()) >= max(SHORTEST, FULL * longest)
        goes_on = full and (
            not CLOSED.search(text) or (len(line.strip()) > 0.9 * longest and not text.endswith((":", ";")))
        )
    return out
