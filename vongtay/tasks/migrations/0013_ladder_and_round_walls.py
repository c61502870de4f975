"""The ladder is read by every post and changed by administrators, never edited; rounds are written by jobs alone."""

from django.db import migrations

from vongtay.common.policies import protect

WORLD = "world = (select vt.world())"
JOB = "(select vt.role()) = 'service'"


class Migration(migrations.Migration):
    dependencies = [("tasks", "0012_ladder_versions_and_rounds")]
    operations = [
        protect("tasks_ladderversion", {"select": WORLD, "insert": f"{WORLD} and (select vt.role()) = 'administrator' and changed_by_id = (select vt.post())"}),
        protect("tasks_round", {"select": f"{WORLD} and {JOB}", "insert": f"{WORLD} and {JOB}"}),
    ]
