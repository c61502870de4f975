"""The layout of our papers as data (`layout.toml`): each rule of Decree 30/2020 with the value we print with.

`unconfirmed()` lists the rules that no official page seen confirms; the page that issues a paper shows them.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

Confidence = Literal["A", "B", "C", "own"]
UNCONFIRMED = ("C", "own")


class LayoutError(ValueError):
    """The layout file contradicts itself; the message names the rule."""


@dataclass(frozen=True)
class Rule:
    """One rule of the layout. `value` is what we print with, `allowed` the range that the rule gives for it."""

    id: str
    element: str
    rule: str
    value: Mapping[str, Any]
    allowed: Mapping[str, tuple[float, float]]
    confidence: Confidence
    source: str


@dataclass(frozen=True)
class Style:
    """How the letters of one element look. Unit: points."""

    size: float
    bold: bool
    italic: bool
    align: str


@cache
def rules() -> Mapping[str, Rule]:
    """Give every rule by its id.

    Errors: LayoutError when a value lies outside its own range or a confidence is unknown.
    """
    text = files(__package__).joinpath("layout.toml").read_text(encoding="utf-8")
    return {name: rule_from(name, row) for name, row in tomllib.loads(text)["rules"].items()}


def rule_from(name: str, row: Mapping[str, Any]) -> Rule:
    """Give one rule from its row of the file. Errors: LayoutError."""
    if row["confidence"] not in ("A", "B", *UNCONFIRMED):
        raise LayoutError(f"{name}: độ tin cậy {row['confidence']!r} không có trong A, B, C, own")
    allowed = {key: (low, high) for key, (low, high) in row.get("range", {}).items()}
    for key, (low, high) in allowed.items():
        if not low <= row["value"][key] <= high:
            raise LayoutError(f"{name}: {key} = {row['value'][key]} nằm ngoài khoảng {low}-{high}")
    return Rule(name, row["element"], row["rule"], row["value"], allowed, row["confidence"], row["source"])


def value(name: str, key: str) -> Any:
    """Give one value of the layout, such as the left one of the margins. Errors: KeyError for an unknown name."""
    return rules()[name].value[key]


def values(name: str) -> Mapping[str, Any]:
    """Give all values of one rule. Errors: KeyError for an unknown name."""
    return rules()[name].value


def style(name: str) -> Style:
    """Give how the letters of an element look. Errors: KeyError for an unknown name."""
    row = rules()[name].value
    return Style(row["size"], row.get("bold", False), row.get("italic", False), row["align"])


def unconfirmed() -> tuple[Rule, ...]:
    """Give the rules marked C (weakly known) and own (our own choice), in the order of the file."""
    return tuple(rule for rule in rules().values() if rule.confidence in UNCONFIRMED)
