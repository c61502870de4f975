"""Files of a case and their index: the part of papers."""

from django.db import migrations

from vongtay.common.policies import keep_subject, protect, reached


def reach(table: str, *verbs: str) -> migrations.RunSQL:
    condition = f"{reached(table, 'papers')} and (select vt.sees_cases())"
    return protect(table, {verb: condition for verb in verbs})


class Migration(migrations.Migration):
    dependencies = [("cases", "0026_files"), ("papers", "0021_deliveries_walls")]
    operations = [
        reach("cases_casefile", "select", "insert", "update"),
        reach("cases_indexentry", "select", "insert", "delete"),
        keep_subject("cases_casefile", "cases_indexentry"),
    ]
