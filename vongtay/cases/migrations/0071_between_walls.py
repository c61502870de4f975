"""Who may reach what bodies owe each other; the count of loops that are not closed."""

from pathlib import Path

from django.db import migrations

from vongtay.common.policies import keep_subject, protect, reached

SQL = Path(__file__).with_name("loops.sql").read_text("utf-8")
EDITED = ("cases_result", "cases_joint", "cases_signature", "cases_problem")
WORLD = "world = (select vt.world()) and (select vt.sees_cases())"
MINE = "(select vt.body())"
TEAM = f"{WORLD} and (body_id = {MINE} or array_position(bodies, {MINE}) is not null)"
# The subquery stands under the wall of the team itself.
OF_TEAM = "team_id in (select t.id from cases_team t)"
KEPT = f"team_id in (select t.id from cases_team t where t.body_id = {MINE})"


def wall(table: str, *verbs: str) -> migrations.RunSQL:
    return protect(table, {verb: f"{reached(table)} and (select vt.sees_cases())" for verb in verbs})


class Migration(migrations.Migration):
    dependencies = [("cases", "0070_between_bodies"), ("home", "0001_walls")]
    operations = [
        *(wall(table, "select", "insert", "update") for table in EDITED),
        wall("cases_partnerhandover", "select", "insert"),
        protect("cases_asking", {
            "select": f"{WORLD} and (from_body_id = {MINE} or to_body_id = {MINE})", "insert": f"{WORLD} and from_body_id = {MINE} and asked_by_id = (select vt.post())",
            "update": f"{WORLD} and to_body_id = {MINE}",
        }),
        protect("cases_team", {"select": TEAM, "insert": f"{WORLD} and body_id = {MINE}", "update": f"{WORLD} and body_id = {MINE}"}),
        protect("cases_teammember", {"select": OF_TEAM, "insert": KEPT}),
        protect("cases_teamdecision", {"select": OF_TEAM, "insert": f"{OF_TEAM} and entered_by_id = (select vt.post())"}),
        keep_subject(*EDITED, "cases_partnerhandover"),
        migrations.RunSQL(SQL, migrations.RunSQL.noop),
    ]
