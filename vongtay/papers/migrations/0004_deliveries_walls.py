"""Deliveries, links, codes, signed copies and incoming papers: by the subject where there is one, by the body where there is none."""

from pathlib import Path

from django.db import migrations

from vongtay.common.policies import keep_subject, protect, reached

SQL = Path(__file__).with_name("deliveries.sql").read_text("utf-8")
OURS = "body_id = (select vt.body()) and world = (select vt.world())"


def reach(table: str) -> str:
    return f"case when {table}.subject_id is null then {OURS} else coalesce({reached(table, 'papers')}, false) end"


def walled(table: str, *, changes: bool = False) -> migrations.RunSQL:
    """Whoever may read the paper reads the row; only the body whose paper it is writes it."""
    ours = f"{OURS} and {reach(table)}"
    return protect(table, {"select": reach(table), "insert": ours} | ({"update": ours} if changes else {}))


TABLES = ("papers_delivery", "papers_onetimelink", "papers_verification", "papers_signedcopy", "papers_incoming")


class Migration(migrations.Migration):
    dependencies = [("papers", "0003_template_walls")]
    operations = [
        migrations.RunSQL(SQL, migrations.RunSQL.noop),
        walled("papers_delivery", changes=True),
        walled("papers_onetimelink", changes=True),
        walled("papers_verification", changes=True),
        walled("papers_signedcopy"),
        walled("papers_incoming"),
        protect("papers_arrivalregister", {verb: OURS for verb in ("select", "insert", "update")}),
        protect("papers_knock", {}),
        keep_subject(*TABLES),
    ]
