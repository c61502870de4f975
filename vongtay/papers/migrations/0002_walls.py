"""Papers and files: by the subject where there is one, by the body where there is none."""

from django.db import migrations

from vongtay.common.policies import keep_subject, protect, reached

# A file of a document of the register is read by whoever reads the register, whichever body stored it.
SHARED = "exists (select 1 from papers_instrumentfile f where f.file_id = papers_storedfile.id)"
REGISTER = "world = (select vt.world()) and province_id = (select vt.province())"
COUNTED = "world = (select vt.world()) and province_id = any((select vt.areas())::integer[])"
OURS = "body_id = (select vt.body()) and world = (select vt.world())"


def of_subject_or_body(table: str, part: str | None) -> str:
    return f"case when {table}.subject_id is null then {OURS} else coalesce({reached(table, part)}, false) end"


class Migration(migrations.Migration):
    dependencies = [("papers", "0001_initial"), ("people", "0002_walls")]
    operations = [
        protect("papers_storedfile", {
            "select": f"{of_subject_or_body('papers_storedfile', 'papers')} or (subject_id is null and {SHARED})",
            "insert": of_subject_or_body("papers_storedfile", "papers"),
        }),
        protect("papers_paper", {verb: of_subject_or_body("papers_paper", "papers") for verb in ("select", "insert")}),
        keep_subject("papers_storedfile", "papers_paper"),
        # Another body's register says nothing about anybody, but only its own posts take numbers from it.
        protect("papers_register", {verb: OURS for verb in ("select", "insert", "update")}),
        protect("papers_instrument", {"select": f"({REGISTER}) or ({COUNTED})", "insert": REGISTER, "update": REGISTER}),
        # What stood before a change is written by a trigger, as whoever changes the document.
        protect("papers_instrumentevent", {"select": f"({REGISTER}) or ({COUNTED})", "insert": REGISTER}),
        protect("papers_instrumentfile", {"select": f"({REGISTER}) or ({COUNTED})", "insert": f"{REGISTER} and body_id = (select vt.body())"}),
    ]
