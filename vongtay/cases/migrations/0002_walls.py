"""Who may reach a case and what stands around it: by grants on its subject, part by part."""

from pathlib import Path

from django.db import migrations

from vongtay.common.policies import keep_subject, protect, reached

SQL = "".join(Path(__file__).with_name(name).read_text("utf-8") for name in ("cases.sql", "erasure.sql", "items.sql", "abroad.sql", "mass.sql", "between.sql", "boards.sql"))
MINE = "(select vt.body())"
SEES = "(select vt.sees_cases())"
WORLD = f"world = (select vt.world()) and {SEES}"
# Not `bodies @> array[...]`: its share is guessed at half a per cent, and the planner sorts all cases of a large body. The list
# itself names the body as a constant, which the planner can judge and the index can find.
COPIED = f"array_position(bodies, {MINE}) is not null and {WORLD}"
MANDATE = "world = (select vt.world()) and (select vt.sees_exact()) and (province_id = any((select vt.areas())::integer[]) or place_id = any((select vt.areas())::integer[]))"
OURS = f"{WORLD} and body_id = {MINE}"
IN_PROVINCE = f"world = (select vt.world()) and province_id = (select vt.province()) and ({SEES} or (select vt.counts()))"
TEAM = f"{WORLD} and (body_id = {MINE} or array_position(bodies, {MINE}) is not null)"
# The subquery stands under the wall of the team itself.
OF_TEAM = "team_id in (select t.id from cases_team t)"
KEPT = f"team_id in (select t.id from cases_team t where t.body_id = {MINE})"
BETWEEN = f"{WORLD} and (from_body_id = {MINE} or to_body_id = {MINE})"
WITHDRAWN = (
    f"{WORLD} and from_body_id = {MINE} and entered_by_id = (select vt.post())"
    " and exists (select 1 from cases_referral r where r.id = cases_withdrawal.id and r.state = 'withdrawn'"
    " and r.from_body_id = cases_withdrawal.from_body_id and r.to_body_id = cases_withdrawal.to_body_id)"
)
# These two roles and no other, whatever a table of roles may say one day.
NARROW = " and (select vt.role()) in ('verifier', 'decider')"

# Tables under a subject -> the part of the file that they belong to; none: whoever reaches the case reads them.
EDITED = {
    "cases_companion": None, "cases_referral": None, "cases_evidence": "statement", "cases_decision": None,
    "cases_care": None, "cases_embassynote": None, "cases_together": None, "cases_tip": None, "cases_casefile": "papers",
    "cases_insufficiency": "statement", "cases_sign": "statement", "cases_inquiry": "statement", "cases_coding": None, "cases_item": "statement",
    "cases_offender": "offence", "cases_proceeding": "offence", "cases_resultingoffence": "offence", "cases_protection": "statement",
    "cases_review": None, "cases_consent": None, "cases_massmember": None, "cases_massline": None, "cases_massmatch": None,
    "cases_result": None, "cases_joint": None, "cases_signature": None, "cases_problem": None, "cases_resultday": None,
}  # fmt: skip
# What was written at the table of a reception is who somebody is.
NEVER_EDITED = {
    "cases_caseevent": None, "cases_step": None, "cases_help": "support", "cases_wish": "statement", "cases_interview": "statement",
    "cases_tipstep": None, "cases_worksheet": "statement", "cases_sharing": None, "cases_abroadevent": None, "cases_abroadstep": None,
    "cases_massanswer": "identity", "cases_masshandover": None, "cases_partnerhandover": None,
}  # fmt: skip


def reach(table: str, part: str | None) -> str:
    """Give the condition that the asker reaches the row's subject, and that part of it."""
    return f"{reached(table, part)} and {SEES}" + (NARROW if part == "offence" else "")


def led(table: str, *roles: str) -> str:
    """Give the condition that the asker's body leads on the row's subject, in one of these roles."""
    live = f"g.ended_at is null and g.role = 'lead' and g.world = (select vt.world()) and g.body_id = {MINE}"
    named = ", ".join(f"'{role}'" for role in roles)
    return f"(select true from grants_grant g where g.subject_id = {table}.subject_id and {live}) and (select vt.role()) in ({named})"


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial"), ("people", "0002_walls"), ("papers", "0004_deliveries_walls"), ("tasks", "0002_walls")]
    operations = [
        migrations.RunSQL(SQL, migrations.RunSQL.noop),
        *(protect(table, {verb: reach(table, part) for verb in ("select", "insert", "update")}) for table, part in EDITED.items()),
        *(protect(table, {verb: reach(table, part) for verb in ("select", "insert")}) for table, part in NEVER_EDITED.items()),
        protect("cases_indexentry", {verb: reach("cases_indexentry", "papers") for verb in ("select", "insert", "delete")}),
        *(protect(table, {verb: COPIED for verb in ("select", "insert", "update")}) for table in ("cases_case", "cases_abroad", "cases_massevent")),
        protect("cases_draft", {verb: "post_id = (select vt.post())" for verb in ("select", "insert", "update", "delete")}),
        protect("cases_stat", {"select": MANDATE}),
        protect("cases_statdelta", {"select": MANDATE}),
        protect("cases_hold", {"select": reach("cases_hold", None)} | {verb: led("cases_hold", "head", "decider") for verb in ("insert", "update")}),
        protect("cases_erasure", {
            "select": reach("cases_erasure", None), "insert": led("cases_erasure", "head"), "update": led("cases_erasure", "decider"),
        }),
        # Rounds and imports tell of no person.
        protect("cases_abroadimport", {verb: OURS for verb in ("select", "insert", "update")}),
        protect("cases_reviewround", {"select": IN_PROVINCE, "insert": OURS, "update": OURS}),
        protect("cases_asking", {
            "select": BETWEEN, "insert": f"{WORLD} and from_body_id = {MINE} and asked_by_id = (select vt.post())", "update": f"{WORLD} and to_body_id = {MINE}",
        }),
        protect("cases_withdrawal", {"select": BETWEEN, "insert": WITHDRAWN}),
        protect("cases_team", {"select": TEAM, "insert": OURS, "update": OURS}),
        protect("cases_teammember", {"select": OF_TEAM, "insert": KEPT}),
        protect("cases_teamdecision", {"select": OF_TEAM, "insert": f"{OF_TEAM} and entered_by_id = (select vt.post())"}),
        keep_subject(*EDITED, *NEVER_EDITED, "cases_indexentry", "cases_case", "cases_abroad", "cases_massevent", "cases_hold", "cases_erasure"),
    ]  # fmt: skip
