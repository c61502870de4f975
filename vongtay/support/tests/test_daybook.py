"""The book of a stay: notes by part, things in keeping between two people, incidents with their task; all under the person's key."""

import uuid
from datetime import timedelta

import pytest
from django.db import ProgrammingError, transaction
from django.utils import timezone

from tests.cast import OTHER_HEALTH, acting, sign_in
from vongtay.common.access import NotAllowed, Refused
from vongtay.common.days import today
from vongtay.people.vault import Vault
from vongtay.support import actions, queries
from vongtay.support.models import Belonging, DayNote, Incident
from vongtay.support.tests.test_stays import lodged
from vongtay.tasks.models import Task

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def note(case, stay, by, **changes):
    values = {
        "key": uuid.uuid4(),
        "case": case,
        "stay_id": stay.pk,
        "on": today(),
        "kind": "note",
        "words": "Ngủ yên",
        "by": by,
    }
    return actions.note_day(**(values | changes))


def receive(case, stay, by, **changes):
    values = {
        "things": "Một điện thoại\n200.000 đồng",
        "on": today(),
        "by": "Cán bộ A",
        "witness": "Cán bộ B",
    } | changes
    return actions.receive_belongings(
        key=uuid.uuid4(), case=case, stay_id=stay.pk, received=actions.Received(**values), by=by
    )


def happen(case, stay, by, **changes):
    values = {"at": timezone.now() - timedelta(hours=1), "kind": "threat", "what": "Có người lạ hỏi tìm"} | changes
    return actions.record_incident(
        key=changes.pop("key", uuid.uuid4()), case=case, stay_id=stay.pk, happened=actions.Happened(**values), by=by
    )


def test_a_note_is_sealed_never_edited_and_a_medical_one_needs_health():
    with acting("case_worker") as staff:
        case, stay = lodged(staff, 5)
        key = uuid.uuid4()
        for _twice in range(2):
            note(case, stay, staff, key=key)
        note(case, stay, staff, kind="medical", words="Sốt nhẹ")
        book = queries.book_of(case, queries.lodging_with(case, stay.pk), Vault.of(case.person_id))
        assert sorted(texts["words"] for _row, texts in book.notes) == ["Ngủ yên", "Sốt nhẹ"]
        assert b"Ng\xe1\xbb\xa7" not in bytes(DayNote.objects.get(pk=key).words_ct)
        for wrong in (
            {"words": " "},
            {"kind": "gossip"},
            {"on": today() + DAY},
            {"on": today() - 9 * DAY},
            {"stay_id": uuid.uuid4()},
        ):
            with pytest.raises(Refused):
                note(case, stay, staff, **wrong)
        with pytest.raises(ProgrammingError), transaction.atomic():
            DayNote.objects.update(kind="meals")
    with acting("verifier") as staff:  # reaches health, not shelter
        assert [row.kind for row in DayNote.objects.all()] == ["medical"]
        with pytest.raises(NotAllowed):
            note(case, stay, staff)
    for role, body in (("head", "LS.SYT"), ("clerk", "LS.SYT"), ("case_worker", OTHER_HEALTH)):
        with acting(role, body):
            assert DayNote.objects.count() == 0


def test_things_are_received_and_given_back_before_a_second_person():
    with acting("case_worker") as staff:
        case, stay = lodged(staff, 5)
        for wrong in ({"things": " "}, {"witness": ""}, {"witness": "cán bộ a"}, {"on": today() + DAY}):
            with pytest.raises(Refused):
                receive(case, stay, staff, **wrong)
        row = receive(case, stay, staff)
        values = {"belonging": row, "on": today(), "to": "Người gửi", "witness": "Cán bộ B", "by": staff}
        for wrong in ({"to": ""}, {"witness": "người gửi"}, {"on": today() + DAY}, {"on": today() - DAY}):
            with pytest.raises(Refused):
                actions.give_belongings_back(**(values | wrong))
        actions.give_belongings_back(**values)
        with pytest.raises(Refused):
            actions.give_belongings_back(**values)
        with pytest.raises(ProgrammingError), transaction.atomic():
            Belonging.objects.update(list_ct=b"x")
    with acting("head") as staff:
        assert Belonging.objects.count() == 0
        with pytest.raises(NotAllowed):
            receive(case, stay, staff)


def test_an_incident_sets_its_task_in_the_same_act():
    with acting("case_worker") as staff:
        case, stay = lodged(staff, 5)
        for wrong in (
            {"what": " "},
            {"kind": "rumour"},
            {"at": timezone.now() + DAY},
            {"at": timezone.now() - 9 * DAY},
        ):
            with pytest.raises(Refused):
                happen(case, stay, staff, task="Báo Công an", **wrong)
        assert Task.objects.count() == Incident.objects.count() == 0
        row = happen(case, stay, staff, told="Công an xã, 20 giờ", task="Đổi chỗ ở", task_due=today() + DAY)
        assert row.task.body_id == staff.body_id
        happen(case, stay, staff)
        assert (Incident.objects.count(), Task.objects.count()) == (2, 1)
    with acting("decider") as staff, pytest.raises(NotAllowed):
        happen(case, stay, staff)


def test_the_pages_of_the_book(client, django_assert_max_num_queries):
    with acting("case_worker") as staff:
        case, stay = lodged(staff, 5)
    base, on = f"/support/{case.code}/stays/{stay.pk}/book/", f"{today():%d/%m/%Y}"
    sign_in(client, "case_worker")
    assert "Chưa ghi gì" in client.get(base).content.decode()
    line = {"key": str(uuid.uuid4()), "on": on, "kind": "meals", "words": "Ăn được"}
    assert client.post(f"{base}note/", line | {"words": ""}).status_code == 422
    assert client.post(f"{base}note/", line).status_code == 302
    things = {"key": str(uuid.uuid4()), "things": "Một ví", "on": on, "by": "A", "witness": "A"}
    assert client.post(f"{base}belongings/", things).status_code == 422
    assert client.post(f"{base}belongings/", things | {"witness": "B"}).status_code == 302
    receipt = f"/support/{case.code}/stays/belongings/{things['key']}/"
    page = client.get(f"{receipt}receipt/").content.decode()
    assert "Một ví" in page
    assert "Ví Dụ" not in page  # the name is written by hand
    assert client.post(f"{receipt}back/", {"on": on, "to": "Người gửi", "witness": "B"}).status_code == 302
    event = {
        "key": str(uuid.uuid4()),
        "at_0": on,
        "at_1": "00:00",
        "kind": "other",
        "what": "Mất nước",
        "told": "",
        "task": "Gọi thợ",
        "task_due": "",
    }
    assert client.post(f"{base}incident/", event | {"what": ""}).status_code == 422
    assert client.post(f"{base}incident/", event).status_code == 302
    with django_assert_max_num_queries(14):
        page = client.get(base).content.decode()
    assert "Mất nước" in page
    for role in ("head", "verifier"):
        sign_in(client, role)
        assert client.get(base).status_code == client.get(f"{receipt}receipt/").status_code == 403
        assert client.get(f"{base}note/").status_code == 403
    sign_in(client, "case_worker", OTHER_HEALTH)
    assert client.get(base).status_code == 404
