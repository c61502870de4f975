"""Spreadsheets belong to the body that gave them, and to whoever there enters activities."""

from django.db import migrations

from vongtay.common.policies import protect

OURS = (
    "world = (select vt.world()) and body_id = (select vt.body()) and province_id = (select vt.province())"
    " and (select vt.role()) in ('reporter', 'head', 'case_worker', 'receiver')"
)


class Migration(migrations.Migration):
    dependencies = [("programme", "0006_activities_walls"), ("grants", "0002_walls")]
    operations = [protect("programme_import", {"select": OURS, "insert": f"{OURS} and entered_by_id = (select vt.post())", "update": OURS})]
