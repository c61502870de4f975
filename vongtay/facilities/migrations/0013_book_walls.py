"""Who reads and writes the book of a facility, its readiness and its inspections: whoever answers for it."""

from django.db import migrations

from vongtay.common.policies import protect

RUNS = ("(body_id = (select vt.body()) or (select b.kind from agencies_body b where b.id = (select vt.body())) = 'health_department')")  # fmt: skip
OURS = f"facility_id in (select id from facilities_facility where {RUNS})"
NOTED = f"{OURS} and (select vt.role()) in ('receiver', 'case_worker')"
STATED = f"{OURS} and (select vt.role()) in ('case_worker', 'head')"
# What is asked stands; only how it was answered is written.
ANSWERED_ONLY = """
revoke update on facilities_point from vongtay_web;
grant update (done_on, done_words, done_by_id, done_user, checked_on, checked_by_id, checked_user, version) on facilities_point to vongtay_web;
"""


class Migration(migrations.Migration):
    dependencies = [("facilities", "0012_book"), ("home", "0001_walls")]
    operations = [
        protect("facilities_houseday", {"select": OURS, "insert": NOTED}),
        protect("facilities_readiness", {"select": OURS, "insert": STATED}),
        protect("facilities_inspection", {"select": OURS, "insert": STATED}),
        protect("facilities_point", {"select": OURS, "insert": STATED, "update": STATED}),
        migrations.RunSQL(ANSWERED_ONLY, migrations.RunSQL.noop),
    ]
