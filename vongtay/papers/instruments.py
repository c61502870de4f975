"""The register of instruments: the same document cited ten times is one row."""

import re
from dataclasses import dataclass
from datetime import date

from vongtay.audit import actions as audit
from vongtay.common.access import Staff
from vongtay.common.vietnamese import nfc
from vongtay.papers.models import Instrument


@dataclass(frozen=True)
class Cited:
    """A document as a text names it; what the text doesn't say is empty."""

    kind: str = ""
    number: str = ""
    title: str = ""
    issuer: str = ""
    dated_on: date | None = None


def normal_number(number: str) -> str:
    """Give a number and sign in one form: no spaces, capitals, plain dashes, no leading noughts, Đ as D.

    >>> normal_number("số 05/KH–UBND"), normal_number("5 / kh-ubnd"), normal_number("1427/QĐ-TTg")
    ('5/KH-UBND', '5/KH-UBND', '1427/QD-TTG')
    """
    plain = re.sub(r"\s+|[\u200b\ufeff]", "", nfc(number)).upper().replace("Đ", "D").replace("Ð", "D")
    plain = re.sub(r"[\u2010-\u2015\u2212]", "-", plain)
    plain = re.sub(r"^SỐ:?", "", plain).strip(".,;:")
    return re.sub(r"^0+(?=\d)", "", plain)[:60]


def find_or_create(cited: Cited, *, by: Staff) -> Instrument:
    """Give the row of a document, making it where there is none.

    A number without a date is the one document that bears it, if there is just one: numbers begin again each year.
    A date learned later completes the row that had none.
    """
    normal = normal_number(cited.number)
    if not normal:
        return _by_title(cited, by)
    rows = list(
        Instrument.objects.filter(world=by.world, province_id=by.province_id, normal=normal).order_by("recorded_at")
    )
    same_day = [row for row in rows if row.dated_on == cited.dated_on]
    if same_day:
        return same_day[0]
    if cited.dated_on is None and len(rows) == 1:
        return rows[0]
    undated = next((row for row in rows if row.dated_on is None), None)
    if cited.dated_on and undated:
        undated.dated_on = cited.dated_on
        undated.save(update_fields=["dated_on"])
        audit.record("papers.date_instrument", by=by, details={"instrument": str(undated.pk)})
        return undated
    row, is_new = Instrument.objects.get_or_create(
        world=by.world, province_id=by.province_id, normal=normal, dated_on=cited.dated_on, defaults=words_of(cited)
    )
    return _logged(row, by) if is_new else row


def _by_title(cited: Cited, by: Staff) -> Instrument:
    words = words_of(cited)
    named = Instrument.objects.filter(
        world=by.world, province_id=by.province_id, normal="", kind=words["kind"], dated_on=cited.dated_on
    )
    found = named.filter(title__iexact=words["title"]).order_by("recorded_at").first()
    return found or _logged(
        Instrument.objects.create(world=by.world, province_id=by.province_id, dated_on=cited.dated_on, **words), by
    )


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
