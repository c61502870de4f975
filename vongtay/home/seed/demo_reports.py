"""The invented reports of the demo: a quarter of its communes, of which some came in time, some late, one was returned, one was given more time; and one of the country."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from uuid import UUID

from django.db import transaction

from vongtay.agencies.actions import acting_as
from vongtay.agencies.models import Body, Place, Post
from vongtay.agencies.places.units import COUNTRY
from vongtay.agencies.roles import Role, World
from vongtay.common.access import Staff
from vongtay.common.amounts import Stated
from vongtay.common.days import today
from vongtay.common.numbers import Bound
from vongtay.common.periods import Kind, Period, period_holding
from vongtay.home.demo import MINISTRY, PROVINCES
from vongtay.indicators.models import Indicator
from vongtay.reports import actions
from vongtay.reports.actions import Answered, FromPaper, Said
from vongtay.reports.models import Obligation, Submission
from vongtay.reports.queries import calendar as queries
from vongtay.reports.queries.owing import owing_bodies
from vongtay.reports.states.calendar import Answer

SEED = 182
OWN = "LS.UBND.06184"
CODES = ("comm.leaflet", "comm.event", "comm.broadcast", "train.course")
PLEDGE = "comm.pledge"  # told by sex as well
# How many days after the cut-off the paper came, and what became of it.
_CAME = [(2, "approved"), (3, "nil"), (3, "sent"), (9, "sent"), (8, "approved"), (2, "returned")]
_RETURNED = "Số buổi tuyên truyền cao gấp mười lần quý trước; đề nghị rà soát lại (mẫu)."


@transaction.atomic
def load_reports() -> int:
    """Set up what the communes of the demo owe and enter what came, unless it was done. Gives how many reports there are then."""
    known = Submission.objects.filter(world=World.DEMO).count()
    if known:
        return known
    chance, past = Random(SEED), _past(today())  # noqa: S311  # chance for invented facts
    with acting_as(_post(Role.REPORTER)) as by:
        obligation = _set_up(chance, past, by)
        others = [body for body in owing_bodies(obligation, past) if body.code != OWN]
        bodies = others[: len(_CAME)]
        sent = [
            (_entered(chance, obligation, past, body, days, fate, by), fate)
            for body, (days, fate) in zip(bodies, _CAME, strict=False)
        ]
        _give_more_time(chance, obligation, past, others[len(_CAME)], by)
    with acting_as(_post(Role.HEAD)) as by:
        for row, fate in sent:
            _decide(row, fate, by)
    _report_to_the_ministry(chance, past)
    return len(sent) + 1


def _post(role: str, body: str = "LS.SYT") -> Post:
    return Post.objects.get(role=role, body__code=body, world=World.DEMO)


def _past(day: date) -> Period:
    """Give the quarter before the running one."""
    running = period_holding(day, Kind.QUARTER)
    return period_holding(running.first - timedelta(days=1), Kind.QUARTER)


def _key(chance: Random) -> UUID:
    return UUID(int=chance.getrandbits(128), version=4)


def _set_up(chance: Random, past: Period, by: Staff) -> Obligation:
    who = actions.Who(Place.objects.get(pk=PROVINCES["LS"]), "communes", "area", begins_on=past.last)
    what = actions.What(
        "Báo cáo quý về phòng, chống mua bán người (mẫu)", list(Indicator.objects.filter(pk__in=CODES)), wants_narrative=True,
        due_rule="working_days", due_number=4, asked_sign="12/SYT-BTXH (giả định)", asked_on=past.first,
    )  # fmt: skip
    return actions.set_up_obligation(key=_key(chance), who=who, what=what, by=by)


def _give_more_time(chance: Random, row: Obligation, past: Period, body: Body, by: Staff) -> None:
    owed = queries.owed_of(by, row, past.code, body.pk)
    if owed is None or owed.due is None:
        raise LookupError(body.code)
    until, signed = max(owed.due, today()) + timedelta(days=4), past.last + timedelta(days=1)
    said = actions.Reasons("Xã mất điện nhiều ngày trong kỳ chốt số liệu (mẫu).", "31/SYT-BTXH (giả định)", signed)
    actions.extend_day(key=_key(chance), owed=owed, until=until, said=said, by=by)


def _report_to_the_ministry(chance: Random, past: Period) -> None:
    """The ministry asks the health departments of all provinces; one has sent its report, which waits for approval."""
    with acting_as(_post(Role.REPORTER, MINISTRY)) as by:
        who = actions.Who(Place.objects.get(pk=COUNTRY), "kind", "own", "health_department", begins_on=past.last)
        what = actions.What(
            "Báo cáo quý của các Sở Y tế (mẫu)", list(Indicator.objects.filter(pk__in=(*CODES, PLEDGE))), due_rule="working_days", due_number=10,
            asked_sign="88/BYT-BTXH (giả định)", asked_on=past.first,
        )  # fmt: skip
        obligation = actions.set_up_obligation(key=_key(chance), who=who, what=what, by=by)
    with acting_as(_post(Role.REPORTER)) as by:
        owed = queries.owed_of(by, obligation, past.code, by.body_id)
        if owed is None:
            raise LookupError(by.body_code)
        pledges = Answered(Answer.VALUE, Stated(Decimal(420)), {"sex": {"female": 230, "male": 170}})
        told = Said(_answers(chance, is_nil=False) | {PLEDGE: pledges})
        actions.send_submission(key=_key(chance), owed=owed, said=told, version=0, post=_key(chance), by=by)


def _entered(chance: Random, row: Obligation, past: Period, body: Body, days: int, fate: str, by: Staff) -> Submission:
    owed = queries.owed_of(by, row, past.code, body.pk)
    if owed is None:
        raise LookupError(body.code)
    arrived = past.last + timedelta(days=days)
    paper = FromPaper(f"{chance.randint(10, 90)}/BC-UBND (giả định)", past.last + timedelta(days=1), arrived)
    told = Said(_answers(chance, is_nil=fate == "nil"), "Tình hình trên địa bàn ổn định (mẫu).", paper=paper)
    return actions.send_submission(key=_key(chance), owed=owed, said=told, version=0, post=_key(chance), by=by)


def _answers(chance: Random, *, is_nil: bool) -> dict[str, Answered]:
    nil = Answered(Answer.NIL)
    if is_nil:
        return dict.fromkeys(CODES, nil)
    leaflets = Stated(Decimal(chance.randint(2, 9) * 100), Bound.AT_LEAST)
    events, broadcasts = Stated(Decimal(chance.randint(1, 6))), Stated(Decimal(chance.randint(10, 60)))
    values = [Answered(Answer.VALUE, one) for one in (leaflets, events, broadcasts)]
    return dict(zip(CODES, [*values, chance.choice([nil, Answered(Answer.NONE)])], strict=True))


def _decide(row: Submission, fate: str, by: Staff) -> None:
    if fate == "returned":
        actions.return_submission(submission=row, reason=_RETURNED, version=row.version, by=by)
    elif fate in ("approved", "nil"):
        actions.approve_submission(submission=row, version=row.version, by=by)
