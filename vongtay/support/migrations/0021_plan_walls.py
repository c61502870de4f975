"""Who reaches needs, plans, conferences and family: those who reach the part `support` of the case. Sheets are about nobody."""

from pathlib import Path

from django.db import migrations

from vongtay.common.policies import keep_subject, protect, reached

SQL = Path(__file__).with_name("plan.sql").read_text("utf-8")
OURS = "world = (select vt.world())"
KEEPER = f"{OURS} and province_id = (select vt.province()) and (select vt.role()) in ('administrator', 'legal_officer')"


def reach(table: str, *verbs: str) -> migrations.RunSQL:
    return protect(table, {verb: reached(table, "support") for verb in verbs})


class Migration(migrations.Migration):
    dependencies = [("support", "0020_plan"), ("home", "0001_walls")]
    operations = [
        reach("support_assessment", "select", "insert"),
        reach("support_score", "select", "insert"),
        reach("support_plan", "select", "insert", "update"),
        reach("support_goal", "select", "insert", "update", "delete"),
        reach("support_measure", "select", "insert", "update", "delete"),
        reach("support_conference", "select", "insert"),
        reach("support_seat", "select", "insert"),
        reach("support_agreed", "select", "insert", "update"),
        reach("support_feedback", "select", "insert"),
        reach("support_kinship", "select", "insert", "update"),
        reach("support_sheetgiven", "select", "insert"),
        protect("support_sheet", {"select": OURS, "insert": KEEPER, "update": KEEPER}),
        keep_subject(
            "support_assessment", "support_score", "support_plan", "support_goal", "support_measure", "support_conference", "support_seat",
            "support_agreed", "support_feedback", "support_kinship", "support_sheetgiven",
        ),
        migrations.RunSQL(SQL, migrations.RunSQL.noop),
    ]  # fmt: skip
