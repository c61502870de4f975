"""A session of the web role, and a case with something under every part."""

from collections.abc import Iterator

import pytest

from tests.cast import HEALTH, a_case, acting, post
from tests.committed import Committed
from tests.security.session import As, Session, token_of
from vongtay.cases.actions import add_companion, add_evidence, give_help
from vongtay.cases.models import Case
from vongtay.people.vault import Facts


@pytest.fixture
def as_role(committed_db: Committed) -> Iterator[As]:
    with committed_db.web() as connection:
        yield lambda role, body_code=HEALTH: Session(connection, token_of(post(role, body_code)))


@pytest.fixture
def case(committed_db: Committed) -> Case:
    """A case led by the health department of Lạng Sơn, with something under every part."""
    with acting("case_worker") as staff:
        case = a_case(staff)
        add_companion(case=case, role="child", facts=Facts(name="Lò Thị Bé"), sex="female", age_years=3, by=staff)
        give_help(case=case, kind="essential", given_on=case.received_on, by=staff)
        add_evidence(case=case, source="a", weight="strong", obtained_on=case.received_on, note="x", by=staff)
    return case
