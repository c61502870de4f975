"""Statements that nothing happened: "chưa xảy ra vụ nào", "không phát hiện trường hợp nào"."""

import re

from vongtay.narratives.reading.candidate import Candidate
from vongtay.narratives.reading.coding import Coded, code_of, context_of
from vongtay.narratives.reading.implied import label_unit
from vongtay.narratives.reading.lexicon import unit_at
from vongtay.narratives.reading.numbers import Number
from vongtay.narratives.reading.text import Line

NOT = re.compile(
    r"(?<!\w)(?:không|chưa)\s+(?:để\s+)?(?:xảy\s+ra|phát\s+hiện|ghi\s+nhận|phát\s+sinh|tiếp\s+nhận|có|xử\s+lý|khởi\s+tố|nhận\s+được|để\s+xảy\s+ra|giải\s+quyết|xuất\s+hiện|xét\s+xử)(?!\w)"
)
LABELLED = re.compile(
    r"(?:^|(?<=[\n;.,(+-]))[ +*-]*(?P<label>[^:;.,\n]{4,90}):\s*(?P<nil>(?:không|chưa)(?:\s+(?:có|phát\s+sinh|xảy\s+ra|ghi\s+nhận))?)"
    r"\s*(?=[.;,)\n]|$)"
)
NIL_AFTER_LABEL = re.compile(r":\s*(?:không|chưa)")  # quick to look for: most lines have none
REACH = 12  # words within which the noun must follow
STOPS = frozenset({",", ";", ".", "để", "nhưng", "mà", "vì", "nên", "đủ", "điều", "khả", "nhiều", "sự"})
COUNTED = frozenset({"case", "victim", "suspect", "instance", "person", "tip", "violation", "call", "site", "web"})
# "không có người ..." says nothing countable unless "nào" follows or the noun is an event of the programme.
PLAIN = frozenset({"case", "victim", "instance", "tip"})


class Found:
    """A statement of nil in a line, as a range of tokens, with its code."""

    __slots__ = ("coded", "first", "last")

    def __init__(self, first: int, last: int, coded: Coded) -> None:
        """Keep where it stands and what it says is none."""
        self.first, self.last, self.coded = first, last, coded


def nils_of(line: Line, topic: frozenset[str]) -> list[Found]:
    """Give the statements of nil of a line, in order."""
    found: list[Found] = []
    said = "không" in line.text or "chưa" in line.text
    for match in NOT.finditer(line.text) if said else ():
        first, after = line.token_at(match.start()), line.token_at(match.end() - 1) + 1
        got = _nil(line, first, after, topic)
        if got is not None and (not found or first >= found[-1].last):
            found.append(got)
    return found or (_labelled(line, topic) if said else [])


def _labelled(line: Line, topic: frozenset[str]) -> list[Found]:
    """Read "Số nạn nhân: không": a label, and that there was none."""
    found = []
    for match in LABELLED.finditer(line.text) if NIL_AFTER_LABEL.search(line.text) else ():
        first, colon = line.token_at(match.start("label")), line.token_at(match.start("nil")) - 1
        end = line.token_at(match.end("nil") - 1) + 1
        unit = label_unit(line, first, colon + 1)
        if unit is not None:
            figure = Candidate(Number(colon + 1, end, 0, None, spelt=True), colon + 1, end, unit, "exact", implied=True)
            found.append(Found(first, end, code_of(context_of(line, [figure], 0, None, topic))))
    return found


def _nil(line: Line, first: int, after: int, topic: frozenset[str]) -> Found | None:
    at = after
    while at < min(len(line.tokens), after + REACH) and line.word(at) not in STOPS:
        if line.tokens[at].kind == "number":
            return None
        unit = unit_at(line, at)
        if unit is not None and unit.kind in COUNTED:
            end = _end(line, unit.last)
            if unit.kind not in PLAIN and line.word(end - 1) != "nào":
                return None
            figure = Candidate(Number(first, after, 0, None, spelt=True), first, unit.last, unit, "exact")
            return Found(first, end, code_of(context_of(line, [figure], 0, None, topic)))
        at += 1
    return None


def _end(line: Line, at: int) -> int:
    """Carry the quote on to "nào" when it closes the statement."""
    for index in range(at, min(len(line.tokens), at + REACH)):
        if line.word(index) == "nào":
            return index + 1
        if line.tokens[index].kind == "mark" and line.word(index) != ",":
            break
    return at
