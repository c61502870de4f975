"""The register of instruments: the same document cited ten times is one row."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from vongtay.agencies.models import Body
from vongtay.audit import actions as audit
from vongtay.common.access import Staff
from vongtay.common.vietnamese import fold, nfc, tidy
from vongtay.papers.models import Instrument
from vongtay.papers.states.instruments import KIND_OF_LETTERS


@dataclass(frozen=True)
class Cited:
    """A document as a text names it; what the text doesn't say is empty."""

    kind: str = ""
    number: str = ""
    title: str = ""
    issuer: str = ""
    dated_on: date | None = None


@dataclass(frozen=True)
class Details:
    """What the register keeps of a document besides what a text says of it."""

    level: str = ""
    issued_by: Body | None = None
    scope: str = ""
    parent: Instrument | None = None
    replaces: Instrument | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    year_from: int | None = None
    year_to: int | None = None


_DASHES = re.compile(r"[\u2010-\u2015\u2043\u2212\uff0d_]+")
_SLASHES = re.compile(r"[\u2044\u2215\uff0f\\]+")
_LETTERS = "|".join(sorted(KIND_OF_LETTERS, key=len, reverse=True))
# The same sector with and without its dashes.
_SECTORS = {r"LD-?TB-?XH": "LDTBXH", r"VH-?TT-?DL": "VHTTDL", r"GD-?DT": "GDDT"}
_SIGN = re.compile(r"(?<![\w/-])\d+[A-Z]?(?:[/-](?:[A-Z]+\d*|\d+))+(?![\w/-])")


def normal_number(number: str) -> str:
    """Give a number and sign in one form: no spaces, marks or signs that only look alike, capitals, no leading noughts.

    >>> normal_number("số 05/KH–UBND"), normal_number("5 / kh-ubnd"), normal_number("1427/QĐ-TTg")
    ('5/KH-UBND', '5/KH-UBND', '1427/QD-TTG')
    >>> normal_number("Kế hoạch số 20/KH-LĐTB&XH ngày 16/3/2016"), normal_number("20/kh LÐ-TBXH")
    ('20/KH-LDTBXH', '20/KH-LDTBXH')
    """
    text = fold(tidy(number)).upper()
    text = _SLASHES.sub("/", _DASHES.sub("-", text))
    text = re.sub(r"\s*([/\-&.])\s*", r"\1", text)
    text = re.sub(r"(?:^|.*?\b)SO\b\s*:?\s*(?=[\d/])|^SO:?(?=\d)", "", text, count=1)
    text = re.sub(r"(?<=\d)\.(?=\d)", "", text).replace("&", "")
    text = re.sub(r"(?<=[A-Z])\.(?=[A-Z])", "-", text)
    text = re.sub(rf"([/-](?:{_LETTERS}))\s+(?=[A-Z])", r"\1-", text, count=1)
    text = re.sub(r"-{2,}", "-", text)
    for written, one in _SECTORS.items():
        text = re.sub(rf"(?<![A-Z]){written}(?![A-Z])", one, text)
        text = re.sub(rf"(?<=-S){written}(?![A-Z])", one, text)
    found = next((sign for sign in _SIGN.finditer(text) if re.search("[A-Z]", sign[0])), None)
    if found is None and text.startswith(("/", "-", ".", "…")):
        return ""  # a draft that has no number yet
    plain = found[0] if found else re.sub(r"\s+", "", text).strip(".,;:")
    return re.sub(r"^0+(?=\d)", "", plain)[:60]


def kind_of(number: str) -> str:
    """Give the kind that the letters of a number and sign say; a number with a body alone is a letter; else empty.

    >>> kind_of("20/KH-UBND"), kind_of("53/2024/QH15"), kind_of("312/SYT-BTXH"), kind_of("02-CT/TU"), kind_of("12")
    ('kế hoạch', 'luật', 'công văn', 'chỉ thị', '')
    """
    parts = [re.sub(r"\d+$", "", part) for part in re.split(r"[/-]", normal_number(number))[1:]]
    letters = [part for part in parts if part]
    named = next((KIND_OF_LETTERS[part] for part in letters if part in KIND_OF_LETTERS), "")
    return named or ("công văn" if letters else "")


