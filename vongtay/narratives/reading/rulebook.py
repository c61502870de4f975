"""The rules of data/rules.toml, ready for use, and which of them a line can fulfil."""

from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from vongtay.narratives.reading.lexicon import load
from vongtay.narratives.reading.text import Line

WORKED_OUT = frozenset({"adjoining", "bracketed", "next_course", "part"})
GATHERINGS = {
    "linked_event": frozenset({"event", "mobile", "broadcast", "turn", "contest", "news"}),
    "linked_course": frozenset({"course"}),
    "linked_money": frozenset({"money"}),
    "linked_case": frozenset({"case"}),
    "linked_team": frozenset({"thing", "team"}),
}
INFERRED = frozenset({"help", *WORKED_OUT, *GATHERINGS})  # cues that are no words of the lexicon


class Asked(NamedTuple):
    """What a rule asks of one part of the surroundings: one of these cues, or none of them."""

    where: str
    cues: tuple[str, ...]
    wanted: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of data/rules.toml, ready for use."""

    id: str
    code: str
    sure: float
    units: frozenset[str]
    total: tuple[str, ...]
    asks: tuple[Asked, ...]
    needs: tuple[frozenset[str], ...]  # of each of these cues one must stand in the line


@cache
def rules() -> dict[str, list[Rule]]:
    """Give the rules by class of unit, in their order."""
    every = [_rule(entry) for entry in load("rules.toml")["rule"]]
    kinds = {kind for rule in every for kind in rule.units} | {*load("units.toml"), "unknown", "share"}
    return {kind: [rule for rule in every if kind in rule.units or "*" in rule.units] for kind in kinds}


def _rule(entry: dict[str, Any]) -> Rule:
    asks = _asks(entry)
    plain = (frozenset(ask.cues) for ask in asks if ask.wanted and ask.where != "topic")
    needs = tuple(cues for cues in plain if cues.isdisjoint(INFERRED))
    total = tuple(entry.get("total", ()))
    return Rule(entry["id"], entry["code"], entry["sure"], frozenset(entry["units"]), total, asks, needs)


def _asks(entry: dict[str, Any]) -> tuple[Asked, ...]:
    places = ("lead", "close", "tail", "near", "inside", "clause", "sentence", "topic", "shared", "after")
    wanted = [Asked(where, tuple(entry[where]), wanted=True) for where in places if where in entry]
    refused = [
        Asked(where, tuple(entry[f"not_{where}"]), wanted=False)
        for where in ("near", "lead", "after", "clause", "inside")
        if f"not_{where}" in entry
    ]
    return (*wanted, *refused)


class Shelf(NamedTuple):
    """The rules of one class of unit, and the places of those that a cue brings in."""

    rules: list[Rule]
    more: list[tuple[frozenset[str], ...]]  # what each rule needs beside its first cue
    always: list[int]  # of rules that need no cue
    by_cue: dict[str, list[int]]  # of rules that need this cue first, or another one of the same need


@cache
def _shelves() -> dict[str, Shelf]:
    shelves = {}
    for kind, every in rules().items():
        by_cue: dict[str, list[int]] = {}
        for place, rule in enumerate(every):
            for cue in rule.needs[0] if rule.needs else ():
                by_cue.setdefault(cue, []).append(place)
        always = [place for place, rule in enumerate(every) if not rule.needs]
        shelves[kind] = Shelf(every, [rule.needs[1:] for rule in every], always, by_cue)
    return shelves


def rules_for(line: Line, kind: str) -> list[Rule]:
    """Give the rules for a class of unit whose cues stand in a line, in their order; looked up once for each line."""
    found: list[Rule] | None = line.fitting.get(kind)
    if found is None:
        cues, shelf = line.cues, _shelves().get(kind) or _shelves()["unknown"]
        places = set(shelf.always).union(*map(shelf.by_cue.__getitem__, cues & shelf.by_cue.keys()))
        more = shelf.more
        fitting = [place for place in places if not more[place] or not any(map(cues.isdisjoint, more[place]))]
        found = [shelf.rules[place] for place in sorted(fitting)]
        line.fitting[kind] = found
    return found
