"""One row of a spreadsheet as a document of the register: the same readings and refusals as the form has."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils.translation import gettext as _

from vongtay.agencies.models import Body
from vongtay.common.access import Staff
from vongtay.common.days import DayError, parse_day
from vongtay.common.spreadsheets import Line, lines_of
from vongtay.common.vietnamese import fold, nfc
from vongtay.papers.instruments import Cited, Details, find, kind_of, normal_number
from vongtay.papers.models import Instrument
from vongtay.papers.states.instruments import KINDS, Level
from vongtay.programme.queries.documents import bodies_issuing, level_of, register_of
from vongtay.programme.states.document_sheet import HEADINGS, LEVEL_WORDS, NEEDED

LONGEST = {"number": 60, "title": 500, "issuer": 200, "scope": 300}
_YEARS = re.compile(r"(\d{4})(?:\s*[-–]\s*(\d{4}))?")
_DAY = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}")


@dataclass
class Row:
    """A row, read: the document and what it says of itself, or what is wrong with it. known: it stands in the register."""

    number: int
    document: Cited = field(default_factory=Cited)
    details: Details = field(default_factory=Details)
    known: bool = False
    wrong: list[str] = field(default_factory=list)


def read_documents(content: bytes, by: Staff) -> Iterator[Row]:
    """Read each row of the table as a document of the province of `by`. Errors: SheetError."""
    lines = lines_of(content, headings=HEADINGS, needed=NEEDED)
    reader = _Reader(by)
    for line in lines:
        yield reader.read(line)


class _Reader:
    def __init__(self, by: Staff) -> None:
        self.by = by
        self.bodies: dict[str, set[Body]] = {}
        for body in bodies_issuing(by):
            for name in (body.name, body.short_name, body.code):
                self.bodies.setdefault(_same(name), set()).add(body)
        self.levels = {**LEVEL_WORDS, **{_same(str(level.label)): level.value for level in Level}}
        self.kinds = {fold(kind): kind for kind in KINDS}
        self.seen: dict[tuple[str, date | None, str], int] = {}
        self.numbers: dict[str, int] = {}

    def read(self, line: Line) -> Row:
        cells, row = line.cells, Row(line.number, wrong=list(line.wrong))
        self._lengths(row, cells)
        body = self._body(row, cells.get("issuer", ""))
        kind = cells.get("kind", "")
        row.document = Cited(
            self.kinds.get(fold(kind), kind.lower()), cells.get("number", ""), cells.get("title", ""),
            body.name if body else cells.get("issuer", ""), self._day(row, cells, "dated_on"),
        )  # fmt: skip
        first, last = self._years(row, cells.get("years", ""))
        row.details = Details(
            level=self._level(row, cells.get("level", ""), body), issued_by=body, scope=cells.get("scope", ""),
            parent=self._named(row, cells, "parent"), replaces=self._named(row, cells, "replaces"),
            valid_from=self._day(row, cells, "valid_from"), valid_to=self._day(row, cells, "valid_to"), year_from=first, year_to=last,
        )  # fmt: skip
        valid = (row.details.valid_from, row.details.valid_to)
        if valid[0] and valid[1] and valid[1] < valid[0]:
            row.wrong.append(_("The last day in force must not lie before the first."))
        self._once(row)
        return row

    def _lengths(self, row: Row, cells: dict[str, str]) -> None:
        if not (cells.get("number") or cells.get("title")):
            row.wrong.append(_("Give the number and sign, or the title."))
        for name, most in LONGEST.items():
            if len(cells.get(name, "")) > most:
                row.wrong.append(
                    _("“%(heading)s” has more than %(most)s letters.") % {"heading": HEADINGS[name][0], "most": most}
                )

    def _once(self, row: Row) -> None:
        """Say whether the document stands already, in the register or in a row above."""
        document, body = row.document, row.details.issued_by
        normal = normal_number(document.number)
        key = (normal or fold(document.title), document.dated_on, str(body.pk) if body else fold(document.issuer))
        if (first := self.seen.setdefault(key, row.number)) != row.number:
            row.wrong.append(_("The same document as row %(number)s.") % {"number": first})
        elif not row.wrong:
            kind = document.kind or kind_of(document.number)
            row.known = find(replace(document, kind=kind), by=self.by, issued_by=body) is not None
        if normal and not row.wrong:
            self.numbers.setdefault(normal, row.number)

    def _day(self, row: Row, cells: dict[str, str], name: str) -> date | None:
        if not (text := cells.get(name, "")):
            return None
        try:
            return parse_day(text)
        except DayError:
            row.wrong.append(
                _("“%(day)s” under “%(heading)s” is no day. Write it as 30/7/2026.")
                % {"day": text, "heading": HEADINGS[name][0]}
            )
            return None

    def _body(self, row: Row, name: str) -> Body | None:
        found = self.bodies.get(_same(name), set()) if name else set()
        if len(found) > 1:
            row.wrong.append(_("More than one body is called “%(body)s”: write its full name.") % {"body": name})
        return next(iter(found)) if len(found) == 1 else None

    def _level(self, row: Row, text: str, body: Body | None) -> str:
        if not text:
            return level_of(body) if body else ""
        if _same(text) not in self.levels:
            levels = "; ".join(str(level.label) for level in Level)
            row.wrong.append(_("“%(level)s” is no level. Levels: %(levels)s.") % {"level": text, "levels": levels})
        return self.levels.get(_same(text), "")

    def _years(self, row: Row, text: str) -> tuple[int | None, int | None]:
        if not text:
            return None, None
        found = _YEARS.fullmatch(text.strip())
        first = int(found[1]) if found else 0
        last = int(found[2] or found[1]) if found else 0
        if not 1990 <= first <= last <= 2100:
            row.wrong.append(
                _("“%(years)s” is no year and no run of years. Write it as 2026 or 2021-2025.") % {"years": text}
            )
            return None, None
        return first, last

    def _named(self, row: Row, cells: dict[str, str], name: str) -> Instrument | None:
        """Give the document that a cell names by its number, perhaps with its day; one of a row above is found once it stands."""
        if not (text := cells.get(name, "")):
            return None
        day = _DAY.search(text)
        normal = normal_number(_DAY.sub("", text))
        found = (
            register_of(self.by).filter(normal=normal) if normal else register_of(self.by).filter(title__iexact=text)
        )
        if day is not None:
            found = found.filter(dated_on=self._day(row, {name: day[0]}, name))
        rows = list(found[:2])
        if len(rows) == 1:
            return rows[0]
        words = {"text": text, "heading": HEADINGS[name][0]}
        if rows:
            row.wrong.append(
                _("“%(text)s” under “%(heading)s” is the number of more than one document: write its day beside it.")
                % words
            )
        elif not normal or normal not in self.numbers:
            row.wrong.append(
                _("“%(text)s” under “%(heading)s” stands neither in the register nor in a row above.") % words
            )
        return None


def _same(text: str) -> str:
    return " ".join(nfc(text).lower().split())
