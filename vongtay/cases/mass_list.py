"""Reads the list of a foreign body: .xlsx, .csv or a table in a .docx; what each column means is guessed and said by a person."""

import io
import re
import uuid
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from docx import Document

from vongtay.cases.actions import ListedPerson
from vongtay.cases.sheets import MOST_BYTES, MOST_ROWS, SheetError, day_of_serial, read_table
from vongtay.cases.states import LISTED_FIELDS
from vongtay.common import ages, days, phones
from vongtay.common.vietnamese import fold
from vongtay.people.models import Sex

# What a heading means, without marks, in the languages in which such lists come.
HEADINGS = {
    "name": ("ho va ten", "ho ten", "ten", "name", "full name", "name in full", "姓名", "名字", "ឈ្មោះ"),
    "family_name": ("ho", "surname", "family name", "last name", "姓"),
    "given_name": ("given name", "given names", "first name", "名"),
    "born": ("ngay sinh", "nam sinh", "ngay thang nam sinh", "date of birth", "dob", "birth date", "birth year", "year of birth", "born", "出生日期", "出生年月"),
    "age": ("tuoi", "age", "年龄"),
    "sex": ("gioi tinh", "nam nu", "sex", "gender", "m f", "性别"),
    "passport": ("so ho chieu", "ho chieu", "passport", "passport no", "passport number", "so giay to", "document no", "护照号", "护照号码", "证件号码"),
    "home": ("dia chi", "que quan", "noi o", "address", "home", "place of birth", "province", "地址", "籍贯"),
    "family": ("gia dinh", "nhom", "family", "group", "家庭"),
}  # fmt: skip
MEANINGS = {
    "": gettext_noop("Not read"), "name": gettext_noop("Whole name"), "family_name": gettext_noop("Family name"),
    "given_name": gettext_noop("Given names"), "born": gettext_noop("Birth date or year"), "age": gettext_noop("Age"),
    "sex": gettext_noop("Sex"), "passport": gettext_noop("Passport or other number"), "home": gettext_noop("Home or address"),
    "family": gettext_noop("Family or group"),
}  # fmt: skip
_SEXES = {
    Sex.FEMALE: ("nu", "female", "f", "woman", "girl", "女", "ស្រី"),
    Sex.MALE: ("nam", "male", "m", "man", "boy", "男", "ប្រុស"),
}
_MONTHS = {month: place for place, month in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)}  # fmt: skip
_PASSPORT = re.compile(r"[A-Z]{1,2}\d{6,8}|\d{9}|\d{12}")


@dataclass
class ListRow:
    """One row as it was read: what it says by field, or why it can't be entered, and which row says the same."""

    number: int
    values: dict[str, str]
    errors: list[str] = field(default_factory=list)
    twice: int | None = None

    def __repr__(self) -> str:
        return f"ListRow({self.number})"


def read_foreign(content: bytes) -> list[list[str]]:
    """Give the rows of a list, headings first if it has any. Errors: SheetError with a sentence that says what to do."""
    if content.startswith(b"%PDF"):
        raise SheetError(_("A PDF can't be read as a list: ask for it as .xlsx, .csv or .docx, or type it in."))
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise SheetError(_("This is an old .xls or .doc: open it and save it as .xlsx or .docx."))
    rows = _docx(content) if _is_docx(content) else read_table(content)
    if not rows:
        raise SheetError(_("The file is empty."))
    return rows


def _is_docx(content: bytes) -> bool:
    if not content.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > MOST_BYTES:
                raise SheetError(_("The file is too large to be a list."))
            return "word/document.xml" in packed.namelist()
    except zipfile.BadZipFile as wrong:
        raise SheetError(_("The file is damaged: ask for it once more.")) from wrong


def _docx(content: bytes) -> list[list[str]]:
    try:
        tables = Document(io.BytesIO(content)).tables
    except Exception as wrong:  # a parser of a foreign file: whatever it stumbles over, the file can't be read
        raise SheetError(_("The file is damaged: ask for it once more.")) from wrong
    if not tables:
        raise SheetError(_("This .docx holds no table: put the list into a table, one person a row."))
    largest = max(tables, key=lambda table: len(table.rows))
    rows = [[" ".join(cell.text.split()) for cell in row.cells] for row in largest.rows]
    kept = [row for row in rows if any(row)]
    if len(kept) > MOST_ROWS + 1:
        raise SheetError(_("The file has more than %(most)d rows; split it.") % {"most": MOST_ROWS})
    return kept


def guess_columns(rows: Sequence[Sequence[str]]) -> tuple[int, list[str]]:
    """Guess what each column means; also gives where the headings stand, -1 where there are none. A person says whether it is right."""
    width = max(len(row) for row in rows)
    for place, row in enumerate(rows[:8]):  # a title or two may stand above
        found = [_meaning(text) for text in row] + [""] * (width - len(row))
        if {"name", "family_name"} & set(found) or len([one for one in found if one]) > 1:
            return place, _each_once(found)
    return -1, _each_once([_looks_like([row[column] for row in rows if column < len(row)]) for column in range(width)])


def _meaning(heading: str) -> str:
    words = " ".join(re.sub(r"[/,.*:()\-_]", " ", fold(heading)).split())
    return next((meaning for meaning, known in HEADINGS.items() if words in known), "")


