"""Who may reach the list of residents abroad: by grants on each entry; rounds and imports tell of no person."""

from pathlib import Path

from django.db import migrations

from vongtay.common.policies import keep_subject, protect, reached

SQL = Path(__file__).with_name("abroad.sql").read_text("utf-8")
ENTRY = "array_position(bodies, (select vt.body())) is not null and world = (select vt.world()) and (select vt.sees_cases())"
OURS = "world = (select vt.world()) and body_id = (select vt.body()) and (select vt.sees_cases())"
IN_PROVINCE = "world = (select vt.world()) and province_id = (select vt.province()) and ((select vt.sees_cases()) or (select vt.counts()))"


def reach(table: str, *verbs: str) -> migrations.RunSQL:
    condition = f"{reached(table)} and (select vt.sees_cases())"
    return protect(table, {verb: condition for verb in verbs})


class Migration(migrations.Migration):
    dependencies = [("cases", "0040_abroad")]
    operations = [
        migrations.RunSQL(SQL, migrations.RunSQL.noop),
        protect("cases_abroad", {"select": ENTRY, "insert": ENTRY, "update": ENTRY}),
        reach("cases_abroadevent", "select", "insert"),
        reach("cases_abroadstep", "select", "insert"),
        protect("cases_abroadimport", {"select": OURS, "insert": OURS, "update": OURS}),
        keep_subject("cases_abroad", "cases_abroadevent", "cases_abroadstep"),
        protect("cases_reviewround", {"select": IN_PROVINCE, "insert": OURS, "update": OURS}),
    ]
