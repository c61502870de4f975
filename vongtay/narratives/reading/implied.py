"""Numbers without a noun of their own: a label, a list or a comparison says what they count."""

import re
from collections.abc import Container
from itertools import pairwise

from vongtay.narratives.reading.candidate import SERIES, SHARE, Candidate
from vongtay.narratives.reading.dating import YEAR
from vongtay.narratives.reading.divided import (
    ENDING,
    LABEL,
    PARTING,
    PERSONS,
    PIECE,
    adding_up,
    band,
    money_divided,
    money_in_scale,
    of_a_band,
    of_next_place,
    start_of_piece,
)
from vongtay.narratives.reading.lexicon import Unit, unit_at
from vongtay.narratives.reading.numbers import SCALES, Number, number_at, tidy
from vongtay.narratives.reading.text import Line

IMPLYING = frozenset({"là", ":", "còn", "đạt", "lên", "xuống", "tới", "=", "có", "được", "đến"})
JOINING = frozenset({",", ";", "và"})
GOING_ON = ENDING | {"và", "năm", "(", "so", "cùng", "đến"}
MONEY_LABEL = re.compile(rf"\((?:đvt:? ?)?(?:({'|'.join(SCALES)}) )?(?:đồng|vnđ|đ)\)\s*:\s*$")
SEXES = frozenset({"nam", "nữ"})
BULLETS = frozenset({"-", "+", "*", "•"})
BULLETED = 2
# What may be said of persons right before their number.
DONE = frozenset(
    {
        "rescue",
        "receive",
        "self_return",
        "doubt",
        "not_victim",
        "no_sign",
        "returned",
        "handed",
        "pending",
        "settled",
        "sent_on",
        "passed_on",
    }
)
DOING = frozenset(
    {"có", "là", "bị", "ở", "đi", "do", "đã", "đang", "chưa", "từ", "được", "còn", "dành", "cho", "thuộc", "tại"}
)
GOING = frozenset(
    {"đi", "lấy", "bỏ", "sang", "làm", "chưa", "đang", "còn", "không"}
)  # verbs that no noun of a figure begins with
COUNTABLE = frozenset({"victim", "suspect", "case", "person", "tip"})  # what a heading may be about
TOTALS = ("tổng", "tổng số", "tổng cộng", "cộng")  # labels that name nothing
NAMED_FIRST = SERIES | {
    "leaflet", "banner", "panel", "material", "news", "pledge", "course", "tip", "staff", "audience", "trainee", "event", "mobile",
}  # fmt: skip
# Of whom a number is told right after what was done; the first that the line told of.
OF_WHOM = (
    ("convict", {"suspect"}),
    ("punish", {"site"}),
    ("settled", {"tip", "news"}),
    ("arrest", {"suspect", "case"}),
    ("proceeded", {"suspect", "case"}),
)
CAUGHT = frozenset({"bắt", "thú", "nã"})  # the last words of verbs that persons only are objects of
TERMS = frozenset({"năm", "tháng", "tù", "treo", "thân", "hình", "giữ"})  # the last word of a punishment
SHORT_ELSEWHERE = frozenset(
    {"event", "course", "staff", "audience", "mobile"}
)  # "lớp 9", "đợt 2": no count by one word
LISTED = 40  # tokens within which a list of places names what it counts
NOUN = 6  # words at most of a noun that stands before its number
CALLS = SERIES | {"call", "event", "tip", "trainee", "audience"}


def implied_unit(line: Line, number: Number, found: list[Candidate]) -> tuple[Number, Unit] | None:
    """Give what a bare number counts, and the number as its label means it ("triệu đồng": 120)."""
    before = line.word(number.first - 1)
    first, _ = line.sentence_of(number.first)
    if (money := money_in_scale(line, number, found)) is not None:
        return money
    part = (
        _this_number(line, number, found)
        or money_divided(line, number, found)
        or _part_of_things(line, number, found)
        or _part_named_before(line, number)
        or _part_of_last(line, number, found)
        or _compared(line, number, found)
        or _listed(line, number, found)
        or _ahead(line, number)
        or _changed(line, number, found)
        or _of_a_term(line, number, found)
        or of_next_place(line, number, found)
        or _of_a_place(line, number, found)
        or _said_before(line, number, found)
        or _helped_too(line, number, found)
        or adding_up(line, number, found)
        or of_a_band(line, number, found)
    )
    if part is not None:
        return number, part
    if before == ":" and (labelled := _labelled(line, number, first)) is not None:
        return labelled
    if before not in IMPLYING or (
        before in {"có", "được", "đến", "tới"} and line.word(number.last) not in GOING_ON - {"đến", "so"}
    ):
        return None
    since = max([first, *(item.last for item in found if item.last <= number.first)])
    label = label_unit(line, since, number.first)
    if label is None and before in {"là", ":", "còn", "lên", "xuống", "đạt"}:
        label = next((item.unit for item in reversed(found) if item.first >= first and item.unit.kind != SHARE), None)
    if label is None and before == ":":
        label = band(line, number, first) or _total(line, number, first)
    return None if label is None else (number, label)


