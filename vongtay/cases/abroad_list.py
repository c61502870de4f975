"""Reads a commune's list of residents abroad: its columns by their headings, each row checked by itself, what may be there already explained."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from vongtay.agencies.models import Place
from vongtay.cases.actions import Line, Report
from vongtay.cases.queries import Candidate, Sought, match_candidates
from vongtay.cases.sheets import SheetError, day_of_serial
from vongtay.cases.states import ABROAD_COUNTRIES, Circumstance, KnownThrough
from vongtay.common import days, phones
from vongtay.common.access import Staff
from vongtay.common.days import today
from vongtay.common.vietnamese import fold
from vongtay.people.models import Sex
from vongtay.people.vault import Facts

# What a heading means, without marks: communes call their columns as they like.
HEADINGS = {
    "name": ("ho va ten", "ho ten", "ten", "name", "full name"),
    "born": ("nam sinh", "ngay sinh", "ngay thang nam sinh", "born", "birth date", "birth year"),
    "sex": ("gioi tinh", "nam nu", "sex"),
    "number": ("so giay to", "so ho chieu", "ho chieu", "cccd", "so dinh danh", "passport"),
    "country": ("nuoc", "nuoc den", "quoc gia", "noi den", "country"),
    "since": ("tu khi nao", "ngay di", "thoi gian di", "since"),
    "through": ("biet qua", "nguon tin", "known through"),
    "phone": ("dien thoai", "so dien thoai", "phone"),
    "address": ("dia chi", "thon ban", "thon", "noi o", "address"),
    "circumstances": ("hoan canh", "circumstances"),
    "returned": ("ngay tro ve", "ngay ve", "returned on"),
}
# What the columns are called in the sample, and in what is said of a wrong cell.
COLUMNS = {
    "name": "Họ và tên", "born": "Năm sinh", "sex": "Giới tính", "number": "Số giấy tờ", "country": "Nước", "since": "Từ khi nào", "through": "Biết qua",
    "phone": "Điện thoại", "address": "Địa chỉ", "circumstances": "Hoàn cảnh", "returned": "Ngày trở về",
}  # fmt: skip
SEXES = {
    "nu": Sex.FEMALE,
    "female": Sex.FEMALE,
    "f": Sex.FEMALE,
    "nam": Sex.MALE,
    "male": Sex.MALE,
    "m": Sex.MALE,
    "khac": Sex.OTHER,
}


@dataclass
class Row:
    """One row as it was read: what it says, or why it can't be entered, and who it may be already."""

    number: int
    typed: dict[str, str]
    errors: list[str] = field(default_factory=list)
    known: list[Candidate] = field(default_factory=list)
    twice: int | None = None

    @property
    def is_doubtful(self) -> bool:
        """Tell whether somebody has to look before it is entered."""
        return bool(self.known) or self.twice is not None


def rows_of(table: Sequence[Sequence[str]]) -> list[dict[str, str]]:
    """Give each row by the meaning of its columns. Errors: SheetError without a heading for names."""
    if not table:
        raise SheetError(_("The file is empty."))
    columns = {place: meaning for place, text in enumerate(table[0]) if (meaning := _meaning(text))}
    if "name" not in columns.values():
        raise SheetError(_("No column is headed “Họ và tên”. Put the headings into the first row."))
    if len(table) == 1:
        raise SheetError(_("The file has headings and no rows."))
    return [
        {meaning: row[place] if place < len(row) else "" for place, meaning in columns.items()} for row in table[1:]
    ]


def _meaning(heading: str) -> str:
    words = " ".join(fold(heading).replace("/", " ").replace(",", " ").split()).strip(" .*:")
    return next((meaning for meaning, known in HEADINGS.items() if words in known), "")


def check(staff: Staff, rows: Sequence[dict[str, str]], place: Place) -> list[Row]:
    """Say of each row what is wrong with it, whom it may be already, and which row says the same."""
    found = [Row(number, typed) for number, typed in enumerate(rows, 2)]
    seen: dict[tuple[str, int | None], int] = {}
    good: list[tuple[Row, Sought]] = []
    for row in found:
        try:
            line = line_of(row.typed, place)
        except WrongRow as wrong:
            row.errors += wrong.reasons
            continue
        key = (" ".join(sorted(fold(line.facts.name).split())), line.report.born_year)
        row.twice = seen.get(key)
        seen.setdefault(key, row.number)
        good.append((row, Sought(line.facts.name, line.report.born_year, row.typed.get("number", ""))))
    for (row, sought), candidates in zip(good, match_candidates(staff, [one for _row, one in good]), strict=True):
        row.known = [one for one in candidates if sought.born is None or one.score >= 100]
    return found


