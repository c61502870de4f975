"""The walls of the database, asked by psycopg alone: what a stolen password of the web role could do."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from django.utils import timezone
from psycopg.errors import InsufficientPrivilege

from tests.cast import BORDER, BY_LAW, COMMUNE, HEALTH, OTHER_HEALTH, a_case, acting, body, post
from tests.committed import Committed
from vongtay.agencies.actions import open_session
from vongtay.agencies.models import Post
from vongtay.cases.actions import add_companion, add_evidence, give_help, send_notice
from vongtay.cases.models import Case
from vongtay.people.vault import Facts

ALL = ["identity", "contact", "health", "statement", "offence", "shelter", "support", "papers"]


@dataclass
class Session:
    """One connection of the web role, and the token of a post."""

    connection: psycopg.Connection
    token: str

    def ask(self, sql: str, values: Any = None) -> list[tuple[Any, ...]]:
        """Run one statement as the post, in a transaction of its own."""
        with self.connection.transaction():
            self.connection.execute("select vt.enter(%s)", [self.token])
            done = self.connection.execute(sql, values)
            return done.fetchall() if done.description else [(done.rowcount,)]

    def count(self, table: str) -> int:
        return int(self.ask(f"select count(*) from {table}")[0][0])


As = Callable[..., Session]


def token_of(post: Post) -> str:
    token = uuid.uuid4().hex
    open_session(post, token)
    return token


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


# Grants -------------------------------------------------------------------------------------------------------------

GIVE = "select vt.give(%s, %s, %s, %s, %s, %s)"


def give(
    session: Session,
    case: Case,
    to: str,
    *,
    role: str = "support",
    parts: list[str] | None = None,
    ground: str = "notice",
    until: Any = None,
) -> None:
    session.ask(GIVE, [case.subject_id, body(to).id, role, ALL if parts is None else parts, ground, until])


def held(committed_db: Committed, case: Case, of: str) -> dict[str, Any]:
    with committed_db.owner() as owner:
        row = owner.execute(
            "select role, parts, until_at, ground from grants_grant where subject_id = %s and body_id = %s and ended_at is null",
            [case.subject_id, body(of).id],
        ).fetchone()
    return dict(zip(("role", "parts", "until", "ground"), row, strict=True)) if row else {}


def test_the_lead_gives_and_a_stranger_does_not(committed_db, as_role, case):
    give(as_role("case_worker"), case, COMMUNE, parts=["contact"])
    assert held(committed_db, case, COMMUNE)["parts"] == ["contact"]
    with pytest.raises(InsufficientPrivilege):
        give(as_role("case_worker", OTHER_HEALTH), case, OTHER_HEALTH)
    with pytest.raises(InsufficientPrivilege):
        give(as_role("case_worker", OTHER_HEALTH), case, COMMUNE)


@pytest.mark.parametrize(
    "what",
    [{"parts": ["identity"]}, {"role": "lead", "parts": ["contact"]}, {"role": "x", "parts": ["contact"]}, {"ground": "take_over", "parts": ["contact"]},
     {"to": COMMUNE, "parts": ["contact"]}],
    ids=["a part not held", "the lead", "an unknown role", "an offer of the lead", "itself"],
)  # fmt: skip
def test_a_support_body_gives_no_more_than_it_holds(as_role, case, what):
    give(as_role("case_worker"), case, COMMUNE, parts=["contact"])
    values: dict[str, Any] = {"to": OTHER_HEALTH, **what}
    with pytest.raises(InsufficientPrivilege):
        give(as_role("receiver", COMMUNE), case, **values)
    give(as_role("receiver", COMMUNE), case, OTHER_HEALTH, parts=["contact"])


def test_a_body_that_reads_gives_nothing(as_role, case):
    give(as_role("case_worker"), case, COMMUNE, role="read", parts=["contact"])
    with pytest.raises(InsufficientPrivilege):
        give(as_role("receiver", COMMUNE), case, OTHER_HEALTH, parts=["contact"])


@pytest.mark.parametrize("role", ["administrator", "auditor", "statistician", "legal_officer", "reporter"])
def test_roles_without_cases_move_no_grant_of_their_body(as_role, case, role):
    give(as_role("case_worker"), case, COMMUNE)
    session = as_role(role)
    for sql, values in (
        (GIVE, [case.subject_id, body(OTHER_HEALTH).id, "support", ["contact"], "notice", None]),
        ("select vt.end_grant(%s, %s)", [case.subject_id, body(COMMUNE).id]),
        ("select vt.move_lead(%s, %s)", [case.subject_id, body(COMMUNE).id]),
        ("select vt.open_subject(%s, 'reception')", [uuid.uuid4()]),
    ):
        with pytest.raises(InsufficientPrivilege):
            session.ask(sql, values)


def test_time_is_given_no_longer_than_held_and_not_prolonged_in_a_circle(committed_db, as_role, case):
    soon = timezone.now() + timedelta(hours=1)
    give(as_role("case_worker"), case, COMMUNE, parts=["contact"], until=soon)
    give(as_role("receiver", COMMUNE), case, OTHER_HEALTH, parts=["contact"])
    assert held(committed_db, case, OTHER_HEALTH)["until"] == soon
    give(as_role("case_worker", OTHER_HEALTH), case, COMMUNE, parts=["contact"])
    assert held(committed_db, case, COMMUNE)["until"] == soon


def test_nobody_shortens_the_lead(committed_db, as_role, case):
    give(as_role("case_worker"), case, COMMUNE)
    give(as_role("receiver", COMMUNE), case, HEALTH, until=timezone.now() + timedelta(seconds=1))
    assert held(committed_db, case, HEALTH)["until"] is None
    assert held(committed_db, case, HEALTH)["role"] == "lead"


def test_an_expired_grant_does_not_come_back_with_its_parts(committed_db, as_role, case):
    give(as_role("case_worker"), case, COMMUNE, parts=["identity", "health"])
    with committed_db.owner() as owner:
        owner.execute(
            "update grants_grant set until_at = now() - interval '1 day' where body_id = %s", [body(COMMUNE).id]
        )
    receiver = as_role("receiver", COMMUNE)
    assert receiver.count("people_identity") == 0  # over, though no job has said so yet
    with pytest.raises(InsufficientPrivilege):
        give(receiver, case, OTHER_HEALTH, parts=["identity"])
    with pytest.raises(InsufficientPrivilege):
        receiver.ask("select vt.move_lead(%s, %s)", [case.subject_id, body(COMMUNE).id])
    give(as_role("case_worker"), case, COMMUNE, parts=["contact"])
    assert held(committed_db, case, COMMUNE)["parts"] == ["contact"]


def test_the_lead_is_taken_only_when_offered_and_once(committed_db, as_role, case):
    take = "select vt.move_lead(%s, %s)"
    give(as_role("case_worker"), case, COMMUNE)
    commune = as_role("receiver", COMMUNE)
    with pytest.raises(InsufficientPrivilege):
        commune.ask(take, [case.subject_id, body(COMMUNE).id])
    give(as_role("case_worker"), case, COMMUNE, ground="take_over")  # offered now, though it held a grant before
    with pytest.raises(InsufficientPrivilege):  # an offer to oneself is none to a third body
        commune.ask(take, [case.subject_id, body(HEALTH).id])
    commune.ask(take, [case.subject_id, body(COMMUNE).id])
    assert held(committed_db, case, COMMUNE)["role"] == "lead"
    assert held(committed_db, case, HEALTH)["role"] == "support"
    commune.ask(take, [case.subject_id, body(HEALTH).id])
    with pytest.raises(InsufficientPrivilege):
        commune.ask(take, [case.subject_id, body(COMMUNE).id])


def test_the_lead_moves_to_no_body_without_a_grant(as_role, case):
    with pytest.raises(InsufficientPrivilege):
        as_role("case_worker").ask("select vt.move_lead(%s, %s)", [case.subject_id, body(OTHER_HEALTH).id])


def test_ending_grants_is_for_the_lead_and_for_ones_own(committed_db, as_role, case):
    end = "select vt.end_grant(%s, %s)"
    give(as_role("case_worker"), case, COMMUNE)
    give(as_role("case_worker"), case, BORDER)
    for session, whose in (
        (as_role("receiver", COMMUNE), BORDER),
        (as_role("case_worker"), HEALTH),
        (as_role("case_worker", OTHER_HEALTH), COMMUNE),
    ):
        with pytest.raises(InsufficientPrivilege):
            session.ask(end, [case.subject_id, body(whose).id])
    as_role("receiver", COMMUNE).ask(end, [case.subject_id, body(COMMUNE).id])
    as_role("case_worker").ask(end, [case.subject_id, body(BORDER).id])
    assert held(committed_db, case, COMMUNE) == held(committed_db, case, BORDER) == {}


# Rows ---------------------------------------------------------------------------------------------------------------


def test_who_may_change_a_case_does_not_choose_who_sees_it_or_leads_it(as_role, case):
    worker, stranger = as_role("case_worker"), as_role("case_worker", OTHER_HEALTH)
    other = body(OTHER_HEALTH).id
    worker.ask("update cases_case set bodies = bodies || %s, lead_id = %s where id = %s", [other, other, case.id])
    worker.ask("update people_namekey set bodies = bodies || %s where subject_id = %s", [other, case.subject_id])
    assert stranger.count("cases_case") == stranger.count("people_namekey") == 0
    assert worker.ask("select lead_id from cases_case") == [(body(HEALTH).id,)]


@pytest.mark.parametrize(
    "table", ["cases_case", "cases_companion", "people_identity", "people_contact", "people_namekey", "cases_evidence"]
)
def test_a_row_stays_with_its_subject(as_role, case, table):
    with acting("case_worker", OTHER_HEALTH) as staff:
        foreign = a_case(staff)
    with acting("case_worker") as staff:
        own = a_case(staff)
    worker = as_role("case_worker")
    for subject in (foreign.subject_id, own.subject_id):
        with pytest.raises(InsufficientPrivilege):
            worker.ask(f"update {table} set subject_id = %s where subject_id = %s", [subject, case.subject_id])


def test_a_row_is_not_written_under_a_subject_out_of_reach(as_role, case):
    stranger = as_role("case_worker", OTHER_HEALTH)
    with pytest.raises(InsufficientPrivilege):
        stranger.ask(
            "insert into people_person (id, subject_id, entered_by_id) values (gen_random_uuid(), %s, %s)",
            [case.subject_id, post("case_worker", OTHER_HEALTH).id],
        )


def test_a_key_is_destroyed_by_the_leading_decider_only_and_replaced_by_nobody(as_role, case):
    destroy = "update people_datakey set wrapped = null, erased_at = now() where person_id = %s"
    for role in ("case_worker", "verifier", "clerk", "head", "administrator"):
        assert as_role(role).ask(destroy, [case.person_id]) == [(0,)], role
    with pytest.raises(InsufficientPrivilege):
        as_role("decider").ask("update people_datakey set wrapped = 'x' where person_id = %s", [case.person_id])
    assert as_role("decider").ask(destroy, [case.person_id]) == [(1,)]


def test_an_entry_of_the_log_is_not_written_in_anothers_name(as_role):
    sql = (
        "insert into audit_entry (ref, at, user_id, user_text, post_id, role, body_code, body_text, job, act, part, purpose, outcome, details, world, mac)"
        " values (gen_random_uuid(), now(), %s, '', %s, '', '', '', '', 'x', '', '', 'done', '{}', '', '')"
    )
    mine, other = post("case_worker"), post("decider")
    worker = as_role("case_worker")
    for user, its_post in ((other.user_id, other.id), (other.user_id, mine.id), (mine.user_id, other.id), (None, None)):
        with pytest.raises(InsufficientPrivilege):
            worker.ask(sql, [user, its_post])
    worker.ask(sql, [mine.user_id, mine.id])


def test_an_administrator_gives_posts_but_not_to_themselves_and_not_elsewhere(as_role):
    sql = (
        "insert into agencies_post (id, user_id, body_id, role, title, world, valid_from, version)"
        " values (gen_random_uuid(), %s, %s, 'decider', '', %s, current_date, 1)"
    )
    mine, other = post("administrator"), post("clerk")
    admin = as_role("administrator")
    for values in (
        [mine.user_id, mine.body_id, "demo"],
        [other.user_id, body(OTHER_HEALTH).id, "demo"],
        [other.user_id, mine.body_id, "real"],
    ):
        with pytest.raises(InsufficientPrivilege):
            admin.ask(sql, values)
    admin.ask(sql, [other.user_id, mine.body_id, "demo"])
    with pytest.raises(InsufficientPrivilege):
        as_role("case_worker").ask(sql, [other.user_id, mine.body_id, "demo"])


def test_a_search_outside_ones_grants_tells_only_the_body(as_role, case):
    stranger = as_role("case_worker", OTHER_HEALTH)
    with acting("case_worker"):
        token = case.person.name_key.tokens
        born = case.person.name_key.born_about
    found = {
        row for one in token for row in stranger.ask("select * from vt.elsewhere(null, %s, %s::smallint)", [one, born])
    }
    assert found == {(body(HEALTH).id, 1)}
    assert as_role("case_worker").ask("select * from vt.elsewhere(null, %s, %s::smallint)", [token[0], born]) == []
    for role in ("auditor", "administrator", "statistician"):
        assert as_role(role).ask("select * from vt.elsewhere(null, %s, %s::smallint)", [token[0], born]) == [], role
    assert stranger.ask("select * from vt.elsewhere(null, %s, null)", [token[0]]) == []


def test_worlds_do_not_meet(committed_db, as_role, case):
    with committed_db.owner() as owner:
        owner.execute("update agencies_post set world = 'training' where id = %s", [post("verifier").id])
        trainee = Post.objects.get(body__code=HEALTH, role="verifier")
    session = Session(as_role("case_worker").connection, token_of(trainee))
    assert [table for table in TABLES if session.count(table)] == []


def test_a_notice_opens_the_parts_that_it_names_and_no_other(as_role, case):
    with acting("case_worker") as staff:
        send_notice(
            case=case,
            to_body=body(COMMUNE),
            rule_id="custom",
            parts=["contact"],
            at=timezone.now(),
            by=staff,
            ground=BY_LAW,
        )
    commune = as_role("receiver", COMMUNE)
    assert (commune.count("cases_case"), commune.count("people_contact")) == (1, 2)
    assert (commune.count("people_identity"), commune.count("cases_evidence"), commune.count("people_namekey")) == (
        0,
        0,
        0,
    )
