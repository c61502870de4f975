"""Says why a figure got its code: the words of the text that its rule asks for, and where they stand. For people; the reader has no need of it."""

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from vongtay.narratives.reading.lexicon import load
from vongtay.narratives.reading.rulebook import GATHERINGS, Rule, rules

BEFORE, AFTER = frozenset({"lead", "close"}), frozenset({"tail", "after", "shared"})
# Rules that are written as code, and what they go by.
WAYS = {
    "none": "guess", "nil": "nil", "part.of_label": "whole", "the.rest": "rest", "parts.add.up": "sum", "part.joined": "joined", "row.part": "row",
    "told.before": "told", "told.again": "told", "told.year": "thing", "by.year": "whole", "label.help": "label", "victim.plain": "thing", "ratio.whole": "thing",
}  # fmt: skip


class Because(NamedTuple):
    """One thing that a rule went by. kind: before, after, near (with the words as they stand there), heading, occasion, whole, thing, or one of WAYS."""

    kind: str
    words: str = ""


def because(rule_id: str, text: str, start: int, end: int, sentence: tuple[int, int]) -> tuple[Because, ...]:
    """Give what the rule of a figure went by; nothing of a rule that is no more. start, end: of the figure; sentence: of its sentence."""
    if rule_id in WAYS:
        return (Because(WAYS[rule_id]),)
    rule = _by_id().get(rule_id)
    if rule is None:
        return ()
    before, after = (
        unicodedata.normalize("NFC", part) for part in (text[sentence[0] : start], text[start : sentence[1]])
    )
    past = len(unicodedata.normalize("NFC", text[start:end]))
    found = [_seen(where, cues, before, after, past) for where, cues, wanted in rule.asks if wanted]
    if rule.total or rule.code == "@carry":
        found.append(Because("whole"))
    return tuple(dict.fromkeys(one for one in found if one)) or (Because("thing"),)


@cache
def _by_id() -> dict[str, Rule]:
    return {rule.id: rule for kind in rules().values() for rule in kind}


def _seen(where: str, cues: tuple[str, ...], before: str, after: str, past: int) -> Because | None:
    """Find the words of these cues that stand nearest to the figure on the side where the rule looks. None where no word of the text was asked for."""
    if where == "topic":
        return Because("heading")
    pattern = _phrases(cues)
    if pattern is None:
        return Because("occasion") if not GATHERINGS.keys().isdisjoint(cues) else None
    last = None if where in AFTER else next(reversed(list(pattern.finditer(before))), None)
    first = None if where in BEFORE else pattern.search(after, past if where in AFTER else 0)
    if last and (first is None or len(before) - last.end() <= first.start() - past):
        return Because("before" if where in BEFORE else "near", last.group())
    return Because("after" if where in AFTER else "near", first.group()) if first else None


@cache
def _phrases(cues: tuple[str, ...]) -> re.Pattern[str] | None:
    """Give a pattern of the phrases of these cues, the longest first; None for cues that are no words."""
    lexicon = load("cues.toml")
    phrases = sorted({phrase for cue in cues for phrase in lexicon.get(cue, ())}, key=len, reverse=True)
    if not phrases:
        return None
    either = "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in phrases)
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)
