"""Who did a thing, and where: names of bodies and places in a line, and which of them a figure belongs to."""

from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from vongtay.narratives.reading.lexicon import END, Trie, load, words_of
from vongtay.narratives.reading.text import Folded, Line

JOINS = frozenset({",", "và", "-", ";"})
NEAR = 4  # words before a name that may say what it is there for
DOING = frozenset({"do", "bởi"})
AT = frozenset({"tại", "ở"})
SURELY = 2  # words with capitals that name a place by themselves: "ở Hà Nội"
LISTS = frozenset(
    {";", ",", "-", "+", "và", "(", ":", "."}
)  # before a place that tells of what follows it: "Cao Bằng: 4 vụ; Hà Giang: 2 vụ"
TELLS = frozenset({":", "("})


class Span(NamedTuple):
    """Tokens of a line; last is exclusive."""

    first: int
    last: int


@dataclass(slots=True)
class Names:
    """The names of a line, in order: bodies with whether each can be who did it; places with whether each can be where; places that head a part of a list."""

    bodies: list[tuple[Span, bool]] = field(default_factory=list)
    places: list[tuple[Span, bool]] = field(default_factory=list)
    heads: list[Span] = field(default_factory=list)


@cache
def _phrases(name: str) -> Trie:
    trie = Trie()
    for phrase in load("bodies.toml")[name]:
        trie.add(words_of(phrase), name)
    return trie


class Firsts(NamedTuple):
    """The words with which a name of a body or of a place can begin, and what can follow each: most words of a line begin none."""

    body: frozenset[str]
    place: frozenset[str]
    either: dict[str, frozenset[str] | None]  # None: anything can


@cache
def _firsts() -> Firsts:
    body, place = (
        [root for name in names for root in _phrases(name).root.items()]
        for names in (("alone", "headed", "subject"), ("place", "provinces"))
    )
    follow: dict[str, set[str]] = {}
    for word, branch in (*body, *place):
        follow.setdefault(word, set()).update(branch)
    either = {word: None if END in words else frozenset(words) for word, words in follow.items()}
    return Firsts(frozenset(dict(body)), frozenset(dict(place)), either | dict.fromkeys(AT))


def names_in(folded: Folded, line: Line) -> Names:
    """Find the bodies and the places that a line names; bodies in a list are one name."""
    words, firsts = line.words, _firsts()
    either, padded = firsts.either, line.padded
    found, done = Names(), 0
    for at in [at for at, word in enumerate(words) if word in either]:
        follow = either[words[at]]
        if at < done or (follow is not None and padded[at + 1] not in follow):
            continue
        end = at
        if words[at] in firsts.body and not _in_number(line, at) and (end := _body(folded, line, words, at)) > at:
            end = end if _is_basis(line, at) else _list(folded, line, words, end)
            found.bodies.append((Span(at, end), _may_do(words, at, end)))
        elif words[at] in AT:
            end = _bare_place(folded, line, words, at + 1)
            if end > at + 1:
                found.places.append((Span(at + 1, end), True))
        elif words[at] in firsts.place:
            end = _place_or_head(folded, line, at, found)
        done = end
    return found


def _place_or_head(folded: Folded, line: Line, at: int, found: Names) -> int:
    """Note a place that begins here, or one that heads a part of a list; give its end, or `at` where neither is."""
    words = line.words
    place = _place(folded, line, words, at)
    if (end := max(place, _province(folded, line, words, at))) > at and _heads(words, at, end):
        found.heads.append(Span(at, end))
        return end
    if place > at:
        found.places.append((Span(at, end), _follows("at", words, at - (line.tokens[at - 1].kind == "number"))))
    return place


@cache
def _joined(name: str) -> frozenset[str]:
    return frozenset(" ".join(words_of(phrase)) for phrase in load("bodies.toml")[name])


def _longest(name: str, words: list[str], at: int) -> int:
    trie = _phrases(name)
    found = trie.longest(words, at) if at < len(words) and words[at] in trie.root else None
    return found[0] if found else at


def _follows(name: str, words: list[str], at: int) -> bool:
    """Say whether one of these words stands right before a token."""
    phrases = _joined(name)
    return any(" ".join(words[at - many : at]) in phrases for many in range(1, min(NEAR, at + 1)))


def _may_do(words: list[str], first: int, last: int) -> bool:
    """Say whether a body can be who did what its sentence tells."""
    if (first and words[first - 1] in DOING) or not _follows("not_doing", words, first):
        return True
    return words[first - 1] == "cho" and _longest("then", words, last) > last


def _list(folded: Folded, line: Line, words: list[str], end: int) -> int:
    """Give the end of a list of bodies: "Hội Phụ nữ tỉnh, công đoàn viên chức tỉnh"."""
    while end < len(words) and words[end] in JOINS and (further := _body(folded, line, words, end + 1)) > end + 1:
        end = further
    return end


