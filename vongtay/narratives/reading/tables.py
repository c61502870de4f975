"""Rows of tables: a number alone in a cell takes its meaning from the row's label, the column's head and its measure."""

import re
from typing import NamedTuple

from vongtay.narratives.reading.candidate import SHARE, SIGNS, Candidate
from vongtay.narratives.reading.coding import PEOPLE
from vongtay.narratives.reading.divided import SUM
from vongtay.narratives.reading.implied import label_unit, number_of
from vongtay.narratives.reading.lexicon import Unit, mark_cues, unit_at
from vongtay.narratives.reading.numbers import SCALES, Number, digits_value, tidy
from vongtay.narratives.reading.text import Line, line_of

NUMERIC = re.compile(r"\s*(?:[+-] ?)?(\d{1,3}(?:(?: ?\. ?| )\d{3})+|\d+(?:[.,]\d+)?)\s*(%?)\s*")
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
MONEY_SCALES = SCALES | {
    "1.000": 1_000,
    "1000": 1_000,
    "1.000.000": 1_000_000,
    "1000000": 1_000_000,
}  # "1.000 đồng" heads a column
A_SCALE = "|".join(map(re.escape, MONEY_SCALES))
COUNTER = frozenset({"stt", "tt", "số tt", "số thứ tự", "#"})
MEASURES = frozenset({"đơn vị tính", "đvt", "đơn vị", "đv tính", "đơn vị đo"})
MONEY = re.compile(rf"(?:^|[(,]|đvt:? ?)\s*(?:({A_SCALE}) ?)?(?:đồng|vnđ|đ)\s*(?:\)|$)")
SPENT = re.compile(
    r"(?:số|thành|tổng(?: số)?) tiền|(?:tổng )?(?:kinh phí|ngân sách)"
)  # heads of money that may not say in what
MEASURED = re.compile(rf"(?:đvt|đơn vị(?: tính)?) ?:? ?((?:(?:{A_SCALE}) ?)?(?:đồng|vnđ))\b")
CAPTION = re.compile(r"(?:đvt|đơn vị(?: tính)?) ?: ?(?P<measure>[^\W\d][^()\d:;,.\t]{0,24}?) ?\)?[ .]*$")
NUMBERED = re.compile(r"^\W*(?:bảng|biểu)(?: số)? [\d.]+[.:]? ?")
PART = re.compile(r"\W*(?:trong đó|gồm|bao gồm|chia ra|nữ|nam|trẻ em|dưới|trên|từ|đủ|là)\b")
COMPARING = re.compile(r"so (?:với|sánh)|tăng|giảm|chênh lệch")  # such a column tells changes of now
WHERE = re.compile(
    r"(?:tên )?(?:các )?(?:huyện|xã|phường|tỉnh|quận|địa phương|địa bàn|thành phố|thôn|bản|đơn vị)(?:(?:,|/| ).*)?"
)
IN_BRACKETS = re.compile(r"\(([^()]+)\)$")
EARLIER = re.compile(r"(?:số liệu |thực hiện )?(?:cùng kỳ|kỳ trước|năm trước)\b")
NAMED_BY_YEAR = re.compile(r"\s*(năm )?((?:19|20)\d\d)\s*")
TIMES = frozenset({"năm", "các năm", "thời gian", "giai đoạn"})
LABEL = re.compile(r"\W*(?:\d+[.)]? ?)?(?:tổng )?số ")
GENERAL = frozenset({"person", "instance", "case", "thing", "place", "audience", "staff"})  # the label says of whom
NAME = 2  # words of a name that may end in a noun
LABELS = 2  # cells of a row that only names: its sign, and what it is called
PLACES = frozenset({"place", "unknown"})


class Cell(NamedTuple):
    """One cell of a row and where it begins in its line."""

    text: str
    start: int

    @property
    def is_number(self) -> bool:
        """Say whether it holds nothing but a number."""
        return NUMERIC.fullmatch(self.text) is not None


class CellFigure(NamedTuple):
    """A figure of a cell: its place in the row, the period of its column, and the words it is coded by."""

    start: int
    end: int
    period: str | None
    line: Line
    candidate: Candidate
    is_earlier: bool  # the column tells of the time compared, "Cùng kỳ"
    is_part: bool  # the row tells of a part of the row before


def row_of(cells: list[str]) -> str:
    """Write cells as one row; a row with one of them still has a tab, so that it is known for a row."""
    text = "\t".join(cells).rstrip("\t")
    return text if "\t" in text or len(cells) == 1 or not text else f"{text}\t"


def cells_of(text: str) -> list[Cell]:
    """Cut a row into its cells."""
    cells, at = [], 0
    for part in text.split("\t"):
        cells.append(Cell(part, at))
        at += len(part) + 1
    return cells


