"""Facilities for the province, where they are for whoever must know, occupants through grants alone; what a facility costs, its
licence, its book, readiness and inspections for whoever answers for it.
"""

from pathlib import Path

from django.db import migrations

from vongtay.common.policies import keep_subject, protect, reached

SQL = [Path(__file__).with_name(name).read_text("utf-8") for name in ("walls.sql", "lodgings.sql")]

HERE = "world = (select vt.world()) and province_id = (select vt.province()) and (select vt.sees_beds())"
IN_SIGHT = "facility_id in (select f.id from facilities_facility f)"  # the facilities that one sees oneself
RUNS = ("(body_id = (select vt.body()) or (select b.kind from agencies_body b where b.id = (select vt.body())) = 'health_department')")  # fmt: skip
# In a drill, whoever receives plays the house that takes people in, too.
KEEPS = "((select vt.role()) in ('case_worker', 'head', 'administrator') or (select vt.role()) = 'receiver' and (select vt.world()) = 'drill')"
MANAGES = f"{HERE} and {RUNS} and {KEEPS}"
OURS = f"facility_id in (select id from facilities_facility where {RUNS})"
OURS_MANAGED = f"{OURS} and {KEEPS}"
OURS_HELD = f"{OURS} and (select vt.role()) in ('receiver', 'case_worker', 'head')"
SHELTER = "(select vt.has('shelter')) and (select vt.sees_cases())"
# Whoever answers for somebody who sleeps there must know where it is.
WHERE = f"{SHELTER} and {IN_SIGHT} and ({OURS} or facility_id in (select s.facility_id from facilities_stay s where s.voided_at is null and upper_inf(s.during)))"
WHERE_CHANGED = f"{SHELTER} and {OURS} and (select vt.role()) = 'case_worker'"
STAY = f"{reached('facilities_stay', 'shelter')} and (select vt.sees_cases())"
COSTED = f"{OURS} and (select vt.role()) in ('head', 'administrator')"
NOTED = f"{OURS} and (select vt.role()) in ('receiver', 'case_worker')"
STATED = f"{OURS} and (select vt.role()) in ('case_worker', 'head')"
# A stay is ended or voided; who slept where is never edited. A rate ends when the next begins, a licence when it is withdrawn; what
# an inspection asks stands, and only how it was answered is written.
ENDED_ONLY = """
revoke update on facilities_stay from vongtay_web;
grant update (during, end_ground, ended_by_id, voided_at, void_reason) on facilities_stay to vongtay_web;
revoke update on facilities_daycost, facilities_licence from vongtay_web;
grant update (during) on facilities_daycost to vongtay_web;
grant update (ended_on, end_reason) on facilities_licence to vongtay_web;
revoke update on facilities_point from vongtay_web;
grant update (done_on, done_words, done_by_id, done_user, checked_on, checked_by_id, checked_user, version) on facilities_point to vongtay_web;
"""
STAY_NEW = f"{STAY} and world = (select vt.world()) and vt.bed_stands(bed_id, room_id, facility_id)"


class Migration(migrations.Migration):
    dependencies = [("facilities", "0001_initial"), ("people", "0002_walls")]
    operations = [
        migrations.RunSQL("".join(SQL), migrations.RunSQL.noop),
        protect("facilities_facility", {"select": HERE, "insert": MANAGES, "update": MANAGES}),
        protect("facilities_room", {"select": IN_SIGHT, "insert": OURS_MANAGED, "update": OURS_MANAGED}),
        protect("facilities_bed", {"select": IN_SIGHT, "insert": OURS_MANAGED, "update": OURS_MANAGED}),
        protect("facilities_whereabouts", {"select": WHERE, "insert": WHERE_CHANGED, "update": WHERE_CHANGED}),
        protect("facilities_hold", {"select": IN_SIGHT, "insert": OURS_HELD, "update": OURS_HELD}),
        protect("facilities_heldbed", {"select": IN_SIGHT, "insert": OURS_HELD, "update": OURS_HELD}),
        protect("facilities_stay", {"select": STAY, "insert": STAY_NEW, "update": STAY}),
        protect("facilities_daycost", {"select": IN_SIGHT, "insert": COSTED, "update": COSTED}),
        protect("facilities_licence", {"select": OURS, "insert": OURS_MANAGED, "update": OURS_MANAGED}),
        protect("facilities_staffing", {"select": OURS, "insert": OURS_MANAGED}),
        protect("facilities_houseday", {"select": OURS, "insert": NOTED}),
        protect("facilities_readiness", {"select": OURS, "insert": STATED}),
        protect("facilities_inspection", {"select": OURS, "insert": STATED}),
        protect("facilities_point", {"select": OURS, "insert": STATED, "update": STATED}),
        migrations.RunSQL(ENDED_ONLY, migrations.RunSQL.noop),
        keep_subject("facilities_stay"),
    ]  # fmt: skip
