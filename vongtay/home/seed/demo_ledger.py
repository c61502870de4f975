"""Norms, ledgers, an application and estimates of the demo, made through the acts. Every amount is assumed, and its sign says so."""

from datetime import date, timedelta
from random import Random
from uuid import UUID

from django.db import transaction

from vongtay.agencies.actions import acting_as
from vongtay.agencies.models import Post
from vongtay.agencies.roles import Role, World
from vongtay.cases.models import Case
from vongtay.cases.states import OPEN, State
from vongtay.common.access import Refused, Staff
from vongtay.common.days import today
from vongtay.support import actions
from vongtay.support.models import Norm
from vongtay.support.queries import due_on
from vongtay.support.states import ASSUMED, Answer, Regime

SEED = 55
BODY = "LS.SYT"
FIRST = date(2025, 7, 1)
NORMS = [
    ("essential", "day", 50_000), ("travel", "day", 40_000), ("travel", "trip", 200_000), ("medical", "once", 300_000),
    ("schooling", "month", 400_000), ("training", "course", 2_000_000), ("allowance", "once", 1_000_000),
]  # fmt: skip
ESTIMATES = {"travel": 5_000_000, "training": 10_000_000, "allowance": 10_000_000}
PEOPLE = 6  # cases of each kind whose people get something


def _post(role: Role) -> Post:
    return Post.objects.get(role=role, body__code=BODY, world=World.DEMO)


@transaction.atomic
def load_ledger() -> int:
    """Give the demo norms and ledgers, as its posts, unless it has norms already. Gives how many norms there are then."""
    known = Norm.objects.filter(world=World.DEMO).count()
    if known:
        return known
    chance = Random(SEED)  # noqa: S311  # keys and days of invented rows
    with acting_as(_post(Role.LEGAL_OFFICER)) as by:
        _norms(chance, by)
    with acting_as(_post(Role.HEAD)) as by:
        for regime, amount in ESTIMATES.items():
            actions.enter_estimate(key=_key(chance), year=today().year, regime=regime, amount_dong=amount, by=by)
    with acting_as(_post(Role.CASE_WORKER)) as by:
        _entries(chance, by)
    return Norm.objects.filter(world=World.DEMO).count()


def _key(chance: Random) -> UUID:
    return UUID(int=chance.getrandbits(128), version=4)


def _norms(chance: Random, by: Staff) -> None:
    sign = f"00/NQ-HĐND ({ASSUMED})"
    for regime, unit, amount in NORMS:
        given = actions.NormGiven(regime, unit, amount, FIRST, sign, FIRST - timedelta(days=10))
        actions.enter_norm(key=_key(chance), given=given, by=by)


def _entries(chance: Random, by: Staff) -> None:
    ours = Case.objects.filter(lead_id=by.body_id, world=World.DEMO, event_on__gte=FIRST).order_by("-received_at", "id")
    for case in ours.filter(state__in=OPEN)[:PEOPLE]:
        _book(case, Regime.TRAVEL, "day", 1, case.received_on, chance, by)
    identified = list(ours.filter(state=State.IDENTIFIED)[:PEOPLE])
    for number, case in enumerate(identified):
        day = case.decided_on or today()
        _book(case, Regime.TRAVEL, "trip", 1, day, chance, by)
        _book(case, Regime.ALLOWANCE, "once", 1, day, chance, by)
        if number % 2:
            _book(case, Regime.TRAINING, "course", 1, min(day + timedelta(days=12), today()), chance, by)
        else:
            _book(case, Regime.PSYCHOLOGICAL, actions.IN_KIND, 2, day, chance, by)
    for case in ours.filter(state=State.NOT_IDENTIFIED)[:2]:
        if case.decided_on and case.decided_on > case.received_on:
            _book(case, Regime.TRAVEL, "day", 1, case.received_on, chance, by)
    for case in identified[:2]:
        _estimate(case, chance, by)
    if identified:
        _correct_and_apply(identified[0], chance, by)


def _estimate(case: Case, chance: Random, by: Staff) -> None:
    """Expect a course and the allowance for one person this year, where the law gives them."""
    for regime, unit in ((Regime.TRAINING, "course"), (Regime.ALLOWANCE, "once")):
        if due_on(case, regime, today()).answer == Answer.YES:
            actions.estimate_case(
                key=_key(chance), case=case, year=today().year, regime=regime, unit=unit, quantity=1, by=by
            )


def _book(case: Case, regime: str, how: str, quantity: int, day: date, chance: Random, by: Staff) -> None:
    """Book one entry where the law gives it; a day that can't be is left out, as a form would refuse it."""
    if due_on(case, regime, day).answer != Answer.YES:
        return
    is_money = how != actions.IN_KIND
    given = actions.Given(
        regime=regime, how=how, quantity=quantity, given_on=day, first_on=day, last_on=day, unit_words="" if is_money else "buổi",
        money="province" if is_money else "", decision_sign=f"{chance.randint(10, 99)}/QĐ-SYT (giả định)", decision_on=day,
    )  # fmt: skip
    try:
        with transaction.atomic():
            actions.book(key=_key(chance), case=case, given=given, by=by)
    except Refused:
        return


def _correct_and_apply(case: Case, chance: Random, by: Staff) -> None:
    """Let one ledger hold a mistake that was taken back, and one case an application that waits for its answer."""
    given = actions.Given(
        regime=Regime.PSYCHOLOGICAL, how=actions.IN_KIND, quantity=9, given_on=today(), unit_words="buổi", receipt_sign="BN-00 (giả định)",
        receipt_on=today(),
    )  # fmt: skip
    wrong = actions.book(key=_key(chance), case=case, given=given, by=by)
    actions.take_back(key=_key(chance), entry=wrong, reason="Ghi nhầm số buổi (giả định).", by=by)
    applied = actions.Applied(
        regime=Regime.TRAINING,
        received_on=today() - timedelta(days=1),
        channel="online",
        file_sign="000.00.00 (giả định)",
    )
    if applied.received_on >= case.event_on:
        actions.take_application(key=_key(chance), case=case, applied=applied, by=by)
