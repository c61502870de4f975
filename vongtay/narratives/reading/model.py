"""What a reading gives: figures, nils and citations, each with the place in the text where it stands."""

from typing import Any, NamedTuple

Number = int | float  # counts are whole; shares and lengths may not be


class Name(NamedTuple):
    """A body or a place as the text names it."""

    quote: str
    start: int
    end: int

    def as_dict(self) -> dict[str, Any]:
        """Give the name as plain data."""
        return self._asdict()


class Figure(NamedTuple):
    """One quantity stated in the text. `text[start:end] == quote`, in code points of the text as given."""

    quote: str
    start: int
    end: int
    value: Number
    value_high: Number | None
    bound: str  # exact, at_least, at_most or about
    unit: str
    code: str
    period: str | None
    rule: str  # the rule that gave the code
    sure: float  # 0 to 1: how far the rule can be trusted
    sentence_start: int
    sentence_end: int
    change: str | None = None  # up or down: a difference, not a level
    per: str | None = None  # "người" in "đồng/người"
    unit_implied: bool = False  # the unit stands elsewhere in the text
    body: Name | None = None  # who did it, where the text says so
    place: Name | None = None  # where it was done, where the text says so

    def as_dict(self) -> dict[str, Any]:
        """Give the figure as plain data, in the form that the command prints."""
        names = {"body": self.body, "place": self.place}
        return self._asdict() | {key: name.as_dict() if name else None for key, name in names.items()}


class Nil(NamedTuple):
    """A statement that nothing of a kind happened, said without a number."""

    quote: str
    start: int
    end: int
    code: str
    period: str | None

    def as_dict(self) -> dict[str, Any]:
        """Give the statement as plain data."""
        return self._asdict()


class Citation(NamedTuple):
    """A document that the text names by its number or title."""

    quote: str
    start: int
    end: int
    type: str
    number: str | None
    issuer: str | None
    date: str | None

    def as_dict(self) -> dict[str, Any]:
        """Give the citation as plain data."""
        return self._asdict()


class Reading(NamedTuple):
    """Everything read in one text, in order of appearance."""

    figures: tuple[Figure, ...]
    documents: tuple[Citation, ...]
    nil: tuple[Nil, ...]

    def as_dict(self) -> dict[str, Any]:
        """Give the whole reading as plain data."""
        return {
            "figures": [figure.as_dict() for figure in self.figures],
            "documents": [document.as_dict() for document in self.documents],
            "nil": [nil.as_dict() for nil in self.nil],
        }