def is_head(cells: list[Cell]) -> bool:
    """Say whether a row only names its columns: it holds no number but years."""
    return all(YEAR.fullmatch(cell.text.strip()) for cell in cells if cell.is_number)


def is_section(cells: list[Cell], head: list[str]) -> bool:
    """Say whether a row below the head only names what the next rows are about: "I", "Tuyên truyền"."""
    told = [cell for cell in cells if cell.text.strip()]
    columns = [name for name in head if name]
    return len(told) <= LABELS < len(columns) and not any(cell.is_number for cell in cells[1:])


def heads_of(cells: list[Cell], above: list[str] | None) -> list[str]:
    """Give the names of the columns; a head of two rows is read downwards: "Năm 2023" over "Nữ" is "Năm 2023 Nữ"."""
    names = [cell.text.strip() for cell in cells]
    if above is None:
        return names
    joined, over = [], ""
    for place in range(max(len(names), len(above))):
        below = names[place] if place < len(names) else ""
        over = (above[place] if place < len(above) else "") or (over if below else "")
        joined.append(over if over == below else f"{over} {below}".strip())
    return joined


def is_measure(text: str) -> bool:
    """Say whether a cell names a unit and nothing else: "Người", "Triệu đồng", "%"."""
    text = text.strip()
    if text == "%" or MONEY.fullmatch(text):
        return True
    line = line_of(text)
    unit = unit_at(line, 0) if line.tokens else None
    return unit is not None and unit.last == len(line.tokens)


def told_below(text: str) -> tuple[str, str]:
    """Give the measure in which the table below a line is told, and what it counts: "lượt" and "Tin báo" of "Bảng 2. Tin báo (ĐVT: lượt)"."""
    money = MEASURED.search(text) if "đồng" in text or "vnđ" in text else None
    named = CAPTION.search(text) if "đvt" in text or "đơn vị" in text else None
    named = named if named is not None and is_measure(named["measure"]) else None
    caption = NUMBERED.sub("", text[: named.start()]).strip(" (") if named else ""
    return (money[1] if money else named["measure"] if named else ""), caption


class Above(NamedTuple):
    """What stands above a row: the names of the columns, the row that names a section, the money of the whole table."""

    head: list[str]
    section: str = ""
    told_in: str = ""


def section_of(cells: list[Cell]) -> str:
    """Give what a row that only names a section says: "Tin báo" of "II", "Tin báo"."""
    return next((cell.text.strip() for cell in reversed(cells) if cell.text.strip()), "")


def row_figures(cells: list[Cell], above: Above) -> list[CellFigure]:
    """Give the figures of the cells of a row that hold nothing but a number."""
    head = above.head
    heads = [head[place].strip() if place < len(head) else "" for place in range(len(cells))]
    words = [place for place, cell in enumerate(cells) if cell.text.strip() and not cell.is_number]
    in_year = _year_of_row(cells, heads)
    if not words and in_year is None:
        return []
    named = words and WHERE.fullmatch(heads[words[0]]) is None  # the name of a place says nothing of what is counted
    label = _with_section(cells[words[0]].text.strip() if named else "", above.section)
    heads = heads if label else [_with_what_it_compares(heads, place) for place in range(len(heads))]
    measure = next((cells[p].text.strip() for p in words[1:] if heads[p] in MEASURES or is_measure(cells[p].text)), "")
    found = []
    in_column = [_measure_in(name) for name in heads]
    for place, cell in enumerate(cells):
        match = NUMERIC.fullmatch(cell.text)
        if match is None or heads[place] in COUNTER or (place == 0 and (in_year or not heads[place])):
            continue
        figure = _figure(
            cell,
            match,
            label,
            heads[place],
            measure or in_column[place] or _told_in(above.told_in, label, heads[place]),
        )
        if figure is not None:
            found.append(figure._replace(period=figure.period or in_year))
    return found


def _with_what_it_compares(heads: list[str], place: int) -> str:
    """Give the head "Tăng/giảm" the words of the column before it, where rows name only places."""
    compares = place > 0 and COMPARING.match(heads[place]) is not None
    return f"{heads[place]} {heads[place - 1]}" if compares else heads[place]


def _measure_in(column: str) -> str:
    """Give "lượt" of the head "Loa (lượt)"; what is money there is seen by its own words."""
    inside = IN_BRACKETS.search(column)
    return inside[1] if inside and is_measure(inside[1]) and not MONEY.search(column) else ""


def _with_section(label: str, section: str) -> str:
    """Give a label that names nothing countable the words of its section: "Tiếp nhận" below "Tin báo"."""
    if not section:
        return label
    line = line_of(f"{label} :")
    return label if label_unit(line, 0, len(line.tokens)) is not None else f"{section} {label}"


