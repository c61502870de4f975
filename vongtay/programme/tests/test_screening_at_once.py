"""Several officers open a screening from the same finding at once: one case stands, and each is given it."""

import threading
import uuid

from django.db import connection

from tests.cast import acting, arrival
from vongtay.cases.models import Case
from vongtay.people.vault import Facts
from vongtay.programme import actions
from vongtay.programme.models import Screening
from vongtay.programme.tests.inspected import a_finding

MANY = 8


def test_eight_screen_the_same_finding_and_one_case_stands(committed_db):
    with acting("case_worker") as staff:
        finding = a_finding(staff, "se-person")
    start, opened, wrong = threading.Barrier(MANY), [], []

    def screen() -> None:
        start.wait()
        try:
            with acting("case_worker") as staff:
                case = actions.open_screening(
                    finding=finding, key=uuid.uuid4(), arrival=arrival(route="R2"), facts=Facts(), by=staff
                )
                opened.append(case.pk)
        except Exception as other:  # noqa: BLE001  # whatever it is must be seen
            wrong.append(other)
        finally:
            connection.close()

    threads = [threading.Thread(target=screen) for _one in range(MANY)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert (len(opened), len(set(opened))) == (MANY, 1)
    with acting("case_worker"):
        assert (Case.objects.count(), Screening.objects.count()) == (1, 1)
