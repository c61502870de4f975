"""The functions that say who asks, and the policies of the tables from accounts to grants."""

from pathlib import Path

from django.db import migrations

from vongtay.common.policies import keep_subject, open_to_web, protect

SQL = Path(__file__).with_name("vt.sql").read_text("utf-8")
ADMIN = "(select vt.role()) = 'administrator'"
# A mandate over the country is given by an administrator of the centre alone.
MANDATES = f"{ADMIN} and (area_id <> 1 or (select vt.province()) = 1)"
WORLD = "world = (select vt.world())"
OF_PROVINCE = "exists (select 1 from agencies_body b where b.id = body_id and b.province_id = (select vt.province()))"
# An administrator gives posts in their own province and world, and none to themselves.
GIVES_POSTS = f"{ADMIN} and {WORLD} and user_id is distinct from (select vt.user_id()) and {OF_PROVINCE}"
# All staff of a world read the directory and the duty roster; administrators, and heads of the body, write.
ROSTER = f"({WORLD} and {ADMIN} and {OF_PROVINCE}) or ({WORLD} and (select vt.role()) in ('head', 'clerk') and body_id = (select vt.body()))"


class Migration(migrations.Migration):
    dependencies = [
        ("grants", "0001_initial"), ("agencies", "0001_initial"), ("accounts", "0001_initial"), ("audit", "0002_append_only"),
        ("axes", "__latest__"), ("procrastinate", "__latest__"), ("contenttypes", "__latest__"),
    ]  # fmt: skip

    operations = [
        migrations.RunSQL(SQL, migrations.RunSQL.noop),
        open_to_web(["accounts_websession", "axes_accessattempt", "axes_accessfailurelog", "axes_accesslog", "axes_accessattemptexpiration"]),
        open_to_web(["django_content_type", "django_migrations", "agencies_place", "agencies_placesuccession", "agencies_rolepart"], "select"),
        protect("accounts_user", {"select": "true", "insert": ADMIN, "update": f"id = (select vt.user_id()) or {ADMIN}"}),
        protect("agencies_body", {"select": "true", "insert": ADMIN, "update": ADMIN}),
        protect("agencies_post", {"select": "true", "insert": GIVES_POSTS, "update": GIVES_POSTS}),
        protect("agencies_mandate", {"select": "true", "insert": MANDATES, "update": MANDATES}),
        protect("agencies_opensession", {}),
        protect("agencies_smallcount", {
            "select": f"{WORLD} and province_id = (select vt.province())",
            "insert": f"{WORLD} and province_id = (select vt.province()) and {ADMIN} and changed_by_id = (select vt.post())",
        }),
        protect("agencies_contact", {"select": WORLD, "insert": f"{WORLD} and {ADMIN} and {OF_PROVINCE}", "update": f"{WORLD} and {ADMIN} and {OF_PROVINCE}"}),
        protect("agencies_duty", {"select": WORLD, "insert": ROSTER, "update": ROSTER}),
        protect("grants_subject", {"select": "(select true from grants_grant g where g.subject_id = grants_subject.id"
                                             " and g.body_id = (select vt.body()) and g.ended_at is null)"}),
        # Every policy that asks for a grant asks this table: roles that reach no case see no grant, and so nothing under it.
        protect("grants_grant", {"select": f"body_id = (select vt.body()) and {WORLD} and (select vt.sees_cases())"}),
        protect("audit_entry", {
            "select": "(select vt.role()) in ('auditor', 'service')",
            # Whoever signs the log signs with their own account.
            "insert": "post_id is not distinct from (select vt.post()) and (post_id is null or user_id is not distinct from (select vt.user_id()))",
        }),
        protect("audit_seal", {"select": "(select vt.role()) in ('auditor', 'service')", "insert": "(select vt.role()) = 'service'"}),
        protect("audit_mark", {"select": "(select vt.role()) in ('auditor', 'service')", "insert": "(select vt.role()) = 'service'",
                               "update": "(select vt.role()) = 'service'"}),
        keep_subject("grants_grant", "audit_entry"),
        migrations.RunSQL(
            """
            do $$ declare t text; begin
              for t in select tablename from pg_tables where schemaname = 'public' and tablename like 'procrastinate%' loop
                execute format('grant select, insert, update, delete on %I to vongtay_web', t);
              end loop;
              for t in select s.relname from pg_class s join pg_depend d on d.objid = s.oid and d.deptype in ('a', 'i')
                        where s.relkind = 'S' and s.relnamespace = 'public'::regnamespace and has_table_privilege('vongtay_web', d.refobjid, 'insert') loop
                execute format('grant usage, select on sequence %I to vongtay_web', t);
              end loop;
            end $$;
            """,
            migrations.RunSQL.noop,
        ),
    ]  # fmt: skip
