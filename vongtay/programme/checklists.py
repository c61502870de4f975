"""The checklists of inspections: editions of questions, read from reference/checklists.toml. Ours; no instrument sets them."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

FILE = Path(__file__).parent / "reference" / "checklists.toml"
OF_BODIES = "body"


@dataclass(frozen=True)
class Question:
    """One sentence that says how it should be. `person`: its opposite means that somebody may need protection."""

    code: str
    vi: str
    en: str
    person: bool = False

    @property
    def words(self) -> str:
        """The sentence in the language of whoever reads."""
        return self.en if get_language() == "en" else self.vi


@dataclass(frozen=True)
class Edition:
    """The questions of a kind of place, from a day on."""

    code: str
    kind: str
    since: date
    questions: tuple[Question, ...]

    def question(self, code: str) -> Question | None:
        """Give one question."""
        return next((one for one in self.questions if one.code == code), None)


@cache
def editions() -> dict[str, Edition]:
    """Give all editions by code, oldest first. Errors: ValueError for a code that stands twice."""
    rows = tomllib.loads(FILE.read_text("utf-8"))["edition"]
    found = {row["code"]: _edition(row) for row in sorted(rows, key=lambda row: row["from"])}
    if len(found) != len(rows):
        raise ValueError("Một mã danh mục kiểm tra đứng hai lần.")
    return found


def _edition(row: dict[str, Any]) -> Edition:
    return Edition(row["code"], row["kind"], row["from"], tuple(Question(**one) for one in row["questions"]))


def edition_for(kind: str, day: date) -> Edition:
    """Give the newest edition for a kind of place that was in use on a day; before the first one, the first."""
    of_kind = [one for one in editions().values() if one.kind == kind]
    return next((one for one in reversed(of_kind) if one.since <= day), of_kind[0])


def question_of(edition: str, code: str) -> Question | None:
    """Give a question as its edition has it."""
    found = editions().get(edition)
    return found.question(code) if found else None
