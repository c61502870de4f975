"""Issued reports: the body that issued and whoever counts over the area and sees exact counts. Process times: by mandate as numbers, by grant as rows."""

from pathlib import Path

from django.db import migrations

from vongtay.common.policies import protect

OURS = "body_id = (select vt.body()) and world = (select vt.world())"
MANDATE = "world = (select vt.world()) and area_id = any((select vt.areas())::integer[])"
TIMES = Path(__file__).with_name("times.sql").read_text("utf-8")


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial"), ("narratives", "0002_walls"), ("support", "0002_walls"), ("tasks", "0002_walls"), ("cases", "0002_walls")]
    operations = [
        protect("reports_issuedreport", {"select": f"(({OURS}) or ({MANDATE})) and (select vt.sees_exact())", "insert": OURS}),
        migrations.RunSQL(TIMES, migrations.RunSQL.noop),
    ]