def _total(line: Line, number: Number, first: int) -> Unit | None:
    """Give what the heading above names for "Tổng số: 23"."""
    label = " ".join(line.words[first : number.first - 1])
    if line.heading is None or not label.endswith(TOTALS):
        return None
    units = (unit_at(line.heading, at) for at in range(len(line.heading.tokens)))
    kind = next((unit.kind for unit in units if unit is not None and unit.kind in COUNTABLE), None)
    return None if kind is None else Unit(kind, number.last, number.last)


def _part_of_things(line: Line, number: Number, found: list[Candidate]) -> Unit | None:
    """Give tips for "32 tin (công dân 20, cơ quan 12)": who sent them is no count of persons."""
    unit = adding_up(line, number, found)
    return unit if unit is not None and unit.kind != "person" else None


def _this_number(line: Line, number: Number, found: list[Candidate]) -> Unit | None:
    """Give the noun of the figure that "con số này đã lên đến 938" goes on with."""
    first = line.sentence_of(number.first)[0]
    said = [line.word(at) for at in range(max(first, number.first - LABEL), number.first)]
    if line.word(number.last) not in GOING_ON or not any(pair == ("con", "số") for pair in pairwise(said)):
        return None
    return next((item.unit for item in reversed(found) if item.unit.kind != SHARE), None)


def _compared(line: Line, number: Number, found: list[Candidate]) -> Unit | None:
    """Give the noun of "385 vụ so với 507 năm 2013" and "8 vụ (cùng kỳ 5)"."""
    ahead = (line.word(number.first - 2), line.word(number.first - 1))
    if (
        ahead not in {("so", "với"), ("cùng", "kỳ"), ("kỳ", "là"), ("kỳ", ":")}
        or line.word(number.last) not in GOING_ON
    ):
        return None
    return found[-1].unit if found and found[-1].unit.kind != SHARE else None


def _listed(line: Line, number: Number, found: list[Candidate]) -> Unit | None:
    """Give the noun of one more number of a list: "lần lượt là 12, 9 và 15 vụ"; "18 ca về luật, 17 về sức khỏe"."""
    before, after = line.word(number.first - 1), line.word(number.last)
    if before not in JOINING or not found:
        return None
    last, first = found[-1], line.sentence_of(number.first)[0]
    dated = line.words[last.last : last.last + 3]
    in_year = dated[::2] == ["(", ")"] and YEAR.fullmatch(dated[1]) is not None  # "77 (2021), 90 (2022)"
    joint = last.last + (len(dated) if in_year else 0)
    if joint == number.first - 1 and after in GOING_ON and (last.implied or line.has("in_turn", first, last.first)):
        return None if last.of_next else last.unit
    same = (item for item in reversed(found) if item.first >= first and item.unit.kind in CALLS and not item.implied)
    return next((item.unit for item in same if after.isalpha() and line.word(item.last) == after), None)


def _of_a_place(line: Line, number: Number, found: list[Candidate]) -> Unit | None:
    """Give the noun of "Hà Nội (81), Nghệ An (42), Lào Cai (29 cuộc)", "174 cuộc, chủ yếu từ Campuchia (96)"."""
    if line.word(number.first - 1) != "(" or line.word(number.last) != ")":
        return None
    first, last = line.sentence_of(number.first)
    for at in range(number.last, min(last, number.last + LISTED)):
        other = number_at(line, at + 1) if line.word(at) == "(" and at + 1 < last else None
        unit = unit_at(line, other.last) if other else None
        if unit is not None and line.word(unit.last) == ")":
            return unit
    whole = next(
        (item for item in reversed(found) if item.first >= first and item.unit.kind in CALLS and not item.implied), None
    )
    if whole is None or number.value > whole.number.value or not line.has("chiefly", whole.last, number.first):
        return None
    return whole.unit


