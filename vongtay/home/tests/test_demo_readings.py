"""The demo's report in words: handed in and partly judged, once; its parts do not add up, and the page says so."""

import pytest

from tests.cast import acting
from vongtay.home.seed.demo_readings import load_readings
from vongtay.indicators.models import Figure
from vongtay.narratives.models import Mark, MarkState, Reading

pytestmark = pytest.mark.django_db


def test_a_report_is_read_once_and_waits_for_its_officer():
    assert [load_readings(), load_readings()] == [1, 1]
    with acting("reporter"):
        states = set(Mark.objects.filter(reading=Reading.objects.get()).values_list("state", flat=True))
        assert states == {MarkState.ACCEPTED, MarkState.SURE, MarkState.UNSURE}
        assert not Figure.objects.exists()  # nothing goes on record before a person confirms it
