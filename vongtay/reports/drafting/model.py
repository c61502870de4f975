"""What goes into a draft and what comes out: facts; paragraphs made of words and of numbers that keep their anchors."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

Amount = int | Decimal
Known = Literal["value", "nil", "listed", "none"]


@dataclass(frozen=True)
class Said:
    """One number as somebody stated it: its bound, or both ends of a range; nought is stated, too."""

    value: Amount
    high: Amount | None = None
    bound: str = "exact"

    @property
    def is_exact(self) -> bool:
        """Whether it can be taken from another number."""
        return self.bound == "exact" and self.high is None


@dataclass(frozen=True)
class Fact:
    """What is known of one figure. listed: the numbers of a kind that is never added. before: the same period of the year before."""

    anchor: str
    name: str
    unit: str
    status: Known
    said: Said | None = None
    listed: tuple[Said, ...] = ()
    before: Said | None = None
    is_money: bool = False
    must_be_told: bool = False  # what a pattern leaves out is then told at the end of its part


Facts = Mapping[str, Fact]


@dataclass(frozen=True)
class Number:
    """A number in a sentence. anchor: where it comes from."""

    text: str
    anchor: str


Piece = str | Number
Pieces = tuple[Piece, ...]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the draft. key: the same in each draft, so that what a person wrote stays with it."""

    key: str
    part: str
    pieces: Pieces = ()
    title: str = ""

    @property
    def numbers(self) -> tuple[Number, ...]:
        """The numbers in it, in their order."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Number))


@dataclass(frozen=True)
class Note:
    """Something for whoever edits: nothing was told (silent), or numbers that don't agree (sums)."""

    kind: Literal["silent", "sums"]
    part: str
    words: str
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True)
class Drafted:
    """The paragraphs in the order of the report, and what whoever edits should know."""

    paragraphs: tuple[Paragraph, ...]
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class Given:
    """All that a draft is made from. words: what `{@name}` stands for. parts: the part of the report of each fact that must be told."""

    facts: Facts
    words: Mapping[str, str]
    parts: Mapping[str, str] = field(default_factory=dict)
    ready: tuple[Paragraph, ...] = ()  # paragraphs made elsewhere, put at the end of their part
