"""Finds the figures of a line: a number that no rule excludes, its bound and the noun that it counts."""

import re

from vongtay.narratives.reading.bounds import bound_after, bound_before
from vongtay.narratives.reading.candidate import SERIES, SHARE, SIGNS, Candidate
from vongtay.narratives.reading.divided import in_a_run
from vongtay.narratives.reading.exclusions import Mask, covered, masks_of
from vongtay.narratives.reading.implied import implied_unit, label_unit, number_of
from vongtay.narratives.reading.lexicon import Unit, small_words, unit_at
from vongtay.narratives.reading.numbers import STARTERS, Number, number_at, with_range
from vongtay.narratives.reading.pairs import in_a_pair
from vongtay.narratives.reading.spelt import counted_in_words
from vongtay.narratives.reading.text import Line

UNKNOWN = "unknown"
ATTACHABLE = frozenset({"đ", "đồng", "vnđ", "vnd", "km", "km2", "m", "m2", "ha", "kg", "tr", "usd"})
SPARED = frozenset({"miễn", "suy", "thuyên", "tinh"})  # "miễn giảm học phí" is no fall
MARKED = re.compile("[à-ỹ]")  # in a word, and in no code such as B12 or Đ14
TURN = "lượt"  # of persons, of a loudspeaker ...: only the label says
PEOPLE = frozenset({"audience", "trainee"})
NAMED = 4  # words at most of a noun in the cell before a number
SHORTEST = 2  # letters of a noun that may be glued to its number
PIECES = frozenset({"chiếc", "cái", "tấm", "bản", "bộ", "cuốn", "tờ"})
EACH = 12
CHANGING = frozenset({"tăng", "giảm", "hơn"})
BACK = 8  # words before a figure that may say whether it is a difference
MONTHS = 12
NAMED_BY_NUMBER = frozenset(
    {"đội", "phòng", "tổ", "trạm", "đồn", "lô", "khối", "cụm", "tuyến", "cục"}
)  # "Đội 178 kiểm tra"


def candidates(line: Line) -> list[Candidate]:
    """Give the figures of a line in order, not yet coded."""
    numbers = [at for at, token in enumerate(line.tokens) if token.kind == "number" or token.text in STARTERS]
    if not numbers:
        return []
    masks = masks_of(line, numbers)
    found: list[Candidate] = []
    end = 0
    for at in numbers:
        got = _candidate_at(line, at, masks, found) if at >= end else None
        if got is not None:
            found.append(got)
            end = got.last
    return found


def _candidate_at(line: Line, at: int, masks: list[Mask], found: list[Candidate]) -> Candidate | None:
    token = line.tokens[at]
    if covered(masks, token.start, token.end):
        return None
    number = number_at(line, at)
    if number is None or _glued(line, number):
        return None
    number = with_range(line, number)
    if number.spelt:
        return _spelt(line, number, masks, found)
    return (
        _share(line, number)
        or _of_a_run(line, number)
        or _of_a_pair(line, number, found)
        or _ratio(line, number, masks, found)
        or _counted(line, number, found)
    )


def _glued(line: Line, number: Number) -> bool:
    """Say whether the digits are part of a longer sign such as 30a or B12."""
    token = line.tokens[number.first]
    before = line.text[token.start - 1 : token.start]
    if before.isalpha() and _follows_dateline(line, number):
        return False
    if before.isalpha() or (
        before in {"_", "/", "-", "."}
        and line.text[max(0, token.start - 2) : token.start - 1].isalnum()
        and before == "_"
    ):
        return True
    after, word = line.text[token.end : token.end + 1], line.word(number.first + 1)
    glued = token.kind == "number" and after.isalpha() and word not in ATTACHABLE
    return glued and (len(word) < SHORTEST or unit_at(line, number.first + 1) is None)  # "879hội viên" lost its space


def _follows_dateline(line: Line, number: Number) -> bool:
    """Say whether a number only lost the space to the place before it: "Nghệ An9 công dân"."""
    before = line.tokens[number.first - 1] if number.first else None
    if before is None or before.end != line.tokens[number.first].start or MARKED.search(before.text) is None:
        return False
    return before.kind == "word" and len(before.text) > 1 < number.value and unit_at(line, number.last) is not None


