"""Readings belong to the world and are judged by who may count over their area, or by their own body."""

from django.db import migrations

from vongtay.common.policies import WEB, protect

OURS = "read_by_id in (select p.id from agencies_post p where p.body_id = (select vt.body())) and world = (select vt.world())"
MANDATE = "world = (select vt.world()) and (province_id = any((select vt.areas())::integer[]) or area_id = any((select vt.areas())::integer[]))"
READING = f"({OURS}) or ({MANDATE})"
BELOW = "exists (select 1 from narratives_reading r where r.id = reading_id)"
OF_MARK = "exists (select 1 from narratives_mark m where m.id = mark_id)"
# What the engine read can't be rewritten.
JUDGED = (
    '"end", value, value_high, bound, unit, indicator_id, happened_from, happened_to, apart, state, merged_into_id, figure_id,'
    " changed_by_id, version"
)
KEEP_WHAT_WAS_READ = f"revoke update on narratives_mark from {WEB}; grant update ({JUDGED}) on narratives_mark to {WEB};"
# Of the file of a report its text is needed: whoever a mandate shows the reading would else see no word of it.
FILE = (
    f"create policy web_select_reading on papers_storedfile for select to {WEB}"
    " using (subject_id is null and exists (select 1 from narratives_reading r where r.file_id = papers_storedfile.id));"
)


class Migration(migrations.Migration):
    dependencies = [("narratives", "0001_initial"), ("indicators", "0002_walls"), ("papers", "0002_walls")]
    operations = [
        protect("narratives_reading", {verb: READING for verb in ("select", "insert")}),
        protect("narratives_mark", {verb: BELOW for verb in ("select", "insert", "update")}),
        protect("narratives_citation", {verb: BELOW for verb in ("select", "insert")}),
        protect("narratives_judgement", {verb: OF_MARK for verb in ("select", "insert")}),
        migrations.RunSQL(KEEP_WHAT_WAS_READ, migrations.RunSQL.noop),
        migrations.RunSQL(FILE, migrations.RunSQL.noop),
    ]
