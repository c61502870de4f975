"""Who may reach what stands under identification, protection, the criminal case and sharing."""

from pathlib import Path

from django.db import migrations

from vongtay.common.policies import keep_subject, protect, reached

SQL = Path(__file__).with_name("items.sql").read_text("utf-8")
# table -> part of the file that it belongs to; none: whoever reaches the case reads it
PARTS = {
    "cases_worksheet": "statement", "cases_insufficiency": "statement", "cases_sign": "statement", "cases_inquiry": "statement",
    "cases_coding": None, "cases_item": "statement", "cases_offender": "offence", "cases_proceeding": "offence",
    "cases_resultingoffence": "offence", "cases_protection": "statement", "cases_review": None, "cases_consent": None, "cases_sharing": None,
}
NEVER_EDITED = {"cases_worksheet", "cases_sharing"}
# These two roles and no other, whatever a table of roles may say one day.
NARROW = " and (select vt.role()) in ('verifier', 'decider')"


def wall(table: str, part: str | None) -> migrations.RunSQL:
    condition = f"{reached(table, part)} and (select vt.sees_cases())" + (NARROW if part == "offence" else "")
    verbs = ("select", "insert") if table in NEVER_EDITED else ("select", "insert", "update")
    return protect(table, {verb: condition for verb in verbs})


class Migration(migrations.Migration):
    dependencies = [("cases", "0030_identification"), ("home", "0001_walls")]
    operations = [
        *(wall(table, part) for table, part in PARTS.items()),
        keep_subject(*PARTS),
        migrations.RunSQL(SQL, migrations.RunSQL.noop),
    ]
