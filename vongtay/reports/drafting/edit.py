"""Editing a drafted paragraph as text: its numbers stand in marks, so that none is changed or left out unseen.

A number reads ⟦2: 14⟧ in the text of the editor: the second number of the generated paragraph. Who writes another one in the mark, or
takes the mark away, is shown both numbers and asked why.
"""

import re
from dataclasses import dataclass, replace
from typing import Any

from vongtay.reports.drafting.model import Number, Piece, Pieces

_MARK = re.compile(r"⟦\s*(\d{1,4})\s*:([^⟦⟧]*)⟧")
_TYPED = re.compile(r"(?<![\w/.,:-])\d[\d.,]*(?![\w/:-])")
MOST = 20_000


class EditError(ValueError):
    """The text can't be read; the sentence says what to mend. code: unknown, open or long."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code, detail)
        self.code, self.detail = code, detail


@dataclass(frozen=True)
class Difference:
    """A number that is not the system's. written: what stands there now; empty: it was left out."""

    anchor: str
    system: str
    written: str


@dataclass(frozen=True)
class Content:
    """A paragraph as it was generated and as a person wrote it. written None: nobody has edited it."""

    generated: Pieces = ()
    written: Pieces | None = None
    why: str = ""

    @property
    def pieces(self) -> Pieces:
        """What stands in the report."""
        return self.generated if self.written is None else self.written

    @property
    def differences(self) -> tuple[Difference, ...]:
        """The numbers that are not the system's, with both."""
        return differences(self.generated, self.pieces)

    @property
    def lacks_reason(self) -> bool:
        """Whether a number differs and nobody said why."""
        return bool(self.differences) and not self.why.strip()

    @property
    def typed(self) -> tuple[str, ...]:
        """Numbers written by hand beside the marks: they have no source."""
        if self.written is None:
            return ()
        known = _typed(self.generated)
        return tuple(text for text in _typed(self.written) if text not in known)

    def renewed(self, generated: Pieces) -> "Content":
        """Take newly generated numbers; what a person wrote keeps its words, and a number changed by hand stays as it was written."""
        if self.written is None:
            return replace(self, generated=generated)
        then, now = _by_anchor(self.generated), _by_anchor(generated)
        written = tuple(
            Number(now[piece.anchor], piece.anchor)
            if isinstance(piece, Number) and piece.anchor in now and piece.text == then.get(piece.anchor)
            else piece
            for piece in self.written
        )
        return replace(self, generated=generated, written=None if written == generated else written)


def to_text(pieces: Pieces, generated: Pieces) -> str:
    """Give a paragraph as the text of the editor."""
    order = {anchor: index for index, anchor in enumerate(_by_anchor(generated), 1)}
    return "".join(
        piece if isinstance(piece, str) else f"⟦{order[piece.anchor]}: {piece.text}⟧" if piece.anchor in order else piece.text
        for piece in pieces
    )  # fmt: skip


def from_text(text: str, generated: Pieces) -> Pieces:
    """Read the text of the editor. Errors: EditError for a mark that names no number, one left open, or a text too long."""
    if len(text) > MOST:
        raise EditError("long")
    anchors = list(_by_anchor(generated))
    made: list[Piece] = []
    at = 0
    text = "\n".join(" ".join(line.split()) for line in text.splitlines()).strip()
    for mark in _MARK.finditer(text):
        index, said = int(mark[1]), mark[2].strip()
        if not 1 <= index <= len(anchors):
            raise EditError("unknown", mark[1])
        _add(made, text[at : mark.start()])
        if said:
            made.append(Number(said, anchors[index - 1]))
        at = mark.end()
    _add(made, text[at:])
    return tuple(made)


def _add(made: list[Piece], text: str) -> None:
    if "⟦" in text or "⟧" in text:
        raise EditError("open")
    if text:
        made.append(text)


def differences(generated: Pieces, pieces: Pieces) -> tuple[Difference, ...]:
    """Compare the numbers of two versions of a paragraph, by their anchors."""
    system = _by_anchor(generated)
    held: dict[str, list[str]] = {}
    for piece in pieces:
        if isinstance(piece, Number):
            held.setdefault(piece.anchor, []).append(piece.text)
    found = [
        Difference(anchor, text, next((one for one in held.get(anchor, [""]) if one != text), ""))
        for anchor, text in system.items() if any(one != text for one in held.get(anchor, [""]))
    ]  # fmt: skip
    return (*found, *(Difference(anchor, "", texts[0]) for anchor, texts in held.items() if anchor not in system))


def _by_anchor(pieces: Pieces) -> dict[str, str]:
    """Give each number where it stands first, in order."""
    found: dict[str, str] = {}
    for piece in pieces:
        if isinstance(piece, Number):
            found.setdefault(piece.anchor, piece.text)
    return found


def _typed(pieces: Pieces) -> tuple[str, ...]:
    return tuple(
        found[0].rstrip(".,") for piece in pieces if isinstance(piece, str) for found in _TYPED.finditer(piece)
    )


def lines_of(pieces: Pieces) -> tuple[Pieces, ...]:
    """Part a text at its line ends: each line is a paragraph of the paper."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        if isinstance(piece, Number):
            lines[-1].append(piece)
            continue
        first, *rest = piece.split("\n")
        for index, text in enumerate((first, *rest)):
            if index:
                lines.append([])
            if text:
                lines[-1].append(text)
    return tuple(tuple(line) for line in lines if line)


def to_json(content: Content) -> dict[str, Any]:
    """Give what is kept of a paragraph."""
    return {
        "generated": _listed(content.generated), "written": None if content.written is None else _listed(content.written), "why": content.why,
    }  # fmt: skip


def from_json(kept: dict[str, Any]) -> Content:
    """Give a paragraph from what was kept of it."""
    written = kept.get("written")
    return Content(_pieces(kept["generated"]), None if written is None else _pieces(written), kept.get("why", ""))


def _listed(pieces: Pieces) -> list[Any]:
    return [piece if isinstance(piece, str) else [piece.text, piece.anchor] for piece in pieces]


def _pieces(kept: list[Any]) -> Pieces:
    return tuple(piece if isinstance(piece, str) else Number(*piece) for piece in kept)
