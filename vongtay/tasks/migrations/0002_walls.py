"""Who may reach clocks, pauses, tasks, absences, escalations and reminders; what jobs and totals read by function alone."""

from pathlib import Path

from django.db import migrations

from vongtay.common.policies import keep_subject, protect, reached

SQL = Path(__file__).with_name("tasks.sql").read_text("utf-8")
WORLD = "world = (select vt.world())"
OURS = "(body_id = (select vt.body()) or from_body_id = (select vt.body()))"
TASK = f"{WORLD} and case when subject_id is null then {OURS} else {reached('tasks_task')} and (select vt.sees_cases()) end"
TOLD = f"{WORLD} and to_body_id = (select vt.body()) and (to_role = '' or to_role = (select vt.role())) and {reached('tasks_escalation')} and (select vt.sees_cases())"
OWN = "user_id = (select vt.user_id())"
JOB = "(select vt.role()) = 'service'"
HERE = "body_id = (select vt.body())"
POSTS_HERE = (
    "exists (select 1 from agencies_post p where p.id = post_id and p.body_id = tasks_absence.body_id and p.world = (select vt.world()))"
    " and exists (select 1 from agencies_post p where p.id = deputy_id and p.body_id = tasks_absence.body_id and p.world = (select vt.world()))"
)
MAY = f"{HERE} and (post_id = (select vt.post()) or (select vt.role()) in ('head', 'administrator'))"


class Migration(migrations.Migration):
    dependencies = [("tasks", "0001_initial"), ("people", "0002_walls")]
    operations = [
        protect("tasks_clock", {verb: reached("tasks_clock") for verb in ("select", "insert", "update")}),
        protect("tasks_pause", {verb: f"{reached('tasks_pause')} and (select vt.sees_cases())" for verb in ("select", "insert", "update")}),
        protect("tasks_task", {"select": TASK, "insert": f"{TASK} and from_body_id = (select vt.body())", "update": f"{TASK} and {OURS}"}),
        protect("tasks_absence", {"select": HERE, "insert": f"{MAY} and {POSTS_HERE}", "update": MAY}),
        protect("tasks_escalation", {"select": TOLD}),
        protect("tasks_mailing", {"select": f"{OWN} or {JOB}", "insert": OWN, "update": OWN}),
        protect("tasks_reminder", {
            "select": f"{WORLD} and ({OWN} or {JOB} or (select vt.role()) = 'administrator')", "insert": f"{WORLD} and {JOB}",
            "update": f"{WORLD} and {JOB}",
        }),
        # Read by every post and changed by administrators, never edited; rounds are written by jobs alone.
        protect("tasks_ladderversion", {"select": WORLD, "insert": f"{WORLD} and (select vt.role()) = 'administrator' and changed_by_id = (select vt.post())"}),
        protect("tasks_round", {"select": f"{WORLD} and {JOB}", "insert": f"{WORLD} and {JOB}"}),
        keep_subject("tasks_clock", "tasks_pause", "tasks_task", "tasks_escalation"),
        migrations.RunSQL(SQL, migrations.RunSQL.noop),
    ]
