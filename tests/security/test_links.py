"""What the web role reaches of links, codes and counts by SQL of its own: one thing by one secret, and nothing else."""

from uuid import uuid4

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege

from tests.cast import OTHER_HEALTH, a_case, acting, body, post
from tests.committed import Committed
from tests.security.session import Session, token_of
from vongtay.cases.actions import owner_of
from vongtay.papers import actions, secrets
from vongtay.papers.tests.world import issued

TABLES = (
    "papers_onetimelink",
    "papers_delivery",
    "papers_verification",
    "papers_signedcopy",
    "papers_incoming",
    "papers_storedfile",
)
OPEN = "select outcome, content from vt.open_link(%s, %s, %s, %s, 5)"


@pytest.fixture
def link(committed_db: Committed) -> actions.Made:
    with acting("case_worker") as staff:
        case = a_case(staff)
        paper = issued(staff, case, verifiable=True)
        return actions.make_link(
            key=uuid4(), paper=paper, to_body=body("VN.CQDD.TQ"), days=7, by=staff, owner=owner_of(case)
        )


def ask(connection: psycopg.Connection, sql: str, values: list[object] | None = None) -> list[tuple[object, ...]]:
    with connection.transaction():
        return connection.execute(sql, values).fetchall()


def test_without_a_session_no_row_is_there(committed_db, link):
    with committed_db.web() as web:
        assert [ask(web, f"select count(*) from {table}") for table in TABLES] == [[(0,)]] * len(TABLES)
        with pytest.raises(InsufficientPrivilege):
            ask(web, "select * from papers_knock")


def test_a_token_alone_or_a_code_alone_opens_nothing(committed_db, link):
    token, code = secrets.token_hash(link.token), secrets.code_hash(link.token, link.code)
    with committed_db.web() as web:
        assert ask(web, "select vt.link_state(%s)", [token]) == [("sent",)]
        assert ask(web, OPEN, [b"x" * 32, code, b"", b""]) == [("unknown", None)]
        assert ask(web, OPEN, [token, b"x" * 32, b"", b""]) == [("wrong", None)]
        [(outcome, content)] = ask(web, OPEN, [token, code, b"", b""])
        assert outcome == "given"
        assert b"%PDF" not in bytes(content)  # what the database gives is sealed under link and code
        assert ask(web, OPEN, [token, code, b"", b""]) == [("opened", None)]


def test_a_wrong_answer_tells_no_more_than_that(committed_db, link):
    with committed_db.web() as web:
        assert ask(web, "select vt.check_paper(%s)", [b"x" * 32]) == [("unknown",)]
        assert ask(web, "select vt.check_paper(null)") == [("unknown",)]
        assert ask(web, "select vt.stored_bytes()") == [(0,)]


def test_another_body_reaches_no_row_and_writes_none(committed_db, link):
    with committed_db.web() as web:
        stranger = Session(web, token_of(post("case_worker", OTHER_HEALTH)))
        assert [stranger.count(table) for table in TABLES] == [0] * len(TABLES)
        assert stranger.ask("update papers_onetimelink set tries = 0") == [(0,)]
        with pytest.raises(InsufficientPrivilege):
            stranger.ask("delete from papers_onetimelink")
