"""Which period a figure belongs to, where the words beside it say so: comparisons, years in turn, years of its own."""

import re

from vongtay.narratives.reading.candidate import SHARE, Candidate
from vongtay.narratives.reading.periods import Stated
from vongtay.narratives.reading.text import Line

COMPARED = (
    r"(?:so với|so|cùng kỳ)(?: cùng kỳ)?(?: \d+ tháng(?: đầu)?| tháng(?: cao điểm| hành động)?)?"
    r"(?:(?:(?: cuối| đầu)? năm| quý [ivx\d]+ ?/)? ?(?P<year>(?:19|20)\d\d)| năm (?P<last>trước|ngoái)"
    r"|(?: giai đoạn)? (?P<from>(?:19|20)\d\d) ?(?:-|đến) ?(?P<to>(?:19|20)\d\d))"
)
EARLIER = re.compile(rf"{COMPARED}?(?: có| là|:| chỉ có)?[ (]*$")
EARLIER_HERE = re.compile(COMPARED)
YEAR = re.compile(r"(?:19|20)\d\d")
ON_AVERAGE = re.compile(r"(?:bình quân|trung bình)[^.;]{0,40}?(?:mỗi|hằng|hàng|một|/) ?năm")
DATING = frozenset({"/", "-", "đến", "tới"})  # before the last year of a time: "2/2020 đến 5/2022: 4 lớp"
RISING = frozenset({"xuống", "lên", "còn"})
PARTED = frozenset({"/", ",", "và", "với"})
LISTING = PARTED | {";", "thuộc", "đó", "cùng", "riêng"}
LOOK_BACK = 60
GEOGRAPHY = frozenset({"km", "km2", "km²", "ha", "cây", "kilomet", "ki", "mét", "m"})  # lengths that no year changes
BELONGING = frozenset(
    {
        ("hội", "viên"),
        ("đoàn", "viên"),
        ("đảng", "viên"),
        ("nhân", "khẩu"),
        ("hộ", "gia"),
        ("hộ", "dân"),
        ("hộ", ","),
        ("hộ", "/"),
        ("khẩu", ","),
    }
)
NEIGHBOURS = 3  # countries at most that one border parts
WHOLES = frozenset({"diện", "dân", "lực"})  # "80% diện tích", "51% dân số", "48% lực lượng lao động"
NAMING = frozenset(
    {",", ";", ":", ".", "(", "kế", "chương", "hội", "đề", "án", "dự", "luật", "hoạch", "từ", "trước", "với", "so"}
)
DONE = frozenset({"đã", "được", "tổ", "triển"})  # "tổ chức", "triển khai"
DOING = frozenset({"đã", "sẽ", "phối"})  # "hai nước đã chọn 6 tuyến": what follows is of its year
FAR = 20  # tokens at most from a figure to its day
JOIN = 4  # words at most between two figures of one list


def own_years(line: Line, found: list[Candidate], stated: list[Stated]) -> tuple[dict[int, str], list[Stated]]:
    """Tell the years that belong to one figure only, "từ 3 vụ năm 2021", "3 vụ (năm 2021)", from the others."""
    own: dict[int, str] = {}
    rest: list[Stated] = []
    if not stated:
        return own, rest
    paired = _paired(line, found, stated)
    for item in stated:
        at = line.token_at(item.start)
        index = next((place for place, figure in enumerate(found) if 0 <= at - figure.last <= 1), None)
        if index is None or not item.value or item.kind not in {"year", "bare"}:
            rest += [item] if item.kind != "bare" else []
            continue
        bracketed = line.word(at - 1) == "(" and line.word(line.token_at(item.end - 1) + 1) == ")"
        compared = at == found[index].last and line.word(found[index].first - 1) in {
            "từ",
            "lên",
            "xuống",
            "còn",
            "với",
        }
        follows = at == found[index].last and any(place in own for place in (index - 1, index - 2))
        if bracketed or compared or follows or item in paired:
            own[index] = item.value
        else:
            rest.append(item)
    return own, _out_of_brackets(line, found, rest, own)


def years_labelling(line: Line, found: list[Candidate]) -> dict[int, str]:
    """Give the figures of "năm 2021: 12, 2022: 9" the year that stands as the label of each."""
    labelled = ((index, item.first) for index, item in enumerate(found) if line.word(item.first - 1) == ":")
    return {
        index: line.word(at - 2)
        for index, at in labelled
        if YEAR.fullmatch(line.word(at - 2)) and line.word(at - 3) not in DATING
    }


