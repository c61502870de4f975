"""Papers and files: by the subject where there is one, by the body where there is none."""

from django.db import migrations

from vongtay.common.policies import keep_subject, protect, reached

OURS = "body_id = (select vt.body()) and world = (select vt.world())"


def of_subject_or_body(table: str, part: str | None) -> str:
    return f"case when {table}.subject_id is null then {OURS} else coalesce({reached(table, part)}, false) end"


class Migration(migrations.Migration):
    dependencies = [("papers", "0001_initial"), ("people", "0002_walls")]
    operations = [
        protect("papers_storedfile", {verb: of_subject_or_body("papers_storedfile", "papers") for verb in ("select", "insert")}),
        protect("papers_paper", {verb: of_subject_or_body("papers_paper", "papers") for verb in ("select", "insert")}),
        keep_subject("papers_storedfile", "papers_paper"),
        # Another body's register says nothing about anybody, but only its own posts take numbers from it.
        protect("papers_register", {verb: OURS for verb in ("select", "insert", "update")}),
        protect("papers_instrument", {verb: "world = (select vt.world())" for verb in ("select", "insert", "update")}),
    ]
