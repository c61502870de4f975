"""Sessions of posts: what opens, what ends them, and that their token is seen by nobody."""

import uuid
from datetime import timedelta

import psycopg
import pytest
from django.db import ProgrammingError, connection, transaction

from tests.cast import COMMUNE, acting, post
from tests.committed import Committed
from vongtay.agencies import actions
from vongtay.agencies.tokens import proof, token_for, token_hash
from vongtay.common.access import Refused


def opened(role: str = "case_worker") -> str:
    token = uuid.uuid4().hex
    actions.open_session(post(role), token)
    return token


@pytest.mark.django_db
def test_entering_tells_who_asks_and_leaving_forgets_it():
    staff = actions.enter(opened())
    assert staff is not None
    assert (staff.role, staff.body_code, staff.world) == ("case_worker", "LS.SYT", "demo")
    assert "identity" in staff.parts
    actions.leave()
    with connection.cursor() as cursor:
        cursor.execute("select vt.post()")
        assert cursor.fetchone() == (None,)


@pytest.mark.parametrize("token", ["", "x", "0" * 64])
@pytest.mark.django_db
def test_a_token_that_opened_nothing_enters_nothing(token):
    assert actions.enter(token) is None


@pytest.mark.django_db
def test_a_closed_session_is_not_entered_again():
    token = opened()
    actions.close_session(token)
    assert actions.enter(token) is None


@pytest.mark.django_db
def test_a_post_is_taken_by_its_holder_only_and_that_is_logged():
    mine, other = post("case_worker"), post("decider")
    with pytest.raises(Refused):
        actions.take_post(user_id=mine.user_id, post=other, token=uuid.uuid4().hex)
    assert actions.take_post(user_id=mine.user_id, post=mine, token=uuid.uuid4().hex).post_id == mine.id
    with acting("auditor"), connection.cursor() as cursor:
        cursor.execute("select act, post_id from audit_entry order by id desc limit 1")
        assert cursor.fetchone() == ("agencies.take_post", mine.id)


@pytest.mark.parametrize("wrong", ["post", "end", "hash"])
@pytest.mark.django_db
def test_the_proof_holds_for_one_post_one_token_and_one_end(wrong):
    of, ends = post("case_worker"), actions.timezone.now().replace(microsecond=0) + timedelta(hours=1)
    hashed = token_hash("a")
    given = proof(hashed, of.id, int(ends.timestamp()))
    values = {
        "post": [hashed, post("decider").id, ends, ends, given],
        "end": [hashed, of.id, ends, ends + timedelta(hours=1), given],
        "hash": [token_hash("b"), of.id, ends, ends, given],
    }[wrong]
    with pytest.raises(ProgrammingError) as refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select vt.open_session(%s, %s, %s, %s, %s)", values)
    assert isinstance(refused.value.__cause__, psycopg.errors.InsufficientPrivilege)


@pytest.mark.django_db
def test_a_session_opened_late_still_ends_when_the_proof_says():
    of, ends = post("case_worker"), actions.timezone.now().replace(microsecond=0) + timedelta(minutes=5)
    hashed = token_hash("a")
    with connection.cursor() as cursor:
        cursor.execute(
            "select vt.open_session(%s, %s, %s, %s, %s)",
            [hashed, of.id, ends + timedelta(days=9), ends, proof(hashed, of.id, int(ends.timestamp()))],
        )
    assert actions.enter("a") is not None


def test_a_token_hangs_on_the_browser_session_and_on_the_choice_of_post():
    assert len({token_for("a", "1"), token_for("a", "2"), token_for("b", "1"), token_for("a|1", "")}) == 4


def test_use_moves_the_end_forward_but_never_past_the_last_hour(committed_db: Committed):
    token = opened()
    with committed_db.owner() as owner:
        owner.execute(
            "update agencies_opensession set expires_at = now() + interval '1 minute', ends_at = now() + interval '30 minutes'"
        )
        assert actions.enter(token) is not None
        assert owner.execute("select expires_at = ends_at from agencies_opensession").fetchone() == (True,)


def test_a_failure_in_a_job_leaves_no_session_behind(committed_db: Committed):
    with pytest.raises(RuntimeError), acting("service"):
        raise RuntimeError
    with acting("receiver", COMMUNE):
        pass
    with committed_db.owner() as owner:
        assert owner.execute("select count(*), count(closed_at) from agencies_opensession").fetchone() == (1, 1)


def test_sessions_that_are_over_are_cleared_and_live_ones_stay(committed_db: Committed):
    live = opened()
    with acting("service"):
        pass
    opened("verifier")
    with committed_db.owner() as owner:
        owner.execute(
            "update agencies_opensession set closed_at = now() - interval '2 hours' where closed_at is not null"
        )
        owner.execute(
            "update agencies_opensession set expires_at = now() - interval '31 days' where post_id = %s",
            [post("verifier").id],
        )
    with committed_db.web() as web:
        assert web.execute("select vt.clear_sessions()").fetchone() == (2,)
    assert actions.enter(live) is not None


def test_no_other_connection_of_the_web_role_reads_a_live_token(committed_db: Committed):
    """PostgreSQL shows a role the statements of all its own connections, so a token may stand in none of them."""
    token = opened()
    with committed_db.web() as thief:
        for act in (actions.enter, actions.close_session):
            with transaction.atomic():
                act(token)
                seen = " ".join(row[0] or "" for row in thief.execute("select query from pg_stat_activity").fetchall())
                assert "session(" in seen or "vt.enter(" in seen
                assert token not in seen