def _paired(line: Line, found: list[Candidate], stated: list[Stated]) -> list[Stated]:
    """Give the years of "250 người năm 2018, 190 người năm 2019", each right after the figure that it is of."""
    ends = {figure.last for figure in found}
    right_after = [item for item in stated if item.kind == "year" and _after_in(line, item) in ends]
    sentences = [line.sentence_of(line.token_at(item.start)) for item in right_after]
    return [item for item, place in zip(right_after, sentences, strict=True) if sentences.count(place) > 1]


def changes_now(line: Line, found: list[Candidate], stated: list[Stated], year: str | None) -> dict[int, str]:
    """Give the changes of "Năm 2024: 5 vụ. So sánh: tăng 40%", "... như vậy giảm 27%" the later year of their text."""
    if "compares" not in line.cues or not (year and stated and stated[-1].value and stated[-1].value < year):
        return {}
    since = line.token_at(stated[-1].start)
    changed = (index for index, item in enumerate(found) if item.change is not None)
    return {index: year for index in changed if line.has("compares", since, found[index].first)}


def without_echoes(line: Line, found: list[Candidate], stated: list[Stated]) -> list[Stated]:
    """Leave out "đến nay", "năm qua" after a year of which nothing was counted yet: "Cuộc thi năm 2025 ... Đến nay có 90 người"."""
    if not stated or "vague" not in [item.kind for item in stated]:
        return stated
    rest: list[Stated] = []
    for place, item in enumerate(stated):
        before = stated[place - 1] if place else None
        if item.kind == "vague" and before is not None and before.kind == "year" and not before.aside:
            first, last = line.token_at(before.start), line.token_at(item.start)
            if not any(first < figure.first < last for figure in found):
                continue
        rest.append(item)
    return rest


def without_now(stated: list[Stated], current: str | None) -> list[Stated]:
    """Leave out "hiện nay", "hiện có" but after a longer time: what is there now is not of "từ năm 2011 đến năm 2014"."""
    if "now" not in [item.kind for item in stated]:
        return stated
    rest: list[Stated] = []
    for item in stated:
        if item.kind != "now" or ".." in (current or ""):
            rest.append(item)
        current = current if item.aside else item.value
    return rest


def day_after(line: Line, found: list[Candidate], stated: list[Stated]) -> tuple[dict[int, str], list[Stated]]:
    """Give the figure of "2 em ở xa được cứu ngay trong đêm 16/8, 3 em ..." its day; the rest of the sentence is not of it."""
    own: dict[int, str] = {}
    if not (found and stated) or "day" not in [item.kind for item in stated]:
        return own, stated
    rest: list[Stated] = []
    for item in stated:
        at = line.token_at(item.start)
        first, last = line.sentence_of(at)
        index = next((place for place in range(len(found) - 1, -1, -1) if found[place].last <= at), None)
        told_on = any(at < figure.first < last for figure in found)
        if (
            item.kind == "day"
            and item.value
            and index is not None
            and told_on
            and found[index].first >= first
            and at - found[index].last <= FAR
            and not any(first <= line.token_at(one.start) < at for one in stated)
            and _stands_last(line, item, at)
        ):
            own[index] = item.value
        else:
            rest.append(item)
    return own, rest


def _stands_last(line: Line, item: Stated, at: int) -> bool:
    """Say whether a day ends what was said of a figure: "trong đêm 13/6,", "vào ngày 2/9/2024;"."""
    before = at - 1 - (line.word(at - 1) in {"ngày", "đêm", "hôm"})
    after = line.token_at(item.end - 1) + 1
    return line.word(before) in {"trong", "vào", "ngay"} and line.word(after) in {",", ";"}


def _after_in(line: Line, item: Stated) -> int:
    """Give the token at which a period begins, its "vào" with it: "đạt 55% vào năm 2014"."""
    at = line.token_at(item.start)
    return at - (line.word(at - 1) == "vào")


def years_after(line: Line, found: list[Candidate], stated: list[Stated]) -> dict[int, str]:
    """Give the figures of "tiếp nhận 4 nạn nhân trong năm 2021" their year, where their sentence tells none before it."""
    own: dict[int, str] = {}
    for item in stated:
        at = line.token_at(item.start)
        first, _ = line.sentence_of(at)
        index = next((place for place in range(len(found) - 1, -1, -1) if found[place].last <= at), None)
        earlier = any(first <= line.token_at(other.start) < at for other in stated)
        if index is None or earlier or found[index].first < first or item.kind not in {"year", "month", "day"}:
            continue
        between = line.words[found[index].last : at]
        if not item.value or len(between) > JOIN or not NAMING.isdisjoint(between):
            continue
        own[index] = item.value
        while index and found[index - 1].first >= first and _is_joined(line, found, index):
            index -= 1
            own[index] = item.value
    return own


