"""Who may reach a case and what stands under it; the copies and counts kept by triggers."""

from pathlib import Path

from django.db import migrations

from vongtay.common.policies import protect, reached

SQL = Path(__file__).with_name("cases.sql").read_text("utf-8")
# Not `bodies @> array[...]`: its share is guessed at half a per cent, and the planner sorts all cases of a large body. The list
# itself names the body as a constant, which the planner can judge and the index can find.
CASE = "array_position(bodies, (select vt.body())) is not null and world = (select vt.world()) and (select vt.sees_cases())"
MANDATE = "world = (select vt.world()) and (province_id = any((select vt.areas())::integer[]) or place_id = any((select vt.areas())::integer[]))"


def reach(table: str, *verbs: str, part: str | None = None) -> migrations.RunSQL:
    condition = f"{reached(table, part)} and (select vt.sees_cases())"
    return protect(table, {verb: condition for verb in verbs})


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial"), ("people", "0002_walls"), ("papers", "0002_walls")]
    operations = [
        migrations.RunSQL(SQL, migrations.RunSQL.noop),
        protect("cases_case", {"select": CASE, "insert": CASE, "update": CASE}),
        reach("cases_caseevent", "select", "insert"),
        reach("cases_companion", "select", "insert", "update"),
        reach("cases_step", "select", "insert"),
        reach("cases_referral", "select", "insert", "update"),
        reach("cases_evidence", "select", "insert", "update", part="statement"),
        reach("cases_decision", "select", "insert", "update"),
        reach("cases_help", "select", "insert", part="support"),
        protect("cases_draft", {verb: "post_id = (select vt.post())" for verb in ("select", "insert", "update", "delete")}),
        protect("cases_stat", {"select": MANDATE}),
        protect("cases_statdelta", {"select": MANDATE}),
    ]
