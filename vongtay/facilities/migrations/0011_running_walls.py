"""Who reads what a facility costs and what its licence says, and how many days somebody has been lodged."""

from pathlib import Path

from django.db import migrations

from vongtay.common.policies import protect

SQL = Path(__file__).with_name("lodgings.sql").read_text("utf-8")

IN_SIGHT = "facility_id in (select f.id from facilities_facility f)"  # the facilities that one sees oneself
RUNS = ("(body_id = (select vt.body()) or (select b.kind from agencies_body b where b.id = (select vt.body())) = 'health_department')")  # fmt: skip
OURS = f"facility_id in (select id from facilities_facility where {RUNS})"
MANAGED = f"{OURS} and (select vt.role()) in ('case_worker', 'head', 'administrator')"
COSTED = f"{OURS} and (select vt.role()) in ('head', 'administrator')"
# A rate ends when the next begins, a licence when it is withdrawn; nothing else of them is ever changed.
ENDED_ONLY = """
revoke update on facilities_daycost, facilities_licence from vongtay_web;
grant update (during) on facilities_daycost to vongtay_web;
grant update (ended_on, end_reason) on facilities_licence to vongtay_web;
"""


class Migration(migrations.Migration):
    dependencies = [("facilities", "0010_running"), ("home", "0001_walls"), ("grants", "0005_sessions_of_posts")]
    operations = [
        migrations.RunSQL(SQL, migrations.RunSQL.noop),
        protect("facilities_daycost", {"select": IN_SIGHT, "insert": COSTED, "update": COSTED}),
        protect("facilities_licence", {"select": OURS, "insert": MANAGED, "update": MANAGED}),
        protect("facilities_staffing", {"select": OURS, "insert": MANAGED}),
        migrations.RunSQL(ENDED_ONLY, migrations.RunSQL.noop),
    ]