def _share(line: Line, number: Number) -> Candidate | None:
    last = number.last
    if line.word(last) == "%":
        last += 1
    elif line.word(last) == "phần" and line.word(last + 1) == "trăm":
        last += 2
    else:
        return _first_share_of_range(line, number)
    return _build(line, number, Unit(SHARE, number.last, last))


def _first_share_of_range(line: Line, number: Number) -> Candidate | None:
    return (
        None
        if number.high is None or line.word(number.last) != "%"
        else _build(line, number, Unit(SHARE, number.last, number.last + 1))
    )


def _of_a_run(line: Line, number: Number) -> Candidate | None:
    unit = in_a_run(line, number)
    return None if unit is None else _build(line, number, unit, implied=True)


def _of_a_pair(line: Line, number: Number, found: list[Candidate]) -> Candidate | None:
    beside = "/" in (line.word(number.first - 1), line.word(number.last))
    unit = in_a_pair(line, number, found) if beside else None
    return None if unit is None else _build(line, number, unit, implied=True)


def _ratio(line: Line, number: Number, masks: list[Mask], found: list[Candidate]) -> Candidate | None:
    """Read "3/10 huyện" (and "3 trên 10"): the first number counts what the second one does."""
    if line.word(number.last) not in {"/", "trên"} or number.last + 1 >= len(line.tokens):
        return None
    summed = line.words[number.last + 1 : number.last + 3] == ["tổng", "số"]  # "6 trên tổng số 45 xã"
    whole = number_at(line, number.last + (3 if summed else 1))
    if whole is None or whole.spelt or covered(masks, line.tokens[whole.first].start, line.tokens[whole.first].end):
        return None
    if number.value > whole.value:
        return None
    unit = _noun_of_ratio(line, whole, found) or _noun_of_label(line, number)
    if unit is None:
        return None
    bound, first = bound_before(line, number.first, unit.kind)
    change = _change(line, first)
    return Candidate(number, first, number.last, unit, bound, implied=True, change=change, of_next=True)


def _noun_of_ratio(line: Line, whole: Number, found: list[Candidate]) -> Unit | None:
    """Give what "3/10 huyện", "(15/15) xã" and, of persons told before, "18/20 là nữ" count."""
    closed = line.word(whole.last) == ")" and "(" in {line.word(whole.first - step) for step in (3, 4)}
    at = whole.last + closed + (4 if [line.word(whole.last + step) for step in (0, 2, 3)] == ["(", "%", ")"] else 0)
    unit = _body_of_label(line, whole, unit_at(line, at)) or _unknown_unit(line, at)
    if unit is None and whole.value > MONTHS and line.word(whole.last) in {"là", ",", ";", ".", ")", ""}:
        first, _ = line.sentence_of(whole.first)
        told = next((item for item in reversed(found) if item.first >= first and not item.of_next), None)
        unit = told.unit if told is not None and told.unit.kind in SERIES else None
    return unit


def _body_of_label(line: Line, whole: Number, unit: Unit | None) -> Unit | None:
    """Give "Với doanh nghiệp vận tải: 4/11 đơn vị" the meaning of its label."""
    if unit is None or line.words[unit.first : unit.last] != ["đơn", "vị"]:
        return unit
    first, _ = line.sentence_of(whole.first)
    end = next((at for at in range(whole.first, first, -1) if line.word(at) == ":"), first)
    named = label_unit(line, first, end + 1)
    return Unit(named.kind, unit.first, unit.last) if named is not None and named.kind == "site" else unit


def _noun_of_label(line: Line, number: Number) -> Unit | None:
    """Give what "Số nạn nhân được hỗ trợ: 07/07" counts."""
    first, _ = line.sentence_of(number.first)
    return number_of(line, first, number.first) if line.word(number.first - 1) == ":" else None


def _counted(line: Line, number: Number, found: list[Candidate]) -> Candidate | None:
    at = _after_brackets(line, number.last)
    at += line.word(at) == '"'  # 2 "Ngôi nhà Bình yên"
    unit = unit_at(line, at)
    if unit is not None and not _is_noun_here(line, unit):
        unit = None
    unit = unit and _as_meant(line, number, unit, found)
    if unit is None and number.scaled:
        return _money_without_name(line, number)
    if unit is None and line.word(at) == "trong" and number.value < 100:
        return _one_of_some(line, number)
    if unit is None:
        unit = _unknown_unit(line, at)
    if unit is None and found and found[-1].of_next and found[-1].last == number.first - 1:
        return _build(line, number, found[-1].unit, implied=True)
    if unit is None:
        return _bare(line, number, found)
    if _is_rate_of(line, number, found):
        return None
    return _build(line, number, unit)


