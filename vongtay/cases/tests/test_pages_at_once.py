"""Two officers send the same form at the same moment: one is done, the other is told and finds everything typed, ready to send again."""

import re
import threading
import uuid
from collections.abc import Sequence
from datetime import timedelta

from django.db import connection
from django.test import Client
from django.utils import timezone

from tests.cast import COMMUNE, HEALTH, acting, sign_in
from vongtay.cases import actions
from vongtay.cases.models import Care, TipStep, Worksheet
from vongtay.cases.tests.test_between import accepted

Answer = tuple[int, str]
Officer = tuple[str, str]


def at_once(url: str, officers: Sequence[Officer], typed: Sequence[dict[str, str]]) -> list[tuple[Client, Answer]]:
    """Let each officer open the page, and all send it together. Gives what each was answered, with the browser of each."""
    clients = [sign_in(Client(), *officer) for officer in officers]
    given = [held(client.get(url).content.decode()) | words for client, words in zip(clients, typed, strict=True)]
    answers: dict[int, Answer] = {}
    together = threading.Barrier(len(officers))

    def send(turn: int) -> None:
        try:
            together.wait(20)
            response = clients[turn].post(url, given[turn])
            answers[turn] = response.status_code, response.content.decode()
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=(turn,)) for turn in range(len(officers))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return [(clients[turn], answers[turn]) for turn in range(len(officers))]


def held(page: str) -> dict[str, str]:
    """Give the hidden values of a form, and the moment it proposes."""
    found = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    return found | dict(re.findall(r'<input type="text" name="(at_[01])" value="([^"]*)"', page))


def loser(answers: list[tuple[Client, Answer]]) -> tuple[Client, str]:
    """Give the browser and the page of the one who was told; the other was done."""
    assert sorted(code for _client, (code, _page) in answers) == [302, 422]
    return next((client, page) for client, (code, page) in answers if code == 422)


def test_a_tip_closed_by_two_at_once_is_closed_once(committed_db):
    with acting("case_worker") as staff:
        told = actions.Told(kind="tip", text="Có người nhờ báo tin", at=timezone.now() - timedelta(hours=1))
        tip = actions.take_tip(key=uuid.uuid4(), told=told, by=staff)
    typed = [{"reason": "not_about", "note": f"Lý do của cán bộ {name}"} for name in ("thứ nhất", "thứ hai")]
    _client, page = loser(
        at_once(f"/cases/tips/{tip.code}/close/", [("case_worker", HEALTH), ("verifier", HEALTH)], typed)
    )
    assert "Lý do của cán bộ" in page
    with acting("case_worker"):
        assert TipStep.objects.filter(tip=tip, kind="closed").count() == 1


def test_care_of_a_child_arranged_by_two_at_once_is_kept_of_one_and_sent_again_by_the_other(committed_db):
    case, _referral = accepted()
    url = f"/cases/{case.code}/care/"
    typed = [{"doing": f"Việc tìm người thân {name}", "escort": "none"} for name in ("ở xã", "ở tỉnh")]
    client, page = loser(at_once(url, [("receiver", COMMUNE), ("case_worker", HEALTH)], typed))
    mine = next(words["doing"] for words in typed if words["doing"] in page)
    with acting("case_worker"):
        assert Care.objects.get(case=case).version == 1
    assert client.post(url, held(page) | {"doing": mine, "escort": "none"}).status_code == 302
    with acting("case_worker"):
        assert Care.objects.get(case=case).version == 2


def test_a_worksheet_written_by_two_at_once_has_one_next_version_and_the_other_follows(committed_db):
    case, _referral = accepted()
    url = f"/cases/{case.code}/identification/worksheet/"
    typed = [
        {"act_result": "unknown", "means_result": "unknown", "purpose_result": "unknown", "act_note": f"Nhận định {name}"} for name in ("một", "hai")
    ]  # fmt: skip
    client, page = loser(at_once(url, [("case_worker", HEALTH), ("verifier", HEALTH)], typed))
    mine = next(words for words in typed if words["act_note"] in page)
    with acting("case_worker"):
        assert [row.number for row in Worksheet.objects.filter(case=case)] == [1]
    assert client.post(url, held(page) | mine).status_code == 302
    with acting("case_worker"):
        assert sorted(row.number for row in Worksheet.objects.filter(case=case)) == [1, 2]
