"""The questionnaires that come with the product, as data: an owner begins a draft with one, and a second person signs it off."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_name("reference")


@dataclass(frozen=True)
class Shipped:
    """A shipped questionnaire: title, purpose, source and what it asks."""

    code: str
    title: str
    purpose: str
    source: str
    content: dict[str, Any]


def shipped() -> Iterator[Shipped]:
    """Give what is shipped, in the order of the files."""
    for path in sorted(FOLDER.glob("*.toml")):
        held = tomllib.loads(path.read_text("utf-8"))
        yield Shipped(path.stem, held.pop("title"), held.pop("purpose"), held.pop("source"), held)


def shipped_by_code(code: str) -> Shipped | None:
    """Give one by its code."""
    return next((each for each in shipped() if each.code == code), None)
