"""Numbers that divide a whole told before: groups that add up, bands of age, labels of whom a sentence divides, sums of money."""

from functools import cache

from vongtay.narratives.reading.candidate import SERIES, SHARE, Candidate
from vongtay.narratives.reading.lexicon import Unit, load, small_words, unit_at, words_of
from vongtay.narratives.reading.numbers import SCALES, Number, number_at, tidy
from vongtay.narratives.reading.text import Line

ENDING = frozenset({"", ",", ";", ".", ")"})
PIECE = 8  # words at most between a figure and the brackets that divide it
SUM = 100_000  # đồng at least that are written out in full
LABEL = 14  # words at most of a label such as "từ đủ 16 đến dưới 18 tuổi"
BAND_ENDS = frozenset({",", ";", "(", ":", "-", "+"})
GROUP_ENDS = frozenset({";", ".", ")", ":"})  # a group of parts ends with one of these
ABOUT = frozenset(
    {"về", "theo", "đối", "số", "phân", "đặc", "thành", "cơ"}
)  # the first words of a label that says whom its sentence divides
BEFORE_DATES = frozenset({"ngày", "tháng", "năm", "quý"})
PARTING = frozenset({",", ";", "(", ":", "và", "đó"})
CUTTING = ENDING | PARTING
AGES = (1, 2)  # numbers in a band of ages
OLDEST = 80
FROM_AGE = frozenset({"dưới", "trên", "từ"})
OF_AGE = FROM_AGE | {"đến", "đủ", "trở", "lên", "xuống"}
LONGEST = 12  # tokens of such a run on either side
HEAD = 40  # tokens at most from its head
RUN = 3  # numbers at least that a head in the same order may tell of
RECENT = 8  # figures
FEWEST = 5  # persons
PERSONAL = ("person.", "victim.", "crime.suspect", "comm.attendance", "train.trainee", "support.")
UNDIVIDED = frozenset({SHARE, "money", "measure", "unknown"})
PERSONS = SERIES | {"audience", "trainee", "staff"}


def money_divided(line: Line, number: Number, found: list[Candidate]) -> Unit | None:
    """Give money for a sum in full that divides the one before it: "80.000.000 đồng (tỉnh 50.000.000; xã 30.000.000)"."""
    if not found or found[-1].unit.kind != "money" or found[-1].first < line.sentence_of(number.first)[0]:
        return None
    whole = found[-1].number.value if not found[-1].implied else max(item.number.value for item in found)
    full = SUM <= number.value <= whole and line.word(number.last) in ENDING
    return Unit("money", number.last, number.last) if full else None


def money_in_scale(line: Line, number: Number, found: list[Candidate]) -> tuple[Number, Unit] | None:
    """Give the sums of "185 triệu đồng (ngân sách 120, xã hội hóa 65)" in millions as the whole that they add up to."""
    first = line.sentence_of(number.first)[0]
    whole = next((item for item in reversed(found) if item.unit.kind == "money" and not item.implied), None)
    if whole is None or whole.first < first or not whole.number.scaled or line.word(number.last) not in ENDING:
        return None
    scale = SCALES.get(line.word(whole.number.last - 1), 1)
    if not any(tidy(told * scale) == whole.number.value for told in _sums_with(line, number)):
        return None
    return number._replace(value=tidy(number.value * scale)), Unit("money", number.last, number.last)


def adding_up(line: Line, number: Number, found: list[Candidate]) -> Unit | None:
    """Give persons for "theo tuyến: từ Lào về 19, Campuchia 5" after 24 persons, into which the numbers add up."""
    wholes = [item for item in found if item.unit.kind not in UNDIVIDED and item.number.value >= number.value]
    if not (wholes or line.told) or line.word(number.last) not in ENDING | {"và"}:
        return None
    sums = _sums_with(line, number)
    whole = next((item for item in reversed(wholes) if item.number.value in sums), None)
    if whole is None:
        return Unit("person", number.last, number.last) if sums & _persons_above(line) else None
    label = line.words[start_of_piece(line, number.first) : number.first]
    cases = whole.unit.kind == "case" and small_words("bands").isdisjoint(label)
    return Unit("person" if whole.unit.kind in PERSONS and not cases else whole.unit.kind, number.last, number.last)


def _persons_above(line: Line) -> set[int | float]:
    """Give how many persons the lines above told of last; fewer than some would add up by chance."""
    recent = {figure.value for figure in line.told[-RECENT:] if figure.code.startswith(PERSONAL)}
    return {value for value in (*recent, line.whole or 0) if value >= FEWEST}


def _sums_with(line: Line, number: Number) -> set[int | float]:
    """Give what a number adds up to with those beside it, in each group of a list: "ngoài tỉnh 31, trong tỉnh 6; nam ..."."""
    run: list[tuple[int, int | float]] = []
    start, last = line.sentence_of(number.first)
    for at in range(start, last + 1):
        if line.word(at) not in CUTTING or (line.word(at) == ":" and _is_digits(line, at + 1)):
            continue
        piece = number_at(line, at - 1) if at - 1 > start and line.tokens[at - 1].kind == "number" else None
        if piece is not None and piece.last == at and at - start <= PIECE:
            run.append((at, piece.value))
        elif number.last in {end for end, _ in run}:
            break
        else:
            run = []
        start = at + 1
    here = next((place for place, (end, _) in enumerate(run) if end == number.last), None)
    if here is None:
        return set()
    cuts = [place for place, (end, _) in enumerate(run) if line.word(end) in GROUP_ENDS or place == len(run) - 1]
    firsts = [first for first in [0, *(cut + 1 for cut in cuts)] if first <= here]
    lasts = [cut for cut in cuts if cut >= here]
    return {sum(value for _, value in run[a : b + 1]) for a in firsts for b in lasts if b > a}


