"""The functions that say who asks, and the policies of the tables from accounts to grants."""

from pathlib import Path

from django.db import migrations

from vongtay.common.policies import open_to_web, protect

SQL = Path(__file__).with_name("vt.sql").read_text("utf-8")
ADMIN = "(select vt.role()) = 'administrator'"


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
        protect("agencies_post", {"select": "true", "insert": ADMIN, "update": ADMIN}),
        protect("agencies_mandate", {"select": "true", "insert": ADMIN, "update": ADMIN}),
        protect("agencies_opensession", {}),
        protect("grants_subject", {"select": "(select true from grants_grant g where g.subject_id = grants_subject.id"
                                             " and g.body_id = (select vt.body()) and g.ended_at is null)"}),
        protect("grants_grant", {"select": "body_id = (select vt.body()) and world = (select vt.world())"}),
        protect("audit_entry", {
            "select": "(select vt.role()) in ('auditor', 'service')",
            "insert": "post_id is not distinct from (select vt.post())",
        }),
        protect("audit_seal", {"select": "(select vt.role()) in ('auditor', 'service')", "insert": "(select vt.role()) = 'service'"}),
        protect("audit_mark", {"select": "(select vt.role()) in ('auditor', 'service')", "insert": "(select vt.role()) = 'service'",
                               "update": "(select vt.role()) = 'service'"}),
        migrations.RunSQL(
            """
            grant usage, select on all sequences in schema public to vongtay_web;
            do $$ declare t text; begin
              for t in select tablename from pg_tables where schemaname = 'public' and tablename like 'procrastinate%' loop
                execute format('grant select, insert, update, delete on %I to vongtay_web', t);
              end loop;
            end $$;
            """,
            migrations.RunSQL.noop,
        ),
    ]  # fmt: skip
