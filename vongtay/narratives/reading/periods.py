"""Periods that the text states, and which of them a figure belongs to."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from vongtay.narratives.reading.stating import FULL_DATE, OF_A_MONTH, SAME_YEAR, wordings_in

# The year of the administration runs from the middle of a month to the day before it: 15/12/2022 to 14/12/2023 is 2023.
CUT_OFF = re.compile(
    r"(?<!\d)1[0-9]\s?(?:[/.\-]|tháng)\s?1[0-2]\s?(?:[/.\-]|năm)\s?(?:19|20)\d\d\D.*?(?<!\d)(?:[12]?\d|3[01])\s?(?:[/.\-]|tháng)"
)
COMPARED = re.compile(
    r"(?:so với|so sánh với|so|hơn|cùng kỳ|bằng)(?: với)?(?: cùng kỳ)?(?: của)?(?: các)?(?: năm| cuối| đầu| giai đoạn| 6 "
    r"tháng(?: đầu)?| tháng(?: cao điểm| hành động)?(?: năm)?| \d+ năm(?: liền)? trước(?: đó)?| kỳ trước)*\s*\(?$"
)
LAST_TIME = re.compile(
    r"(?:(?:đợt|lần|kỳ) trước(?: đó)?,? (?:là |vào )?(?:ngày )?|trong khi(?: đó)?,? |, còn )$"
)  # "lần này" is told next
ALONE = re.compile(r"riêng(?: trong| tính| chỉ)?(?: giai đoạn| (?:\d+|sáu) tháng(?: đầu| cuối)?| quý \w+)? ?$")
CUMULATIVE = re.compile(r"(?:tính đến|đến hết|đến|tới|trước|hết|từ)(?: ngày)?\s*$")
BEGAN = r"(?:thành lập|ra đời|khởi đầu|khai trương|tái lập|chia tách|sáp nhập|đi vào hoạt động|hiệu lực(?: thi hành)?)(?: kể)?(?: từ| vào)?(?: ngày)?"
OF_SOMETHING_ELSE = re.compile(
    rf"(?:sinh(?: ngày)?|{BEGAN}|(?<!pháp )luật(?: phòng, chống)?[^.;,\"]{{0,60}}|pháp lệnh[^.;,]{{0,60}}|hiến pháp|công ước[^.;,]{{0,60}}|nghị định "
    r"thư[^.;,]{0,60}|từ thời|tầm nhìn|ngày đăng:?|đăng ngày|đăng lúc|cập nhật:?|ngày tạo:?) ?$"
)
BORN = re.compile(r"sinh(?: từ)? năm ?$")  # "sinh năm 2007-2009"
OF_A_PLAN = re.compile(r"(?:dự án|đề án|chương trình|kế hoạch|chiến lược) [^.;]*giai đoạn ?$")
TITLED = re.compile(  # the years within are its own
    r"(?:đề án|chương trình|dự án|chiến lược|phong trào|cuộc vận động)[^\".;]{0,30}(?P<title>\"[^\"]{3,160}\")"
)
TELLING = re.compile(
    r"[^.;]{0,90}?(?:cho biết|cho hay|thông tin|thông báo)(?!.*(?:[.;] |xảy ra|gây ra)).*vào (?:ngày )?$"
)
OF_A_HOUSE = re.compile(r"(?:kh(?:óa|oá)|đại biểu|hđnd|hội đồng nhân dân|quốc hội)[^.;]{0,24}nhiệm kỳ:? ?$")
LASTING = re.compile(  # since when persons were away: "... sang nước bạn làm thuê từ năm 2020 và đầu năm 2021"
    r"[^.;:]{40}(?<!\w)từ (?:(?:đầu|giữa|cuối) )?(?:năm \d{4} và (?:(?:đầu|giữa|cuối) )?)?$"
)
LONGEST_NAME = 150
NEARBY = 30  # characters at most of what says that a time stands alone
FAR_BACK = 70  # characters at most before a year that say since when something lasts
PLANNED = re.compile(r"(?:định hướng đến|tầm nhìn|tầm nhìn đến)(?: năm)?\s*$")
DATELINE = re.compile(
    r"^[\s(\[]*(?:cập nhật(?: lúc)?:? ?|(?:tin )?đăng(?: lúc| ngày)?:? ?)?"
    r"(?:\d{1,2}:\d{2}\s*(?:[ap]m)?[\s,|-]*)?(?:ngày |(?:th[ứu] \w+|ch[ủu] nh[ậa]t),? ?(?:\d{1,2}:\d{2}[\s,|-]*)?(?:ngày )?)?"
    r"\d{1,2}[/\-.]\d{1,2}[/\-.]\d{4}[\s,|-]*(?:\d{1,2}:\d{2}.*)?[\s)\]]*$"
)


def is_day(period: str | None) -> bool:
    """Say whether a period is a single day."""
    return period is not None and ".." not in period and len(period) > len("2024")


class Stated(NamedTuple):
    """A period and the place in the line where it is stated."""

    start: int
    end: int
    value: str | None
    kind: str
    values: tuple[str, ...] = ()
    in_passing: bool = False  # a day alone in brackets: it dates nothing that follows even in its sentence
    alone: bool = False  # "Riêng năm 2022": the next sentence tells of the whole again
    aside: bool = False  # in brackets: it is of the words before it and of nothing that follows


@dataclass(slots=True)
class Calendar:
    """What the text has said of periods so far."""

    current: str | None = None
    year: str | None = None
    issued: str | None = None  # the year of its date line
    dated: str | None = None  # the year of the first full date of the text
    months: str | None = None  # the one year of the months that it names, for its days without a year
    first: str | None = None
    span: str | None = None  # the last one that is no single day

    def new_line(self, *, goes_on: bool) -> None:
        """Leave a day of one event behind: the next paragraph tells again of the time of the report, or goes on with the last year."""
        if (is_day(self.current) or not goes_on) and self.current is not None and self.span is not None:
            self.current = self.span

    def state(self, stated: Stated, *, leads: bool) -> None:
        """Take note of a period, if it is not only that of the words before it; one that `leads` is also of the next lines."""
        if stated.aside or (stated.kind == "day" and stated.value is None):  # a day of no known year
            return
        self.current = stated.value
        if (leads or self.span is None) and (stated.kind != "day" or len(stated.value or "") == len("2024")):
            self.span = stated.value
        if stated.value:
            self.first = self.first or stated.value
            self.year = stated.value[:4] if stated.kind == "day" and len(stated.value) > len("2024") else self.year


class Years(NamedTuple):
    """From what a line takes the years that it leaves out: the nearest full date, the date of the text, that of its months, of its days."""

    near: str | None = None
    issued: str | None = None
    months: str | None = None
    this: str | None = None


def periods_of(text: str, taken: list[tuple[int, int]], years: Years) -> list[Stated]:
    """Give the periods that a folded line states, in order; `taken` are places that belong to document titles."""
    if DATELINE.match(text):
        return []
    if '"' in text:
        taken = [*taken, *(match.span("title") for match in TITLED.finditer(text))]
    found: list[Stated] = []
    for kind, pattern, _needs in wordings_in(text, this_year=years.this is not None):
        for match in pattern.finditer(text):
            if not any(match.start() < end and start < match.end() for start, end in taken) and not any(
                match.start() < item.end and item.start < match.end() for item in found
            ):
                found.append(_without_date(kind, match, years) or _stated(kind, match, text))
    found = sorted(item for item in found if item.kind != "compared")
    found = [item for place, item in enumerate(found) if not _is_telling(item, found[place + 1 :], text)]
    own = [item for item in found if item is found[0] or not _is_of_a_plan(item, text)]
    return [_in_context(item, text, years) for item in _with_years(own, years.near or years.months)]


def _is_telling(item: Stated, later: list[Stated], text: str) -> bool:
    """Say whether a day is only that on which a body told of another day: "Ngày 9/5, Công an cho biết đã ... vào ngày 7/5"."""
    if item.kind not in {"day", "partial"}:
        return False
    then = next((one for one in later if one.kind in {"day", "partial"}), None)
    return then is not None and TELLING.match(text, item.end, then.start) is not None


def _is_of_a_plan(item: Stated, text: str) -> bool:
    """Say whether years are those of a plan that a sentence names, after it told its own: "dự án A giai đoạn 2017-2020"."""
    return item.kind == "range" and OF_A_PLAN.search(text, max(0, item.start - LONGEST_NAME), item.start) is not None


def _in_context(item: Stated, text: str, years: Years) -> Stated:
    """Mark what is said aside; open "từ đầu năm 2021 đến nay", unless the text was put out in that year."""
    later = (
        item.value < years.issued
        if years.issued and item.value
        else years.near != item.value and "đầu năm" in text[item.start : item.end]
    )
    if item.kind == "since" and item.value and later and ".." not in item.value:
        item = item._replace(value=f"{item.value}..")
    bracketed = _is_aside(item, text)
    aside = (
        item.kind in {"vague", "now"}
        or LAST_TIME.search(text, max(0, item.start - len("của đợt trước, vào ngày ")), item.start) is not None
        or (
            item.kind in {"year", "list"}
            and LASTING.search(text, max(0, item.start - FAR_BACK), item.start) is not None
        )
        or bracketed
    )
    alone = item.kind != "day" and ALONE.search(text, max(0, item.start - NEARBY), item.start) is not None
    return item._replace(aside=aside, alone=alone, in_passing=bracketed and item.kind == "day")


def _without_date(kind: str, match: re.Match[str], years: Years) -> Stated | None:
    if kind not in {"this_year", "vague", "now"}:
        return None
    if years.issued and match.group() == "năm ngoái":
        return Stated(*match.span(), str(int(years.issued) - 1), kind)
    return Stated(*match.span(), years.this if kind == "this_year" else None, kind)


def year_put_out(text: str) -> str | None:
    """Give the year of a line that only dates the text: "Thứ Ba, 20/06/2023, 08:24"."""
    return next(iter(re.findall(r"[/.\-](\d{4})", text)), None) if DATELINE.match(text) else None


def first_year(text: str) -> str | None:
    """Give the year of the first full date of a whole text."""
    date = FULL_DATE.search(text)
    return date["a"] or date["b"] if date else None


def year_of_months(text: str) -> str | None:
    """Give the year of all the months that a whole text names with their year, where it is one."""
    years = set(OF_A_MONTH.findall(text))
    return years.pop() if len(years) == 1 else None


def _with_years(found: list[Stated], year: str | None) -> list[Stated]:
    """Give a day without a year the year of the nearest full date before it."""
    for index, item in enumerate(found):
        if item.kind == "partial":
            month, day = item.values
            found[index] = item._replace(value=_day(year, month, day) if year else None, kind="day")
        elif item.kind == "later":  # of the day before it
            dated = index > 0 and found[index - 1].kind == "day"
            found[index] = item._replace(value=year if dated else None, kind="month" if dated else "later")
        elif item.value:
            year = item.value[:4]
    return [item for item in found if item.kind != "later"]


def _stated(kind: str, match: re.Match[str], text: str) -> Stated:
    before = text[max(0, match.start() - 40) : match.start()]
    start, end = match.span()
    if kind == "list" and ", năm" in match.group() and COMPARED.search(before):  # "so với năm 2021, năm 2022 tăng"
        return Stated(start + match.group().rindex("năm"), end, match.group()[-4:], "year")
    if _is_no_period(kind, match, before, rises=text.startswith(" lên ", end)):
        return Stated(start, end, None, "compared")
    if kind == "list":
        years = tuple(re.findall(r"\d{4}", match["list"]))
        return Stated(start, end, f"{min(years)}..{max(years)}", kind, years)
    if kind == "later":
        return Stated(start, end, None, kind)
    if kind == "partial":
        known = not CUMULATIVE.search(before)
        return Stated(start, end, None, kind if known else "compared", (match["m"], match["d"]))
    return _of_year(kind, match, before)


def _is_no_period(kind: str, match: re.Match[str], before: str, *, rises: bool) -> bool:
    """Say whether the time is that of a comparison, a birth, a law or an upload, or where a rise began."""
    if (kind in {"year", "day"} and OF_SOMETHING_ELSE.search(before)) or (kind == "range" and BORN.search(before)):
        return True
    if kind == "year" and (PLANNED.search(before) or before.endswith("trước ") or (rises and before.endswith("từ "))):
        return True
    if kind == "range" and OF_A_HOUSE.search(before):
        return True
    return COMPARED.search(before) is not None or match.group().startswith("cùng kỳ")


def _of_year(kind: str, match: re.Match[str], before: str) -> Stated:
    start, end, first = match.start(), match.end(), match["a"]
    if kind == "since":
        return Stated(start, end, first if SAME_YEAR.search(match.group()) else f"{first}..", kind)
    if kind == "range":
        last = match["b"]
        if int(last) == int(first) + 1 and CUT_OFF.search(match.group()):
            return Stated(start, end, last, kind)
        both = (first, last) if match.group().startswith("năm") else ()  # "năm 2021 và 6 tháng năm 2022"
        return Stated(start, end, first if first == last else f"{first}..{last}", kind, both)
    if kind == "day":
        day = _day(first, match["m"], match["d"])
        return Stated(start, end, first if CUMULATIVE.search(before) or day is None else day, kind)
    return Stated(start, end, first, kind)


def _day(year: str, month: str, day: str) -> str | None:
    valid = 1 <= int(month) <= 12 and 1 <= int(day) <= 31
    return f"{year}-{int(month):02}-{int(day):02}" if valid else None


def is_within(value: str | None, span: str | None) -> bool:
    """Say whether a year is one of the years of a longer time: 2020 of 2016..2020."""
    first, _, last = (span or "").partition("..")
    return bool(value) and len(value or "") == len("2020") and first <= (value or "") <= last


def _is_of_longer(item: Stated, stated: list[Stated]) -> bool:
    """Say whether the years of a list only divide a longer time stated before it."""
    longer = (one for one in stated if one.start < item.start and one.kind == "range")
    return any(all(is_within(year, one.value) for year in item.values) for one in longer)


def _is_aside(item: Stated, text: str) -> bool:
    """Say whether a period stands alone in brackets within a line: "chị A (tháng 6/2020) và chị B"."""
    alone = text[item.start - 1 : item.start] == "(" and text[item.end : item.end + 1] == ")"
    return alone and item.kind in {"year", "month", "day"} and re.search(r"\w", text[item.end :]) is not None


def period_at(position: int, sentence: tuple[int, int], stated: list[Stated], calendar: Calendar) -> str | None:
    """Give the period of a figure: stated before it in its sentence, else after it there, else the last one stated."""
    inside = [item for item in stated if sentence[0] <= item.start < sentence[1]]
    before = [item for item in inside if item.start <= position and not item.in_passing]
    if before:
        return before[-1].value
    earlier = [item for item in stated if item.start < sentence[0] and not item.aside]
    earlier = [item for item in earlier if item.kind != "list" or not _is_of_longer(item, earlier)]
    whole = [item for item in earlier if not item.alone]
    if whole or calendar.current:
        earlier = whole
    carried = earlier[-1].value if earlier else calendar.current
    if carried is None and inside and not earlier:
        return inside[0].value
    return carried
