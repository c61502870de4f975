"""A form sent twice at the same moment, as an impatient thumb or a bad line sends it: one activity, one figure each."""

import threading
import uuid

from django.db import connection
from django.test import Client

from tests.cast import COMMUNE, acting, sign_in
from vongtay.common.days import format_day, today
from vongtay.indicators.models import Figure
from vongtay.programme.models import Activity, Quantity

MANY = 6


def test_the_same_key_sent_by_several_at_once_makes_one_activity(committed_db):
    key, start, answers = str(uuid.uuid4()), threading.Barrier(MANY), []
    sent = {"key": key, "title": "Nói chuyện ở thôn", "first_on": format_day(today()), "n_people": "trên 30 người", "beside": "200 tờ rơi"}  # fmt: skip

    def send() -> None:
        client = Client()
        try:
            sign_in(client, "receiver", COMMUNE)
            start.wait()
            answer = client.post("/programme/activities/new/event/", sent)
            answers.append((answer.status_code, answer.headers.get("Location")))
        except Exception as other:  # noqa: BLE001  # whatever it is must be seen
            answers.append(other)
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _one in range(MANY)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(answers) == {(302, f"/programme/activities/{key}/")}
    assert len(answers) == MANY
    with acting("receiver", COMMUNE):
        assert (Activity.objects.count(), Quantity.objects.count(), Figure.objects.count()) == (1, 2, 2)
