"""The page on which guardian and escort of a child are named."""

import pytest

from tests.cast import COMMUNE, acting, body, sign_in
from vongtay.cases.models import Care
from vongtay.cases.tests.test_care import a_child

pytestmark = pytest.mark.django_db


def test_ones_own_body_may_bring_the_child_and_stands_in_the_form_when_it_is_opened_again(client):
    with acting("receiver", COMMUNE) as staff:
        case = a_child(staff)
    sign_in(client, "receiver", COMMUNE)
    address = f"/cases/{case.code}/care/"
    given = {"version": 0, "doing": "Đang tìm", "escort": "body", "escort_body": body(COMMUNE).id}
    assert client.post(address, given).status_code == 302
    form = client.get(address).context["form"]
    again = {"version": form.initial["version"]}
    assert f'value="{body(COMMUNE).id}" selected' in str(form["escort_body"])
    assert client.post(address, given | again | {"protection": "on"}).status_code == 302
    assert Care.objects.get(case=case).escort_body == body(COMMUNE)