def _told_in(money: str, label: str, column: str) -> str:
    """Give the money in which a table is told for a cell that counts nothing else."""
    if not money:
        return ""
    line = line_of(f"{label} {column}")
    return "" if number_of(line, 0, len(line.tokens)) is not None and not SPENT.search(column) else money


def _year_of_row(cells: list[Cell], heads: list[str]) -> str | None:
    """Give the year that names a row: "2021" under "Năm", or "Năm 2021"."""
    name = NAMED_BY_YEAR.fullmatch(cells[0].text)
    return name[2] if name and (name[1] or heads[0] in TIMES) else None


def stacked_figures(above: list[str], text: str) -> list[CellFigure]:
    """Read a number alone on its line when the cells of its row are the lines above it: the label, then the unit."""
    cells = [Cell(line, 0) for line in above]
    has_unit = len(cells) > 1 and is_measure(cells[-1].text)
    if not cells or not (has_unit or LABEL.match(cells[-1].text)):
        return []
    return row_figures([*(cells if has_unit else cells[-1:]), Cell(text, 0)], Above([]))


def _figure(cell: Cell, match: re.Match[str], label: str, column: str, measure: str) -> CellFigure | None:
    share = bool(match[2]) or measure == "%" or "%" in column
    money = None if share else next((found for text in (column, measure, label) if (found := MONEY.search(text))), None)
    value = digits_value(match[1], whole=not share and money is None)
    if value is None:
        return None
    in_full = value >= SUM and not share and SPENT.match(column) is not None
    if money is not None:
        value = tidy(value * MONEY_SCALES.get(money[1] or "", 1))
    told_in = "%" if share else "đồng" if money is not None or in_full else measure
    line, number, unit = _words(match[1], label, column, told_in, money=money is not None or in_full)
    if unit is None:
        return None
    year = None if COMPARING.match(column) else YEAR.search(column)
    return CellFigure(
        cell.start + match.start(1),
        cell.start + match.end(2 if match[2] else 1),
        year.group() if year else None,
        line,
        Candidate(
            number._replace(value=value),
            number.first,
            number.last,
            unit,
            "exact",
            implied=True,
            change=SIGNS.get(cell.text.strip()[0]),
        ),
        EARLIER.match(column) is not None,
        PART.match(label) is not None,
    )


def _words(digits: str, label: str, column: str, measure: str, *, money: bool) -> tuple[Line, Number, Unit | None]:
    """Write out what the cell says, "label column : 12 unit", and find the noun that the number counts."""
    line = line_of(f"{label} {column} : {digits} {measure}")
    mark_cues(line)
    at = len(line_of(f"{label} {column} :").tokens)
    number = Number(at, at + 1, 0, None, spelt=False)
    rest = (at + 1, len(line.tokens))
    if measure == "%":
        return line, number, Unit(SHARE, *rest)
    if money:
        return line, number, Unit("money", *rest)
    measured = unit_at(line, at + 1) if measure else None
    split = len(line_of(label).tokens)
    return line, number, _noun(line, (split, at), measured) or measured or _helped(line, at)


def _noun(line: Line, column: tuple[int, int], measured: Unit | None) -> Unit | None:
    """Give what a cell counts: its measure, or the noun that the label or the column of `column` names more closely."""
    split, at = column
    counted = number_of(line, 0, at) is not None
    in_column = label_unit(line, split, at)
    if measured is not None and measured.kind == "turn" and in_column is not None and in_column.kind == "audience":
        return in_column
    if measured is not None and measured.kind not in GENERAL and not counted:
        return measured
    named = label_unit(line, 0, at)
    if measured is not None and measured.kind in PEOPLE and named is not None and named.kind not in PEOPLE:
        return measured  # "Trợ cấp khó khăn ban đầu", in persons
    if named is not None and named.first < split and (named.kind in PLACES or _is_in_a_name(line, named, split)):
        return in_column or named
    return named


def _is_in_a_name(line: Line, named: Unit, split: int) -> bool:
    """Say whether the noun of a label only ends a name such as "Phố Bảng"; the column then says what is counted."""
    if named.kind == "person" and named.last - named.first < min(split, NAME) and named.last - named.first == 1:
        return number_of(line, 0, split) is None  # "Nam Đông"
    return named.first > 0 and named.last == split and split <= NAME and number_of(line, 0, split) is None


def _helped(line: Line, at: int) -> Unit | None:
    """Give persons for a row such as "Được hỗ trợ học nghề", whose label names a kind of help and no noun."""
    told = any(name.startswith("support_") and line.has(name, 0, at) for name in line.hits)
    return Unit("person", at + 1, at + 1) if told else None
