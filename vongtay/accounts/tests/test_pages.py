"""Signing in and out, and being locked out, in the demo world that every test database holds."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import sign_in as as_post

pytestmark = pytest.mark.django_db
USER, PASSWORD = "xacminh", "demo"
SIGN_IN = reverse("accounts:sign_in")


def sign_in(client: Client, password: str = PASSWORD, **more: str):
    return client.post(SIGN_IN, {"username": USER, "password": password, **more})


def test_the_page_opens_with_one_button_per_role_of_the_demo_world(client):
    page = client.get(SIGN_IN).content.decode()
    assert page.count('class="demo__role"') >= 11
    assert page.count("<h1") == 1


def test_no_button_of_the_demo_is_drawn_in_a_real_world(client, settings):
    settings.WORLD = "real"
    page = client.get(SIGN_IN).content.decode()
    assert "demo__role" not in page
    assert "world-band" not in page


def test_who_signs_in_goes_on_to_the_choice_of_a_post(client):
    answer = sign_in(client)
    assert answer.status_code == 302
    assert answer["Location"] == reverse("home:choose_post")
    assert client.get(SIGN_IN)["Location"] == reverse("home:choose_post")


@pytest.mark.parametrize(
    ("wanted", "kept"), [("/cases/", True), ("https://elsewhere.invalid/", False), ("//elsewhere.invalid/", False)]
)
def test_the_page_that_was_wanted_is_kept_only_if_it_is_ours(client, wanted, kept):
    answer = sign_in(client, next=wanted)
    assert ("next=" in answer["Location"]) is kept


def test_a_wrong_password_is_refused_without_saying_which_was_wrong(client):
    client.cookies["django_language"] = "en"
    for username in (USER, "nobody"):
        refused = client.post(SIGN_IN, {"username": username, "password": "not this one"})
        assert refused.status_code == 422
        assert "The user name or the password is not right" in refused.content.decode()
        assert "not this one" not in refused.content.decode()
    assert "_auth_user_id" not in client.session


def test_too_many_tries_lock_the_account_for_a_while_even_for_the_right_password(client, settings):
    for _ in range(settings.AXES_FAILURE_LIMIT):
        last = sign_in(client, password="not this one")
    assert last.status_code == 429
    assert sign_in(client).status_code == 429
    assert "_auth_user_id" not in client.session


def test_signing_out_needs_a_press_and_ends_the_session(client):
    sign_in(client)
    assert client.get(reverse("accounts:sign_out")).status_code == 405
    assert "_auth_user_id" in client.session
    assert client.post(reverse("accounts:sign_out"))["Location"] == SIGN_IN
    assert "_auth_user_id" not in client.session


def test_a_form_from_elsewhere_is_refused_with_a_page_of_ours():
    answer = Client(enforce_csrf_checks=True).post(SIGN_IN, {"username": USER, "password": PASSWORD})
    assert answer.status_code == 403
    assert "<h1>" in answer.content.decode()


def test_the_language_is_chosen_by_a_press(client):
    client.post(reverse("accounts:language"), {"language": "en", "next": SIGN_IN})
    assert '<html lang="en"' in client.get(SIGN_IN).content.decode()


def test_every_page_carries_the_headers(client):
    answer = client.get(SIGN_IN)
    assert "default-src 'self'" in answer["Content-Security-Policy"]
    assert answer["Cache-Control"]
    assert "no-store" in answer["Cache-Control"]


def test_a_new_password_that_is_too_short_is_refused_at_its_field_in_the_words_of_the_page(client):
    as_post(client, "case_worker")
    typed = {"old_password": "not this one", "new_password1": "123", "new_password2": "123"}
    page = client.post("/accounts/password/", typed, headers={"accept-language": "vi"})
    words = page.content.decode()
    assert page.status_code == 422
    assert {"old_password", "new_password1"} == set(page.context["form"].errors)
    assert "Mật khẩu quá ngắn: cần ít nhất 12 ký tự." in words
    assert "This password" not in words
    assert "được giữ nguyên" not in words  # a password is never sent back
