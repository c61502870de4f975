"""From a figure to the row that it was made from, by the page of the claims."""

import uuid

import pytest
from django.urls import reverse

from tests.cast import COMMUNE, HEALTH, acting, sign_in
from vongtay.common.days import today
from vongtay.indicators.models import Figure, SourceKind
from vongtay.programme import actions
from vongtay.programme.actions import Amount
from vongtay.programme.models import Agreement, BudgetLine
from vongtay.programme.tests.test_activities import recorded
from vongtay.programme.tests.test_money import line, signed

pytestmark = pytest.mark.django_db


def opened(client, figure: Figure) -> str:
    return client.get(reverse("programme:source", args=[figure.source_kind, figure.source_id])).headers["Location"]


def test_the_page_of_claims_leads_to_the_activity(client):
    with acting("receiver", COMMUNE) as staff:
        row = recorded(staff, beside="200 tờ rơi")
    sign_in(client, "reporter", HEALTH)
    with acting("reporter"):
        figure = Figure.objects.get(indicator_id="comm.leaflet")
    page = reverse("reports:claims", kwargs={"area_id": figure.area_id, "calendar": "statistical", "period": str(row.first_on.year), "code": "comm.leaflet"})  # fmt: skip
    shown = client.get(page).content.decode()
    assert reverse("programme:source", args=["activity", figure.source_id]) in shown
    assert "Theo giới tính" not in shown  # nobody asks of leaflets how old they are
    assert opened(client, figure) == f"/programme/activities/{row.pk}/"


def test_money_leads_to_its_year_and_to_its_agreement(client):
    with acting("case_worker") as staff:
        actions.enter_line(key=uuid.uuid4(), line=line(), amounts={"planned": Amount(5)}, by=staff)
        agreed = actions.enter_agreement(key=uuid.uuid4(), signed=signed(), by=staff)
        made = actions.enter_delivery(
            key=uuid.uuid4(), agreement=agreed, delivered=actions.Delivered(today(), "x", 7), by=staff
        )
        planned, given = Figure.objects.exclude(source_id=made.pk).get(), Figure.objects.get(source_id=made.pk)
        year, agreement = BudgetLine.objects.get().year, Agreement.objects.get().pk
    sign_in(client, "case_worker")
    assert opened(client, planned) == f"/programme/money/?year={year}"
    assert opened(client, given) == f"/programme/money/agreements/{agreement}/"


@pytest.mark.parametrize("kind", [*SourceKind.values, "anything"])
def test_what_is_not_there_or_out_of_reach_is_missing(client, kind):
    sign_in(client, "reporter", HEALTH)
    answer = client.get(f"/programme/sources/{kind}/{uuid.uuid4()}/", follow=True)
    assert answer.status_code == 404


def test_who_does_not_read_the_programme_is_refused(client):
    sign_in(client, "auditor")
    assert client.get(f"/programme/sources/activity/{uuid.uuid4()}/").status_code == 403
