"""Reports of bodies, asked by psycopg alone: each sees its own, the asking body what was sent to it, and what was approved moves no more."""

import uuid

import pytest
from psycopg.errors import CheckViolation, InsufficientPrivilege

from tests.cast import COMMUNE, HEALTH, OTHER_HEALTH, POLICE, acting, body, post
from tests.security.session import Session, token_of
from vongtay.agencies.models import Post
from vongtay.reports import actions
from vongtay.reports.actions import Said
from vongtay.reports.tests.submitting import an_obligation, approved, owed, said, sent, value

TABLES = [
    "reports_obligation",
    "reports_askedindicator",
    "reports_submission",
    "reports_submissionline",
    "reports_submissionstep",
]
OTHER_COMMUNE = "LS.UBND.05977"


@pytest.fixture
def obligation(committed_db):
    return an_obligation()


def seen(session):
    return [session.count(table) for table in TABLES]


def test_a_draft_is_its_bodys_alone_and_what_is_sent_the_receivers_too(as_role, obligation):
    with acting("receiver", COMMUNE) as staff:
        draft = actions.write_submission(
            key=uuid.uuid4(),
            owed=owed(staff, obligation),
            said=Said({"comm.leaflet": value(5)}),
            version=0,
            post=uuid.uuid4(),
            by=staff,
        )
    assert seen(as_role("receiver", COMMUNE)) == [1, 3, 1, 3, 1]
    assert seen(as_role("reporter")) == [1, 3, 0, 0, 0]
    sent(obligation, key=draft.pk, version=1)
    for role in ("reporter", "head", "statistician"):
        assert seen(as_role(role)) == [1, 3, 1, 3, 2], role
    with acting("head") as staff:
        draft.refresh_from_db()
        actions.return_submission(submission=draft, reason="Thiếu", version=draft.version, by=staff)
    assert seen(as_role("head")) == [1, 3, 1, 0, 3]  # what is being corrected is not shown
    assert seen(as_role("receiver", COMMUNE)) == [1, 3, 1, 3, 3]


@pytest.mark.parametrize(
    ("role", "code"),
    [
        ("case_worker", HEALTH),
        ("clerk", HEALTH),
        ("auditor", HEALTH),
        ("administrator", HEALTH),
        ("receiver", "LS.DBP.HN"),
        ("reporter", OTHER_HEALTH),
        ("receiver", "BN.UBND.07210"),
    ],
)
def test_others_see_no_row(as_role, obligation, role, code):
    approved(obligation)
    assert seen(as_role(role, code)) == [0, 0, 0, 0, 0]
    assert (
        as_role(role, code).count("reports_submissionfile") == as_role(role, code).count("reports_reportreminder") == 0
    )


def test_another_world_sees_no_row(as_role, obligation):
    approved(obligation)
    head = as_role("head")
    drill = Session(head.connection, token_of(Post.objects.get(role="head", body__code=HEALTH, world="drill")))
    assert seen(drill) == [0, 0, 0, 0, 0]


def test_what_is_sent_or_approved_is_changed_by_nobody(as_role, obligation):
    row = sent(obligation)
    owner, head = as_role("receiver", COMMUNE), as_role("head")
    change = "update reports_submissionline set answer = 'value', value = 9, value_high = null where submission_id = %s"
    for session in (owner, head):
        assert session.ask(change, [row.pk]) == [(0,)]
    assert owner.ask("update reports_submission set state = 'draft' where id = %s", [row.pk]) == [(0,)]
    with pytest.raises(InsufficientPrivilege):  # a receiver changes no word of it
        head.ask("update reports_submission set state = 'returned', narrative_ct = 'x' where id = %s", [row.pk])
    with acting("head") as staff:
        actions.approve_submission(submission=row, version=row.version, by=staff)
    for session in (owner, head):
        assert session.ask(change, [row.pk]) == [(0,)]
        assert session.ask("delete from reports_submissionline where submission_id = %s", [row.pk]) == [(0,)]
    for state in ("draft", "sent", "returned", "superseded"):
        with pytest.raises(InsufficientPrivilege):
            head.ask("update reports_submission set state = %s where id = %s", [state, row.pk])
    with pytest.raises(InsufficientPrivilege):
        head.ask("update reports_submission set received_on = '2026-01-01' where id = %s", [row.pk])
    assert owner.ask("update reports_submission set state = 'superseded' where id = %s", [row.pk]) == [(0,)]
    for table in ("reports_submission", "reports_submissionstep", "reports_obligation", "reports_reportreminder"):
        with pytest.raises(InsufficientPrivilege):
            head.ask(f"delete from {table}")


