"""Saved tables and their mails are their post's; a shared one is read by the posts of its body that count."""

from django.db import migrations

from vongtay.common.policies import protect

WORLD = "world = (select vt.world())"
JOB = "(select vt.role()) = 'service'"
OWN_TABLE = f"{WORLD} and body_id = (select vt.body()) and owner_id = (select vt.post()) and (select vt.counts())"
READ_TABLE = f"{WORLD} and body_id = (select vt.body()) and (is_shared or owner_id = (select vt.post())) and (select vt.counts())"
# The subquery stands under the wall of the saved tables themselves: nobody has sent to them what they may not read.
OWN_SCHEDULE = f"{WORLD} and post_id = (select vt.post())"
NEW_SCHEDULE = f"{OWN_SCHEDULE} and table_id in (select t.id from reports_savedtable t)"


class Migration(migrations.Migration):
    dependencies = [("reports", "0004_official_walls")]
    operations = [
        protect("reports_savedtable", {"select": f"({READ_TABLE}) or ({WORLD} and {JOB})", "insert": OWN_TABLE, "update": OWN_TABLE}),
        protect("reports_schedule", {
            "select": f"({OWN_SCHEDULE}) or ({WORLD} and {JOB})", "insert": NEW_SCHEDULE, "update": f"({OWN_SCHEDULE}) or ({WORLD} and {JOB})",
        }),
        protect("reports_tablemail", {
            "select": f"{WORLD} and ({JOB} or schedule_id in (select s.id from reports_schedule s))", "insert": f"{WORLD} and {JOB}", "update": f"{WORLD} and {JOB}",
        }),
    ]  # fmt: skip