def _as_meant(line: Line, number: Number, unit: Unit, found: list[Candidate]) -> Unit:
    """Give a noun the meaning of the first number of its ratio, or of the cell or the noun before it."""
    if found and found[-1].of_next and found[-1].unit.first == unit.first:
        return found[-1].unit
    return _thing_named_before(line, number, _named_in_cell_before(line, number, unit))


def _thing_named_before(line: Line, number: Number, unit: Unit) -> Unit:
    """Give "378 chiếc" the meaning of the noun before it: "Băng rôn: 378 chiếc", "băng rôn 378 chiếc"."""
    end = number.first
    if line.word(end - 1) == ":" and unit.kind == "site":
        return _more_fully_named(line, end, unit)
    if unit.last - unit.first > 1 or line.word(unit.first) not in {*PIECES, TURN}:
        return unit
    named = label_unit(line, line.sentence_of(end)[0], end) if line.word(end - 1) == ":" else None
    named = named or next(
        (item for at in range(max(0, end - 4), end) if (item := unit_at(line, at)) and item.last == end), None
    )
    if line.word(unit.first) == TURN and (named is None or named.kind not in PEOPLE):
        return unit
    if line.word(unit.first) == "tờ" and named is not None and named.kind == "material":
        return unit
    return unit if named is None else Unit(named.kind, unit.first, unit.last)


def _named_in_cell_before(line: Line, number: Number, unit: Unit) -> Unit:
    """Give the "388 người" of a row the meaning of the cell before it: "Học viên"."""
    end = number.first
    gap = line.text[line.tokens[end - 1].end : line.tokens[end].start] if end else ""
    if "\t" not in gap or line.word(unit.first) != "người":
        return unit
    named = (item for at in range(max(0, end - NAMED), end) if (item := unit_at(line, at)) and item.last == end)
    kind = next((item.kind for item in named if item.kind in PEOPLE), unit.kind)
    return Unit(kind, unit.first, unit.last)


def _more_fully_named(line: Line, end: int, unit: Unit) -> Unit:
    """Give "Cơ sở tiếp nhận: 2 cơ sở" the meaning of its label."""
    named = label_unit(line, line.sentence_of(end)[0], end)
    longer = named is not None and named.last - named.first > unit.last - unit.first
    return (
        Unit(named.kind, unit.first, unit.last)
        if named is not None and longer and line.word(named.first) == line.word(unit.first)
        else unit
    )


def _spelt(line: Line, number: Number, masks: list[Mask], found: list[Candidate]) -> Candidate | None:
    if line.word(number.last) == "phần" and line.word(number.last + 1) == "trăm":
        return _share(line, number)
    unit = counted_in_words(line, number, masks, found)
    return None if unit is None else _build(line, number, unit)


def _is_noun_here(line: Line, unit: Unit) -> bool:
    """Refuse short nouns that are another word here: "giờ" as a time of day, "bản" before "án"."""
    word = line.word(unit.first)
    if unit.last - unit.first > 1:
        return True
    if word in {"giờ", "phút"}:
        return line.word(unit.last) in {"phát", "tuyên", "truyền", "trên", "loa"} or line.has(
            "aloud", *line.sentence_of(unit.first)
        )
    return word != "m" or not line.word(unit.last).isalpha()


def _after_brackets(line: Line, at: int) -> int:
    """Step over "(hai)" in "02 (hai) lớp"."""
    if line.word(at) != "(":
        return at
    close = next((index for index in range(at + 1, at + 6) if line.word(index) == ")"), None)
    inside = number_at(line, at + 1) if close else None
    return close + 1 if close and inside is not None and inside.last == close else at


def _unknown_unit(line: Line, at: int) -> Unit | None:
    """Take the word after a number as its unit although the lexicon does not know it."""
    if at >= len(line.tokens) or line.tokens[at].kind != "word" or line.word(at) in small_words("no_noun"):
        return None
    if line.word(at - 2) in NAMED_BY_NUMBER:
        return None
    return Unit(UNKNOWN, at, at + 1)


