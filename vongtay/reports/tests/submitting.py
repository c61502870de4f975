"""An obligation of the communes of Lạng Sơn, and reports on it, made through the acts."""

import uuid
from datetime import date
from decimal import Decimal
from typing import Any

from tests.cast import COMMUNE, acting, body
from vongtay.agencies.models import Place
from vongtay.common.access import Staff
from vongtay.common.amounts import Stated, parse_stated
from vongtay.indicators.models import Indicator
from vongtay.reports import actions
from vongtay.reports.actions import Answered, Said, What, Who
from vongtay.reports.models import Obligation, Submission
from vongtay.reports.queries import calendar as queries
from vongtay.reports.states.calendar import Answer

LANG_SON = 2100020
PERIOD = "2026-Q2"
CODES = ("comm.leaflet", "comm.event", "train.course")
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)
NIL, NONE = Answered(Answer.NIL), Answered(Answer.NONE)


def what(**changes: Any) -> What:
    values: dict[str, Any] = {
        "title": "Báo cáo quý về phòng, chống mua bán người", "indicators": list(Indicator.objects.filter(pk__in=CODES)),
        "due_rule": "working_days", "due_number": 3, "asked_sign": "12/SYT-BTXH", "asked_on": date(2026, 1, 5),
    }  # fmt: skip
    return What(**(values | changes))


def who(**changes: Any) -> Who:
    values: dict[str, Any] = {
        "province": Place.objects.get(pk=LANG_SON), "owes": "communes", "speaks": "area", "begins_on": date(2026, 1, 1),
    }  # fmt: skip
    return Who(**(values | changes))


def an_obligation(*, of: dict[str, Any] | None = None, **changes: Any) -> Obligation:
    with acting("reporter") as staff:
        return actions.set_up_obligation(key=uuid.uuid4(), who=who(**(of or {})), what=what(**changes), by=staff)


def owed(staff: Staff, obligation: Obligation, *, code: str = COMMUNE, period: str = PERIOD) -> queries.Owed:
    found = queries.owed_of(staff, obligation, period, body(code).pk)
    assert found is not None
    return found


def value(text: str | int) -> Answered:
    return Answered(Answer.VALUE, parse_stated(str(text)) if isinstance(text, str) else Stated(Decimal(text)))


def said(leaflets: Any = "trên 300", events: Answered = NIL, courses: Answered = NONE, **more: Any) -> Said:
    answers = dict(zip(CODES, (value(leaflets), events, courses), strict=True))
    return Said(**({"answers": answers} | more))


def sent(
    obligation: Obligation, told: Said | None = None, *, version: int = 0, key: Any = None, period: str = PERIOD
) -> Submission:
    """A report that the commune of Đồng Đăng sent."""
    with acting("receiver", COMMUNE) as staff:
        return actions.send_submission(
            key=key or uuid.uuid4(), owed=owed(staff, obligation, period=period), said=told or said(), version=version, post=uuid.uuid4(), by=staff
        )  # fmt: skip


def approved(obligation: Obligation, told: Said | None = None, **more: Any) -> Submission:
    row = sent(obligation, told, **more)
    with acting("head") as staff:
        return actions.approve_submission(submission=row, version=row.version, by=staff)
