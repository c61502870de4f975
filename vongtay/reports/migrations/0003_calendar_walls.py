"""Reports that are owed: a body sees what it owes and what it asks for, others nothing; what was approved is changed by nobody."""

from pathlib import Path

from django.db import migrations

from vongtay.common.policies import protect

WORLD = "world = (select vt.world())"
MINE = "(select vt.body())"
FOLLOWS = "(select vt.role()) in ('receiver', 'reporter', 'head', 'statistician')"
SUBMITS = "(select vt.role()) in ('receiver', 'reporter', 'head')"
RECEIVES = "(select vt.role()) in ('reporter', 'head')"
JOB = "(select vt.role()) = 'service'"

# The bodies for which one's own answers: itself, and those whose work came to it.
ANSWERED = "any((select vt.answers_for())::uuid[])"
# A report of one's own, or of a body for which one's own answers; what is sent to oneself is entered from its paper.
OURS = f"(body_id = {ANSWERED} and to_body_id <> {MINE})"
# Whether a body is one that owes: of the right kind in the province, or in any where the country is asked; the one named, or who took its work over.
OWES = (
    "exists (select 1 from agencies_body b where b.id = {body} and {o}.province_id in (b.province_id, 1) and b.id <> {o}.body_id and ("
    "{o}.owes = 'communes' and b.kind = 'commune' or {o}.owes = 'kind' and b.kind = {o}.owing_kind or {o}.owes = 'body' and {named}))"
)
OBLIGATION = "reports_obligation"
CONCERNS = f"body_id = {MINE} or {OWES.format(body=ANSWERED, o=OBLIGATION, named='b.id = reports_obligation.owing_body_id')}"
ASKS = f"{WORLD} and {RECEIVES} and body_id = {MINE} and province_id = any((select vt.areas())::integer[])"
OF_SEEN = "exists (select 1 from reports_obligation o where o.id = {table}.obligation_id)"
OF_ASKED = "exists (select 1 from reports_obligation o where o.id = {table}.obligation_id and o.body_id = (select vt.body()))"

SEES = (
    f"{WORLD} and ({JOB} or {FOLLOWS} and ({OURS} or to_body_id = {MINE} and (state <> 'draft' or source_sign <> '')))"
)
WRITER = f"({SUBMITS} and {OURS} or {RECEIVES} and to_body_id = {MINE} and source_sign <> '')"
# What is written answers an obligation of that very body, in its world and province, and somebody who owes it.
ANSWERS = (
    "exists (select 1 from reports_obligation o where o.id = reports_submission.obligation_id and o.body_id = reports_submission.to_body_id"
    " and o.province_id in (reports_submission.province_id, 1) and o.world = reports_submission.world"
    " and exists (select 1 from agencies_body w where w.id = reports_submission.body_id and w.province_id = reports_submission.province_id)"
    f" and {OWES.format(body='reports_submission.body_id', o='o', named='b.id = any(vt.took_over(o.owing_body_id))')})"
)
BEGINS = f"{WORLD} and {WRITER} and state = 'draft' and entered_by_id = (select vt.post()) and {ANSWERS}"
DECIDES = f"{RECEIVES} and to_body_id = {MINE}"
CHANGES = f"{WORLD} and ({WRITER} and state in ('draft', 'returned') or {DECIDES} and state in ('sent', 'approved'))"
CHANGED = (
    f"{WORLD} and ({WRITER} and state in ('draft', 'returned', 'sent') or {DECIDES} and (state = 'returned'"
    " or state = 'approved' and approved_by_id = (select vt.post()) or state = 'superseded'))"
)

OF_ONE = "(select true from reports_submission s where s.id = {table}.submission_id{more})"
# While a returned report is being corrected, the receiving body sees what was sent, not what is half written.
SHOWN = f" and (s.to_body_id <> {MINE} or s.source_sign <> '' or s.state <> 'returned')"
WRITTEN = f" and s.state in ('draft', 'returned') and (s.to_body_id <> {MINE} or s.source_sign <> '')"
LINE, FILE, STEP = "reports_submissionline", "reports_submissionfile", "reports_submissionstep"


def of_one(table: str, more: str) -> str:
    return OF_ONE.format(table=table, more=more)


