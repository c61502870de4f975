"""Spreadsheets belong to the body that gave them: activities to whoever enters them there, documents to whoever keeps the register."""

from django.db import migrations

from vongtay.common.policies import protect

OURS = (
    "world = (select vt.world()) and body_id = (select vt.body()) and province_id = (select vt.province())"
    " and ((select vt.role()) in ('reporter', 'head', 'case_worker', 'receiver') or (holds = 'documents' and (select vt.role()) = 'clerk'))"
)
# The subquery stands under the wall of the spreadsheet itself.
OF_OURS = "imported_id in (select i.id from programme_import i where i.holds = 'documents')"


class Migration(migrations.Migration):
    dependencies = [("programme", "0006_activities_walls"), ("grants", "0002_walls")]
    operations = [
        protect("programme_import", {"select": OURS, "insert": f"{OURS} and entered_by_id = (select vt.post())", "update": OURS}),
        protect("programme_importeddocument", {"select": OF_OURS, "insert": OF_OURS, "delete": OF_OURS}),
    ]
