"""The templates that come with the system: `reference/*.toml`, in our own words."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from vongtay.papers.blocks.design.shape import from_json, to_json


@dataclass(frozen=True)
class Shipped:
    """One shipped template: its row and its design as plain data."""

    code: str
    row: dict[str, Any]
    design: dict[str, Any]


@cache
def shipped() -> tuple[Shipped, ...]:
    """Give every shipped template. Errors: DesignError for one that can't be read."""
    return tuple(_all())


def _all() -> Iterator[Shipped]:
    folder = files(__package__).joinpath("reference")
    for path in sorted(folder.iterdir(), key=lambda one: one.name):
        if path.name.endswith(".toml"):
            held = tomllib.loads(path.read_text(encoding="utf-8"))
            design = to_json(from_json(held.pop("design")))
            held["place"] = held.pop("order")
            yield Shipped(path.name.removesuffix(".toml"), held, design)
