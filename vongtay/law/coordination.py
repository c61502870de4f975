"""The coordination regulation of the four ministries as data: shown as fallen away, never as a duty."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).with_name("coordination.toml")


@dataclass(frozen=True)
class Head:
    """One head of the regulation. lead, support: codes of kinds of bodies; empty while they were not seen."""

    title_vi: str
    confidence: str
    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()


@dataclass(frozen=True)
class Coordination:
    """The regulation: what it is called, what it rested on, its heads."""

    sign: str
    signed_on: date
    title_vi: str
    basis_gone: tuple[str, ...]
    heads: tuple[Head, ...]


@lru_cache(maxsize=1)
def regulation() -> Coordination:
    """Give the regulation as shipped."""
    raw = tomllib.loads(FILE.read_text("utf-8"))
    heads = tuple(
        Head(row["title_vi"], row["confidence"], tuple(row.get("lead", ())), tuple(row.get("support", ())))
        for row in raw["head"]
    )
    return Coordination(raw["sign"], raw["signed_on"], raw["title_vi"], tuple(raw["basis_gone"]), heads)
