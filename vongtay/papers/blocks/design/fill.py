"""Fills a design with values: gives the paper, and what it lacks. The same design and values give the same paper."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from vongtay.papers.blocks.check import check_block
from vongtay.papers.blocks.design.fields import ROW_NUMBER, Field, Value, Values, catalogue, list_of, owner_of
from vongtay.papers.blocks.design.markup import Piece, fields_in, pieces
from vongtay.papers.blocks.design.shape import Design, Part, Signer
from vongtay.papers.blocks.glyphs import unprintable
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
)

DOTS = "…" * 6
_ACADEMIC = re.compile(r"(GS|PGS|TSKH|TS|ThS|CN|KS|BS|BSCKI{1,2})\.", re.IGNORECASE)
UNCONFIRMED_FORM = "Mẫu theo Nghị định số 162/2025/NĐ-CP cho văn bản này chưa thấy; đang dùng mẫu nội bộ."
INTERNAL = "Mẫu nội bộ: chưa thấy mẫu theo quy định"


@dataclass(frozen=True)
class Printing:
    """What a paper has beside its template and values: number and day, the notice of its world, form number, check code and its address."""

    number: int | None = None
    on: date | None = None
    world_notice: str | None = None
    form_number: str = ""
    check_code: str = ""
    check_address: str = ""


def paper(design: Design, values: Values, printing: Printing) -> Paper:
    """Fill a design. What has no value and isn't optional stays open as dots."""
    filler = _Filler(values)
    letters = f"{design.letters}-" if design.letters else ""
    head = Head(
        parent_body=filler.plain(design.parent, ""), issuing_body=filler.plain(design.body), symbol=f"{letters}{values.get('issuer.symbol', '')}",
        place=str(values.get("issuer.place", "")), summary=filler.plain(design.summary), kind="" if design.is_letter else design.kind,
        number=printing.number, on=printing.on, is_letter=design.is_letter, world_notice=printing.world_notice,
        addressees=tuple(filler.lines(design.addressees)),
        form_note=f"Mẫu số {printing.form_number}" if printing.form_number else INTERNAL,
    )  # fmt: skip
    return Paper(
        head,
        tuple(block for part in design.parts if filler.shows(part.show_if) for block in filler.blocks(part)),
        filler.signing(design),
        Recipients(tuple(filler.lines(design.recipients)), design.filed) if design.recipients else None,
        unconfirmed=() if printing.form_number else (UNCONFIRMED_FORM,),
        after=(check_block(printing.check_code, printing.check_address),) if printing.check_code else (),
    )


def is_given(value: Value | None) -> bool:
    """Tell whether a value is there; a flag is given when it holds."""
    return bool(value)


