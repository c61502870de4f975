"""Gives a line that was typed without marks ("nan nhan") the marks of the words that the lexicon knows ("nạn nhân").

A letter with marks is one character, as is the bare one, so that every place in the text stays where it is.
"""

import re
from functools import cache

from vongtay.narratives.reading.citations import TYPES
from vongtay.narratives.reading.lexicon import Trie, bare, load, words_of
from vongtay.narratives.reading.text import Line, line_of

ENOUGH = 0.5  # of the words of a line: with fewer it is of another language
FEWEST = 3  # words
MARKED = re.compile(r"[^\W\da-z_]")
# What a bare word is only beside a number.
BESIDE = (
    (re.compile(r"\bnam(?= (?:19|20)\d\d)"), "năm"),
    (re.compile(r"((?:trong|sau|suốt) \d{1,2} |mỗi )nam\b"), r"\1năm"),
    (re.compile(r"(?<=\d )nam\b(?! ?[,;).]| và \d| (?:gi|thanh|sinh|nữ))"), "năm"),
    (re.compile(r"\bquy(?= (?:\d|i{1,3}\b|iv\b))"), "quý"),
    (re.compile(r"(?<=\d )ty\b"), "tỷ"),
)


@cache
def _phrases() -> Trie:
    """Give the phrases of the lexicon by their bare words; of two that look alike the first one stands."""
    trie = Trie()
    for phrase in _every():
        words = words_of(phrase)
        plain = [bare(word) for word in words]
        if plain != words and all(map(str.isalpha, words)) and [*map(len, plain)] == [*map(len, words)]:
            trie.add(plain, " ".join(words))
    return trie


def _every() -> list[str]:
    units, cues, bodies = load("units.toml").values(), load("cues.toml").values(), load("bodies.toml")
    nouns = [
        f"{prefix} {noun}".strip()
        for kind in units
        for noun in kind["nouns"]
        for prefix in ("", *kind.get("prefixes", ()))
    ]
    names = [
        name for key in ("alone", "headed", "fields", "of", "place", "at", "then", "provinces") for name in bodies[key]
    ]
    said = [phrase for phrases in cues for phrase in phrases]
    return [*load("words.toml")["unmarked"], *nouns, *said, *TYPES, *names]


def with_marks(line: Line) -> Line:
    """Give a line its marks back, if it has none and enough of its words are known."""
    letters = sum(map(str.isalpha, line.words)) if MARKED.search(line.text) is None else 0
    if letters < FEWEST:
        return line
    pieces, at, end, known, words = [], 0, 0, 0, line.words
    while at < len(words):
        found = _phrases().longest(words, at)
        last = found[0] if found else at + 1
        for index, word in enumerate(found[1].split() if found else words[at:last], at):
            token = line.tokens[index]
            pieces += [line.text[end : token.start], word]
            end = token.end
        known += last - at if found else 0
        at = last
    if known < ENOUGH * letters:
        return line
    text = "".join([*pieces, line.text[end:]])
    for pattern, word in BESIDE:
        text = pattern.sub(word, text)
    return line_of(text, line.offset)