WRITES_LINE = f"{WORLD} and {SUBMITS} and {of_one(LINE, WRITTEN)}"
WRITES_FILE = f"{WORLD} and {SUBMITS} and {of_one(FILE, WRITTEN)}"
STEPS = (
    f"{WORLD} and by_id = (select vt.post()) and ({SUBMITS} and to_state in ('draft', 'sent') and {of_one(STEP, WRITTEN)}"
    f" or {RECEIVES} and to_state in ('returned', 'approved', 'superseded') and {of_one(STEP, f' and s.to_body_id = {MINE}')})"
)
# More time for one report: asked for by who answers for it, given or refused by who receives it, until it is approved; the new day lies ahead.
EXTENSION = "reports_extensionstep"
NOT_APPROVED = (
    "not exists (select 1 from reports_submission s where s.obligation_id = reports_extensionstep.obligation_id"
    " and s.period = reports_extensionstep.period and s.body_id = reports_extensionstep.body_id and s.state = 'approved')"
)
NAMES = f"o.world = {EXTENSION}.world and {OWES.format(body=f'{EXTENSION}.body_id', o='o', named='b.id = any(vt.took_over(o.owing_body_id))')}"
OF_OWED = f"exists (select 1 from reports_obligation o where o.id = {EXTENSION}.obligation_id and o.body_id {{sign}} {MINE} and {NAMES})"
EXTENDS = (
    f"{WORLD} and by_id = (select vt.post()) and {NOT_APPROVED} and (due_on is null or due_on >= (select vt.today()))"
    f" and (kind = 'asked' and {SUBMITS} and body_id = {ANSWERED} and {OF_OWED.format(sign='<>')}"
    f" or kind in ('given', 'refused') and {RECEIVES} and {OF_OWED.format(sign='=')})"
)
# A file that goes with a report is opened by whoever reads the report, whichever body stored it.
SHARED = """create policy web_select_submission on papers_storedfile for select to vongtay_web
 using (subject_id is null and exists (select 1 from reports_submissionfile f where f.file_id = papers_storedfile.id))"""

BODIES = Path(__file__).with_name("answering.sql").read_text("utf-8")


class Migration(migrations.Migration):
    dependencies = [("reports", "0002_walls"), ("papers", "0002_walls"), ("indicators", "0002_walls"), ("tasks", "0002_walls")]
    operations = [
        migrations.RunSQL(BODIES, migrations.RunSQL.noop),
        protect(OBLIGATION, {
            "select": f"{WORLD} and ({JOB} or {FOLLOWS} and ({CONCERNS}))",
            "insert": f"{ASKS} and entered_by_id = (select vt.post())",
            "update": f"{WORLD} and {RECEIVES} and body_id = {MINE}",
        }),
        protect("reports_askedindicator", {
            "select": OF_SEEN.format(table="reports_askedindicator"),
            "insert": f"{WORLD} and {RECEIVES} and {OF_ASKED.format(table='reports_askedindicator')}",
            "delete": f"{WORLD} and {RECEIVES} and {OF_ASKED.format(table='reports_askedindicator')}",
        }),
        protect("reports_submission", {"select": SEES, "insert": BEGINS, "update": CHANGES}, {"update": CHANGED}),
        protect(LINE, {"select": of_one(LINE, SHOWN), "insert": WRITES_LINE, "update": WRITES_LINE, "delete": WRITES_LINE}),
        protect(FILE, {"select": of_one(FILE, ""), "insert": WRITES_FILE, "delete": WRITES_FILE}),
        protect(STEP, {"select": of_one(STEP, ""), "insert": STEPS}),
        protect("reports_reportreminder", {
            "select": f"{WORLD} and ({JOB} or {FOLLOWS} and (body_id = {ANSWERED} or {OF_ASKED.format(table='reports_reportreminder')}))",
            "insert": f"{WORLD} and {JOB}",
        }),
        protect(EXTENSION, {
            "select": f"{WORLD} and ({JOB} or {FOLLOWS} and (body_id = {ANSWERED} or {OF_ASKED.format(table=EXTENSION)}))",
            "insert": EXTENDS,
        }),
        migrations.RunSQL(SHARED, migrations.RunSQL.noop),
        migrations.RunSQL(Path(__file__).with_name("calendar.sql").read_text("utf-8"), migrations.RunSQL.noop),
    ]
