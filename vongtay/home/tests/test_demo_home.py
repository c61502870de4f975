"""The demo's people who came home: told through the acts, once, and of nobody before they were identified."""

from datetime import timedelta

import pytest

from tests.cast import acting
from vongtay.cases.states import State
from vongtay.common.days import today
from vongtay.home.seed.demo_home import load_home
from vongtay.reports.tests.world import decided, received
from vongtay.support.models import Closure, Homecoming, Link, Outcome

pytestmark = pytest.mark.django_db


def test_people_of_the_demo_come_home_once():
    day = today() - timedelta(days=450)
    received(day)
    assert load_home() == 0
    for _turn in range(2):
        decided(received(day), State.IDENTIFIED, on=day + timedelta(days=20))
    assert load_home() == load_home() == 2
    with acting("case_worker"):
        assert Homecoming.objects.filter(case__state=State.IDENTIFIED).count() == 2
        assert (Outcome.objects.count(), Closure.objects.count()) == (1, 1)
        assert set(Link.objects.values_list("state", flat=True)) == {"waiting", "granted"}
