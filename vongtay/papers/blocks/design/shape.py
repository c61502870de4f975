"""A template as data: what stands in the head, the parts in order, who signs, who receives; to and from JSON."""

from dataclasses import MISSING, dataclass, fields
from enum import StrEnum
from typing import Any

from vongtay.papers.blocks.design.markup import fields_in


class PartKind(StrEnum):
    """The kinds of parts that a template is made of."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    FIELDS = "fields"
    BULLETS = "bullets"
    TABLE = "table"
    PAGE = "page"


STYLES = ("body", "basis", "note", "centre")
ALIGNMENTS = ("left", "center", "right", "justify")


class DesignError(ValueError):
    """What was stored or sent is no template; the message names the place."""


@dataclass(frozen=True)
class Part:
    """One part. A line, row or paragraph that names a field of a list is repeated for each of its rows.

    `text`: of a heading or paragraph, or the caption of a table. `lines`: "label: value" of fields, items of bullets, the header of
    a table. `rows`: the rows of a table below its header. `show_if`: a field that must be given, or "not FIELD".
    """

    kind: str
    text: str = ""
    level: int = 2
    style: str = "body"
    indent: bool = True
    lines: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    widths: tuple[float, ...] = ()
    align: tuple[str, ...] = ()
    show_if: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text of the part, in reading order."""
        return (self.text, *self.lines, *(cell for row in self.rows for cell in row))


@dataclass(frozen=True)
class Signer:
    """Who signs: title and name as texts with fields; `show_if` as in a part."""

    title: str
    name: str = ""
    hint: str = ""
    show_if: str = ""


@dataclass(frozen=True)
class Design:
    """A whole template. `letters` is the abbreviation of the kind in the sign of the paper; a letter (công văn) has none.

    `required` names the fields without which the paper can't be issued. `sides`: the signers stand beside each other.
    """

    kind: str
    summary: str
    letters: str = ""
    is_letter: bool = False
    parent: str = "{{issuer.parent}}"
    body: str = "{{issuer.body}}"
    addressees: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    signers: tuple[Signer, ...] = ()
    sides: bool = False
    recipients: tuple[str, ...] = ()
    filed: tuple[str, ...] = ("VT",)
    required: tuple[str, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text of the template, in reading order."""
        head = (self.parent, self.body, self.summary, *self.addressees)
        signed = (text for signer in self.signers for text in (signer.title, signer.name, signer.hint))
        return (*head, *(text for part in self.parts for text in part.texts), *signed, *self.recipients)

    @property
    def named(self) -> frozenset[str]:
        """The codes of all fields that the template names, conditions and required ones too."""
        conditions = (*(part.show_if for part in self.parts), *(signer.show_if for signer in self.signers))
        shown = (one.removeprefix("not ") for one in conditions if one)
        return frozenset((*(piece.field for text in self.texts for piece in fields_in(text)), *shown, *self.required))


def to_json(value: Any) -> Any:
    """Give a design, part or signer as plain lists and dicts; what has its usual value is left out."""
    if isinstance(value, tuple):
        return [to_json(one) for one in value]
    if not isinstance(value, Design | Part | Signer):
        return value
    return {
        field.name: to_json(getattr(value, field.name))
        for field in fields(value)
        if field.default is MISSING or getattr(value, field.name) != field.default
    }


def from_json(data: Any) -> Design:
    """Give the design of stored data. Errors: DesignError."""
    plain = _known(Design, data)
    plain["parts"] = tuple(part_from(one) for one in plain.get("parts", ()))
    plain["signers"] = tuple(Signer(**_known(Signer, one)) for one in plain.get("signers", ()))
    return Design(**plain)


def part_from(data: Any) -> Part:
    """Give the part of stored data. Errors: DesignError."""
    part = Part(**_known(Part, data))
    if part.kind not in set(PartKind) or part.style not in STYLES or part.level not in {1, 2, 3}:
        raise DesignError(f"Phần không hợp lệ: {part.kind} {part.style} {part.level}")
    if not set(part.align) <= set(ALIGNMENTS):
        raise DesignError(f"Căn lề không hợp lệ: {', '.join(part.align)}")
    return part


def _known(made: type, data: Any) -> dict[str, Any]:
    names = {field.name for field in fields(made)}
    if not isinstance(data, dict) or set(data) - names:
        raise DesignError(
            f"Dữ liệu mẫu không hợp lệ: {sorted(set(data) - names) if isinstance(data, dict) else data!r}"
        )
    missing = {field.name for field in fields(made) if field.default is MISSING} - set(data)
    if missing:
        raise DesignError(f"Mẫu thiếu: {', '.join(sorted(missing))}")
    return {name: _frozen(value) for name, value in data.items()}


def _frozen(value: Any) -> Any:
    return tuple(_frozen(one) for one in value) if isinstance(value, list | tuple) else value