def _is_digits(line: Line, at: int) -> bool:
    return at < len(line.tokens) and line.tokens[at].kind == "number"


def whom_divided(line: Line, first: int) -> str:
    """Give the class of those whom a label such as "Về đối tượng:" says that its sentence divides, or nothing."""
    last = min(first + LABEL, len(line.tokens))
    at = next((at for at in range(first, last) if line.tokens[at].kind == "word"), first)
    end = next((place for place in range(at, last) if line.word(place) == ":"), at)
    unit = next((unit for place in range(at, end) if (unit := unit_at(line, place)) and unit.last == end), None)
    if unit is None or not (line.word(at) in ABOUT or (unit.first == at and unit.kind in {"suspect", "victim"})):
        return ""
    return unit.kind


def of_a_band(line: Line, number: Number, found: list[Candidate]) -> Unit | None:
    """Give persons for "dưới 16 tuổi 04", "dân tộc Mông 12": who they are stands before their number, after persons told."""
    if line.word(number.last) not in ENDING and line.word(number.last) != "(":
        return None
    divided = whom_divided(line, line.sentence_of(number.first)[0]) in PERSONS
    if not divided and not any(item.unit.kind in PERSONS for item in found):
        return None
    label = line.words[start_of_piece(line, number.first) : number.first]
    banded = divided or not small_words("bands").isdisjoint(label)
    told = banded and (not divided) < len(label) <= PIECE and label[0] not in BEFORE_DATES
    return Unit("person", number.last, number.last) if told else None


def in_a_run(line: Line, number: Number) -> Unit | None:
    """Give the noun of one number of "8/15/11" where a head has as many nouns: "Số vụ/bị can/nạn nhân: 8/15/11"."""
    if "/" not in (line.word(number.first - 1), line.word(number.last)):
        return None
    first, last = number.first, number.first
    while number.first - first < LONGEST and line.word(first - 1) == "/" and line.tokens[first - 2].kind == "number":
        first -= 2
    end = min(len(line.tokens), number.first + LONGEST)
    while last + 2 < end and line.word(last + 1) == "/" and line.tokens[last + 2].kind == "number":
        last += 2
    many = (last - first) // 2 + 1
    if many < RUN or line.word(last + 1) not in ENDING:
        return None
    nouns = _nouns_of_head(line, first, many) or (
        _nouns_of_head(line.heading, len(line.heading.tokens), many) if line.heading else []
    )
    return Unit(nouns[(number.first - first) // 2].kind, number.last, number.last) if nouns else None


def _nouns_of_head(line: Line, end: int, many: int) -> list[Unit]:
    """Give so many nouns that slashes join, the last such before a token."""
    for place in range(end - 1, max(-1, end - HEAD), -1):
        if line.word(place - 1) == "/":
            continue
        at, nouns = place, list[Unit]()
        while (unit := unit_at(line, at)) is not None and unit.last <= end:
            nouns.append(unit)
            if line.word(unit.last) != "/":
                break
            at = unit.last + 1
        if len(nouns) == many:
            return nouns
    return []


@cache
def _places() -> frozenset[str]:
    return frozenset(" ".join(words_of(name)) for name in load("bodies.toml")["provinces"])


def of_next_place(line: Line, number: Number, found: list[Candidate]) -> Unit | None:
    """Give the noun of "Mẫu Giang 40 cuộc, Cần Thơ 31, Cà Mau 12": right after a figure the next place has as many."""
    if not found or found[-1].unit.kind in UNDIVIDED or line.word(number.last) not in ENDING | {"và"}:
        return None
    start = found[-1].last + 1
    named = " ".join(line.words[start : number.first]) in _places()
    return found[-1].unit if named and line.word(start - 1) in {",", ";"} else None


def start_of_piece(line: Line, at: int) -> int:
    first = line.sentence_of(at)[0]
    return next((place + 1 for place in range(at - 1, first - 1, -1) if line.word(place) in PARTING), first)


def band(line: Line, number: Number, first: int) -> Unit | None:
    """Give persons for "dưới 16 tuổi: 02", "Dân tộc Mông: 5": a number after a label of who they are."""
    if line.word(number.last) not in ENDING | {"(", "-"} or not names_a_band(line, number.first, first):
        return None
    return Unit("person", number.last, number.last)


def names_a_band(line: Line, at: int, first: int) -> bool:
    """Say whether the label that ends before a token says who persons are: their age, sex or people."""
    if line.word(at - 1) != ":":
        return False
    start = next((place + 1 for place in range(at - 2, first - 1, -1) if line.word(place) in BAND_ENDS), first)
    label = {line.word(place) for place in range(start, at - 1)}
    return at - start <= LABEL and (bool(label & small_words("bands")) or is_an_age(line, start, at - 1))


def is_an_age(line: Line, first: int, last: int) -> bool:
    """Say whether some tokens are ages without their noun: "dưới 16", "từ 16 đến 18"."""
    kinds = [line.tokens[at].kind for at in range(first, last)]
    words = {line.word(at) for at in range(first, last) if line.tokens[at].kind != "number"}
    if kinds.count("number") not in AGES or not words or not words <= OF_AGE or not words & FROM_AGE:
        return False
    ages = [number_at(line, at) for at in range(first, last) if line.tokens[at].kind == "number"]
    return all(age is not None and age.value <= OLDEST for age in ages)
