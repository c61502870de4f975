"""Browser sessions: whoever reads the table can't take one over, and what is over is gone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from vongtay.accounts.models import WebSession
from vongtay.accounts.sessions import SessionStore, stored_key

pytestmark = pytest.mark.django_db


def a_session(**content: str) -> SessionStore:
    store = SessionStore()
    store.create()
    store.update(content)
    store.save()
    return store


def test_a_session_is_read_by_its_key_and_stored_under_its_hash():
    store = a_session(post="p")
    assert SessionStore(store.session_key)["post"] == "p"
    row = WebSession.objects.get()
    assert row.session_key == stored_key(store.session_key)
    assert store.session_key not in row.session_data


def test_the_hash_in_the_table_opens_nothing():
    row_key = stored_key(a_session(post="p").session_key)
    assert SessionStore(row_key).load() == {}
    assert not SessionStore().exists(row_key)


def test_content_that_somebody_wrote_into_the_table_is_not_believed():
    store = a_session(post="p")
    other = a_session(post="q")
    WebSession.objects.filter(session_key=stored_key(store.session_key)).update(session_data="eyJwb3N0IjoieCJ9:1:bm8")
    assert SessionStore(store.session_key).load() == {}
    assert SessionStore(other.session_key)["post"] == "q"


def test_what_is_over_is_neither_read_nor_kept():
    store = a_session(post="p")
    live = a_session(post="q")
    WebSession.objects.filter(session_key=stored_key(store.session_key)).update(
        expire_date=timezone.now() - timedelta(seconds=1)
    )
    assert SessionStore(store.session_key).load() == {}
    SessionStore.clear_expired()
    assert [row.session_key for row in WebSession.objects.all()] == [stored_key(live.session_key)]


def test_signing_out_removes_it_and_a_late_save_does_not_bring_it_back():
    store = a_session(post="p")
    late = SessionStore(store.session_key)
    late["post"] = "x"
    store.delete()
    with pytest.raises(Exception) as refused:  # noqa: PT011  # Django's UpdateError
        late.save()
    assert type(refused.value).__name__ == "UpdateError"
    assert not WebSession.objects.exists()


def test_cycling_the_key_at_sign_in_leaves_the_old_one_dead():
    store = a_session(post="p")
    former = store.session_key
    store.cycle_key()
    assert SessionStore(former).load() == {}
    assert SessionStore(store.session_key)["post"] == "p"
