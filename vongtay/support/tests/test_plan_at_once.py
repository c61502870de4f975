"""Two people act at the same moment on one plan: real threads, committed data; nobody's text is lost in silence."""

import threading
import uuid
from collections.abc import Callable

from django.db import connection

from tests.cast import COMMUNE, acting
from vongtay.common.access import Refused, Staff, Stale
from vongtay.people.vault import Vault
from vongtay.support import actions, queries
from vongtay.support.models import Plan
from vongtay.support.tests.gate import begun, fresh, proposed, shared_case
from vongtay.tasks.models import Task

Actor = tuple[str, tuple[str, ...], Callable[[Staff], object]]


def together(*actors: Actor) -> list[str]:
    """Let all act at once; tell for each whether it was done or refused."""
    outcomes, barrier = [], threading.Barrier(len(actors))

    def run(role: str, of: tuple[str, ...], act: Callable[[Staff], object]) -> None:
        try:
            with acting(role, *of) as staff:
                barrier.wait(20)
                act(staff)
            outcomes.append("done")
        except Stale:
            outcomes.append("stale")
        except Refused:
            outcomes.append("refused")
        except BaseException as error:  # noqa: BLE001  # told to the test
            outcomes.append(repr(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=actor) for actor in actors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return sorted(outcomes)


def test_of_two_who_write_the_wishes_at_once_one_is_told(committed_db):
    case = shared_case()
    with acting("case_worker") as staff:
        plan = begun(case, staff)

    def write(words: str) -> Callable[[Staff], object]:
        return lambda staff: actions.write_wishes(plan=fresh(plan), words=words, version=plan.version, by=staff)

    assert together(("case_worker", (), write("Lời một")), ("receiver", (COMMUNE,), write("Lời hai"))) == [
        "done",
        "stale",
    ]
    with acting("case_worker"):
        read = queries.read_plan(Plan.objects.get(), Vault.of(case.person_id))
    assert read.wishes in {"Lời một", "Lời hai"}


def test_of_two_who_begin_a_version_at_once_one_is_refused(committed_db):
    case = shared_case()

    def begin(staff: Staff) -> Plan:
        return actions.begin_plan(key=uuid.uuid4(), case=case, by=staff)

    assert together(("case_worker", (), begin), ("receiver", (COMMUNE,), begin)) == ["done", "refused"]
    with acting("case_worker"):
        assert Plan.objects.count() == 1


def test_a_plan_approved_twice_at_once_gives_its_tasks_once(committed_db):
    case = shared_case()
    with acting("case_worker") as staff:
        plan = proposed(case, staff)

    def approve(staff: Staff) -> Plan:
        return actions.approve_plan(plan=fresh(plan), version=plan.version, by=staff)

    assert together(("decider", (), approve), ("head", (), approve)) == ["done", "stale"]
    with acting("case_worker"):
        assert Task.objects.filter(subject_id=case.subject_id).count() == 1
