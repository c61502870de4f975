"""What tests of inspections stand on: a business, an inspection, a place that was looked at."""

import uuid
from datetime import date
from typing import Any

from vongtay.agencies.models import Place
from vongtay.common.access import Staff
from vongtay.common.days import today
from vongtay.programme import actions
from vongtay.programme.checklists import edition_for
from vongtay.programme.models import Business, Finding, Inspection, Visit
from vongtay.programme.told import read_quantity

DONG_DANG, LANG_SON = 2306184, 2100020
WORDS = "Kiểm tra cơ sở kinh doanh dịch vụ nhạy cảm"


def a_business(by: Staff, **changes: Any) -> Business:
    given = {
        "kind": "sensitive", "name": "Karaoke Mẫu Đỏ", "area": Place.objects.get(pk=DONG_DANG), "listed_on": date(2026, 1, 5),
        "number_kind": "tax", "number": "4900-000-001",
    }  # fmt: skip
    key = changes.pop("key", None) or uuid.uuid4()
    return actions.enter_business(key=key, about=actions.About(**(given | changes)), by=by)


def told(sites: str = "trên 12", violations: str = "3", teams: str = "1") -> list[actions.Counted]:
    rows = {
        "insp.team": (teams, "cuộc kiểm tra"),
        "insp.site": (sites, "cơ sở"),
        "insp.violation": (violations, "vi phạm"),
    }
    return [actions.Counted(code, read_quantity(text), unit) for code, (text, unit) in rows.items() if text]


def held(**changes: Any) -> actions.Held:
    given = {"kind": "business", "held_on": today(), "area": Place.objects.get(pk=DONG_DANG), "topic": WORDS}
    return actions.Held(**(given | changes))


def an_inspection(by: Staff, *, counts: Any = None, key: uuid.UUID | None = None, **changes: Any) -> Inspection:
    counts = told() if counts is None else counts
    return actions.enter_inspection(key=key or uuid.uuid4(), held=held(**changes), counts=counts, by=by)


def seen(*wrong: str, kind: str = "sensitive", **changes: Any) -> actions.Seen:
    """A checklist on which only the named points are not in order."""
    edition = edition_for(kind, today())
    answers = {one.code: "not_met" if one.code in wrong else "met" for one in edition.questions}
    return actions.Seen(**({"visited_on": today(), "edition": edition.code, "answers": answers} | changes))


def a_visit(by: Staff, inspection: Inspection, business: Business, *wrong: str, **changes: Any) -> Visit:
    return actions.enter_visit(
        key=uuid.uuid4(), inspection=inspection, place=business, seen=seen(*wrong, **changes), by=by
    )


def a_finding(by: Staff, *wrong: str, business: Business | None = None, **changes: Any) -> Finding:
    """One finding of a place: `se-notice` is mended, `se-person` is screened."""
    visit = a_visit(by, an_inspection(by, **changes), business or a_business(by), *(wrong or ("se-notice",)))
    return Finding.objects.select_related("visit__inspection", "visit__business").get(visit=visit)
