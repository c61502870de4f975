"""A design as lines of text, to compare two versions; and as a paper that shows its own fields, to write it as a .docx."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from vongtay.papers.blocks.design.checks import NAMES
from vongtay.papers.blocks.design.markup import Piece, pieces
from vongtay.papers.blocks.design.shape import Design, Part, PartKind, Signer
from vongtay.papers.blocks.model import (
    Block,
    Bullets,
    Fields,
    Head,
    Heading,
    PageBreak,
    Paper,
    Paragraph,
    Recipients,
    Run,
    Runs,
    Signature,
    Signatures,
    Table,
    para,
)


def lines(design: Design) -> Iterator[str]:
    """Give a design as lines, each saying what it is."""
    yield f"Loại: {design.kind} ({design.letters or 'công văn'})"
    yield f"Trích yếu: {design.summary}"
    yield from (f"Kính gửi: {text}" for text in design.addressees)
    for part in design.parts:
        yield from part_lines(part)
    yield from (f"Ký: {signer.title} {signer.name}{_condition(signer.show_if)}".strip() for signer in design.signers)
    yield from (f"Nơi nhận: {text}" for text in design.recipients)
    yield from (f"Bắt buộc: {code}" for code in design.required)


def part_lines(part: Part) -> Iterator[str]:
    """Give one part as lines."""
    name = f"{NAMES[PartKind(part.kind)]}{_condition(part.show_if)}"
    if part.kind == "table":
        yield f"{name}: {part.text}".rstrip(": ")
        yield " | ".join(part.lines)
        yield from (" | ".join(row) for row in part.rows)
    elif part.lines:
        yield from (f"{name}: {line}" for line in part.lines)
    else:
        yield f"{name}: {part.text}".rstrip(": ")


def _condition(show_if: str) -> str:
    return f" [nếu {show_if}]" if show_if else ""


@dataclass(frozen=True)
class Change:
    """One line of a comparison. how: same, gone or new."""

    how: str
    text: str


def compared(former: Design, later: Design) -> list[Change]:
    """Give the lines of both versions in order, each marked as kept, gone or new."""
    old, new = list(lines(former)), list(lines(later))
    changes: list[Change] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if tag == "equal":
            changes += [Change("same", text) for text in old[i1:i2]]
        else:
            changes += [Change("gone", text) for text in old[i1:i2]]
            changes += [Change("new", text) for text in new[j1:j2]]
    return changes


def as_paper(design: Design) -> Paper:
    """Give the template itself as a paper: fields stand in it as {{field}}, conditions as lines {{if …}} and {{end}} around what they show.

    Written as .docx and read again it gives the same parts.
    """
    head = Head(
        parent_body=design.parent, issuing_body=design.body, symbol=f"{design.letters}-{{{{issuer.symbol}}}}".lstrip("-"),
        place="{{issuer.place}}", summary=design.summary, kind="" if design.is_letter else design.kind, is_letter=design.is_letter,
        addressees=design.addressees,
    )  # fmt: skip
    made = tuple(map(_signature, design.signers))
    signing = Signatures(made) if design.sides else (made[0] if made else None)
    return Paper(
        head,
        tuple(block for part in design.parts for block in _shown(part)),
        signing,
        Recipients(design.recipients, design.filed) if design.recipients else None,
    )


def _shown(part: Part) -> Iterator[Block]:
    if part.show_if:
        yield para(f"{{{{if {part.show_if}}}}}", style="note", indent=False)
    yield _block(part)
    if part.show_if:
        yield para("{{end}}", style="note", indent=False)


def _block(part: Part) -> Block:
    if part.kind == "heading":
        return Heading(part.level, part.text)  # type: ignore[arg-type]  # checked when the part was read
    if part.kind == "paragraph":
        return Paragraph(_runs(part.text), indent=part.indent, style=part.style)  # type: ignore[arg-type]  # as above
    if part.kind == "fields":
        return Fields(
            tuple(
                (label.strip(), value.strip()) for label, _colon, value in (line.partition(":") for line in part.lines)
            )
        )
    if part.kind == "bullets":
        return Bullets(tuple(map(_runs, part.lines)))
    if part.kind == "table":
        rows = tuple(tuple(map(_runs, row)) for row in part.rows)
        return Table(part.lines, rows, part.widths, part.align, caption=part.text or None)  # type: ignore[arg-type]  # as above
    return PageBreak()


def _runs(text: str) -> Runs:
    return tuple(Run(_plain(piece), piece.bold, piece.italic) for piece in pieces(text))


def _plain(piece: Piece) -> str:
    return f"{{{{{piece.field}{'?' * piece.optional}}}}}" if piece.field else piece.text


def _signature(signer: Signer) -> Signature:
    shown = f"{{{{if {signer.show_if}}}}} " if signer.show_if else ""
    return Signature(f"{shown}{signer.title}", signer.name or None, hint=signer.hint or None)