def _looks_like(cells: Sequence[str]) -> str:
    filled = [cell for cell in cells if cell]

    def most(test: Callable[[str], bool]) -> bool:
        return bool(filled) and sum(1 for cell in filled if test(cell)) * 2 > len(filled)

    if most(lambda cell: bool(_PASSPORT.fullmatch(cell.upper().replace(" ", "")))):
        return "passport"
    if most(lambda cell: bool(_sex_in(cell))):
        return "sex"
    if most(lambda cell: _birth_in(cell) is not None):
        return "born"
    return "name" if most(lambda cell: len(cell.split()) > 1 and not re.search(r"\d", cell)) else ""


def _each_once(found: Sequence[str]) -> list[str]:
    return ["" if meaning in found[:place] else meaning for place, meaning in enumerate(found)]


def check(rows: Sequence[Sequence[str]], head: int, columns: Sequence[str]) -> list[ListRow]:
    """Say of each row below the headings what it tells, what is wrong with it, and which row says the same."""
    found, seen = [], dict[tuple[str, ...], int]()
    for number, row in enumerate(rows[head + 1 :], head + 2):
        told = {meaning: row[place] if place < len(row) else "" for place, meaning in enumerate(columns) if meaning}
        read = _row(number, told)
        key = (
            " ".join(sorted(fold(read.values.get("name", "")).split())),
            read.values.get("born", ""),
            read.values.get("passport", ""),
        )
        if not read.errors:
            read.twice = seen.get(key)
            seen.setdefault(key, number)
        found.append(read)
    return found


def _row(number: int, told: Mapping[str, str]) -> ListRow:
    row = ListRow(number, {})
    name = told.get("name") or f"{told.get('family_name', '')} {told.get('given_name', '')}"
    row.values["name"] = " ".join(name.replace(",", " ").split())[:120]
    if not row.values["name"]:
        row.errors.append(_("No name stands in this row."))
    elif re.search(r"\d", row.values["name"]):
        row.errors.append(_("A name has no digits: is this the right column?"))
    _read_birth(row, told)
    if sex := told.get("sex", "").strip():
        row.values["sex"] = _sex_in(sex)
        if not row.values["sex"]:
            row.errors.append(_("“%(text)s” is no sex that can be read.") % {"text": sex[:20]})
    _read_number(row, told.get("passport", ""))
    row.values |= {name: told[name].strip()[:200] for name in ("home", "family") if told.get(name)}
    row.values = {name: row.values[name] for name in LISTED_FIELDS if row.values.get(name)}
    return row


def _read_birth(row: ListRow, told: Mapping[str, str]) -> None:
    text, years = told.get("born", "").strip(), told.get("age", "").strip()
    this_year = days.today().year
    if text:
        birth = _birth_in(text)
        if birth is None:
            row.errors.append(_("“%(text)s” is no birth date that can be read.") % {"text": text[:30]})
        elif not this_year - 110 <= birth.year <= this_year:
            row.errors.append(_("The year of birth can't be."))
        else:
            row.values["born"] = str(birth)
    elif years:
        if years.isdecimal() and int(years) <= 110:
            row.values["born"] = str(ages.born_about(int(years), days.today()))
        else:
            row.errors.append(_("“%(text)s” is no age that can be read.") % {"text": years[:20]})


def _read_number(row: ListRow, text: str) -> None:
    plain = re.sub(r"[\s.\-/]", "", text).upper()
    if not plain:
        return
    try:
        row.values["passport"] = phones.identity_number(plain).value
    except phones.NumberError:
        row.errors.append(_("“%(text)s” is no number of a passport or identity card.") % {"text": text[:20]})


def _sex_in(text: str) -> str:
    wanted = fold(text).strip(" .")
    return next((sex.value for sex, words in _SEXES.items() if wanted in words), "")


def _birth_in(text: str) -> days.PartialDate | None:
    """Read a birth date or year as lists of several countries write it; None for what would have to be guessed."""
    plain = " ".join(text.strip().replace(".", "/").split())
    if serial := day_of_serial(plain):
        return days.PartialDate.of(serial)
    if found := re.fullmatch(r"((?:19|20)\d{2})[-/年]?(\d{1,2})[-/月]?(\d{1,2})日?(?:[ T]00:00(?::00)?)?", plain):
        return _day_of(*found.groups())
    if found := re.fullmatch(r"(\d{1,2})[ -/]([A-Za-z]{3})[a-z]*[ -/,]+(\d{4})", plain):
        return _day_of(found[3], str(_MONTHS.get(found[2].lower(), 0)), found[1])
    plain = plain.removeprefix("00/00/")
    try:
        return days.parse_partial(plain)
    except days.DayError:
        return None


def _day_of(year: str, month: str, day: str) -> days.PartialDate | None:
    try:
        return days.PartialDate.of(date(int(year), int(month), int(day)))
    except ValueError:
        return None


def listed(rows: Sequence[ListRow], keys: Mapping[int, str], ticked: set[int]) -> list[ListedPerson]:
    """Give what is to be entered: the ticked rows without errors, each under the key it was shown with."""
    return [
        ListedPerson(uuid.UUID(keys[row.number]), row.values)
        for row in rows
        if not row.errors and row.number in ticked and row.number in keys
    ]