def _ahead(line: Line, number: Number) -> Unit | None:
    """Give the noun of "tăng từ 12 lên 15 vụ": it stands after the second number."""
    at = number.last
    if (turn := line.first("in_turn", number.first - PIECE, number.first)) is not None:
        return _last_of_list(line, number) if _only_words(line, turn, number.first) else None
    if line.word(number.first - 1) != "từ" or line.word(at) not in {"lên", "xuống"}:
        return None
    at += 1 + (line.word(at + 1) in {"còn", "tới", "đến"})
    other = number_at(line, at) if at < len(line.tokens) else None
    return unit_at(line, other.last) if other else None


def _only_words(line: Line, start: int, end: int) -> bool:
    return all(token.kind == "word" for token in line.tokens[start:end])


def _last_of_list(line: Line, number: Number) -> Unit | None:
    """Give the noun of "lần lượt 490, 320 và 309 nạn nhân", which stands after the last number."""
    other: Number | None = number
    while other is not None and line.word(other.last) in {",", "và"} and other.last + 1 < len(line.tokens):
        other = number_at(line, other.last + 1)
    return unit_at(line, other.last) if other is not None else None


def _part_of_last(line: Line, number: Number, found: list[Candidate]) -> Unit | None:
    """Give the noun of "23 người (14 có hợp đồng ...": what stands in brackets divides the figure before them."""
    if not found or found[-1].unit.kind == SHARE or line.word(number.last) not in DOING:
        return None
    gap = number.first - 1 - found[-1].last
    before = line.word(number.first - 1)
    opens = before == "(" and 0 <= gap <= PIECE
    goes_on = before in JOINING and found[-1].implied and 0 <= gap <= PIECE and line.word(found[-1].first - 1) == "("
    return found[-1].unit if opens or goes_on else None


def _said_before(line: Line, number: Number, found: list[Candidate]) -> Unit | None:
    """Give persons for "(trong đó tự trở về 03, được giải cứu 02)": what was done with them stands before the number."""
    first = line.sentence_of(number.first)[0]
    ends = line.word(number.last) in ENDING | {":", "("}
    if not ends or not any(item.unit.kind in {*PERSONS, "site", "tip", "news"} for item in found):
        return None
    start = start_of_piece(line, number.first)
    last = max((item.last for item in found), default=first)
    if number.first - start > LABEL or start < last:
        return None
    if (of_old := _of_whom(line, start, number, found)) is not None:
        return of_old
    told = any(line.has(cue, start, number.first) for cue in line.hits if cue in DONE or cue.startswith("support_"))
    return Unit("person", number.last, number.last) if told else None


def _helped_too(line: Line, number: Number, found: list[Candidate]) -> Unit | None:
    """Give persons for "4 chị học nghề, 2 được vay vốn", "9 người ở lại, 5 đi làm thuê": what they did follows."""
    if not found or found[-1].unit.kind not in PERSONS or line.word(number.first - 1) not in JOINING:
        return None
    after = line.word(number.last)
    if found[-1].first < line.sentence_of(number.first)[0] or after not in {"có", "được", "đã", *GOING}:
        return None
    end = next((at for at in range(number.last, number.last + PIECE) if line.word(at) in ENDING), number.last + PIECE)
    helped = any(line.has(cue, number.last, end) for cue in line.hits if cue.startswith("support_"))
    if not (helped or after in GOING):
        return None
    return found[-1].unit if found[-1].unit.kind == "suspect" else Unit("person", number.last, number.last)


def _of_whom(line: Line, start: int, number: Number, found: list[Candidate]) -> Unit | None:
    """Give the suspects of "tái phạm 4", the places of "xử phạt 12", the tips of "giải quyết 9", told of before."""
    if line.word(number.first - 1) in CAUGHT:
        told = _last_of(found, {"suspect"})
        return told or Unit("suspect", number.last, number.last)
    for cue, kinds in OF_WHOM:
        if line.has(cue, start, number.first):
            told = _last_of(found, kinds)
            if told is not None:
                return told
            if cue == "convict" and any(item.unit.kind in PERSONS for item in found):
                return Unit("person", number.last, number.last)
    return None


