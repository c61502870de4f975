"""The small language of the patterns.

{comm.event}            the number, with its bound in words
{comm.event:change}     what has changed against the same period of the year before
{@area}                 a word of the report itself
[ ... ]                 kept only where everything in it is told
{& one & two & three}   those that are told, joined as a list: one, two và three
{? comm.event > 1 : các | }   one text or the other, by the number
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from vongtay.reports.drafting.model import Facts, Pieces
from vongtay.reports.drafting.words import change_of, joined, value_of

_CONDITION = re.compile(r"\s*([\w.]+)\s*([<>=])\s*(\d+)\s*")
_NAME = re.compile(r"(@?[\w.]+)(?::(change))?")
_COMPARE = {">": lambda one, two: one > two, "<": lambda one, two: one < two, "=": lambda one, two: one == two}


class PatternError(ValueError):
    """A pattern can't be read; the sentence says where."""


@dataclass(frozen=True)
class Field:
    """A number, a change, or a word of the report."""

    name: str
    is_change: bool = False


@dataclass(frozen=True)
class Group:
    """Kept only where everything in it is told."""

    nodes: tuple["Node", ...]


@dataclass(frozen=True)
class Listing:
    """Items that are told, joined as a list."""

    items: tuple[tuple["Node", ...], ...]


@dataclass(frozen=True)
class Choice:
    """One text or the other, by a number."""

    name: str
    sign: str
    limit: int
    yes: tuple["Node", ...]
    no: tuple["Node", ...]


Node = str | Field | Group | Listing | Choice


def parse(pattern: str) -> tuple[Node, ...]:
    """Read a pattern. Errors: PatternError."""
    reader = _Reader(pattern)
    nodes = reader.nodes("")
    if reader.at < len(pattern):
        raise PatternError(f"Mẫu câu có dấu đóng thừa ở vị trí {reader.at}: {pattern!r}")
    return nodes


class _Reader:
    """Reads one pattern from left to right."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0

    def nodes(self, ends: str) -> tuple[Node, ...]:
        """Read up to one of the marks in `ends`, which stays unread."""
        found: list[Node] = []
        while self.at < len(self.text) and self.text[self.at] not in ends + "]}":
            mark = self.text[self.at]
            if mark == "[":
                self.at += 1
                found.append(Group(self.nodes("")))
                self._close("]")
            elif mark == "{":
                self.at += 1
                found.append(self._braced())
                self._close("}")
            else:
                found.append(self._plain(ends))
        return tuple(found)

    def _plain(self, ends: str) -> str:
        start = self.at
        while self.at < len(self.text) and self.text[self.at] not in "[]{}" + ends:
            self.at += 1
        return self.text[start : self.at]

    def _close(self, mark: str) -> None:
        if self.text[self.at : self.at + 1] != mark:
            raise PatternError(f"Mẫu câu thiếu dấu {mark}: {self.text!r}")
        self.at += 1

    def _braced(self) -> Node:
        mark = self.text[self.at : self.at + 1]
        if mark == "&":
            items = []
            while self.text[self.at : self.at + 1] == "&":
                self.at += 1
                items.append(_stripped(self.nodes("&")))
            return Listing(tuple(items))
        if mark == "?":
            self.at += 1
            return self._choice()
        end = self.text.find("}", self.at)
        named = _NAME.fullmatch(self.text[self.at : end] if end > 0 else "")
        if named is None:
            raise PatternError(f"Mẫu câu có trường không đọc được ở vị trí {self.at}: {self.text!r}")
        self.at = end
        return Field(named[1], named[2] == "change")

    def _choice(self) -> Choice:
        condition = _CONDITION.match(self.text, self.at)
        if condition is None or self.text[condition.end() : condition.end() + 1] != ":":
            raise PatternError(f"Mẫu câu có điều kiện không đọc được ở vị trí {self.at}: {self.text!r}")
        self.at = condition.end() + 1
        yes = _stripped(self.nodes("|"))
        self._close("|")
        return Choice(condition[1], condition[2], int(condition[3]), yes, _stripped(self.nodes("")))


def _stripped(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """Take the blanks at both ends of an item away: they part the marks of the language."""
    made = list(nodes)
    if made and isinstance(made[0], str):
        made[0] = made[0].lstrip()
    if made and isinstance(made[-1], str):
        made[-1] = made[-1].rstrip()
    return tuple(node for node in made if node != "")


def fields_of(nodes: Sequence[Node]) -> Iterator[Field]:
    """Give every field that a pattern names."""
    for node in nodes:
        if isinstance(node, Field):
            yield node
        elif isinstance(node, Group):
            yield from fields_of(node.nodes)
        elif isinstance(node, Listing):
            for item in node.items:
                yield from fields_of(item)
        elif isinstance(node, Choice):
            yield Field(node.name)
            yield from fields_of((*node.yes, *node.no))


def render(nodes: Sequence[Node], facts: Facts, words: Mapping[str, str]) -> Pieces | None:
    """Say a pattern; None where something outside of groups was not told."""
    made: Pieces = ()
    for node in nodes:
        said = _said(node, facts, words)
        if said is None:
            return None
        made += said
    return made


def _said(node: Node, facts: Facts, words: Mapping[str, str]) -> Pieces | None:
    if isinstance(node, str):
        return (node,)
    if isinstance(node, Field):
        return _field(node, facts, words)
    if isinstance(node, Group):
        return render(node.nodes, facts, words) or ()
    if isinstance(node, Listing):
        told = [said for item in node.items if (said := render(item, facts, words))]
        return joined(told) or None
    fact = facts.get(node.name)
    known = fact.said.value if fact is not None and fact.said is not None else 0
    return render(node.yes if _COMPARE[node.sign](known, node.limit) else node.no, facts, words)


def _field(node: Field, facts: Facts, words: Mapping[str, str]) -> Pieces | None:
    if node.name.startswith("@"):
        text = words.get(node.name[1:], "")
        return (text,) if text else None
    fact = facts.get(node.name)
    if fact is None:
        return None
    if node.is_change:
        return change_of(fact) or None
    number = value_of(fact)
    return None if number is None else (number,)