class _Filler:
    def __init__(self, values: Values) -> None:
        self.values = values

    def shows(self, condition: str) -> bool:
        if not condition:
            return True
        turned = condition.startswith("not ")
        return is_given(self.values.get(condition.removeprefix("not "))) is not turned

    def rows(self, texts: Iterable[str]) -> list[Mapping[str, str]]:
        """Give the rows of the list that the texts name; one empty row when the list has none, or when they name none."""
        for text in texts:
            for piece in fields_in(text):
                if code := list_of(piece.field):
                    return self._numbered(code) or [{}]
        return [{}]

    def _numbered(self, code: str) -> list[Mapping[str, str]]:
        held = self.values.get(code, ())
        assert isinstance(held, tuple | list), code  # noqa: S101  # the filler of a case gives lists for lists
        return [
            {f"{code}.{ROW_NUMBER}": str(index), **{f"{code}.{key}": value for key, value in row.items()}}
            for index, row in enumerate(held, start=1)
        ]

    def value(self, piece: Piece, row: Mapping[str, str]) -> str:
        given = row.get(piece.field, self.values.get(piece.field, ""))
        return given if isinstance(given, str) else ""

    def runs(self, text: str, row: Mapping[str, str], *, empty: str = DOTS) -> Runs | None:
        """Give the runs of a text; None when an optional field of it is empty."""
        made: list[Run] = []
        for piece in pieces(text):
            given = self.value(piece, row) if piece.field else piece.text
            if piece.field and not given:
                if piece.optional:
                    return None
                given = empty
            made.append(Run(given, bold=piece.bold, italic=piece.italic))
        return tuple(made)

    def plain(self, text: str, empty: str = DOTS) -> str:
        return "".join(run.text for run in self.runs(text, {}, empty=empty) or ())

    def lines(self, texts: Iterable[str]) -> Iterator[str]:
        for text in texts:
            for row in self.rows((text,)):
                if (line := self.runs(text, row)) is not None:
                    yield "".join(run.text for run in line)

    def blocks(self, part: Part) -> Iterator[Block]:
        if part.kind == "heading":
            yield Heading(part.level, self.plain(part.text))  # type: ignore[arg-type]  # checked when the part was read
        elif part.kind == "paragraph":
            yield from self._paragraphs(part)
        elif part.kind == "fields":
            if pairs := tuple(self._pairs(part.lines)):
                yield Fields(pairs)
        elif part.kind == "bullets":
            yield from self._bullets(part.lines)
        elif part.kind == "table":
            yield self._table(part)
        else:
            yield PageBreak()

    def _paragraphs(self, part: Part) -> Iterator[Block]:
        alone = fields_in(part.text) if len(pieces(part.text)) == 1 else ()
        for row in self.rows((part.text,)):
            line = self.runs(part.text, row)
            if line is None:
                continue
            # Free text in a paragraph of its own keeps its lines.
            given = self.value(alone[0], row).splitlines() if alone else []
            kept: list[Runs] = [(Run(text.strip(), line[0].bold, line[0].italic),) for text in given if text.strip()]
            for one in kept or [line]:
                yield Paragraph(one, indent=part.indent, style=part.style)  # type: ignore[arg-type]  # as above

    def _pairs(self, lines: Iterable[str]) -> Iterator[tuple[str, str | None]]:
        for line in lines:
            label, _colon, text = line.partition(":")
            for row in self.rows((text,)):
                filled = self.runs(text.strip(), row)
                if filled is None:
                    continue
                named = fields_in(text)
                is_open = named and not any(self.value(piece, row) for piece in named)
                yield label.strip(), None if is_open or not text.strip() else "".join(run.text for run in filled)

    def _bullets(self, lines: Iterable[str]) -> Iterator[Block]:
        made = [line for text in lines for row in self.rows((text,)) if (line := self.runs(text, row)) is not None]
        if made:
            yield Bullets(
                tuple((*line, Run("." if index == len(made) else ";")) for index, line in enumerate(made, start=1))
            )

    def _table(self, part: Part) -> Block:
        rows = tuple(
            tuple(self.runs(cell, row, empty="") or () for cell in cells)
            for cells in part.rows
            for row in self.rows(cells)
        )
        return Table(part.lines, rows, part.widths, part.align, caption=self.plain(part.text) or None)  # type: ignore[arg-type]  # as above

    def signing(self, design: Design) -> Signature | Signatures | None:
        made = tuple(self._signature(signer) for signer in design.signers if self.shows(signer.show_if))
        if design.sides:
            return Signatures(made)
        return made[0] if made else None

    def _signature(self, signer: Signer) -> Signature:
        authority, title = [], self.plain(signer.title)
        while title.startswith(("TM.", "KT.", "TL.", "TUQ.", "Q.")) and "/" in title:
            line, _slash, title = title.partition("/")
            authority.append(line.strip())
        return Signature(title.strip(), self.plain(signer.name, "") or None, tuple(authority), signer.hint or None)


@dataclass(frozen=True)
class Lack:
    """One piece of data that a paper lacks; `stops` when it can't be issued without it."""

    field: str
    label: str
    why: str
    mend: str
    stops: bool = False


def missing(design: Design, values: Values) -> tuple[Lack, ...]:
    """Give what a paper lacks, and the characters that its font can't print; what stops it comes first."""
    stops = [_lack(catalogue()[code], stops=True) for code in design.required if not is_given(values.get(code))]
    named = dict.fromkeys(_wanted(design, values))
    rest = [
        _lack(catalogue()[code]) for code in named if code not in design.required and not is_given(values.get(code))
    ]
    return (*stops, *rest, *_of_signer(named, values), *_unprintable(named, values))


def _of_signer(named: Iterable[str], values: Values) -> Iterator[Lack]:
    """Tell of a degree before the signer's name (Decree 30/2020, Appendix I)."""
    if "issuer.signer_name" in named and _ACADEMIC.match(str(values.get("issuer.signer_name", ""))):
        field = catalogue()["issuer.signer_name"]
        yield Lack(field.code, field.label, "Không ghi học hàm, học vị trước họ tên.", field.mend)


def _wanted(design: Design, values: Values) -> Iterator[str]:
    """Give the codes of the fields that the shown texts name and that nobody leaves open on purpose."""
    filler = _Filler(values)
    shown = [text for part in design.parts if filler.shows(part.show_if) for text in part.texts]
    signed = [text for signer in design.signers if filler.shows(signer.show_if) for text in (signer.title, signer.name)]
    for text in (design.parent, design.body, design.summary, *design.addressees, *shown, *signed, *design.recipients):
        for piece in fields_in(text):
            field, _column = owner_of(piece.field)
            if field and not piece.optional and not field.offered and field.kind in {"text", "list"}:
                yield field.code


def _lack(field: Field, *, stops: bool = False) -> Lack:
    return Lack(field.code, field.label, field.why, field.mend, stops)


def _unprintable(named: Iterable[str], values: Values) -> Iterator[Lack]:
    for code in named:
        found = unprintable("".join(_texts(values.get(code, ""))))
        if found:
            field = catalogue()[code]
            yield Lack(code, field.label, f"Có ký tự không in được, sẽ in thành mã: {' '.join(found)}", field.mend)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value.replace("\n", " ")
    elif isinstance(value, tuple | list):
        for row in value:
            yield from row.values()
