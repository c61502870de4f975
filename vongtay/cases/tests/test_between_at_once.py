"""Two bodies act at the same moment on what stands between them: real threads, committed data."""

import threading
from collections.abc import Callable

from django.db import connection
from django.utils import timezone

from tests.cast import COMMUNE, HEALTH, OTHER_HEALTH, acting
from vongtay.cases import actions
from vongtay.cases.actions import transfer
from vongtay.cases.models import Case, Referral, Result
from vongtay.cases.states import JointState
from vongtay.cases.tests.test_between import accepted, minutes, offer, say, sent
from vongtay.common.access import Staff, Stale


def test_two_bodies_that_sign_at_once_make_the_paper_final(committed_db):
    case, referral = accepted()
    row = minutes(case, referral)
    states, errors, together = [], [], threading.Barrier(2)

    def sign(role: str, of: str) -> None:
        try:
            with acting(role, of) as staff:
                together.wait(20)
                states.append(say(row, of, staff).state)
        except BaseException as error:  # noqa: BLE001  # told to the test
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=sign, args=pair) for pair in (("case_worker", HEALTH), ("receiver", COMMUNE))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not errors
    assert sorted(states) == [JointState.FINAL, JointState.OPEN]


def test_an_offer_taken_back_and_accepted_at_once_has_one_winner(committed_db):
    case, _referral = accepted()
    with acting("case_worker") as staff:
        row = offer(case, staff)
    outcomes, together = [], threading.Barrier(2)

    def run(of: str, act: Callable[[Staff], object]) -> None:
        try:
            with acting("case_worker", of) as staff:
                together.wait(20)
                act(staff)
            outcomes.append(of)
        except Stale:
            outcomes.append("told")
        except BaseException as error:  # noqa: BLE001  # told to the test
            outcomes.append(repr(error))
        finally:
            connection.close()

    acts = {
        HEALTH: lambda staff: transfer.withdraw_offer(referral=row, reason="Người này ở lại", by=staff),
        OTHER_HEALTH: lambda staff: actions.answer_notice(referral=row, accept=True, reason="", at=timezone.now(), version=1, by=staff),
    }  # fmt: skip
    threads = [threading.Thread(target=run, args=pair) for pair in acts.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    (winner,) = set(outcomes) - {"told"}
    assert sorted(outcomes) == sorted(["told", winner])
    with acting("case_worker"):
        lead = Case.objects.get(pk=case.pk).lead.code
        state = Referral.objects.get(pk=row.pk).state
    assert (winner, lead, state) in {(HEALTH, HEALTH, "withdrawn"), (OTHER_HEALTH, OTHER_HEALTH, "accepted")}


def test_a_notice_accepted_twice_at_once_is_accepted_once(committed_db):
    _case, referral = sent()
    outcomes, together = [], threading.Barrier(2)

    def accept() -> None:
        try:
            with acting("case_worker") as staff:
                together.wait(20)
                actions.answer_notice(referral=referral, accept=True, reason="", at=timezone.now(), version=1, by=staff)
            outcomes.append("accepted")
        except Stale:
            outcomes.append("stale")
        finally:
            connection.close()

    threads = [threading.Thread(target=accept) for _turn in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(outcomes) == ["accepted", "stale"]
    with acting("case_worker"):
        assert Result.objects.count() == 1