def _out_of_brackets(line: Line, found: list[Candidate], stated: list[Stated], own: dict[int, str]) -> list[Stated]:
    """Keep what is said in brackets beside figures to those: "6 bị can (2 bị can năm 2021 chuyển sang)"; give the rest."""
    rest: list[Stated] = []
    for item in stated:
        at = line.token_at(item.start)
        end = _end_of_brackets(line, at)
        start = next((place for place in range(at, -1, -1) if line.words[place] == "("), at) if end else end
        inside = [place for place, figure in enumerate(found) if start < figure.first < end]
        if not inside or not item.value:
            rest.append(item)
            continue
        after = [place for place in inside if found[place].first > at]
        own |= dict.fromkeys(after or [place for place in inside if place not in own], item.value)
    return rest


def earlier_years(line: Line, found: list[Candidate], year: str | None) -> dict[int, str]:
    """Give the figures of the time compared with theirs: "cùng kỳ 05 vụ, 12 đối tượng", "so với năm 2022 (15 vụ)"."""
    own: dict[int, str] = {}
    closed = 0
    bracketed = "(" in line.text and ("so với" in line.text or "cùng kỳ" in line.text)
    for index, item in enumerate(found):
        start = line.tokens[item.first].start
        said = EARLIER.search(line.text, max(0, start - LOOK_BACK), start)
        more = item.unit.kind == SHARE and item.change is not None  # "nhiều hơn cùng kỳ 2023 là 17%" is of today
        more = more or (said is not None and line.text.endswith("hơn ", 0, said.start()))  # "ít hơn cùng kỳ 5 vụ"
        if said is None and bracketed and (opened := _opening_brackets(line, item.first)):
            said = EARLIER.search(line.text, max(0, opened - LOOK_BACK), opened)
        if said is not None and not more and (told := _time_compared(said, year)):
            own[index] = told
            closed = _end_of_brackets(line, item.first)
        elif _falls_from(line, found, index) and (told := _compared_in_sentence(line, item, year)):
            own[index] = told
        elif index - 1 in own and item.change is None:
            joined = item.unit.kind != SHARE and _is_joined(line, found, index)
            if joined or item.first < closed:
                own[index] = own[index - 1]
    return own


def _opening_brackets(line: Line, at: int) -> int:
    """Give where the brackets around a figure open: "so với quý III/2024 (cộng số liệu cũ: 9 vụ)"; 0 where it stands in none."""
    opened = _bracket_before(line, max(line.sentence_of(at)[0], at - FAR), at)
    return line.tokens[opened].start if line.word(opened) == "(" else 0


def _bracket_before(line: Line, first: int, at: int) -> int:
    """Give the last bracket between two tokens, or the first of them."""
    return next((index for index in range(at - 1, first - 1, -1) if line.words[index] in {"(", ")"}), first)


def _falls_from(line: Line, found: list[Candidate], index: int) -> bool:
    """Say whether a figure is where a rise or fall began: the 77 of "từ 77 vụ xuống 49 vụ"."""
    if line.word(found[index].first - 1) != "từ" or index + 1 == len(found):
        return False
    gap = line.words[found[index].last : found[index + 1].first]
    return 0 < len(gap) <= JOIN and gap[0] in RISING


def _compared_in_sentence(line: Line, item: Candidate, year: str | None) -> str | None:
    """Give the time with which the sentence of a figure compares: "so với giai đoạn 2011 - 2015"."""
    first = line.tokens[line.sentence_of(item.first)[0]].start
    said = EARLIER_HERE.search(line.text, first, line.tokens[item.first].start)
    return _time_compared(said, year) if said else None


def _end_of_brackets(line: Line, at: int) -> int:
    """Give the token that closes the brackets around a token, or 0 where it stands in none."""
    first, last = line.sentence_of(at)
    if line.word(_bracket_before(line, first, at)) != "(":
        return 0
    return next((index for index in range(at, last) if line.words[index] == ")"), last)


def _time_compared(said: re.Match[str], year: str | None) -> str | None:
    if said["from"]:
        return f"{said['from']}..{said['to']}"
    if said["year"]:
        return said["year"]
    return year_before(year)


def year_before(year: str | None) -> str | None:
    """Give the year before one; before a longer time none is known."""
    return str(int(year) - 1) if year and year.isdecimal() else None


def _is_joined(line: Line, found: list[Candidate], index: int) -> bool:
    gap = [line.word(at) for at in range(found[index - 1].last, found[index].first)]
    return len(gap) == 1 and gap[0] in PARTED


def in_turn(line: Line, found: list[Candidate], index: int, stated: list[Stated]) -> str | None:
    """Give the year of a figure in "các năm A, B, C lần lượt là x, y, z; tương ứng là u, v, w"."""
    if "in_turn" not in line.cues:
        return None
    first, last = line.sentence_of(found[index].first)
    start, end = line.tokens[first].start, line.tokens[last - 1].end
    lists = [item for item in stated if item.values and item.kind != "day" and start <= item.start < end]
    marks = [at for at, _ in line.hits.get("in_turn", ()) if first <= at <= found[index].first]
    if not lists or not marks:
        return None
    since = [item for item in found if item.first >= marks[-1]]
    place = since.index(found[index])
    return lists[-1].values[place] if place < len(lists[-1].values) else None


