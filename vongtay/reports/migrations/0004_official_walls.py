"""Drafts of official reports: the body that writes them, by those who may issue. What a paragraph belongs to never changes."""

from django.db import migrations

from vongtay.common.policies import WEB, protect

OURS = "body_id = (select vt.body()) and world = (select vt.world()) and (select vt.role()) in ('reporter', 'head') and (select vt.sees_exact())"
BELOW = "exists (select 1 from reports_reportdraft d where d.id = draft_id)"
MOVED = "state, done, of, why, as_known_at, numbers, notes, issue_on, issued_id, moved_at"
EDITED = "part, place, version, content_ct, changed_by_id, changed_at"
ONLY = (
    f"revoke update on reports_reportdraft, reports_draftparagraph from {WEB};"
    f"grant update ({MOVED}) on reports_reportdraft to {WEB};"
    f"grant update ({EDITED}) on reports_draftparagraph to {WEB};"
)

# A draft at work for a post from which small counts are held back by now: it reaches no row of a draft any more, and can end this one alone.
GIVE_UP = """
create function vt.give_up_draft(wanted uuid, reason text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update reports_reportdraft set state = case when as_known_at is null then 'dropped' else 'ready' end, why = left(reason, 500), moved_at = clock_timestamp()
   where id = wanted and body_id = vt.body() and world = vt.world() and state in ('drafting', 'issuing')
     and vt.role() in ('reporter', 'head') and vt.hidden_below() is not null;
  return found;
end $$;
revoke all on function vt.give_up_draft(uuid, text) from public;
grant execute on function vt.give_up_draft(uuid, text) to vongtay_web;
"""


class Migration(migrations.Migration):
    dependencies = [("reports", "0003_calendar_walls")]
    operations = [
        protect("reports_reportdraft", {verb: OURS for verb in ("select", "insert", "update")}),
        protect("reports_draftparagraph", {verb: BELOW for verb in ("select", "insert", "update", "delete")}),
        migrations.RunSQL(ONLY, migrations.RunSQL.noop),
        migrations.RunSQL(GIVE_UP, migrations.RunSQL.noop),
    ]