def test_the_sender_approves_nothing(as_role, obligation):
    row = sent(obligation)
    approve = "update reports_submission set state = 'approved', decided_at = now(), approved_by_id = %s where id = %s"
    owner, head, worker = as_role("receiver", COMMUNE), as_role("head"), as_role("case_worker")
    assert (
        owner.ask(approve, [post("receiver", COMMUNE).pk, row.pk])
        == worker.ask(approve, [post("case_worker").pk, row.pk])
        == [(0,)]
    )
    with pytest.raises(InsufficientPrivilege):  # in somebody else's name
        head.ask(approve, [post("reporter").pk, row.pk])
    with pytest.raises((CheckViolation, InsufficientPrivilege)):
        head.ask("update reports_submission set state = 'approved' where id = %s", [row.pk])


def _begun(session, obligation, of, to, who, state="draft", sign=""):
    return session.ask(
        "insert into reports_submission (id, world, province_id, obligation_id, period, first_on, last_on, body_id, to_body_id, number, state, wrapped,"
        " source_sign, source_on, entered_by_id, last_post, version) values (gen_random_uuid(), 'demo', %s, %s, '2026-Q1', '2025-12-15', '2026-03-14', %s, %s, 1, %s, 'x',"
        " %s, %s, %s, gen_random_uuid(), 1)",
        [obligation.province_id, obligation.pk, body(of).pk, body(to).pk, state, sign, "2026-03-20" if sign else None, who.pk],
    )  # fmt: skip


def test_a_report_is_begun_by_who_owes_it_or_from_a_paper_by_who_receives_it(as_role, obligation):
    mine, reporter = post("receiver", COMMUNE), post("reporter")
    owner, receiver = as_role("receiver", COMMUNE), as_role("reporter")
    for values in (
        (owner, OTHER_COMMUNE, HEALTH, mine), (owner, COMMUNE, POLICE, mine), (owner, COMMUNE, HEALTH, mine, "sent"), (owner, COMMUNE, HEALTH, reporter),
        (receiver, OTHER_COMMUNE, HEALTH, reporter), (receiver, POLICE, HEALTH, reporter, "draft", "1/BC"),
        (as_role("receiver", "BN.UBND.07210"), "BN.UBND.07210", HEALTH, post("receiver", "BN.UBND.07210")),
    ):  # fmt: skip
        session, *rest = values
        with pytest.raises((InsufficientPrivilege, CheckViolation)):
            _begun(session, obligation, *rest)
    _begun(owner, obligation, COMMUNE, HEALTH, mine)
    _begun(receiver, obligation, OTHER_COMMUNE, HEALTH, reporter, "draft", "1/BC")


def test_nobody_sets_up_reports_of_a_province_without_a_mandate(as_role, obligation):
    sql = (
        "insert into reports_obligation (id, world, province_id, body_id, title, owes, owing_kind, speaks, calendar, period_kind, begins_on, ended_why,"
        " wants_narrative, wants_file, due_rule, asked_sign, entered_by_id, version) values (gen_random_uuid(), %s, %s, %s, 'x', 'communes', '', 'area',"
        " 'administrative', 'year', '2026-01-01', '', false, false, '', '', %s, 1)"
    )
    reporter, commune = post("reporter"), post("receiver", COMMUNE)
    for session, values in (
        (as_role("reporter"), ["demo", 2100024, reporter.body_id, reporter.pk]),
        (as_role("reporter"), ["real", 2100020, reporter.body_id, reporter.pk]),
        (as_role("receiver", COMMUNE), ["demo", 2100020, commune.body_id, commune.pk]),
        (as_role("statistician"), ["demo", 2100020, reporter.body_id, post("statistician").pk]),
    ):
        with pytest.raises(InsufficientPrivilege):
            session.ask(sql, values)
    as_role("reporter").ask(sql, ["demo", 2100020, reporter.body_id, reporter.pk])


def test_a_step_is_not_written_in_anothers_name_or_role(as_role, obligation):
    row = sent(obligation, said(narrative="Tình hình ổn định."))
    sql = "insert into reports_submissionstep (id, world, submission_id, to_state, said, by_id, recorded_at) values (gen_random_uuid(), 'demo', %s, %s, '{}', %s, now())"
    owner, head = as_role("receiver", COMMUNE), as_role("head")
    for session, state, by in (
        (owner, "approved", post("receiver", COMMUNE)),
        (owner, "sent", post("receiver", COMMUNE)),
        (head, "sent", post("head")),
        (head, "returned", post("reporter")),
    ):
        with pytest.raises(InsufficientPrivilege):
            session.ask(sql, [row.pk, state, by.pk])


def test_words_of_a_report_stand_encrypted(as_role, obligation, committed_db):
    row = sent(obligation, said(narrative="Tình hình ổn định."))
    with committed_db.superuser() as thief:
        (stored,) = thief.execute("select narrative_ct from reports_submission where id = %s", [row.pk]).fetchone()
    assert "Tình hình".encode() not in bytes(stored)


def test_only_a_job_asks_who_is_to_be_told(as_role, obligation):
    for role in ("head", "administrator"):
        with pytest.raises(InsufficientPrivilege):
            as_role(role).ask("select * from vt.reports_reminded(current_date)")
