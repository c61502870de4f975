"""Difficulties and proposals: read in the province or under a mandate over it; raised by one's own body, closed by it or by who is to answer."""

from django.db import migrations

from vongtay.common.policies import protect

PROVINCE = "world = (select vt.world()) and province_id = (select vt.province())"
COUNTED = "world = (select vt.world()) and province_id = any((select vt.areas())::integer[])"
READ = f"({PROVINCE}) or ({COUNTED})"
OURS = f"{PROVINCE} and body_id = (select vt.body()) and entered_by_id = (select vt.post())"
BETWEEN = f"{PROVINCE} and (body_id = (select vt.body()) or to_body_id = (select vt.body()))"


class Migration(migrations.Migration):
    dependencies = [("programme", "0003_plans_walls")]
    operations = [
        protect("programme_raised", {"select": READ, "insert": OURS, "update": BETWEEN}),
        protect("programme_answer", {"select": READ, "insert": OURS}),
    ]
