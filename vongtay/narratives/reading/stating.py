"""The wordings that state a time, and which of them a line can fit."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

Y = r"(?P<{}>(?:19|20)\d\d)"
DAYS = r"\d{1,2}\s?[/.\-]\s?\d{1,2}\s?[/.\-]\s?"
SAME_YEAR = re.compile(r"đầu năm|tháng 0?[1-9](?!\d)")  # from its first months to now: the text is of that year
TO_NOW = r"(?:(?:đến|tới|cho đến) nay|(?:trở )?lại đây|đến (?:thời điểm )?(?:hiện tại|hiện nay))"
MONTH = r"(?:tháng\s+)?\d{1,2}\s?(?:[/.\-]|năm)\s?"
FROM = rf"(?:{DAYS}|{MONTH}|(?:cuối|đầu|giữa) (?:năm )?|năm |tháng \d{{1,2}} năm )?"
SPAN_OF_DAYS = re.compile(rf"{DAYS}{Y.format('a')},? ?(?:-|đến|tới) ?(?:hết )?(?:ngày )?{DAYS}{Y.format('b')}(?!\d)")
SPAN_OF_MONTHS = re.compile(
    rf"(?:tháng )?\d(?<!\d\d)\d?[/.\-]{Y.format('a')} ?(?:-|đến|tới) ?(?:hết )?(?:tháng )?\d{{1,2}}[/.\-]{Y.format('b')}(?!\d)"
)
DAYS_TO_DAY = re.compile(
    rf"\d(?<!\d\d)\d?[/.\-]\d{{1,2}} ?(?:-|đến|tới) ?(?:hết )?(?:ngày )?{DAYS}{Y.format('a')}(?!\d)"
)
ONE_DAY = re.compile(rf"(?P<d>\d{{1,2}})\s?[/.\-]\s?(?P<m>\d{{1,2}})\s?[/.\-]\s?{Y.format('a')}(?!\d)")
FULL_DATE = re.compile(rf"{DAYS}{Y.format('a')}(?!\d)|ngày \d{{1,2}} tháng \d{{1,2}} năm {Y.format('b')}")
OF_A_MONTH = re.compile(r"tháng (?<!đến hết tháng )\d{1,2}(?:\s?[/.\-]\s?| năm )((?:19|20)\d\d)(?!\d)")
A_DATE = re.compile(r"\d\s?[/.\-]\s?(?:19|20)\d\d")  # each of these four holds one
WITH_DATE = frozenset({SPAN_OF_DAYS, SPAN_OF_MONTHS, DAYS_TO_DAY, ONE_DAY})
CENTURIES = ("19", "20")


class Wording(NamedTuple):
    """One way to state a time: what kind it is, its pattern, and pieces of which one stands wherever it fits."""

    kind: str
    pattern: re.Pattern[str]
    needs: tuple[str, ...]


WORDINGS = (
    Wording("since", re.compile(rf"từ (?:khi |sau )?(?:đầu |giữa |cuối )?năm {Y.format('a')} {TO_NOW}"), ("từ ",)),
    Wording(
        "since",
        re.compile(
            rf"từ (?:sau )?(?:ngày {DAYS}|(?:ngày \d{{1,2}} |đầu |giữa |cuối )?tháng \d{{1,2}}(?:\s?[/.\-]\s?|,? năm )){Y.format('a')}"
            rf" {TO_NOW}"
        ),
        ("từ ",),
    ),
    Wording(
        "since",
        re.compile(rf"(?:triển khai|thực hiện|hoạt động) từ (?:đầu |giữa |cuối )?năm {Y.format('a')}(?= (?:tại|ở) )"),
        ("khai từ ", "hiện từ ", "động từ "),
    ),
    Wording(
        "since",
        re.compile(rf"từ năm {Y.format('a')}(?=,? (?:đã|tỉnh|toàn|các|hội|sở|công an|trung tâm|lực lượng))"),
        ("từ năm ",),
    ),
    Wording(
        "since",
        re.compile(
            rf"từ (?:khi|ngày|lúc) (?:được )?(?:thành lập|ra đời|ra mắt|hoạt động|khai trương|triển khai|thực hiện|vận hành)"
            rf"[^.;,]{{0,20}}?{Y.format('a')}\)? {TO_NOW}"
        ),
        ("từ ",),
    ),
    Wording(
        "month",
        re.compile(
            rf"ngày \d{{1,2}} ?(?:-|đến|và) ?(?:ngày )?\d{{1,2}}\s?[/.]\s?\d{{1,2}}\s?[/.]\s?{Y.format('a')}(?!\d)"
        ),
        ("ngày ",),
    ),
    Wording(
        "range",
        re.compile(
            rf"(?:từ|tính từ|kể từ) (?:sau )?(?:ngày )?{FROM}{Y.format('a')},? (?:đến|tới|-) (?:hết |ngày "
            rf"|giữa |cuối |nay \()?(?:ngày )?{FROM}{Y.format('b')}"
        ),
        ("từ ",),
    ),
    Wording("range", SPAN_OF_DAYS, ("-", "đến", "tới")),
    Wording("range", SPAN_OF_MONTHS, ("-", "đến", "tới")),
    Wording(
        "range",
        re.compile(
            rf"năm {Y.format('a')}(?:,| và) (?:quý (?:\d|i{{1,3}}|iv)|\d{{1,2}} tháng(?: đầu)?)[ ./,]*(?:năm )?{Y.format('b')}(?!\d)"
        ),
        ("quý ", "tháng"),
    ),
    Wording("month", DAYS_TO_DAY, ("-", "đến", "tới")),
    Wording(
        "range",
        re.compile(
            rf"{Y.format('a')}(?<![\d/.,]....)\s?(?:-|đến|tới)\s?(?:năm )?(?:\d{{1,2}}[-/])?{Y.format('b')}(?!\d|\.\d)"
        ),
        ("-", "đến", "tới"),
    ),
    Wording(
        "list",
        re.compile(
            r"năm (?P<list>(?:19|20)\d\d(?:(?:, | và |; |, năm | và năm )(?:19|20)\d\d)+(?: và \d{1,2} tháng(?: đầu)? năm (?:19|20)\d\d)?)"
        ),
        ("năm 19", "năm 20"),
    ),
    Wording("day", ONE_DAY, ("/", ".", "-")),
    Wording("day", re.compile(rf"ngày (?P<d>\d{{1,2}}) tháng (?P<m>\d{{1,2}}) năm {Y.format('a')}"), (" tháng ",)),
    Wording("month", re.compile(rf"tháng \d{{1,2}}\s?[/.\-]\s?{Y.format('a')}"), ("tháng ",)),
    Wording(
        "year",
        re.compile(
            rf"(?:(?:nhiều|ít|cao|thấp|lớn) nhất là|phương hướng|nhiệm vụ|chỉ tiêu|mục tiêu) {Y.format('a')}(?!\d|\.\d)"
        ),
        ("nhất là ", "phương hướng ", "nhiệm vụ ", "chỉ tiêu ", "mục tiêu "),
    ),
    Wording(
        "year",
        re.compile(rf"(?:năm|quý (?:\d|i{{1,3}}|iv)\s?/|cùng kỳ|niên độ|năm học) ?{Y.format('a')}(?!\d|\.\d)"),
        ("năm", "quý ", "cùng kỳ", "niên độ"),
    ),
    Wording(
        "year",
        re.compile(rf"{Y.format('a')}(?:(?<=\(....)|(?<=; ....)|(?<=- ....))(?<!\d - ....)(?= có | là | chỉ có |: )"),
        ("(", "; ", "- "),
    ),
    # "900.000 người (2015)": of the figure before it only
    Wording("bare", re.compile(rf"(?<=\(){Y.format('a')}(?=\))"), ("(",)),
    Wording(
        "later",
        re.compile(r"(?:(?:một|hai|ba|vài|mấy|\d{1,2}) (?:ngày|hôm|tuần|tháng) sau(?: đó)?|(?:hôm|ngày hôm) sau),"),
        (" sau",),
    ),
    Wording(
        "partial",
        re.compile(
            r"(?:ngày|hôm|sáng|trưa|chiều|tối|đêm) (?P<d>\d{1,2})(?:\s?[/\-]\s?|\.)(?P<m>\d{1,2})(?![\d/\-]|\.\d)"
        ),
        ("ngày ", "hôm ", "sáng ", "trưa ", "chiều ", "tối ", "đêm "),
    ),
)
# Of the year in which the text was put out, when its first lines say which.
THIS_YEAR = Wording(
    "this_year",
    re.compile(r"từ đầu năm(?: nay)? (?:đến|tới) nay|năm nay|tháng đầu năm(?! nay| \d)"),
    ("năm nay", "đầu năm"),
)
# Of no time that a period could be: what is said after it in its sentence has none.
VAGUE = Wording(
    "vague",
    re.compile(
        r"năm ngoái|năm (?:vừa )?(?:qua|lại đây|gần đây|trở lại đây)|thời gian (?:vừa )?qua"
        r"|đến (?:nay(?:(?<=[.,;:…] đến nay)|(?<=^đến nay))|(?:thời điểm )?(?:hiện tại|hiện nay|này))"
    ),
    ("năm ", "thời gian", "đến "),
)
NOW = Wording(
    "now",
    re.compile(r"hiện(?<!\whiện)(?: nay,? | (?:đang )?có |,? (?=(?:toàn|tỉnh|huyện|cả nước|trên|tại|thành phố) ))"),
    ("hiện",),
)


class Wordings(NamedTuple):
    """Wordings in the order in which they are tried, and the pieces of all of them."""

    every: tuple[Wording, ...]
    pieces: frozenset[str]


def _with_now(wordings: Iterable[Wording]) -> Wordings:
    every = (*wordings, THIS_YEAR, VAGUE, NOW)
    return Wordings(every, frozenset(piece for wording in every for piece in wording.needs))


ALL = _with_now(WORDINGS)
WITHOUT_DATE = _with_now(wording for wording in WORDINGS if wording.pattern not in WITH_DATE)
WITHOUT_YEAR = _with_now(wording for wording in WORDINGS if wording.kind in {"partial", "later"})  # others hold one


def wordings_in(text: str, *, this_year: bool) -> Iterator[Wording]:
    """Give the wordings that a folded line can fit, in the order in which they are tried; `this_year` with that of the year of the text."""
    if any(century in text for century in CENTURIES):
        every, pieces = ALL if A_DATE.search(text) else WITHOUT_DATE
    else:
        every, pieces = WITHOUT_YEAR
    here = {piece for piece in pieces if piece in text}
    for wording in every:
        if not here.isdisjoint(wording.needs) and (this_year or wording is not THIS_YEAR):
            yield wording
