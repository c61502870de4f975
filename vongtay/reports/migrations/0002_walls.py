"""Issued reports: the body that issued and whoever counts over the area."""

from django.db import migrations

from vongtay.common.policies import protect

OURS = "body_id = (select vt.body()) and world = (select vt.world())"
MANDATE = "world = (select vt.world()) and area_id = any((select vt.areas())::integer[])"


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial"), ("narratives", "0002_walls")]
    operations = [protect("reports_issuedreport", {"select": f"({OURS}) or ({MANDATE})", "insert": OURS})]
