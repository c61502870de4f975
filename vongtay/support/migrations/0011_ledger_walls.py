"""Who reaches norms, ledger, applications and estimates; what the database refuses of them; sums by mandate."""

from pathlib import Path

from django.db import migrations

from vongtay.common.policies import keep_subject, protect, reached

SQL = Path(__file__).with_name("ledger.sql").read_text("utf-8")
WORLD = "world = (select vt.world())"
OFFICER = f"{WORLD} and province_id = (select vt.province()) and (select vt.role()) = 'legal_officer'"
LEDGER = reached("support_ledgerentry", "support")
MINE = "entered_by_id = (select vt.post())"
APPLICATION = reached("support_application", "support")
COUNTED = f"{WORLD} and (select vt.counts()) and province_id = any((select vt.areas())::integer[])"


class Migration(migrations.Migration):
    dependencies = [("support", "0010_ledger"), ("people", "0002_walls"), ("home", "0001_walls")]
    operations = [
        protect("support_norm", {"select": WORLD, "insert": f"{OFFICER} and {MINE}", "update": OFFICER}),
        protect("support_ledgerentry", {"select": LEDGER, "insert": f"{LEDGER} and {WORLD} and {MINE}"}),
        protect("support_application", {"select": APPLICATION, "insert": f"{APPLICATION} and {MINE}", "update": APPLICATION}),
        protect("support_estimate", {"select": COUNTED, "insert": f"{COUNTED} and {MINE} and (select vt.role()) in ('reporter', 'head')"}),
        keep_subject("support_ledgerentry", "support_application"),
        migrations.RunSQL(SQL, migrations.RunSQL.noop),
    ]