def _last_of(found: list[Candidate], kinds: Container[str]) -> Unit | None:
    """Give what the last figure of these classes counts."""
    return next((item.unit for item in reversed(found) if item.unit.kind in kinds), None)


def _of_a_term(line: Line, number: Number, found: list[Candidate]) -> Unit | None:
    """Give the accused of "dưới 7 năm 08", "án treo: 3": how many were given that term."""
    before = number.first - 1 - (line.word(number.first - 1) == ":")
    if line.word(number.last) not in ENDING or line.word(before) not in TERMS:
        return None
    timed = line.word(before) not in {"năm", "tháng"} or line.tokens[before - 1].kind == "number"
    return _last_of(found, {"suspect"}) if timed else None


def _changed(line: Line, number: Number, found: list[Candidate]) -> Unit | None:
    """Give the noun of "số vụ giảm 2, bị can tăng 9", which stands before the verb; "phát sinh 3" has the last one."""
    if line.word(number.last) not in GOING_ON:
        return None
    if (line.word(number.first - 2), line.word(number.first - 1)) == ("phát", "sinh"):
        return _last_of(found, SERIES)
    if line.word(number.first - 1) not in {"tăng", "giảm"}:
        return None
    if line.word(number.first - 2) == "(" and found and found[-1].last == number.first - 2:  # "8 vụ (tăng 2)"
        return None if found[-1].unit.kind == SHARE else found[-1].unit
    for length in (3, 2, 1):
        unit = unit_at(line, number.first - 1 - length)
        if unit is not None and unit.last == number.first - 1:
            return unit
    return None


def _labelled(line: Line, number: Number, first: int) -> tuple[Number, Unit] | None:
    """Read "Kinh phí (triệu đồng): 120" and, of persons helped, "Học nghề: 4"."""
    start = line.tokens[first].start
    money = MONEY_LABEL.search(line.text, start, line.tokens[number.first].start)
    if money is not None:
        worth = number._replace(value=tidy(number.value * SCALES.get(money[1] or "", 1)))
        return worth, Unit("money", number.last, number.last)
    is_help = any(name.startswith("support") and line.has(name, first, number.first) for name in line.hits)
    if not is_help or label_unit(line, first, number.first) is not None:
        return None
    return number, Unit("person", number.last, number.last)


def _part_named_before(line: Line, number: Number) -> Unit | None:
    """Give the noun in "nam 2, nữ 10", where the part is named before its number."""
    if line.word(number.last) not in ENDING | {"("}:
        return None
    first = start_of_piece(line, number.first)
    unit = unit_at(line, first) if 0 < number.first - first <= NOUN else None
    if unit is not None and unit.last == number.first:
        by_one_word = unit.kind in SHORT_ELSEWHERE or line.word(first - 1) not in PARTING
        long_enough = unit.last - unit.first > by_one_word
        return unit if unit.kind in NAMED_FIRST and long_enough else None
    begins = number.first == 1 or (number.first == BULLETED and line.word(0) in BULLETS)
    if begins and line.word(number.first - 1) in SEXES and line.word(number.last) == ",":
        return unit_at(line, number.first - 1)
    return None


def label_unit(line: Line, start: int, end: int) -> Unit | None:
    """Give the noun of a label such as "Tổng số vụ phát hiện" between two tokens."""
    named = number_of(line, start, end)
    if named is not None or line.word(end - 1) != ":":
        return named
    units = (unit for index in range(start, end) if (unit := unit_at(line, index)) and unit.last <= end)
    return next((unit for unit in units if not _is_in_a_kind_of_help(line, unit)), None)


def _is_in_a_kind_of_help(line: Line, unit: Unit) -> bool:
    """Say whether a noun of one word is only part of a longer one, as "cấp" is in "trợ cấp khó khăn"."""
    if unit.last - unit.first > 1 or unit.kind != "place":
        return False
    helps = (spans for cue, spans in line.hits.items() if cue.startswith("support"))
    return any(first < unit.first and unit.last <= last for spans in helps for first, last in spans)


def number_of(line: Line, start: int, end: int) -> Unit | None:
    """Give the noun after "số" or "lượng" between two tokens."""
    for index in range(start, end):
        if line.word(index) in {"số", "lượng"}:
            unit = unit_at(line, index + 1)
            if unit is not None and unit.last <= end:
                return unit
    return None
