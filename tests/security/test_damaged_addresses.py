"""An address or a field that no column can hold is answered by a page, and nothing of it reaches the log."""

import pytest
from django.urls import reverse

from vongtay.reports.tests.world import signed_in

pytestmark = pytest.mark.django_db
LONG = "9" * 30


@pytest.mark.parametrize(
    "address",
    ["/programme/documents/?kind=%00", "/programme/inspections/businesses/?q=a%00b", "/cases/?state=%00", f"/programme/documents/?year={LONG}"],
)  # fmt: skip
def test_a_damaged_address_gives_a_page(address):
    answer = signed_in("case_worker").get(address)
    assert answer.status_code in {200, 400}
    assert "<h1" in answer.content.decode()


def test_what_could_not_be_held_is_named_nowhere_in_the_log(caplog):
    answer = signed_in("reporter").get("/programme/documents/?kind=lo-thi-vi-du%00")
    assert answer.status_code == 400
    assert "Không hiểu được yêu cầu này" in answer.content.decode()
    assert "can't hold" in caplog.text
    assert "lo-thi" not in caplog.text


@pytest.mark.parametrize("number", ["\u00b2\u00b2\u00b2\u00b2", "x", "-1", LONG])
def test_a_year_that_is_none_shows_this_one(number):
    client = signed_in("head")
    for name in ("programme:money", "programme:risk", "programme:inspections"):
        assert client.get(reverse(name), {"year": number}).status_code == 200
