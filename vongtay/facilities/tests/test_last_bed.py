"""Fifty connections ask for the last bed at once: one gets it, the others the sentence."""

import threading
import uuid

from django.db import connection

from tests.cast import a_case, acting
from vongtay.common.access import Refused
from vongtay.facilities import actions
from vongtay.facilities.models import Stay
from vongtay.facilities.tests.house import a_facility, a_guest, a_room, bed_of, now_for

MANY = 50


def test_fifty_ask_for_the_last_bed_and_one_gets_it(committed_db):
    with acting("case_worker") as staff:
        room = a_room(a_facility(staff), staff, beds=1)
        bed = bed_of(room)
        guests = [a_guest(a_case(staff)) for _one in range(MANY)]
    start, said, won, wrong = threading.Barrier(MANY), [], [], []

    def ask(guest) -> None:
        start.wait()
        try:
            with acting("case_worker") as staff:
                won.append(actions.admit(key=uuid.uuid4(), bed=bed, guest=guest, admission=now_for(), by=staff))
        except Refused as refused:
            said.append(str(refused.reasons[0]))
        except Exception as other:  # noqa: BLE001  # whatever else it is must be seen
            wrong.append(other)
        finally:
            connection.close()

    threads = [threading.Thread(target=ask, args=(guest,)) for guest in guests]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert len(won) == 1
    assert said == ["Giường này vừa đã có người khác. Hãy chọn giường khác."] * (MANY - 1)
    with acting("case_worker"):
        assert Stay.objects.count() == 1
