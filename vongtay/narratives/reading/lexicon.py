"""The words the reader knows: nouns by class, cues by name, and a fast way to find them in a line."""

import tomllib
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from vongtay.narratives.reading.text import TOKEN, Line, fold_word

DATA = Path(__file__).parent / "data"
LONGEST_CUE = 12  # words
LONGEST_NOUN = 9
SURE = 2  # words of a noun that is known although its marks are lost: one alone is half of the language
BODIES = frozenset({"welfare"})  # cues that are names of bodies themselves
END = "\n"  # no word: the key under which a branch of a trie keeps what ends there
NO_WORD = " "  # is in no trie


class Unit(NamedTuple):
    """A noun found after a number: its class and the tokens it covers."""

    kind: str
    first: int
    last: int  # exclusive


class Trie:
    """Phrases by their words, each with the labels it stands for."""

    def __init__(self) -> None:
        """Begin with no phrases."""
        self.root: dict[str, Any] = {}

    def add(self, words: Iterable[str], label: str) -> None:
        """Put the words of a phrase in."""
        node = self.root
        for word in words:
            node = node.setdefault(word, {})
        node.setdefault(END, [])
        if label not in node[END]:
            node[END].append(label)

    def longest(self, words: list[str], at: int) -> tuple[int, str] | None:
        """Give the end and the first label of the longest phrase that begins at a word."""
        node, found = self.root, None
        for index in range(at, len(words)):
            branch = node.get(words[index])
            if branch is None:
                break
            node = branch
            if END in node:
                found = (index + 1, node[END][0])
        return found


def words_of(phrase: str) -> list[str]:
    """Cut a phrase of the lexicon into the tokens that a text would have."""
    return [match.group() for match in TOKEN.finditer(fold_word(phrase))]


@lru_cache(maxsize=8192)
def bare(word: str) -> str:
    """Take the marks off a word, for words whose marks were lost or mistyped."""
    plain = unicodedata.normalize("NFD", word.replace("đ", "d"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def load(name: str) -> dict[str, Any]:
    """Read one of the data files."""
    return tomllib.loads((DATA / name).read_text("utf-8"))


@cache
def units() -> tuple[Trie, Trie]:
    """Give the nouns by class: as they are spelt, and the longer ones without marks."""
    spelt, unmarked = Trie(), Trie()
    for kind, entry in load("units.toml").items():
        prefixes = [[], *map(words_of, entry.get("prefixes", ()))]
        for noun in map(words_of, entry["nouns"]):
            for prefix in prefixes:
                words = [*prefix, *noun]
                spelt.add(words, kind)
                if len(noun) == SURE:
                    unmarked.add(map(bare, words), kind)
    return spelt, unmarked


@cache
def small_words(name: str) -> frozenset[str]:
    """Give one of the lists of small words."""
    return frozenset(load("words.toml")[name])


@cache
def cues() -> Trie:
    """Give the cues by name."""
    trie = Trie()
    for name, phrases in load("cues.toml").items():
        for phrase in phrases:
            trie.add(words_of(phrase), name)
    return trie


def mark_cues(line: Line) -> None:
    """Note on a line where each cue stands."""
    root, hits = cues().root, line.hits
    words = [*line.words, NO_WORD]
    for at in [at for at, word in enumerate(line.words) if word in root]:
        node, end = root[words[at]], at + 1
        while node is not None:
            if END in node:
                for name in node[END]:
                    hits.setdefault(name, []).append((at, end))
            node = node.get(words[end])
            end += 1
    _hide_within(line, line.hits.get("neutral", []), longest=1)
    _hide_within(line, line.hits.get("names", []), longest=LONGEST_CUE)
    line.cues = frozenset(name for name, spans in hits.items() if spans)


def _hide_within(line: Line, spans: list[tuple[int, int]], longest: int) -> None:
    """Take away the short cues that are only part of another word, as "nhận" is in "nhận thức"."""
    inside = {index for first, last in spans for index in range(first, last)}
    if inside:
        for name, hits in line.hits.items():
            if name not in BODIES:
                line.hits[name] = [hit for hit in hits if not (hit[1] - hit[0] <= longest and hit[0] in inside)]


def unit_at(line: Line, at: int) -> Unit | None:
    """Give the noun that begins at a token, if the lexicon knows it."""
    words = line.words[at : at + LONGEST_NOUN]
    spelt, unmarked = units()
    found = spelt.longest(words, 0)
    if found is None or found[0] == 1:
        known = bool(words) and bare(words[0]) in unmarked.root
        loose = unmarked.longest([bare(word) for word in words], 0) if known else None
        if loose is not None and (found is None or loose[0] > found[0]) and _worth(words, loose[0]):
            found = loose
    if found is None or (found[0] == 1 and " ".join(words[:2]) in small_words("no_noun_begins")):
        return None
    listed = found[0]
    for place in range(1, found[0]):
        if words[place] in {",", "/"} and len(words[place - 1]) > 1:  # "đ/c" is one word
            listed = place
            break
    return Unit(found[1], at, at + listed)  # of a list of nouns the first one is the unit


def _worth(words: list[str], end: int) -> bool:
    """Say whether at least half of the words kept their marks or none did, so that it is a slip of the pen."""
    return end > 1 and all(len(word) > 1 and word not in small_words("no_noun") for word in words[:end])
