"""Risk of areas and what was built into other programmes: read in the province or under a mandate over it, written by one's own body."""

from django.db import migrations

from vongtay.common.policies import protect

PROVINCE = "world = (select vt.world()) and province_id = (select vt.province())"
COUNTED = "world = (select vt.world()) and province_id = any((select vt.areas())::integer[])"
READ = f"({PROVINCE}) or ({COUNTED})"
OURS = f"{PROVINCE} and body_id = (select vt.body())"
NEW = f"{OURS} and entered_by_id = (select vt.post())"


class Migration(migrations.Migration):
    dependencies = [("programme", "0004_matters_walls")]
    operations = [
        protect("programme_riskassessment", {"select": READ, "insert": NEW, "update": OURS}),
        protect("programme_builtin", {"select": READ, "insert": NEW, "update": OURS}),
    ]