def _money_without_name(line: Line, number: Number) -> Candidate | None:
    """Read "kinh phí 350 triệu": money whose "đồng" is left out, or a count with a noun that is not known."""
    unknown = _unknown_unit(line, number.last)
    return _build(line, number, unknown or Unit("money", number.last, number.last), implied=unknown is None)


def _one_of_some(line: Line, number: Number) -> Candidate | None:
    """Read "2 trong số 7 nạn nhân"; "1 trong 4 tỉnh" says nothing of its first number."""
    at = number.last + 1 + (line.word(number.last + 1) in {"số", "tổng"})
    at += line.word(at) == "số"
    whole = number_at(line, at) if at < len(line.tokens) else None
    unit = unit_at(line, whole.last) if whole else None
    if unit is None or number.value == 1:
        return None
    return _build(line, number, unit, implied=True)._replace(last=number.last, of_next=True)


def _bare(line: Line, number: Number, found: list[Candidate]) -> Candidate | None:
    """Read a number without a noun, when a label or the figures around it say what it counts."""
    implied = implied_unit(line, number, found)
    if implied is None:
        return None
    number, unit = implied
    return _build(line, number, unit, implied=True)._replace(last=number.last)


def _is_rate_of(line: Line, number: Number, found: list[Candidate]) -> bool:
    """Say whether "trên 01 lượt" only says per what the figure before it is counted."""
    return (
        bool(found)
        and number.value == 1
        and found[-1].last == number.first - 1
        and line.word(number.first - 1) in ({"trên", "/"} if found[-1].unit.kind in {"money", "measure"} else {"trên"})
    )


def _build(line: Line, number: Number, unit: Unit, *, implied: bool = False) -> Candidate:
    bound, first = bound_before(line, number.first, unit.kind)
    last = max(number.last, unit.last) if not implied else number.last
    after = bound_after(line, last)
    if after is not None:
        bound, last = after
    return Candidate(number, first, last, unit, bound, implied, _change(line, first), _per(line, unit))


def _change(line: Line, first: int) -> str | None:
    """Say whether the figure is a difference: "tăng 5 vụ", "nhiều hơn ... là 17%"."""
    if (sign := _sign(line, first)) is not None:
        return sign
    start = max(0, first - BACK)
    if CHANGING.isdisjoint(line.words[start:first]):
        return None
    for index in range(first - 1, start - 1, -1):
        word = line.word(index)
        if word in {";", ".", ",", "(", ")"} and index < first - 1:
            return None
        if (word == "tăng" and line.word(index + 1) not in {"cường", "trưởng", "tốc"}) or (
            word == "hơn" and line.word(index - 1) in {"nhiều", "cao", "lớn"}
        ):
            return "up"
        if (word == "giảm" and line.word(index - 1) not in SPARED) or (
            word == "hơn" and line.word(index - 1) in {"ít", "thấp", "nhỏ"}
        ):
            return "down"
    return None


def _sign(line: Line, first: int) -> str | None:
    """Say what the sign of "vụ +40%", "(-2 vụ)" means; one that begins a line or an item is a dash of the list."""
    sign = line.tokens[first - 1] if first > 1 else None
    if sign is None or sign.text not in SIGNS or sign.end != line.tokens[first].start:
        return None
    before = line.tokens[first - 2]
    apart = before.end < sign.start if before.kind == "word" else before.text == "("
    return SIGNS[sign.text] if apart else None


def _per(line: Line, unit: Unit) -> str | None:
    """Give what an amount is paid for: "người" in "đồng/người/ngày"."""
    if unit.kind == "money" and (each := _each(line, unit)):
        return each
    if line.word(unit.last) != "/" or unit.last + 1 >= len(line.tokens) or line.tokens[unit.last + 1].kind != "word":
        return None
    return line.word(unit.last + 1)


def _each(line: Line, unit: Unit) -> str | None:
    """Give "suất" for "mỗi suất 2 triệu đồng"."""
    for index in range(unit.first - 1, max(-1, unit.first - EACH), -1):
        if line.word(index) in {";", ".", ","}:
            return None
        if line.word(index) == "mỗi":
            return line.word(index + 1)
    return None
