"""The walls of the database, asked by psycopg alone: what each role, body and session of the web role sees."""

import pytest

from tests.cast import COMMUNE, HEALTH, OTHER_HEALTH, post
from tests.security.session import Session, token_of
from vongtay.agencies.models import Post

CASE_TABLES = [
    "cases_case",
    "cases_caseevent",
    "cases_companion",
    "cases_step",
    "people_person",
    "people_datakey",
    "grants_grant",
    "grants_subject",
]
SEES = {
    # role: further tables in which it sees rows of a case that its body leads
    "receiver": ["people_identity", "people_contact", "people_namekey", "cases_help", "cases_evidence"],
    "case_worker": ["people_identity", "people_contact", "people_namekey", "cases_help", "cases_evidence"],
    "verifier": ["people_identity", "people_contact", "people_namekey", "cases_help", "cases_evidence"],
    "decider": ["people_identity", "people_contact", "people_namekey", "cases_help", "cases_evidence"],
    "clerk": [],
    "head": ["cases_help", "cases_evidence"],
}  # fmt: skip
NONE = ["legal_officer", "reporter", "administrator", "auditor", "statistician", "service"]
TABLES = [*CASE_TABLES, *SEES["receiver"]]


def test_each_role_sees_the_tables_that_its_row_of_the_table_says_and_no_other(committed_db, case):
    with committed_db.web() as connection:
        for role in (*SEES, *NONE):
            holder = post("case_worker")
            with committed_db.owner() as owner:
                owner.execute(
                    "update agencies_post set role = %s, user_id = case when %s = 'service' then null else user_id end where id = %s",
                    [role, role, holder.id],
                )
            session = Session(connection, token_of(holder))
            expected = [*CASE_TABLES, *SEES[role]] if role in SEES else []
            assert [table for table in TABLES if session.count(table)] == expected, role
            with committed_db.owner() as owner:
                owner.execute(
                    "update agencies_post set role = 'case_worker', user_id = %s where id = %s",
                    [holder.user_id, holder.id],
                )


def test_the_log_is_for_the_auditor_alone(as_role, case):
    assert as_role("auditor").count("audit_entry") > 0
    for role in ("receiver", "case_worker", "decider", "head", "administrator", "statistician"):
        assert as_role(role, COMMUNE if role == "receiver" else HEALTH).count("audit_entry") == 0, role


def test_another_body_sees_nothing_of_the_case(as_role, case):
    stranger = as_role("case_worker", OTHER_HEALTH)
    assert [table for table in TABLES if stranger.count(table)] == []
    assert stranger.ask("select * from vt.log_of(%s)", [case.subject_id]) == []
    assert stranger.ask("select * from vt.grants_of(%s)", [case.subject_id]) == []
    assert stranger.ask("update cases_case set state = state where id = %s", [case.id]) == [(0,)]


def test_a_context_ends_with_its_transaction_on_a_connection_that_is_used_again(as_role, case):
    worker = as_role("case_worker")
    assert worker.count("cases_case") == 1
    assert worker.connection.execute("select vt.post(), (select count(*) from cases_case)").fetchone() == (None, 0)
    worker.connection.execute("begin")
    worker.connection.execute("select vt.enter(%s)", [worker.token])
    worker.connection.execute("rollback")
    assert worker.connection.execute("select vt.post(), (select count(*) from cases_case)").fetchone() == (None, 0)


@pytest.mark.parametrize(
    "end",
    [
        "update agencies_opensession set closed_at = now()",
        "update agencies_opensession set expires_at = now() - interval '1 second'",
        "update agencies_post set valid_to = (now() at time zone 'Asia/Ho_Chi_Minh')::date - 1 where id = (select post_id from agencies_opensession order by opened_at desc limit 1)",
        "update agencies_post set valid_from = (now() at time zone 'Asia/Ho_Chi_Minh')::date + 1 where id = (select post_id from agencies_opensession order by opened_at desc limit 1)",
        "update accounts_user set is_active = false",
    ],
    ids=["closed", "expired", "post ended", "post not begun", "account inactive"],
)  # fmt: skip
def test_what_ends_a_session_ends_it_at_once(committed_db, as_role, case, end):
    worker = as_role("case_worker")
    assert worker.count("cases_case") == 1
    with committed_db.owner() as owner:
        owner.execute(end)
    for zone in ("UTC", "Etc/GMT+12", "Pacific/Kiritimati"):  # the asker's own zone moves no day
        worker.connection.execute(f"set timezone = '{zone}'")
        assert worker.ask("select vt.post(), vt.body(), vt.role()") == [(None, None, None)]
        assert worker.count("cases_case") == 0


def test_a_token_is_not_taken_from_its_hash(committed_db, as_role, case):
    worker = as_role("case_worker")
    with committed_db.owner() as owner:
        hashed = owner.execute(
            "select token_hash from agencies_opensession order by opened_at desc limit 1"
        ).fetchone()[0]
    thief = Session(worker.connection, hashed.hex())
    assert thief.count("cases_case") == 0


def test_worlds_do_not_meet(committed_db, as_role, case):
    with committed_db.owner() as owner:
        owner.execute("update agencies_post set world = 'training' where id = %s", [post("verifier").id])
        trainee = Post.objects.get(body__code=HEALTH, role="verifier")
    session = Session(as_role("case_worker").connection, token_of(trainee))
    assert [table for table in TABLES if session.count(table)] == []
