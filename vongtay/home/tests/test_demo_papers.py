"""The demo's papers: issued through the acts, once."""

import pytest

from tests.cast import a_case, acting
from vongtay.home.seed.demo_papers import load_papers
from vongtay.papers.models import Cancellation, Paper, TemplateVersion

pytestmark = pytest.mark.django_db


def test_some_papers_are_issued_once_and_a_template_is_being_written():
    with acting("case_worker") as staff:
        for _turn in range(3):
            a_case(staff)
    assert load_papers() == 6
    with acting("clerk"):
        assert Paper.objects.count() >= 6
        assert Cancellation.objects.exists()
        assert TemplateVersion.objects.filter(state="draft").count() == 1
