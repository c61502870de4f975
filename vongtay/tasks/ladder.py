"""The ladder of escalation: steps of this house, read from ladder.toml. Pure data and arithmetic, no database."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

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
    rungs = tuple(Rung(str(row["code"]), int(row["after"]), str(row["to"])) for row in values.get("step", []))
    for rung in rungs:
        if rung.to not in TARGETS or rung.after < 0:
            raise ValueError(
                f"ladder.toml: bước “{rung.code}” không đúng: to là một trong {', '.join(TARGETS)}, after từ 0."
            )
    if len({rung.code for rung in rungs}) != len(rungs):
        raise ValueError("ladder.toml: mã bước phải khác nhau.")
    return Ladder(tuple(sorted(rungs, key=lambda rung: rung.after)), dict(values.get("upper", {})))


@cache
def shipped() -> Ladder:
    """Give the ladder of this installation, read once."""
    return read(Path(__file__).with_name("ladder.toml").read_text("utf-8"))
