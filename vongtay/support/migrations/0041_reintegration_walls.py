"""Who reaches what belongs to a return home: whoever reaches the part `support` of the case. Providers and the rule are read by all posts."""

from pathlib import Path

from django.db import migrations

from vongtay.common.policies import keep_subject, protect, reached

SQL = Path(__file__).with_name("reintegration.sql").read_text("utf-8")
WORLD = "world = (select vt.world())"
RULE = f"{WORLD} and (select vt.role()) = 'administrator' and changed_by_id = (select vt.post())"
KEEPS = (
    f"{WORLD} and (select vt.role()) in ('administrator', 'case_worker') and exists (select 1 from agencies_body b"
    " where b.id = (select vt.body()) and b.province_id = support_provider.province_id)"
)
WRITTEN = ("support_visit", "support_finding", "support_outcome")  # never edited
CHANGED = ("support_homecoming", "support_plannedvisit", "support_closure", "support_helper", "support_link")


def part(table: str, *verbs: str):
    return protect(table, {verb: reached(table, "support") for verb in verbs})


class Migration(migrations.Migration):
    dependencies = [("support", "0040_reintegration"), ("home", "0001_walls")]
    operations = [
        *(part(table, "select", "insert") for table in WRITTEN),
        *(part(table, "select", "insert", "update") for table in CHANGED),
        protect("support_visitrule", {"select": WORLD, "insert": RULE}),
        protect("support_provider", {"select": WORLD, "insert": KEEPS, "update": KEEPS}),
        keep_subject(*WRITTEN, *CHANGED),
        migrations.RunSQL(SQL, migrations.RunSQL.noop),
    ]
