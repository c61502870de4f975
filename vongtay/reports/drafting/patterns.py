"""The patterns of `patterns.toml`, read once and checked: every field is known, every figure has a sentence."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from vongtay.reports.drafting.language import Field, Node, PatternError, fields_of, parse

PARTS = ("I", "II", "III.1", "III.2", "III.3", "III.4", "III.5", "III.6", "III.7", "III.8")
WORDS = frozenset({"area", "period", "until", "body"})


@dataclass(frozen=True)
class Clause:
    """A part of a sentence. nil: the noun of a statement that there was none."""

    nodes: tuple[Node, ...]
    nil: str = ""

    @property
    def main(self) -> str:
        """The figure that it is about: the first that must be told for it to stand."""
        return next((node.name for node in self.nodes if isinstance(node, Field) and node.name[0] != "@"), "")


@dataclass(frozen=True)
class Sentence:
    """A beginning and the clauses that may follow it."""

    lead: tuple[Node, ...]
    clauses: tuple[Clause, ...]


@dataclass(frozen=True)
class Pattern:
    """A paragraph of the report."""

    key: str
    part: str
    title: str
    sentences: tuple[Sentence, ...]

    def fields(self) -> Iterator[Field]:
        """Give every field that it names."""
        for sentence in self.sentences:
            yield from fields_of(sentence.lead)
            for clause in sentence.clauses:
                yield from fields_of(clause.nodes)


@dataclass(frozen=True)
class Check:
    """Parts that can't be more than their whole, or must make it (is_sum)."""

    part: str
    parts: tuple[str, ...]
    whole: str
    words: str
    is_sum: bool = False


@dataclass(frozen=True)
class Patterns:
    """All of the file. apart: figures that stand in the appendix alone."""

    paragraphs: tuple[Pattern, ...]
    checks: tuple[Check, ...]
    apart: frozenset[str]

    def faults(self, known: Iterable[str], indicators: Iterable[str]) -> list[str]:
        """Say what is wrong: unknown fields, figures without a sentence, paragraphs named twice, parts that are none."""
        known = set(known)
        named = {field.name for one in self.paragraphs for field in one.fields()}
        fields = {name for name in named if not name.startswith("@")} | {
            code for one in self.checks for code in (*one.parts, one.whole)
        }
        words = {name[1:] for name in named if name.startswith("@")}
        keys = [one.key for one in self.paragraphs]
        return [
            *(f"unknown field: {name}" for name in sorted(fields - known)),
            *(f"unknown word: @{name}" for name in sorted(words - WORDS)),
            *(f"no sentence: {name}" for name in sorted(set(indicators) - named - self.apart)),
            *(f"twice: {key}" for key in sorted({key for key in keys if keys.count(key) > 1})),
            *(f"no part: {one.part} of {one.key}" for one in self.paragraphs if one.part not in PARTS),
        ]  # fmt: skip


@cache
def patterns() -> Patterns:
    """Give the patterns of the file. Errors: PatternError."""
    return patterns_from(tomllib.loads(files(__package__).joinpath("patterns.toml").read_text(encoding="utf-8")))


def patterns_from(rows: Mapping[str, Any]) -> Patterns:
    """Read patterns. Errors: PatternError."""
    try:
        return Patterns(
            tuple(_paragraph(row) for row in rows["paragraph"]),
            tuple(Check(row["part"], tuple(row["parts"]), row["whole"], row["words"], row.get("is_sum", False)) for row in rows.get("check", ())),
            frozenset(rows.get("apart", ())),
        )  # fmt: skip
    except KeyError as missing:
        raise PatternError(f"Tệp mẫu câu thiếu {missing}.") from missing


def _paragraph(row: Mapping[str, Any]) -> Pattern:
    sentences = tuple(
        Sentence(parse(one.get("lead", "")), tuple(Clause(parse(clause["say"]), clause.get("nil", "")) for clause in one["clause"]))
        for one in row["sentence"]
    )  # fmt: skip
    return Pattern(row["key"], row["part"], row["title"], sentences)