def of_any_year(line: Line, found: list[Candidate], stated: list[Stated]) -> set[int]:
    """Give the figures of no year: of the land or the world before any is stated, and averages over years that are not named."""
    told_of = _of_the_land(line, found)
    if "worldwide" in line.cues:
        told_of |= {at for at, item in enumerate(found) if line.has("worldwide", *line.sentence_of(item.first))}
    lasting = {at for at in told_of if not _is_dated(line, found[at], stated)}
    if ON_AVERAGE.search(line.text) is not None:
        lasting |= {at for at, item in enumerate(found) if _is_average(line, item, stated)}
    return lasting


def is_norm(line: Line, item: Candidate, stated: list[Stated]) -> bool:
    """Say whether an amount is what a rule grants to each, "1.000.000 đồng/người theo quy định": it is of no year."""
    each = item.per is not None and line.has("norm", *line.sentence_of(item.first))
    return each and not _is_dated(line, item, stated)


def _is_dated(line: Line, item: Candidate, stated: list[Stated]) -> bool:
    """Say whether the sentence of a figure states a period before it."""
    start, end = (line.tokens[at].start for at in (line.sentence_of(item.first)[0], item.number.first))
    return any(start <= one.start < end for one in stated)


def _is_average(line: Line, item: Candidate, stated: list[Stated]) -> bool:
    """Say whether the sentence of a figure tells of any year, "bình quân mỗi năm", and names none."""
    first, last = line.sentence_of(item.first)
    last = min([last, *(at for at in line.breaks if item.first < at < last)])
    start, end = line.tokens[first].start, line.tokens[last - 1].end
    return not any(start <= one.start < end for one in stated) and ON_AVERAGE.search(line.text, start, end) is not None


def _is_of_neighbours(line: Line, item: Candidate) -> bool:
    """Say whether a figure counts the countries on both sides of a border: "người dân 2 nước"."""
    return item.number.value <= NEIGHBOURS and line.word(item.unit.first) == "nước"


def _is_of_a_place(line: Line, item: Candidate) -> bool:
    """Say whether a figure counts places, or what a place or a body simply has: households, members, branches."""
    return item.unit.kind == "place" or tuple(line.words[item.unit.first : item.unit.first + 2]) in BELONGING


def _is_of_a_contest(line: Line, item: Candidate) -> bool:
    """Say whether the sentence of a figure tells of the rounds of a contest: "Vòng loại có 30 trường"."""
    return line.has("round", *line.sentence_of(item.first))


def _was_done(line: Line, found: list[Candidate], index: int) -> bool:
    """Say whether a part of places did something, "có 8/9 xã đã lập tổ": that is of its year."""
    whole = index + 1 if found[index].of_next else index
    if not (0 < whole < len(found) and found[whole - 1].of_next):
        return False
    return not DONE.isdisjoint(line.words[found[whole].last : found[whole].last + JOIN])


def _of_the_land(line: Line, found: list[Candidate]) -> set[int]:
    """Give the figures that tell of lengths, or how many places there are: no year changes them."""
    lasting: set[int] = set()
    for index, item in enumerate(found):
        of_ratio = item.of_next or (index and found[index - 1].of_next)
        if (of_ratio and _was_done(line, found, index)) or ("round" in line.cues and _is_of_a_contest(line, item)):
            continue
        before = line.word(item.first - 1)
        described = before in {"có", "gồm", "giáp"} or (before == "với" and line.word(item.first - 2) == "giáp")
        near = index - 1 in lasting and line.sentence_of(item.first)[0] <= found[index - 1].first
        did = near and not DOING.isdisjoint(line.words[found[index - 1].last : item.first])
        listed = near and not did and (before in LISTING or item.first - found[index - 1].last <= JOIN)
        peopled = (
            "inhabitants" in line.cues
            and item.unit.kind in {"person", SHARE}
            and line.has("inhabitants", line.sentence_of(item.first)[0], item.first)
        )
        if (
            line.word(item.unit.first) in GEOGRAPHY
            or (item.unit.kind == SHARE and line.word(item.unit.last) in WHOLES)
            or peopled
            or _is_of_neighbours(line, item)
            or ((described or listed) and _is_of_a_place(line, item))
            or (listed and item.unit.kind == "site")
            or (near and item.unit.kind == SHARE and item.change is None)
        ):
            lasting.add(index)
    return lasting
