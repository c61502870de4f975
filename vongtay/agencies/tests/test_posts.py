"""Posts given, ended and shut out: by the administrator of the province alone, never for themselves, always logged."""

import re
import uuid

import pytest

from tests.cast import HEALTH, OTHER_HEALTH, acting, body, post, sign_in
from vongtay.accounts.models import User
from vongtay.agencies import actions, queries
from vongtay.agencies.models import Post
from vongtay.audit.models import Entry
from vongtay.common.access import NotAllowed, Refused, Stale

pytestmark = pytest.mark.django_db


def give(by, **changes):
    values = {
        "key": uuid.uuid4(),
        "body": body(HEALTH),
        "role": "clerk",
        "title": "Văn thư",
        "username": "moi.den",
        "full_name": "Lò Thị Mẫu",
    }
    return actions.give_post(by=by, **(values | changes))


def test_a_post_is_given_to_a_new_account_and_once():
    key = uuid.uuid4()
    with acting("administrator") as staff:
        given = give(staff, key=key)
        assert len(given.password) >= 12
        assert give(staff, key=key).post.pk == given.post.pk
        user = User.objects.get(username="moi.den")
        assert user.check_password(given.password)
        assert user.password_is_first
        with pytest.raises(Refused):
            give(staff)  # held already
        assert give(staff, role="head").password == ""
    with acting("auditor"):
        assert Entry.objects.filter(act="agencies.give_post").count() == 2


@pytest.mark.parametrize(
    "wrong", [{"username": "quantri"}, {"role": "service"}, {"full_name": ""}], ids=["oneself", "service", "nameless"]
)
def test_what_is_refused_says_so(wrong):
    with acting("administrator") as staff, pytest.raises(Refused):
        give(staff, **wrong)


def test_only_the_administrator_of_the_province_keeps_posts():
    with acting("administrator") as staff, pytest.raises(NotAllowed):
        give(staff, body=body(OTHER_HEALTH))
    for role in ("head", "case_worker", "auditor"):
        with acting(role) as staff, pytest.raises(NotAllowed):
            give(staff)


def test_a_post_ends_with_its_sessions_and_not_twice_nor_ones_own():
    with acting("administrator") as staff:
        held = post("clerk")
        with pytest.raises(Stale):
            actions.end_post(post=held, version=9, by=staff)
        actions.end_post(post=held, version=held.version, by=staff)
        with pytest.raises(Stale):
            actions.end_post(post=held, version=held.version, by=staff)
        with pytest.raises(Refused):
            actions.end_post(post=post("administrator"), version=1, by=staff)
        assert held.pk in queries.posts_of_province(staff, ended=True).values_list("pk", flat=True)
    with pytest.raises(Refused), acting("clerk"):
        pass


def test_an_open_session_is_seen_and_ended(client):
    sign_in(client, "clerk")
    held = post("clerk")
    with acting("head"):
        assert queries.sessions_of(held) == []
    with acting("administrator") as staff:
        (shown,) = queries.sessions_of(held)
        actions.end_session(post=held, handle=shown.handle, by=staff)
        with pytest.raises(Stale):
            actions.end_session(post=held, handle=shown.handle, by=staff)
    assert client.get("/papers/").status_code == 302


def test_the_pages_list_give_and_end(client, django_assert_max_num_queries):
    sign_in(client, "administrator")
    with django_assert_max_num_queries(8):
        page = client.get("/posts/").content.decode()
    assert "Sở Y tế tỉnh Bắc Ninh" not in page
    only = client.get("/posts/?role=clerk").content.decode()
    assert "Hứa Thị Mẫu" in only
    assert "Chu Văn Ví Dụ" not in only
    key = re.search(r'name="key" value="([^"]+)"', client.get("/posts/give/").content.decode())[1]
    given = {
        "key": key,
        "body": body(HEALTH).id,
        "role": "clerk",
        "title": "",
        "username": "Mới",
        "full_name": "Lò Thị Mẫu",
    }
    assert client.post("/posts/give/", given).status_code == 422
    shown = client.post("/posts/give/", given | {"username": "moi.den"}).content.decode()
    password = re.search(r"<code>([^<]+)</code>", shown)[1]
    made = Post.objects.get(pk=key)
    assert password not in client.get(f"/posts/{made.id}/").content.decode()
    client.post("/accounts/sign-out/")
    client.post("/accounts/sign-in/", {"username": "moi.den", "password": password})
    client.post("/post/", {"post": str(made.id)})
    assert client.get("/").headers["Location"] == "/accounts/password/"
    changed = {
        "old_password": password,
        "new_password1": "một câu dài riêng mình",
        "new_password2": "một câu dài riêng mình",
    }
    assert client.post("/accounts/password/", changed).status_code == 302
    assert client.get("/", follow=True).status_code == 200  # the browser session has a new key: the post is taken anew
    sign_in(client, "administrator")
    assert client.post(f"/posts/{made.id}/end/", {"version": "1"}).status_code == 302


def test_a_head_reads_and_others_do_not(client):
    sign_in(client, "head")
    assert client.get("/posts/").status_code == 200
    assert client.get("/posts/give/").status_code == 403
    sign_in(client, "case_worker")
    assert client.get("/posts/").status_code == 403


@pytest.mark.parametrize("version", ["x", "\u00b2", "", "-1", "99999999999"])
def test_a_version_that_is_no_number_is_an_old_one(client, version):
    sign_in(client, "administrator")
    answer = client.post(f"/posts/{post('clerk').id}/end/", {"version": version})
    assert answer.status_code == 403
    assert "thay đổi" in answer.content.decode()
    with acting("administrator"):
        assert Post.objects.get(pk=post("clerk").id).valid_to is None
