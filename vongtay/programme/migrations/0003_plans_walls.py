"""Plans: read in the province or under a mandate over it. A task is written by the body that entered it, and by its lead; notes by who notes."""

from django.db import migrations

from vongtay.common.policies import protect

PROVINCE = "world = (select vt.world()) and province_id = (select vt.province())"
COUNTED = "world = (select vt.world()) and province_id = any((select vt.areas())::integer[])"
READ = f"({PROVINCE}) or ({COUNTED})"
OURS = f"{PROVINCE} and body_id = (select vt.body())"
LED = f"{PROVINCE} and (select vt.body()) in (body_id, lead_id)"
OF_OURS = (
    f"{PROVINCE} and exists (select 1 from programme_plantask w where w.id = work_id and w.body_id = (select vt.body()))"
)
# The file that proves progress is opened by whoever reads the plan, whichever body stored it.
PROOF = """create policy web_select_proof on papers_storedfile for select to vongtay_web
 using (subject_id is null and exists (select 1 from programme_progress p where p.file_id = papers_storedfile.id))"""


class Migration(migrations.Migration):
    dependencies = [("programme", "0002_documents_walls"), ("papers", "0002_walls")]
    operations = [
        protect("programme_plantask", {"select": READ, "insert": f"{OURS} and entered_by_id = (select vt.post())", "update": LED}),
        protect("programme_plansupport", {"select": READ, "insert": OF_OURS, "delete": OF_OURS}),
        protect("programme_progress", {"select": READ, "insert": f"{OURS} and entered_by_id = (select vt.post())"}),
        protect("programme_judgement", {"select": READ, "insert": f"{OURS} and judged_by_id = (select vt.post()) and (select vt.role()) = 'head'"}),
        protect("programme_target", {"select": READ, "insert": f"{OURS} and entered_by_id = (select vt.post())", "update": OURS}),
        migrations.RunSQL(PROOF, migrations.RunSQL.noop),
    ]
