"""Activities and campaigns: read in their province and under a mandate; written by the body that did them, or by whoever holds the mandate."""

from django.db import migrations

from vongtay.common.policies import protect

WORLD = "world = (select vt.world())"
AREAS = "(select vt.areas())::integer[]"
READS = f"{WORLD} and (province_id = (select vt.province()) or province_id = any({AREAS}))" + (
    " and (select vt.role()) in ('reporter', 'head', 'statistician', 'case_worker', 'receiver', 'clerk', 'decider')"
)
ENTERS = "(select vt.role()) in ('reporter', 'head', 'case_worker', 'receiver')"
OURS = f"{WORLD} and {ENTERS} and body_id = (select vt.body()) and province_id = (select vt.province())"
SPEAKS = f"{WORLD} and (select vt.role()) in ('reporter', 'head') and source_sign <> '' and province_id = any({AREAS})"
WRITES = f"({OURS}) or ({SPEAKS})"
MINE = "entered_by_id = (select vt.post())"
OF_ONE = "(select true from programme_activity a where a.id = programme_quantity.activity_id)"
OF_OWN = (
    "(select true from programme_activity a where a.id = programme_quantity.activity_id and (a.body_id = (select vt.body())"
    f" or a.province_id = any({AREAS}))) and {ENTERS}"
)

OF_COURSE = "(select true from programme_activity a where a.id = {})"
OWN_COURSE = (
    "(select true from programme_activity a where a.id = {} and (a.body_id = (select vt.body())"
    f" or a.province_id = any({AREAS}))) and {ENTERS}"
)
OF_SURVEY = "(select true from programme_survey s where s.id = programme_surveyscore.survey_id)"
OWN_SURVEY = f"(select true from programme_survey s where s.id = programme_surveyscore.survey_id and s.body_id = (select vt.body())) and {ENTERS}"
# A photo or paper is opened by whoever reads the activity, whichever body stored it.
EVIDENCE = """create policy web_select_evidence on papers_storedfile for select to vongtay_web
 using (subject_id is null and exists (select 1 from programme_activity a where a.evidence_id = papers_storedfile.id))"""


def of_course(table: str, column: str, *verbs: str):
    """Whoever reads the activity reads what belongs to the course; whoever may write the activity writes it."""
    where = f"{table}.{column}"
    return protect(table, {verb: (OF_COURSE if verb == "select" else OWN_COURSE).format(where) for verb in verbs})


class Migration(migrations.Migration):
    dependencies = [("programme", "0005_risk_walls"), ("indicators", "0002_walls"), ("papers", "0002_walls")]
    operations = [
        protect("programme_campaign", {"select": READS, "insert": f"{OURS} and {MINE}", "update": OURS}, {"update": f"{OURS} and {MINE}"}),
        protect("programme_activity", {"select": READS, "insert": f"({WRITES}) and {MINE}", "update": WRITES}, {"update": f"({WRITES}) and {MINE}"}),
        protect("programme_activityevent", {"select": READS, "insert": WRITES}),
        protect("programme_quantity", {"select": OF_ONE, "insert": OF_OWN, "update": OF_OWN}),
        of_course("programme_course", "activity_id", "select", "insert", "update"),
        of_course("programme_courseevent", "activity_id", "select", "insert"),
        of_course("programme_coursegroup", "course_id", "select", "insert"),
        protect("programme_survey", {"select": READS, "insert": f"{OURS} and {MINE}", "update": OURS}, {"update": f"{OURS} and {MINE}"}),
        protect("programme_surveyevent", {"select": READS, "insert": OURS}),
        protect("programme_surveyscore", {"select": OF_SURVEY, "insert": OWN_SURVEY}),
        migrations.RunSQL(EVIDENCE, migrations.RunSQL.noop),
        protect("programme_certificaterun", {"select": READS, "insert": f"{OURS} and {MINE}", "update": OURS}),
    ]
