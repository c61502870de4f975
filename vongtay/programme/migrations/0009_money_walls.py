"""Money and agreements: read in the province and by mandate, written by the body whose they are."""

from django.db import migrations

from vongtay.common.policies import protect

READERS = "(select vt.role()) in ('receiver', 'case_worker', 'clerk', 'decider', 'reporter', 'head', 'statistician')"
SIGHT = (
    "world = (select vt.world()) and (province_id = (select vt.province()) or province_id = any((select vt.areas())::integer[]))"
    f" and {READERS}"
)
OURS = "world = (select vt.world()) and body_id = (select vt.body())"
NEW = f"{OURS} and province_id = (select vt.province()) and entered_by_id = (select vt.post())"
COUNTS = "(select vt.role()) in ('receiver', 'case_worker', 'reporter', 'head')"
AGREES = "(select vt.role()) in ('case_worker', 'reporter')"
LINE = "line_id in (select l.id from programme_budgetline l where l.body_id = (select vt.body()))"
AGREEMENT = "agreement_id in (select a.id from programme_agreement a where a.body_id = (select vt.body()))"
# What was delivered stands; it is taken back, never rewritten.
WRITTEN_ONLY = """
revoke update on programme_delivery from vongtay_web;
grant update (withdrawn_at, withdraw_reason, version) on programme_delivery to vongtay_web;
"""


class Migration(migrations.Migration):
    dependencies = [("programme", "0008_inspections_walls"), ("papers", "0002_walls"), ("indicators", "0002_walls")]
    operations = [
        protect("programme_budgetline", {"select": SIGHT, "insert": f"{NEW} and {COUNTS}", "update": f"{OURS} and {COUNTS}"}),
        protect("programme_budgetamount", {"select": SIGHT, "insert": f"{NEW} and {COUNTS} and {LINE}", "update": f"{OURS} and {COUNTS}"}),
        protect("programme_agreement", {"select": SIGHT, "insert": f"{NEW} and {AGREES}", "update": f"{OURS} and {AGREES}"}),
        protect("programme_delivery", {"select": SIGHT, "insert": f"{NEW} and {AGREES} and {AGREEMENT}", "update": f"{OURS} and {AGREES}"}),
        migrations.RunSQL(WRITTEN_ONLY, migrations.RunSQL.noop),
    ]
