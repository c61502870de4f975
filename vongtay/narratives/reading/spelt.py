"""Whether a number written in words counts something: "hai xã", and of "một ..." only a term of a series or a bounded count."""

from vongtay.narratives.reading.bounds import bound_before
from vongtay.narratives.reading.candidate import SERIES, Candidate
from vongtay.narratives.reading.exclusions import Mask, covered
from vongtay.narratives.reading.lexicon import Unit, small_words, unit_at
from vongtay.narratives.reading.numbers import Number, number_at
from vongtay.narratives.reading.text import Line

BEFORE_A_COUNT = frozenset({"là", "qua", "theo", "cùng"})  # "đó là hai chị em", but "hai năm qua một xã"
STARTING = frozenset({",", ";", ":", "và", "có", "("})
PARTING = frozenset({"gồm", "có", "đó"})


def counted_in_words(line: Line, number: Number, masks: list[Mask], found: list[Candidate]) -> Unit | None:
    """Give the noun that a number written in words counts, or None where it is an article, an idiom or an ordinal."""
    before = line.word(number.first - 1)
    counts = number.value > 1 and (
        before in BEFORE_A_COUNT or (before == "trong" and line.word(number.first - 2) == "một")
    )
    # "cả ba" are those three, "cả ba mươi bảy người" a count.
    counts = counts or (before == "cả" and number.last - number.first > 1)
    if (before in small_words("not_counting") and not counts) or _names_a_place(line, number):
        return None
    unit = unit_at(line, number.last)
    if (
        unit is None
        or (line.word(number.last), line.word(number.last + 1)) == ("lần", "lượt")
        or unit.last <= number.last
        or covered(masks, line.tokens[unit.first].start, line.tokens[unit.first].end)
    ):
        return None
    by_itself = line.word(number.first) == "một" and number.last == number.first + 1
    return unit if not by_itself or _is_least(line, number, unit) or _in_series(line, number, unit, found) else None


def _names_a_place(line: Line, number: Number) -> bool:
    """Say whether a numeral begins the name of a place: "huyện Ba Bể", "thị trấn Ba Đồn", but "toàn huyện hai vụ"."""
    before, further = line.word(number.first - 1), line.word(number.first - 2)
    town = (further, before) in {("thị", "xã"), ("thị", "trấn")}
    return town or (before in {"huyện", "phường"} and further not in {"toàn", "trong", "các", "mỗi"})


def _is_least(line: Line, number: Number, unit: Unit) -> bool:
    """Say whether "một" is what a norm asks for at least: "mỗi xã tối thiểu một buổi truyền thông"."""
    return unit.kind != "turn" and bound_before(line, number.first, unit.kind)[0] == "at_least"


def _in_series(line: Line, number: Number, unit: Unit, found: list[Candidate]) -> bool:
    """Say whether "một ..." is one term of a counted series and not an article."""
    if _same_follow(line, unit):
        return True
    if unit.kind not in SERIES:
        return False
    word = line.word(number.first - 1)
    told = [item for item in found if item.unit.kind in SERIES or line.word(item.unit.first) == "người"]
    here = [item for item in told if item.first >= line.sentence_of(number.first)[0]]
    if here and word in STARTING:
        return True
    if word in STARTING and _rest_follows(line, unit.last):
        return True
    return word in PARTING and (bool(told) or _counts_on(line, unit.last))


def _same_follow(line: Line, unit: Unit) -> bool:
    """Say whether the next clause counts more of the same: "Một cơ sở không khai báo; hai cơ sở không phép"."""
    if unit.kind not in {*SERIES, "site"}:
        return False
    end = line.clause_of(unit.first, unit.last)[1]
    number = number_at(line, end + 1) if line.word(end) == ";" and end + 1 < len(line.tokens) else None
    return number is not None and line.word(number.last) == line.word(unit.first)


def _rest_follows(line: Line, at: int) -> bool:
    """Say whether the next sentence begins with the rest: "Một người bị bắt. 9 người còn lại ..."."""
    first = line.sentence_of(at - 1)[1]
    number = number_at(line, first) if first < len(line.tokens) else None
    unit = unit_at(line, number.last) if number is not None else None
    if unit is None or unit.kind not in SERIES:
        return False
    return (line.word(unit.last), line.word(unit.last + 1)) == ("còn", "lại")


def _counts_on(line: Line, at: int) -> bool:
    """Say whether the sentence counts more persons or cases further on."""
    for index in range(at, line.sentence_of(at - 1)[1]):
        number = number_at(line, index)
        if number is not None and (unit := unit_at(line, number.last)) is not None and unit.kind in SERIES:
            return True
    return False