class WrongRow(Exception):  # noqa: N818  # reads as what happened
    """A row that can't be entered: one sentence for each cell that is wrong."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__()
        self.reasons = reasons


def line_of(typed: dict[str, str], place: Place, key: uuid.UUID | None = None) -> Line:
    """Make the line to be entered. Errors: WrongRow with a sentence for each cell that can't be read."""
    reasons: list[str] = []

    def read(column: str, reader: Callable[[str], Any], default: Any) -> Any:
        text = typed.get(column, "").strip()
        if not text:
            return default
        try:
            return reader(text)
        except ValueError as wrong:
            reasons.append(_("%(column)s: %(why)s") % {"column": COLUMNS[column], "why": wrong})
            return default

    born = read("born", _partial, None)
    facts = Facts(
        name=typed.get("name", "").strip(), born=born.code if born else "", address=typed.get("address", ""),
        id_number=read("number", lambda text: phones.identity_number(text).value, ""), phone=read("phone", phones.phone_number, ""),
    )  # fmt: skip
    report = Report(
        place=place, known_on=today(), born_year=born.first.year if born else None, sex=read("sex", _sex, Sex.UNKNOWN.value),
        country=read("country", _country, ""), since=read("since", lambda text: _partial(text).code, ""),
        known_through=read("through", _through, KnownThrough.OTHER.value), circumstances=read("circumstances", _circumstances, []),
        returned_on=read("returned", _day, None),
    )  # fmt: skip
    reasons += _why_not(facts, report)
    if reasons:
        raise WrongRow(reasons)
    return Line(key or uuid.uuid4(), report, facts)


def _why_not(facts: Facts, report: Report) -> list[str]:
    reasons = []
    if len(facts.name.split()) < 2 or len(facts.name) > 120:
        reasons.append(_("A whole name is needed, at least two words."))
    if report.born_year is not None and not report.known_on.year - 110 <= report.born_year <= report.known_on.year:
        reasons.append(_("The year of birth can't be."))
    if report.returned_on is not None and report.returned_on > report.known_on:
        reasons.append(_("The day of the return lies in the future."))
    if report.since and days.PartialDate.from_code(report.since).first > (report.returned_on or report.known_on):
        reasons.append(_("“Since when” lies after the return, or in the future."))
    return reasons


def _partial(text: str) -> days.PartialDate:
    serial = day_of_serial(text)
    return days.PartialDate.of(serial) if serial else days.parse_partial(text)


def _day(text: str) -> date:
    return day_of_serial(text) or days.parse_day(text)


def _sex(text: str) -> str:
    if (found := SEXES.get(fold(text).strip())) is None:
        raise ValueError(_("write “nam” or “nữ”"))
    return found.value


def _coded(text: str, choices: Sequence[tuple[Any, Any]]) -> str:
    """Read a code by its Vietnamese or English words, or by itself; words that we don't know are refused, not guessed."""
    wanted = fold(text).strip()
    for code, label in choices:
        if wanted in {fold(str(label)), str(code).lower()}:
            return str(code)
    raise ValueError(_("“%(text)s” is not in the list") % {"text": text[:40]})


def _country(text: str) -> str:
    return _coded(text, ABROAD_COUNTRIES)


def _through(text: str) -> str:
    return _coded(text, KnownThrough.choices)


def _circumstances(text: str) -> list[str]:
    return [_coded(part, Circumstance.choices) for part in text.replace(",", ";").split(";") if part.strip()]


def template() -> list[tuple[str, list[list[str]]]]:
    """Give the list to be filled in: the headings with one invented row, and beside it what each column takes."""
    invented = {
        "name": "Nguyễn Thị Ví Dụ", "born": "2001", "sex": "Nữ", "since": "3/2025", "address": "Thôn Giả Định",
    }  # fmt: skip
    with translation.override("vi"):
        takes = {
            "name": "Bắt buộc, ít nhất hai chữ", "born": "Năm, hoặc ngày/tháng/năm", "sex": "Nữ; Nam; Khác", "number": "Hộ chiếu hoặc số định danh",
            "country": _words_of(ABROAD_COUNTRIES), "since": "Năm, tháng/năm, hoặc ngày/tháng/năm", "through": _words_of(KnownThrough.choices),
            "phone": "Số gọi được an toàn", "address": "Thôn, bản", "circumstances": f"{_words_of(Circumstance.choices)} (nhiều mục thì ngăn bằng dấu ;)",
            "returned": "Chỉ ghi khi đã trở về",
        }  # fmt: skip
        invented["country"], invented["circumstances"] = (
            str(dict(ABROAD_COUNTRIES)["CN"]),
            str(Circumstance.NO_STEADY_WORK.label),
        )
        invented["through"] = str(KnownThrough.FAMILY.label)
    head = [COLUMNS[name] for name in HEADINGS]
    rows = [head, [invented.get(name, "") for name in HEADINGS]]
    return [
        ("Danh sách", rows),
        ("Cách ghi", [["Cột", "Ghi thế nào"], *([COLUMNS[name], takes[name]] for name in HEADINGS)]),
    ]


def _words_of(choices: Sequence[tuple[Any, Any]]) -> str:
    return "; ".join(str(label) for _code, label in choices)
