"""Difficulties and proposals: raised with who answers by when, closed by an answer; who may and who may not."""

import uuid
from datetime import timedelta

import pytest
from django.test import Client

from tests.cast import COMMUNE, HEALTH, OTHER_HEALTH, acting, body, sign_in
from vongtay.common.access import NotAllowed, Refused, Stale
from vongtay.common.days import today
from vongtay.programme.actions import matters as actions
from vongtay.programme.models import Answer, Raised
from vongtay.programme.queries import matters as queries
from vongtay.programme.tests.test_documents import a_plan
from vongtay.tasks.models import Task

pytestmark = pytest.mark.django_db


def raised(by, **changes):
    values = {
        "matter": "difficulty", "text": "Thiếu người phiên dịch tiếng dân tộc", "raised_on": today() - timedelta(days=3), "to_body": body(HEALTH),
        "due_on": today() + timedelta(days=10),
    }  # fmt: skip
    key = changes.pop("key", None) or uuid.uuid4()
    return actions.raise_matter(key=key, said=actions.Said(**(values | changes)), by=by)


def came(outcome="taken", **changes):
    return actions.Came(**({"outcome": outcome, "text": "Sẽ hợp đồng cộng tác viên", "on": today()} | changes))


def test_a_commune_raises_and_the_department_answers():
    with acting("receiver", COMMUNE) as by:
        key = uuid.uuid4()
        row = raised(by, key=key)
        assert raised(by, key=key) == row
    with acting("reporter") as by:
        assert queries.counts(by, today())["to_us"] == 1
        assert queries.counts(by, row.due_on + timedelta(days=1))["late"] == 1
        assert Task.objects.get().body_id == by.body_id
        actions.answer_matter(key=uuid.uuid4(), row=row, came=came("pending"), by=by)
        assert queries.matter_of(by, row.pk).closed_on is None
        key = uuid.uuid4()
        for _turn in range(2):
            actions.answer_matter(key=key, row=row, came=came(), by=by)
        assert queries.matter_of(by, row.pk).closed_on == today()
        assert Task.objects.get().state == "done"
        with pytest.raises(Stale):
            actions.answer_matter(key=uuid.uuid4(), row=row, came=came(), by=by)
        assert [one.outcome for one in queries.answers_of(row)] == ["taken", "pending"]


def test_who_is_none_of_ours_is_asked_by_us_and_the_answer_entered_from_its_letter():
    with acting("reporter") as by:
        plan = a_plan(by)
        row = raised(by, matter="amendment", to_body=None, to_text="Bộ Y tế", instrument=plan)
        assert (row.to_whom, row.task.body_id) == ("Bộ Y tế", by.body_id)
        assert queries.amendments_of(plan) == [row]
        answer = actions.answer_matter(key=uuid.uuid4(), row=row, came=came("partly", instrument=plan), by=by)
        assert answer.instrument == plan


@pytest.mark.parametrize(
    "wrong",
    [{"text": " "}, {"to_body": None}, {"matter": "amendment"}, {"raised_on": today() + timedelta(days=2)}],
    ids=["no words", "nobody", "no document", "future"],
)
def test_what_can_not_be_is_refused(wrong):
    with acting("reporter") as by, pytest.raises(Refused):
        raised(by, **wrong)


def test_an_answer_before_the_question_is_refused_and_strangers_neither_see_nor_change():
    with acting("reporter") as by:
        row = raised(by)
        with pytest.raises(Refused):
            actions.answer_matter(key=uuid.uuid4(), row=row, came=came(on=today() - timedelta(days=9)), by=by)
        with pytest.raises(Refused):
            actions.answer_matter(key=uuid.uuid4(), row=row, came=came(text=" "), by=by)
    with acting("receiver", COMMUNE) as by:
        with pytest.raises(NotAllowed):
            actions.withdraw_matter(row=row, why="Nhầm", by=by)
        assert Raised.objects.filter(pk=row.pk).update(text="x") == 0
    with acting("receiver", COMMUNE) as by, pytest.raises(NotAllowed):
        actions.answer_matter(key=uuid.uuid4(), row=row, came=came(), by=by)
    with acting("reporter", OTHER_HEALTH) as by:
        assert not queries.matters(by).exists()
    with acting("verifier") as by, pytest.raises(NotAllowed):
        raised(by)


def test_taken_back_with_a_reason():
    with acting("reporter") as by:
        row = raised(by)
        with pytest.raises(Refused):
            actions.withdraw_matter(row=row, why="", by=by)
        actions.withdraw_matter(row=row, why="Nêu trùng", by=by)
        assert not queries.matters(by).exists()
        assert Task.objects.get().state == "cancelled"
        with pytest.raises(Stale):
            actions.withdraw_matter(row=row, why="Nêu trùng", by=by)


def test_the_pages_raise_answer_and_ask_little(client, django_assert_max_num_queries):
    with acting("reporter") as by:
        plan = a_plan(by)
        for _turn in range(12):
            raised(by)
    sign_in(client, "reporter")
    assert "selected" in client.get(f"/programme/matters/new/?document={plan.pk}").content.decode()
    sent = {
        "key": str(uuid.uuid4()),
        "matter": "amendment",
        "text": "Nâng mức chi",
        "to_text": "Bộ Y tế",
        "raised_on": today().strftime("%d/%m/%Y"),
    }
    assert client.post("/programme/matters/new/", sent).status_code == 422
    shown = client.post("/programme/matters/new/", sent | {"instrument": str(plan.pk)}, follow=True)
    assert "Nâng mức chi" in shown.content.decode()
    own = shown.redirect_chain[-1][0]
    answer = {
        "key": str(uuid.uuid4()),
        "outcome": "declined",
        "text": "Chưa đủ căn cứ",
        "on": today().strftime("%d/%m/%Y"),
    }
    assert client.post(f"{own}answer/", answer | {"text": ""}).status_code == 422
    assert client.post(f"{own}answer/", answer).status_code == 302
    assert "Chưa đủ căn cứ" in client.get(own).content.decode()
    for address in ("/programme/matters/", "/programme/matters/?show=waiting", own):
        with django_assert_max_num_queries(13):
            assert client.get(address).status_code == 200
    with acting("reporter"):
        assert Answer.objects.count() == 1
    assert sign_in(Client(), "administrator").get("/programme/matters/").status_code == 403
    assert sign_in(Client(), "reporter", OTHER_HEALTH).get(own).status_code == 404
