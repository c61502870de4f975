"""Rows, asked by psycopg alone: whose name, whose subject, whose world a stolen password could write."""

import pytest
from django.utils import timezone
from psycopg.errors import InsufficientPrivilege

from tests.cast import BY_LAW, COMMUNE, HEALTH, OTHER_HEALTH, a_case, acting, body, post
from vongtay.cases.actions import send_notice


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
