"""The ladder of escalation: steps of this house, read from ladder.toml or kept by an administrator. Pure data and arithmetic, no database."""

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

TARGETS = ("body", "head", "upper")


@dataclass(frozen=True)
class Rung:
    """One step: after how many working days it is taken, and who is told."""

    code: str
    after: int
    to: str


@dataclass(frozen=True)
class Ladder:
    """The steps, lowest first, and the kind of body above each kind."""

    rungs: tuple[Rung, ...]
    upper: dict[str, str]

    def due(self, late_days: int) -> list[Rung]:
        """Give the steps that a clock so many working days late has come to."""
        return [rung for rung in self.rungs if late_days >= rung.after]


def read(text: str) -> Ladder:
    """Read a ladder. Errors: ValueError with the step that can't be."""
    values = tomllib.loads(text)
    return built(values.get("step", []), dict(values.get("upper", {})))


def built(rows: Sequence[Mapping[str, Any]], upper: dict[str, str]) -> Ladder:
    """Give the ladder of rows as they are kept. Errors: ValueError with the step that can't be."""
    rungs = tuple(Rung(str(row["code"]), int(row["after"]), str(row["to"])) for row in rows)
    for rung in rungs:
        if rung.to not in TARGETS or rung.after < 0:
            raise ValueError(
                f"ladder.toml: bước “{rung.code}” không đúng: to là một trong {', '.join(TARGETS)}, after từ 0."
            )
    if len({rung.code for rung in rungs}) != len(rungs):
        raise ValueError("ladder.toml: mã bước phải khác nhau.")
    return Ladder(tuple(sorted(rungs, key=lambda rung: rung.after)), upper)


def coded(steps: Iterable[tuple[int, str]]) -> list[dict[str, Any]]:
    """Give steps with their codes: by whom they tell, and the how manieth time. A step that only moves keeps its code, so that nobody is told again.

    >>> [row["code"] for row in coded([(5, "head"), (2, "head"), (0, "body")])]
    ['body', 'head', 'head-2']
    """
    times: Counter[str] = Counter()
    rows = []
    for after, to in sorted(steps):
        times[to] += 1
        rows.append({"code": to if times[to] == 1 else f"{to}-{times[to]}", "after": after, "to": to})
    return rows


@cache
def shipped() -> Ladder:
    """Give the ladder of this installation, read once."""
    return read(Path(__file__).with_name("ladder.toml").read_text("utf-8"))
