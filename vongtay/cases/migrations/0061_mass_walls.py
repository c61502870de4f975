"""Who may reach the reception of many people: by grants on the event for the event, by grants on each person for each line."""

from pathlib import Path

from django.db import migrations

from vongtay.common.policies import keep_subject, protect, reached

SQL = Path(__file__).with_name("mass.sql").read_text("utf-8")
EVENT = "array_position(bodies, (select vt.body())) is not null and world = (select vt.world()) and (select vt.sees_cases())"


def reach(table: str, *verbs: str, part: str | None = None) -> migrations.RunSQL:
    condition = f"{reached(table, part)} and (select vt.sees_cases())"
    return protect(table, {verb: condition for verb in verbs})


class Migration(migrations.Migration):
    dependencies = [("cases", "0060_mass")]
    operations = [
        migrations.RunSQL(SQL, migrations.RunSQL.noop),
        protect("cases_massevent", {"select": EVENT, "insert": EVENT, "update": EVENT}),
        reach("cases_massmember", "select", "insert", "update"),
        reach("cases_massline", "select", "insert", "update"),
        # What was written at the table is who somebody is: for roles and bodies that reach identities; never changed.
        reach("cases_massanswer", "select", "insert", part="identity"),
        reach("cases_massmatch", "select", "insert", "update"),
        keep_subject("cases_massevent", "cases_massmember", "cases_massline", "cases_massanswer", "cases_massmatch"),
    ]
