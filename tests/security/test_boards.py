"""The walls of saved tables, their mails, thresholds and the counts of boards, asked by psycopg alone."""

import uuid

import psycopg
import pytest

from tests.cast import HEALTH, OTHER_HEALTH, acting, post
from vongtay.reports import actions

LANG_SON = 2100020


def test_the_walls_of_tables_schedules_and_thresholds(as_role):
    """By psycopg alone: another post, another body, another role reads and writes none of it."""
    with acting("reporter") as staff:
        own = actions.save_table(key=uuid.uuid4(), name="Riêng tôi", query="what=received", is_shared=False, by=staff)
        shared = actions.save_table(key=uuid.uuid4(), name="Chung", query="what=received", is_shared=True, by=staff)

    as_ = as_role
    wanted = f"reports_savedtable where id in ('{own.pk}', '{shared.pk}')"
    assert as_("reporter").count(wanted) == 2
    assert as_("head").count(wanted) == 1
    for role, of in (("case_worker", HEALTH), ("administrator", HEALTH), ("reporter", OTHER_HEALTH)):
        assert as_(role, of).count(wanted) == 0
    assert as_("head").ask(f"update reports_savedtable set name = 'x' where id = '{shared.pk}'") == [(0,)]
    steal = "insert into reports_schedule (id, world, table_id, post_id, rhythm, on_day, site, stopped_why) values (gen_random_uuid(), 'demo', %s, %s, 'daily', 0, '', '')"
    for role, table, to in (("head", own.pk, "head"), ("reporter", own.pk, "head")):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            as_(role).ask(steal, [table, post(to).pk])
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        as_("reporter").ask(
            "insert into reports_tablemail (id, world, schedule_id, \"on\", state, tries, error) values (gen_random_uuid(), 'demo', gen_random_uuid(), now(), 'waiting', 0, '')"
        )
    put = "insert into agencies_smallcount (id, world, province_id, role, number, least, why, changed_by_id) values (gen_random_uuid(), 'demo', %s, 'head', 1, null, 'x', %s)"
    for role, province in (("statistician", LANG_SON), ("administrator", 2100024)):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            as_(role).ask(put, [province, post(role).pk])
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        as_("case_worker").ask("select * from vt.count_ways(%s, '2026-01-01', '2026-12-31', null)", [LANG_SON])
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        as_("reporter", OTHER_HEALTH).ask(
            "select * from vt.count_persons(%s, '{2026-01-01}', '{2026-12-31}', '{16}', '{}', null)", [LANG_SON]
        )
    assert as_("reporter").ask(
        "select count(*) from vt.way_rows(%s, '2020-01-01', '2026-12-31', null)", [LANG_SON]
    ) == [(0,)]
