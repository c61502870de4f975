"""Who may reach what surrounds a case, and what was told before there is one: by the grant on the subject alone."""

from django.db import migrations

from vongtay.common.policies import keep_subject, protect, reached

SEES = "(select vt.sees_cases())"


def reach(table: str, *verbs: str, part: str | None = None) -> migrations.RunSQL:
    condition = f"{reached(table, part)} and {SEES}"
    return protect(table, {verb: condition for verb in verbs})


TABLES = {"cases_wish": "statement", "cases_interview": "statement", "cases_tipstep": None, "cases_care": None, "cases_embassynote": None,
          "cases_together": None, "cases_tip": None}  # fmt: skip
NEVER_EDITED = {"cases_wish", "cases_interview", "cases_tipstep"}


class Migration(migrations.Migration):
    dependencies = [("cases", "0020_routes_care_and_tips"), ("people", "0002_walls"), ("home", "0001_walls")]
    operations = [
        *(reach(table, "select", "insert", *(() if table in NEVER_EDITED else ("update",)), part=part) for table, part in TABLES.items()),
        *(keep_subject(table) for table in TABLES),
    ]
