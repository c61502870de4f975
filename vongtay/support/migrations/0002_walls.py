"""Who reaches what somebody is due and gets: whoever reaches the part `support` of the case; the book of somebody who is lodged, like
their shelter. Norms, sheets, providers and the rule of visits are about nobody.
"""

from pathlib import Path

from django.db import migrations

from vongtay.common.policies import keep_subject, protect, reached

SQL = "".join(Path(__file__).with_name(name).read_text("utf-8") for name in ("ledger.sql", "plan.sql", "reintegration.sql"))
WORLD = "world = (select vt.world())"
MINE = "entered_by_id = (select vt.post())"
OFFICER = f"{WORLD} and province_id = (select vt.province()) and (select vt.role()) = 'legal_officer'"
COUNTED = f"{WORLD} and (select vt.counts()) and province_id = any((select vt.areas())::integer[])"
KEEPER = f"{WORLD} and province_id = (select vt.province()) and (select vt.role()) in ('administrator', 'legal_officer')"
RULE = f"{WORLD} and (select vt.role()) = 'administrator' and changed_by_id = (select vt.post())"
KEEPS = (
    f"{WORLD} and (select vt.role()) in ('administrator', 'case_worker') and exists (select 1 from agencies_body b"
    " where b.id = (select vt.body()) and b.province_id = support_provider.province_id)"
)

WRITTEN = (
    "support_ruling", "support_assessment", "support_score", "support_conference", "support_seat", "support_feedback", "support_sheetgiven",
    "support_visit", "support_visittakenback", "support_finding",
)  # fmt: skip
CHANGED = (
    "support_plan", "support_agreed", "support_kinship", "support_staydecision", "support_homecoming", "support_plannedvisit",
    "support_closure", "support_helper", "support_link", "support_outcome",
)  # fmt: skip
LINES = ("support_goal", "support_measure")
PAID = ("support_ledgerentry", "support_application", "support_caseestimate")
LEDGER, APPLICATION, EXPECTED = (reached(table, "support") for table in PAID)
BOOK = ("support_daynote", "support_belonging", "support_incident")
# Decisions on stays and outcomes are taken back, things are given back; what was written stands.
BACK_ONLY = """
revoke update on support_staydecision, support_belonging, support_outcome from vongtay_web;
grant update (is_taken_back) on support_outcome to vongtay_web;
grant update (withdrawn_at, withdrawn_ct) on support_staydecision to vongtay_web;
grant update (back_on, back_to_ct, back_witness_ct, back_by_id) on support_belonging to vongtay_web;
"""


def reach(table: str, *verbs: str, part: str = "support"):
    return protect(table, {verb: reached(table, part) for verb in verbs})


# What is medical in the book of a house belongs to somebody's health.
NOTE = f"case when kind = 'medical' then {reached('support_daynote', 'health')} else {reached('support_daynote', 'shelter')} end"


class Migration(migrations.Migration):
    dependencies = [("support", "0001_initial"), ("cases", "0002_walls"), ("facilities", "0002_walls")]
    operations = [
        *(reach(table, "select", "insert") for table in WRITTEN),
        *(reach(table, "select", "insert", "update") for table in CHANGED),
        *(reach(table, "select", "insert", "update", "delete") for table in LINES),
        protect("support_ledgerentry", {"select": LEDGER, "insert": f"{LEDGER} and {WORLD} and {MINE}"}),
        protect("support_application", {"select": APPLICATION, "insert": f"{APPLICATION} and {MINE}", "update": APPLICATION}),
        protect("support_caseestimate", {"select": EXPECTED, "insert": f"{EXPECTED} and {WORLD} and {MINE}"}),
        protect("support_daynote", {"select": NOTE, "insert": NOTE}),
        reach("support_belonging", "select", "insert", "update", part="shelter"),
        reach("support_incident", "select", "insert", part="shelter"),
        protect("support_norm", {"select": WORLD, "insert": f"{OFFICER} and {MINE}", "update": OFFICER}),
        protect("support_estimate", {"select": COUNTED, "insert": f"{COUNTED} and {MINE} and (select vt.role()) in ('reporter', 'head')"}),
        protect("support_sheet", {"select": WORLD, "insert": KEEPER, "update": KEEPER}),
        protect("support_visitrule", {"select": WORLD, "insert": RULE}),
        protect("support_provider", {"select": WORLD, "insert": KEEPS, "update": KEEPS}),
        migrations.RunSQL(BACK_ONLY, migrations.RunSQL.noop),
        keep_subject(*WRITTEN, *CHANGED, *LINES, *PAID, *BOOK),
        migrations.RunSQL(SQL, migrations.RunSQL.noop),
    ]  # fmt: skip
