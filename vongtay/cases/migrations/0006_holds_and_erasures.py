"""Who may put a hold on a case, ask for an erasure, do it; and a database that refuses to erase what is held."""

from pathlib import Path

from django.db import migrations

from vongtay.common.policies import keep_subject, protect, reached

SQL = Path(__file__).with_name("erasure.sql").read_text("utf-8")


def led(table: str, *roles: str) -> str:
    live = "g.ended_at is null and g.role = 'lead' and g.world = (select vt.world()) and g.body_id = (select vt.body())"
    named = ", ".join(f"'{role}'" for role in roles)
    return f"(select true from grants_grant g where g.subject_id = {table}.subject_id and {live}) and (select vt.role()) in ({named})"


def seen(table: str) -> str:
    return f"{reached(table)} and (select vt.sees_cases())"


class Migration(migrations.Migration):
    dependencies = [("cases", "0005_referral_paper_erasure"), ("tasks", "0002_walls"), ("people", "0002_walls"), ("home", "0001_walls")]
    operations = [
        protect("cases_hold", {"select": seen("cases_hold"), "insert": led("cases_hold", "head", "decider"),
                               "update": led("cases_hold", "head", "decider")}),
        protect("cases_erasure", {"select": seen("cases_erasure"), "insert": led("cases_erasure", "head"),
                                  "update": led("cases_erasure", "decider")}),
        keep_subject("cases_hold", "cases_erasure"),
        migrations.RunSQL(SQL, migrations.RunSQL.noop),
    ]  # fmt: skip
