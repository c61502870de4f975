"""Inspections: read in the province and by mandate, written by the bodies that inspected; the case that a finding opened is
known to whoever reaches that case.
"""

from django.db import migrations

from vongtay.common.policies import keep_subject, protect, reached

READERS = "(select vt.role()) in ('receiver', 'case_worker', 'clerk', 'decider', 'reporter', 'head', 'statistician')"
WRITERS = "(select vt.role()) in ('receiver', 'case_worker', 'reporter', 'head')"
WORLD = "world = (select vt.world())"
PROVINCE = "province_id = (select vt.province())"
SIGHT = f"{WORLD} and ({PROVINCE} or province_id = any((select vt.areas())::integer[])) and {READERS}"
NEW = f"{WORLD} and {PROVINCE} and body_id = (select vt.body()) and entered_by_id = (select vt.post()) and {WRITERS}"
OURS = f"{WORLD} and body_id = (select vt.body()) and {WRITERS}"
SHARED = f"{WORLD} and {PROVINCE} and {WRITERS}"
IN_TEAM = f"{WORLD} and (select vt.body()) = any(bodies) and {WRITERS}"
POINT = f"{WORLD} and (body_id = (select vt.body()) or due_body_id = (select vt.body())) and {WRITERS}"
SCREENED = f"{reached('programme_screening')} and (select vt.sees_cases())"


def within(column: str, table: str, condition: str = "true") -> str:
    return f"{column} in (select t.id from {table} t where {condition})"  # noqa: S608  # names of our own tables


VISIT_NEW = f"{NEW} and {within('inspection_id', 'programme_inspection', '(select vt.body()) = any(t.bodies)')}"
FINDING_NEW = f"{NEW} and {within('visit_id', 'programme_visit', '(select vt.body()) = any(t.bodies)')}"
AFTER_NEW = f"{NEW} and {within('finding_id', 'programme_finding', '(select vt.body()) = any(t.bodies)')}"
TEAM_OURS = within("team_id", "programme_inspectionteam", "t.body_id = (select vt.body())")
COUNT_OURS = within("inspection_id", "programme_inspection", "t.body_id = (select vt.body())")
# What was seen stands; only how it stands now is written. A penalty is taken back, never changed.
WRITTEN_ONLY = """
revoke update on programme_finding, programme_penalty, programme_actionpoint from vongtay_web;
grant update (state, mend_by, screened_on, screened_by_id, version) on programme_finding to vongtay_web;
grant update (withdrawn_at, withdraw_reason, version) on programme_penalty to vongtay_web;
grant update (done_on, done_words, done_by_id, done_user, verified_on, verified_by_id, verified_user, dropped_reason, version)
  on programme_actionpoint to vongtay_web;
"""


class Migration(migrations.Migration):
    dependencies = [("programme", "0007_imports_walls"), ("indicators", "0002_walls")]
    operations = [
        protect("programme_business", {"select": SIGHT, "insert": NEW, "update": SHARED}),
        protect("programme_inspectionteam", {"select": SIGHT, "insert": NEW, "update": OURS}),
        protect("programme_inspectionseat", {"select": within("team_id", "programme_inspectionteam"), "insert": TEAM_OURS}),
        protect("programme_inspectionplan", {"select": SIGHT, "insert": NEW, "update": OURS}),
        protect("programme_inspection", {"select": SIGHT, "insert": NEW, "update": OURS}),
        protect("programme_inspectioncount", {"select": within("inspection_id", "programme_inspection"), "insert": COUNT_OURS, "update": COUNT_OURS}),
        protect("programme_visit", {"select": SIGHT, "insert": VISIT_NEW}),
        protect("programme_finding", {"select": SIGHT, "insert": FINDING_NEW, "update": IN_TEAM}),
        protect("programme_screening", {"select": SCREENED, "insert": f"{SCREENED} and {WORLD}"}),
        protect("programme_penalty", {"select": SIGHT, "insert": AFTER_NEW, "update": OURS}),
        protect("programme_recheck", {"select": SIGHT, "insert": AFTER_NEW}),
        protect("programme_actionpoint", {"select": SIGHT, "insert": NEW, "update": POINT}),
        protect("programme_pointreminder", {"select": within("point_id", "programme_actionpoint"), "insert": within("point_id", "programme_actionpoint", "t.body_id = (select vt.body())")}),
        migrations.RunSQL(WRITTEN_ONLY, migrations.RunSQL.noop),
        keep_subject("programme_screening"),
    ]  # fmt: skip
