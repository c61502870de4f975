"""Dated code lists of identification, kept as CSV beside this file and read once: facts with their source, in our own words."""

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.utils.translation import get_language

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Code:
    """One code of a list, valid from and to a day, with the code that outside standards use for it."""

    scheme: str
    code: str
    title: str
    title_vi: str
    outside: str
    valid_from: date
    valid_to: date | None
    source: str

    @property
    def label(self) -> str:
        """The words in the language of whoever reads."""
        return self.title if get_language() == "en" else self.title_vi

    def holds(self, day: date) -> bool:
        """Say whether the code may be chosen for something of that day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@cache
def codes() -> dict[tuple[str, str], Code]:
    """Give every code that ever held, in the order of the file; none is ever taken out or given another meaning."""
    with (FOLDER / "codes.csv").open(encoding="utf-8", newline="") as handle:
        rows = [{key: value.strip() for key, value in row.items()} for row in csv.DictReader(handle)]
    return {(row["scheme"], row["code"]): _code(row) for row in rows}


def _code(row: dict[str, str]) -> Code:
    until = date.fromisoformat(row["valid_to"]) if row["valid_to"] else None
    return Code(
        row["scheme"], row["code"], row["title"], row["title_vi"], row["outside"], date.fromisoformat(row["valid_from"]), until, row["source"]
    )  # fmt: skip


def codes_of(scheme: str, on: date) -> list[Code]:
    """Give the codes of a list that hold on a day."""
    return [code for code in codes().values() if code.scheme == scheme and code.holds(on)]


def label_of(scheme: str, code: str) -> str:
    """Give the words of a code, also of one that no longer holds; a code that never was stands for itself."""
    known = codes().get((scheme, code))
    return known.label if known else code