def _body(folded: Folded, line: Line, words: list[str], at: int) -> int:
    """Give the end of the name of a body that begins here; `at` where none does."""
    end = _longest("alone", words, at)
    if end > at:
        end = _longest("alone", words, end)  # "các đơn vị Công an"
    elif (head := _longest("headed", words, at)) > at and _is_capital(folded, line, at):
        end = _longest("fields", words, head)
        end = _named(folded, line, head) if end == head else end
        if end == head:
            return _subject(folded, line, words, at)
    else:
        return _subject(folded, line, words, at)
    while True:  # whose it is: "công an xã Yên Mô, huyện Ý Yên"
        further = _named(folded, line, _longest("of", words, end))
        if further == end:
            return end
        end = further


def _subject(folded: Folded, line: Line, words: list[str], at: int) -> int:
    """Give the end of a head that stands for the whole name where it does something: "Hội đã ban hành"; `at` where none does."""
    head = _longest("subject", words, at)
    return head if head > at and _is_capital(folded, line, at) and _longest("acts", words, head) > head else at


def _is_basis(line: Line, at: int) -> bool:
    """Say whether a body is only the one whose paper is carried out, before the comma: "Thực hiện Kế hoạch của UBND tỉnh, Hội Phụ nữ đã mở"."""
    if line.word(at - 1) != "của":
        return False
    first = next((index for index in range(line.sentence_of(at)[0], at) if line.tokens[index].kind == "word"), at)
    return _longest("basis", line.words, first) > first


def _in_number(line: Line, at: int) -> bool:
    """Say whether a word is a part of the number of a document: "Kế hoạch số 40/KH-UBND"."""
    before = line.tokens[at - 1] if at else None
    return before is not None and before.text in {"-", "/"} and before.end == line.tokens[at].start


def _place(folded: Folded, line: Line, words: list[str], at: int) -> int:
    """Give the end of the names of places that begin here: "xã Yên Thành và Yên Mỹ, huyện Yên Mô"."""
    end = _longest("place", words, at)
    if end == at or (last := _named(folded, line, end)) == end:
        return at
    while last < len(words) and words[last] in JOINS:
        kind = _longest("place", words, last + 1)
        further = _named(folded, line, kind)
        if (
            further == kind
            or not TELLS.isdisjoint(words[further : further + 1])
            or _body(folded, line, words, last + 1) > last + 1
        ):
            break
        last = further
    return last


def _bare_place(folded: Folded, line: Line, words: list[str], at: int) -> int:
    """Give the end of a name that only "tại" makes a place; `at` for the name of a body, or a word alone."""
    end = _named(folded, line, at)
    return end if end - at >= SURELY and _body(folded, line, words, at) == at else at


def _province(folded: Folded, line: Line, words: list[str], at: int) -> int:
    """Give the end of the name of a province that begins here, with nothing more to it: not "Điện Biên Phủ"; `at` where none does."""
    end = _longest("provinces", words, at)
    return end if end > at and _named(folded, line, at) == end else at


def _heads(words: list[str], first: int, last: int) -> bool:
    """Say whether a place heads a part of a list: what follows it is told of it."""
    return last < len(words) and words[last] in TELLS and (first == 0 or words[first - 1] in LISTS)


def _named(folded: Folded, line: Line, at: int) -> int:
    """Give the end of the words that are written with capitals from a token on."""
    end = at
    while end < len(line.tokens) and line.tokens[end].kind == "word" and _is_capital(folded, line, end):
        end += 1
    return end


def _is_capital(folded: Folded, line: Line, index: int) -> bool:
    token = line.tokens[index]
    start, _end = folded.raw_span(line.offset + token.start, line.offset + token.start + 1)
    return folded.raw[start : start + 1].isupper()


def who_did(line: Line, names: Names, at: int) -> Span | None:
    """Give the body that did what is told at a token: the last before it in its sentence, or the first of a sentence before.

    "do Công an tỉnh tổ chức" names it after the number.
    """
    first, last = line.sentence_of(at)
    doing = [span for span, may in names.bodies if may]
    if before := [span for span in doing if first <= span.first and span.last <= at]:
        return before[-1]
    after = [span for span in doing if at < span.first < last and line.word(span.first - 1) in DOING]
    if after:
        return after[0]
    if earlier := [span for span in doing if span.last <= first]:
        start = line.sentence_of(earlier[-1].first)[0]
        return next(span for span in earlier if span.first >= start)
    return None


def where_done(line: Line, names: Names, at: int) -> Span | None:
    """Give the place of what is told at a token: the nearest after it that follows "tại", else the one that heads its part of a list, else the nearest before."""
    first, last = line.sentence_of(at)
    heads = [span for span in names.heads if first <= span.first < last]
    mine = next((span for span in reversed(heads) if span.last <= at), None)
    end = min((span.first for span in heads if span.first > at), default=last)
    told = [span for span, may in names.places if may and (mine.first if mine else first) <= span.first < end]
    place = bisect_left(told, (at, at))
    if place < len(told):
        return told[place]
    return mine or (told[-1] if told else None)
