"""Documents that bodies are to issue: read in the province or under a mandate over it, written by the body that expects them."""

from pathlib import Path

from django.db import migrations

from vongtay.common.policies import protect

PROVINCE = "world = (select vt.world()) and province_id = (select vt.province())"
COUNTED = "world = (select vt.world()) and province_id = any((select vt.areas())::integer[])"
OURS = f"{PROVINCE} and body_id = (select vt.body())"


class Migration(migrations.Migration):
    dependencies = [("programme", "0001_initial"), ("people", "0002_walls"), ("papers", "0002_walls"), ("indicators", "0002_walls"), ("cases", "0002_walls")]
    operations = [
        protect("programme_expected", {"select": f"({PROVINCE}) or ({COUNTED})", "insert": f"{OURS} and entered_by_id = (select vt.post())", "update": OURS}),
        migrations.RunSQL(Path(__file__).with_name("documents.sql").read_text("utf-8"), migrations.RunSQL.noop),
    ]
