"""What is typed into the long forms of the programme is kept until it is sent, for its post alone."""

import uuid

import pytest

from tests.cast import COMMUNE, HEALTH, sign_in
from vongtay.cases.models import Draft
from vongtay.common.days import format_day, today
from vongtay.programme.models import Activity

pytestmark = pytest.mark.django_db
EVENT = "/programme/activities/new/event/"
KEPT = "/programme/drafts/event/"


def typed(**changes):
    return {"key": str(uuid.uuid4()), "title": "Nói chuyện ở chợ", "first_on": format_day(today()), "n_people": "trên 30 người",
            "audiences": ["women", "youth"]} | changes  # fmt: skip


def test_what_was_typed_stands_in_the_form_again_until_it_is_sent(client):
    sign_in(client, "receiver", COMMUNE)
    assert f'data-autosave-url="{KEPT}"' in client.get(EVENT).content.decode()
    sent = typed()
    assert client.post(KEPT, sent).json()["saved_at"]
    page = client.get(EVENT).content.decode()
    for shown in (sent["title"], sent["key"], sent["n_people"], "chưa gửi"):
        assert shown in page, shown
    assert client.get(EVENT).context["form"]["audiences"].value() == ["women", "youth"]
    assert sent["title"] not in client.get(f"{EVENT}?anew=1").content.decode()
    for _turn in range(2):  # sent twice, one activity
        client.post(EVENT, sent)
    assert Activity.objects.count() == 1
    assert sent["title"] not in client.get(EVENT).content.decode()
    assert not Draft.objects.exists()


def test_it_stays_when_the_form_is_refused_and_is_nobody_elses(client):
    sign_in(client, "receiver", COMMUNE)
    client.post(KEPT, typed())
    assert client.post(EVENT, typed(n_people="đông lắm")).status_code == 422
    assert Draft.objects.count() == 1
    sign_in(client, "reporter", HEALTH)
    assert "Nói chuyện ở chợ" not in client.get(EVENT).content.decode()


@pytest.mark.parametrize(
    ("form", "page", "field"),
    [
        ("course", "/programme/training/new/", "title"),
        ("survey", "/programme/surveys/new/", "title"),
        ("inspection", "/programme/inspections/enter/", "topic"),
        ("document", "/programme/documents/new/", "title"),
    ],
)
def test_the_other_long_forms_keep_it_too(client, form, page, field):
    sign_in(client, "reporter", HEALTH)
    opened = client.get(page).context["form"]
    assert field in opened.fields
    client.post(f"/programme/drafts/{form}/", {field: "đang viết dở"})
    assert "đang viết dở" in client.get(page).content.decode()


def test_an_unknown_form_and_a_whole_book_are_not_kept(client):
    sign_in(client, "receiver", COMMUNE)
    assert client.post("/programme/drafts/anything/", typed()).status_code == 404
    assert client.post(KEPT, typed(note="a" * 30_000)).status_code == 413
    assert client.get(KEPT).status_code == 405
    sign_in(client, "administrator", HEALTH)
    assert client.post(KEPT, typed()).status_code in (403, 404)
    assert not Draft.objects.exists()
