"""Two bodies act at the same moment on what stands between them: real threads, committed data."""

import threading

from django.db import connection
from django.utils import timezone

from tests.cast import COMMUNE, HEALTH, acting
from vongtay.cases import actions
from vongtay.cases.models import Result
from vongtay.cases.states import JointState
from vongtay.cases.tests.test_between import accepted, minutes, say, sent
from vongtay.common.access import Stale


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