def find(cited: Cited, *, by: Staff, issued_by: Body | None = None) -> Instrument | None:
    """Give the row of a document, or None where there is none.

    A number without a date is the one document that bears it, if there is just one: numbers begin again each year, and each
    commune has its own 5/KH-UBND. A row without a date is the document of that number whose date is learned later.
    """
    normal = normal_number(cited.number)
    if not normal:
        words = words_of(cited)
        named = _standing(by).filter(normal="", kind=words["kind"], dated_on=cited.dated_on)
        return named.filter(title__iexact=words["title"]).order_by("recorded_at").first()
    rows = list(_standing(by).filter(normal=normal).order_by("recorded_at"))
    if issued_by is not None:
        rows = [row for row in rows if row.issued_by_id in {None, issued_by.pk}]
        rows.sort(key=lambda row: row.issued_by_id is None)
    same_day = [row for row in rows if row.dated_on == cited.dated_on]
    if (known := _the_one(same_day, cited, issued_by)) is not None:
        return known
    if cited.dated_on is None:
        return rows[0] if len(rows) == 1 else None
    return next((row for row in rows if row.dated_on is None), None)


def find_or_create(cited: Cited, *, by: Staff, issued_by: Body | None = None) -> Instrument:
    """Give the row of a document, making it where there is none. A date learned later completes the row that had none."""
    found = find(cited, by=by, issued_by=issued_by)
    if found is None:
        return _make(cited, by, issued_by)
    if cited.dated_on and found.dated_on is None:
        found.dated_on = cited.dated_on
        found.save(update_fields=["dated_on"])
        audit.record("papers.date_instrument", by=by, details={"instrument": str(found.pk)})
    return found


def _make(cited: Cited, by: Staff, issued_by: Body | None) -> Instrument:
    normal = normal_number(cited.number)
    if not normal:
        row = Instrument(
            world=by.world, province_id=by.province_id, dated_on=cited.dated_on, **words_of(cited), **_entered(by)
        )
        row.save(force_insert=True)
        return _logged(row, by)
    row, is_new = Instrument.objects.get_or_create(
        world=by.world, province_id=by.province_id, normal=normal, dated_on=cited.dated_on, issued_by=issued_by, withdrawn_why="",
        defaults=words_of(cited) | _entered(by),
    )  # fmt: skip
    return _logged(row, by) if is_new else row


def _the_one(rows: list[Instrument], cited: Cited, issued_by: Body | None) -> Instrument | None:
    """Give the row that is meant among those of one number and day: several bodies may have used that number."""
    if len(rows) == 1 or (rows and issued_by is not None):
        return rows[0]
    same_words = [row for row in rows if cited.issuer and fold(row.issuer) == fold(cited.issuer)]
    return same_words[0] if len(same_words) == 1 else next((row for row in rows if row.issued_by_id is None), None)


def _standing(by: Staff) -> QuerySet[Instrument]:
    return Instrument.objects.filter(world=by.world, province_id=by.province_id, withdrawn_why="")


def _entered(by: Staff) -> dict[str, Any]:
    return {"body_id": by.body_id, "entered_by_id": by.post_id}


def words_of(cited: Cited) -> dict[str, str]:
    """Give the words of a document as the register keeps them."""
    title = re.sub(r"\s+", " ", nfc(cited.title)).strip()
    return {
        "kind": nfc(cited.kind)[:40],
        "number": nfc(cited.number).strip()[:60],
        "title": title[:500],
        "issuer": nfc(cited.issuer)[:200],
    }


def _logged(row: Instrument, by: Staff) -> Instrument:
    audit.record("papers.register_instrument", by=by, details={"instrument": str(row.pk)})
    return row
