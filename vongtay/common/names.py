"""Search by name over encrypted names: keyed hashes of a whole name's neighbourhood, and the ranking of candidates.

A stored name has a hash of itself (f), of itself less one word (o) and less one letter (n). No hash is of a single
word, because the frequency of words gives them away. Names are compared without marks and in any order of words.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Generic, TypeVar

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from vongtay.common.vietnamese import fold, read_typed_word, tidy, tone_key

MAX_WORDS = 12
MAX_LETTERS = 24
ENOUGH = 20  # rows of round 1 that make round 2 needless
# Family names that are one name, said differently in the north and the south.
REGIONAL = ({"hoang", "huynh"}, {"vu", "vo"})

Id = TypeVar("Id", bound=Hashable)
Words = tuple[str, ...]


class Reason(StrEnum):
    """Why two names are taken for one, as a person reads it; no name is in it, so it may be logged."""

    SAME = "trùng cả họ tên"
    MARKS = "khác dấu"
    ORDER = "đảo thứ tự"
    LETTER = "sai một chữ cái"
    I_OR_Y = "khác i/y"
    REGION = "họ gọi khác theo vùng (Hoàng/Huỳnh, Vũ/Võ)"
    MISSING = "thiếu một chữ"
    EXTRA = "thừa một chữ"
    NEAR = "gần giống"


@dataclass(frozen=True)
class Asked:
    """What to ask the table for: rows that contain `round1`; if they are fewer than ENOUGH, rows that meet `round2`."""

    name: str
    words: Words
    round1: list[int]
    round2: list[int]

    @property
    def needs_second_fact(self) -> bool:
        """Tell whether the name is one word only, too little without a birth year or a province."""
        return len(self.words) < 2


@dataclass(frozen=True)
class Match(Generic[Id]):
    """One candidate: 110 is the same name with the same marks."""

    score: float
    id: Id
    reasons: tuple[Reason, ...]

    @property
    def explanation(self) -> str:
        """Say why the two names match."""
        return "; ".join(self.reasons)


def search_words(name: str) -> Words:
    """Give the words of a name for searching, in the order given: without marks, Telex slips read.

    >>> search_words("H'Linh  NIÊ-Kđăm")
    ('hlinh', 'nie', 'kdam')
    """
    words = re.findall(r"\w+", re.sub(r"['’ʼ`]", "", tidy(name).lower()))
    return tuple(_search_word(word) for word in words[:MAX_WORDS])


@lru_cache(maxsize=16384)
def _search_word(word: str) -> str:
    return fold(read_typed_word(word))[:MAX_LETTERS]


def stored_tokens(name: str, key: bytes) -> list[int]:
    """Give the hashes to store beside an encrypted name.

    Unit: signed 32-bit integers, sorted, each once; about one for each letter and word. An empty name has none.
    Source: measured as form B2: 18 hashes a name, one letter or word wrong still found.
    """
    words = tuple(sorted(search_words(name)))
    return _hashed(key, _stored_forms(words)) if words else []


def _stored_forms(words: Words) -> Iterator[str]:
    yield f"f:{' '.join(words)}"
    if len(words) > 2:  # what is left of two words would be a single word
        yield from (f"o:{' '.join(rest)}" for rest in _less_a_word(words))
    yield from (f"n:{' '.join(near)}" for near in _less_a_letter(words))


def asked_tokens(name: str, key: bytes) -> Asked:
    """Give the hashes to look for.

    Round 2 finds one wrong, missing, added or swapped letter, one word too few or too many in either name, and the
    other regional form of a family name. It does not find two of these at once, nor single words of longer names.
    """
    words = tuple(sorted(search_words(name)))
    if not words:
        return Asked(name, words, [], [])
    return Asked(name, words, _hashed(key, [f"f:{' '.join(words)}"]), _hashed(key, set(_asked_forms(words))))


def _asked_forms(words: Words) -> Iterator[str]:
    whole = " ".join(words)
    yield from (f"f:{whole}", f"n:{whole}", f"o:{whole}")  # as stored; stored with a letter or a word more
    for near in _less_a_letter(words):
        yield from (f"n:{' '.join(near)}", f"f:{' '.join(near)}")  # another letter in its place; a letter less
    if len(words) > 2:
        yield from (f"f:{' '.join(rest)}" for rest in _less_a_word(words))
    yield from (f"f:{' '.join(other)}" for other in _regional(words))


def _less_a_word(words: Words) -> Iterator[Words]:
    return (words[:place] + words[place + 1 :] for place in range(len(words)))


def _less_a_letter(words: Words) -> Iterator[Words]:
    for place, word in enumerate(words):
        rest = words[:place] + words[place + 1 :]
        for shorter in _shorter(word):
            yield tuple(sorted((*rest, shorter)))


@lru_cache(maxsize=16384)
def _shorter(word: str) -> Words:
    if len(word) < 2:
        return ()
    return tuple(dict.fromkeys(word[:place] + word[place + 1 :] for place in range(len(word))))


def _regional(words: Words) -> Iterator[Words]:
    for pair in REGIONAL:
        for place, word in enumerate(words):
            for other in pair - {word} if word in pair else ():
                yield tuple(sorted((*words[:place], other, *words[place + 1 :])))


def _hashed(key: bytes, forms: Iterable[str]) -> list[int]:
    token = _hasher(key)
    return sorted({token(form) for form in forms})


@lru_cache(maxsize=8)
def _hasher(key: bytes) -> Callable[[str], int]:
    """Give HMAC-SHA256 cut to four bytes, its two key blocks hashed once (twice as fast as `hmac.digest`)."""
    if len(key) != 32:
        raise ValueError("Khóa chỉ mục tên phải dài 32 byte.")
    block = key.ljust(64, b"\0")
    start_inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in block))
    start_outer = hashlib.sha256(bytes(byte ^ 0x5C for byte in block))

    def token(form: str) -> int:
        inner, outer = start_inner.copy(), start_outer.copy()
        inner.update(form.encode())
        outer.update(inner.digest())
        return int.from_bytes(outer.digest()[:4], "big", signed=True)

    return token


def rank(asked: Asked, candidates: Iterable[tuple[Id, str]], *, limit: int = ENOUGH) -> list[Match[Id]]:
    """Order decrypted candidates, best first, and say why each matches.

    Unit: score 0 to 110: likeness of the sorted words without marks (0-100), plus a tenth of that with marks.
    """
    scores: dict[str, float] = {}
    scored: list[tuple[float, Id, str]] = []
    sought, marked = " ".join(asked.words), tone_key(asked.name)
    for candidate, name in candidates:
        if name not in scores:  # namesakes are many
            without = fuzz.ratio(sought, " ".join(sorted(search_words(name))))
            scores[name] = without + fuzz.ratio(marked, tone_key(name)) / 10
        scored.append((scores[name], candidate, name))
    scored.sort(key=lambda entry: -entry[0])
    return [Match(round(score, 1), candidate, why(asked.name, name)) for score, candidate, name in scored[:limit]]


def why(asked: str, found: str) -> tuple[Reason, ...]:
    """Give the reasons why a found name is taken for the asked one; "missing" and "extra" tell of the found one."""
    if tone_key(asked) == tone_key(found):
        return (Reason.SAME,)
    asked_words, found_words = search_words(asked), search_words(found)
    if sorted(asked_words) != sorted(found_words):
        return (_difference(asked_words, found_words),)
    turned = (Reason.ORDER,) if asked_words != found_words else ()
    same_marks = Counter(tone_key(asked).split()) == Counter(tone_key(found).split())
    return (*turned, *(() if same_marks else (Reason.MARKS,))) or (Reason.SAME,)


def _difference(asked: Words, found: Words) -> Reason:
    only_asked = list((Counter(asked) - Counter(found)).elements())
    only_found = list((Counter(found) - Counter(asked)).elements())
    match only_asked, only_found:
        case [one], [other]:
            return _of_one_word(one, other)
        case [_], []:
            return Reason.MISSING
        case [], [_]:
            return Reason.EXTRA
    return Reason.NEAR


def _of_one_word(one: str, other: str) -> Reason:
    if {one, other} in REGIONAL:
        return Reason.REGION
    if {one[-1:], other[-1:]} == {"i", "y"} and one[:-1] == other[:-1]:
        return Reason.I_OR_Y
    return Reason.LETTER if OSA.distance(one, other) == 1 else Reason.NEAR
