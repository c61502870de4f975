"""The coordination regulation is shown as fallen away and gives no duty."""

import pytest

from tests.cast import sign_in
from vongtay.law import engine, queries
from vongtay.law.coordination import regulation


def test_no_rule_of_the_law_rests_on_it():
    held = regulation()
    assert len(held.heads) == 7
    assert not any(held.sign in (rule.article or "") for rule in engine.all_rules(queries.LawBook()))
    assert not any(head.lead or head.support for head in held.heads)  # not seen, so unset


@pytest.mark.django_db
def test_the_page_of_the_law_says_that_its_basis_has_fallen_away(client):
    sign_in(client, "case_worker")
    page = client.get("/law/").content.decode()
    assert regulation().sign in page
    assert "Hết căn cứ" in page
