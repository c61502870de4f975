"""Gives a figure the code of another one: told again, the rest of it, the parts that add up to it, joined to it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from vongtay.narratives.reading.candidate import SERIES, Candidate
from vongtay.narratives.reading.coding import PERSONS, VICTIMS_ONLY, Coded
from vongtay.narratives.reading.dating import YEAR
from vongtay.narratives.reading.divided import names_a_band, whom_divided
from vongtay.narratives.reading.model import Figure
from vongtay.narratives.reading.text import Line

PART_SURE = 0.6
LITTLE = 0.6
NEAR = 8  # figures within which one is told again or divided
RECALLED = 300  # figures within which as many of the same noun are the same persons
FEWEST_PARTS = 2
BETWEEN = 6  # words at most from the year that a sentence begins with to its figure
FEW = 2  # victims: so many may be others
COUNTED = frozenset({"person", "victim", "instance"})
DIVIDED = frozenset({"person", "instance", "audience"})
SAYING_LITTLE = frozenset({"person.bracketed", "person.of_crime", "staff.facility.person"})
SUSPECTS = "crime.suspect"
VIOLATION = "insp.violation"
LABELS = {"suspect": SUSPECTS, "victim": "victim.identified"}
OPENS = frozenset({".", ",", ";", ":", "-", "+"})
ENDS = frozenset({"", ",", ";", ".", ")"})
JOINTS = (["và"], [","], [",", "có"], [";"])
CARRYING = ("carry", "bracketed", "row.part", "part.joined", "told.again")


@dataclass(slots=True)
class Division:
    """The code of the figure that those after it divide: "27 nạn nhân, trong đó 19 được giải cứu, 4 còn ở lại"."""

    code: str | None = None
    sentence: int = -1

    def under(self, line: Line, found: list[Candidate], index: int, total: str | None) -> str | None:
        """Give the code under which a figure is told: of the whole if it is one of its parts, else of the last figure."""
        item = found[index]
        first = line.sentence_of(item.first)[0]
        others = index > 0 and found[index - 1].unit.kind not in SERIES
        if first != self.sentence or others:
            self.code, self.sentence = None, first
        if item.unit.kind not in SERIES:
            return total
        before = line.word(item.first - 1)
        if before in {"gồm", "đó", "("} or (before in {"có", "là"} and line.word(item.first - 2) in {"đó", "gồm"}):
            self.code = total
        return self.code or total


def under_whole(line: Line, item: Candidate, total: str | None, told: list[Figure]) -> str | None:
    """Give the code under which "Có 02 người đang mang thai" is told: after parts that make up a whole, that of the whole."""
    opens = total is not None and item.unit.kind in DIVIDED and line.word(item.first - 1) == "có"
    if not opens or line.sentence_of(item.first)[0] != item.first - 1:
        return total
    for many in range(FEWEST_PARTS, min(NEAR, len(told))):
        parts = told[-many:]
        if not all(part.code.startswith(PERSONS) for part in parts):
            return total
        value = sum(part.value for part in parts)
        wholes = (figure for figure in reversed(told[-3 * NEAR : -many]) if figure.value == value)
        whole = next((figure for figure in wholes if figure.code.startswith(PERSONS)), None)
        if whole is not None and value > item.number.value:
            return whole.code
    return total


def code_by_others(
    line: Line, found: list[Candidate], index: int, told: list[Figure], *, carried: bool
) -> Coded | None:
    """Give the code that a figure takes over from those told before it, if it does; `carried`: the last one did."""
    return (
        _told_again(line, found[index], told)
        or _the_rest(line, found, index, told)
        or _by_year(line, found[index], told)
        or _of_another_year(line, found, index, told)
        or (_joined(line, found, index, told) if carried else None)
    )


class Whole(NamedTuple):
    """Whom a line may divide: the code of those of the line above its list, and the last code of persons of the text."""

    above: str | None
    last: str | None


def code_of_part(
    line: Line, coded: Coded, found: list[Candidate], index: int, told: list[Figure], whole: Whole
) -> Coded:
    """Give a figure of which nothing is said but a band of age the code of the whole that the bands add up to."""
    item = found[index]
    if coded.rule == VICTIMS_ONLY or coded.code == VIOLATION:
        coded = _by_whole_or_again(coded, found, index, told) or coded
    first = line.sentence_of(item.first)[0]
    says_little = (
        coded.sure < LITTLE
        or "carry" in coded.rule
        or coded.rule in SAYING_LITTLE
        or names_a_band(line, item.first, first)
    )
    if not (says_little or item.implied):
        return coded
    code = _code_of_label(line, first, whole.last) or whole.above
    if not (says_little or code == SUSPECTS):  # what they do for a living says nothing of a crime
        return coded
    here = index if coded.rule == "person.bracketed" else len(told)  # brackets divide a figure of their own line
    part = _parts(found, index, told, len(told) - here) or _parts_in_sentence(line, found, index, told)
    if part is not None:
        return part
    if code is not None and item.unit.kind in DIVIDED:
        return Coded(code, "part.of_label", PART_SURE)
    return (_same_as_told(line, item, told) if coded.rule == "none" else None) or coded


def _code_of_label(line: Line, first: int, total: str | None) -> str | None:
    """Give the code of those whom a label such as "Về đối tượng:" says that its sentence divides."""
    kind = whom_divided(line, first)
    if kind not in LABELS:
        return None
    code = LABELS[kind]
    return total if total and total.split(".")[0] == code.split(".")[0] else code


def _same_as_told(line: Line, item: Candidate, told: list[Figure]) -> Coded | None:
    """Give "65 công dân" of whom nothing more is said the code of the 65 citizens told of before."""
    if item.unit.kind not in SERIES or item.number.value <= 1:
        return None
    unit = line.words[item.unit.first : item.unit.last]
    same = _told_as_many(item, told, PERSONS)
    return next((coded for coded, noun in same if _is_same_noun(unit, noun.lower().split())), None)


def _by_whole_or_again(coded: Coded, found: list[Candidate], index: int, told: list[Figure]) -> Coded | None:
    """Give the twelve of "5/12 doanh nghiệp vi phạm" as those looked at, and victims told again their code."""
    item = found[index]
    if index and found[index - 1].of_next and coded.code == VIOLATION and item.unit.kind == "site":
        return Coded("insp.site", "ratio.whole", PART_SURE)
    again = coded.rule == VICTIMS_ONLY and item.number.value > FEW
    return _same_victims(item, told[-NEAR:]) if again else None


def _same_victims(item: Candidate, told: list[Figure]) -> Coded | None:
    """Give "7 nạn nhân" of whom nothing is said what was last said of seven of them."""
    return next((coded for coded, _noun in _told_as_many(item, told, "victim.")), None)


def _told_as_many(item: Candidate, told: list[Figure], codes: str | tuple[str, ...]) -> Iterator[tuple[Coded, str]]:
    """Give what was told of as many, under a code that begins so, and their noun; what was told last comes first."""
    for figure in islice(reversed(told), RECALLED):
        if figure.value == item.number.value and figure.code.startswith(codes):
            yield Coded(figure.code, "told.before", PART_SURE), figure.unit


def _is_same_noun(unit: list[str], told: list[str]) -> bool:
    """Say whether two nouns are one, the one perhaps said more fully: "công dân" and "công dân Việt Nam"."""
    if not unit:
        return told == ["người"]
    return unit[: len(told)] == told or told[: len(unit)] == unit


def _told_again(line: Line, item: Candidate, told: list[Figure]) -> Coded | None:
    """Give "3 trường hợp này" the code of the three that were told before."""
    if item.unit.kind not in SERIES:
        return None
    follows = line.word(item.last), line.word(item.last + 1)
    among = [line.word(item.first - 2), line.word(item.first - 1)] == ["trong", "số"]
    again = among or follows[0] == "này" or follows in {("nói", "trên"), ("kể", "trên")}
    if not again:
        return None
    same = next((figure for figure in reversed(told[-NEAR:]) if figure.value == item.number.value), None)
    return None if same is None else Coded(same.code, "told.again", PART_SURE)


def _the_rest(line: Line, found: list[Candidate], index: int, told: list[Figure]) -> Coded | None:
    """Give "32 người còn lại" the code of the 37 from which the five before it are taken."""
    item = found[index]
    if item.unit.kind not in SERIES or (line.word(item.last), line.word(item.last + 1)) != ("còn", "lại"):
        return None
    values = [figure.value for figure in told[-NEAR:]]
    whole = next(
        (
            figure
            for place, figure in enumerate(told[-NEAR:])
            if figure.value > item.number.value and figure.value - item.number.value in values[place + 1 :]
        ),
        None,
    )
    return None if whole is None else Coded(whole.code, "the.rest", PART_SURE)


def _by_year(line: Line, item: Candidate, told: list[Figure]) -> Coded | None:
    """Give "năm 2021: 12, năm 2022: 9" the code of the whole that was told before, when nothing else is said of them."""
    if item.unit.kind not in COUNTED or line.word(item.first - 1) != ":":
        return None
    year = item.first - 2
    start = year - (line.word(year - 1) == "năm")
    alone = start == 0 or line.word(start - 1) in OPENS
    named = alone and YEAR.fullmatch(line.word(year)) is not None
    if not named or line.word(item.last) not in ENDS:
        return None
    wholes = (figure for figure in reversed(told[-NEAR:]) if figure.code.startswith(PERSONS))
    whole = next((figure for figure in wholes if figure.value > item.number.value), None)
    return None if whole is None else Coded(whole.code, "by.year", PART_SURE)


def _of_another_year(line: Line, found: list[Candidate], index: int, told: list[Figure]) -> Coded | None:
    """Give "Trao trả 21 đợt/386 người. Năm 2024 chỉ 13 đợt/207 người" the codes that the same nouns had in the line before."""
    item, first = found[index], index
    if not index or line.word(item.last) not in ENDS | {"/", "với"}:
        return None
    while (
        index - first < BETWEEN
        and first
        and found[first].first == found[first - 1].last + 1
        and line.word(found[first - 1].last) == "/"
    ):
        first -= 1
    sentence = line.sentence_of(item.first)[0]
    at = found[first].first
    years = [place for place in range(max(sentence, at - BETWEEN), at) if YEAR.fullmatch(line.word(place))]
    if not years or line.word(years[-1] - 1) != "năm" or years[-1] - 1 > sentence + 1:
        return None
    noun = line.words[item.unit.first : item.unit.last]
    since = max(0, index - RECALLED)
    here = zip(found[since:index], told[len(told) - (index - since) :], strict=True)
    earlier = ((other.unit, one) for other, one in here if other.first < sentence)
    before = next((one for unit, one in earlier if line.words[unit.first : unit.last] == noun), None)
    return None if before is None else Coded(before.code, "told.year", PART_SURE)


def _parts(found: list[Candidate], index: int, told: list[Figure], since: int) -> Coded | None:
    """Give "dưới 16 tuổi: 02; trên 16 tuổi: 10" the code of the twelve into which they add up; of figures told `since` one."""
    first = index
    while _is_bare_person(found, first - 1):
        first -= 1
    last = index
    while _is_bare_person(found, last + 1):
        last += 1
    if first == last or not _is_bare_person(found, index):
        return None
    total = sum(item.number.value for item in found[first : last + 1])
    end = len(told) - (index - first)
    return _of_whole(total, told[max(since, end - 3 * NEAR) : end])


def _of_whole(total: float, before: list[Figure]) -> Coded | None:
    """Give parts the code of the last figure that they add up to, where it tells of persons."""
    whole = next((figure for figure in reversed(before) if figure.value == total), None)
    return None if whole is None or not whole.code.startswith(PERSONS) else Coded(whole.code, "parts.add.up", PART_SURE)


def _parts_in_sentence(line: Line, found: list[Candidate], index: int, told: list[Figure]) -> Coded | None:
    """Give "19 người do công an chuyển đến, 10 người do biên phòng, 8 người tự tới" the code of the 37 told before that sentence."""
    first, last = line.sentence_of(found[index].first)
    around = range(max(0, index - NEAR), min(len(found), index + NEAR))
    here = [place for place in around if first <= found[place].first < last]
    if not FEWEST_PARTS <= len(here) <= NEAR or any(line.word(found[place].last - 1) != "người" for place in here):
        return None
    total = sum(found[place].number.value for place in here)
    end = len(told) - (index - here[0])
    return _of_whole(total, told[max(0, end - NEAR) : end])


def _is_bare_person(found: list[Candidate], index: int) -> bool:
    return 0 <= index < len(found) and found[index].implied and found[index].unit.kind == "person"


def _joined(line: Line, found: list[Candidate], index: int, told: list[Figure]) -> Coded | None:
    """Carry on what was carried: "gồm 33 phụ nữ và 25 trẻ em"."""
    item, before = found[index], found[index - 1]
    gap = [line.word(at) for at in range(before.last, item.first)]
    alike = item.unit.kind in SERIES and before.unit.kind in SERIES
    return Coded(told[-1].code, "part.joined", PART_SURE) if alike and gap in JOINTS else None
