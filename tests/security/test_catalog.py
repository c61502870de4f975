"""The walls as PostgreSQL's own catalogue shows them: every table is enumerated, so a new one can't be forgotten."""

import json
import os
from pathlib import Path

import psycopg
import pytest

from tests.cast import a_case, acting, post
from tests.committed import Committed
from tests.security.session import Session, token_of
from vongtay.config import roles
from vongtay.config.binaries import choose
from vongtay.people.vault import Facts

# Tables without row policies: they hold nothing about a protected subject, or what the application needs before anybody signed in.
OPEN = {
    "accounts_websession", "agencies_place", "agencies_placesuccession", "agencies_rolepart", "axes_accessattempt", "axes_accessattemptexpiration",
    "axes_accessfailurelog", "axes_accesslog", "django_content_type", "django_migrations", "indicators_indicator",
    "procrastinate_events", "procrastinate_jobs", "procrastinate_periodic_defers", "procrastinate_workers",
}  # fmt: skip
# Nobody but the owner reaches these at all.
CLOSED = {"pghistory_context", "auth_group", "auth_group_permissions", "auth_permission"}


@pytest.fixture
def catalog(owner_url: str):
    with psycopg.connect(owner_url) as connection:
        yield connection


def tables(catalog: psycopg.Connection, condition: str = "true") -> set[str]:
    sql = f"select relname from pg_class c where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace and {condition}"
    return {row[0] for row in catalog.execute(sql).fetchall()}


def test_every_table_is_walled_open_by_name_or_closed(catalog):
    walled = tables(catalog, "relrowsecurity and relforcerowsecurity")
    reachable = tables(catalog, f"has_table_privilege('{roles.WEB}', oid, 'select, insert, update, delete')")
    assert reachable - walled == OPEN & reachable
    assert tables(catalog) - walled - OPEN - CLOSED == set()


def test_every_table_with_a_subject_is_forced_and_keeps_its_subject(catalog):
    has_subject = "exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'subject_id' and not a.attisdropped)"
    with_subject = tables(catalog, has_subject)
    assert len(with_subject) > 15
    assert with_subject - tables(catalog, "relrowsecurity and relforcerowsecurity") == set()
    kept = tables(catalog, "exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'z_keep_subject')")
    assert with_subject - kept == set()


def test_the_web_role_owns_nothing_and_has_no_way_round(catalog):
    assert tables(catalog, f"pg_has_role('{roles.APP}', relowner, 'usage')") == set()
    rows = catalog.execute(
        "select rolname from pg_roles where rolname in (%s, %s) and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)",
        [roles.WEB, roles.APP],
    )
    assert rows.fetchall() == []
    assert catalog.execute(
        f"select has_schema_privilege('{roles.APP}', 'public', 'create'), has_schema_privilege('{roles.APP}', 'vt', 'create')"
    ).fetchone() == (False, False)
    assert catalog.execute(
        f"select has_database_privilege('{roles.APP}', current_database(), 'temporary')"
    ).fetchone() == (False,)
    assert tables(catalog, f"has_table_privilege('{roles.APP}', oid, 'truncate, references, trigger')") == set()


def test_definer_functions_fix_their_search_path_and_are_not_for_everybody(catalog):
    loose = catalog.execute(
        "select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace"
        " where p.prosecdef and n.nspname in ('vt', 'public')"
        " and (p.proconfig is null or not exists (select from unnest(p.proconfig) c where c like 'search_path=pg_catalog%pg_temp'))"
    ).fetchall()
    assert loose == []
    for_all = catalog.execute(
        "select p.oid::regprocedure::text from pg_proc p where p.pronamespace = 'vt'::regnamespace"
        " and exists (select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where a.grantee = 0)"
    ).fetchall()
    assert for_all == []


def test_the_operators_of_the_search_are_leakproof(catalog):
    rows = catalog.execute(
        "select proname, proleakproof from pg_proc where proname in ('arraycontains', 'arrayoverlap') and pronamespace = 'pg_catalog'::regnamespace"
    ).fetchall()
    assert set(rows) == {("arraycontains", True), ("arrayoverlap", True)}
    assert catalog.execute(
        "select count(*) from pg_operator where oprname = '@>' and oprleft = 'int4[]'::regtype"
    ).fetchone() == (0,)


def test_the_name_search_uses_its_index_under_the_wall(committed_db: Committed):
    """With 20,000 names of another body in the table: the index first, the policy on what it found."""
    with acting("case_worker", "BN.SYT") as staff:
        foreign = a_case(staff)
    with acting("case_worker") as staff:
        own = a_case(staff, facts=Facts(name="Vàng Thị Riêng Lẻ"))
    with committed_db.superuser() as superuser:
        superuser.execute("set session_replication_role = replica")
        superuser.execute(
            "insert into people_namekey (person_id, subject_id, world, born_about, name_ct, tokens, bodies)"
            " select gen_random_uuid(), k.subject_id, k.world, k.born_about, k.name_ct, array[g, g + 1, g + 2], k.bodies"
            " from people_namekey k, generate_series(1, 20000) g where k.subject_id = %s",
            [foreign.subject_id],
        )
        superuser.execute("analyze people_namekey")
    with acting("case_worker"):
        token = own.person.name_key.tokens[0]
    with committed_db.web() as web:
        session = Session(web, token_of(post("case_worker")))
        plan = session.ask(
            "explain (format json) select person_id from people_namekey where tokens @> array[%s]", [token]
        )[0][0]
        assert '"name_key_tokens"' in json.dumps(plan)
        assert session.ask("select person_id from people_namekey where tokens @> array[%s]", [token]) == [
            (own.person_id,)
        ]


def test_the_quiet_log_settings_stand(catalog):
    for name, value in roles.QUIET.items():
        assert catalog.execute("select current_setting(%s)", [name]).fetchone() == (value,), name


def test_the_run_speaks_to_the_version_that_it_says(catalog):
    given = os.environ.get("PG_BINDIR")
    assert catalog.info.server_version // 10000 == choose(Path(given) if given else None, None).major
