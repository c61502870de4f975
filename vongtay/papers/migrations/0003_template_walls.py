"""Templates are read by every post and written by administrators; sources go with their paper; batches are their body's."""

from django.db import migrations

from vongtay.common.policies import keep_subject, protect, reached

OURS = "body_id = (select vt.body()) and world = (select vt.world())"
SOURCE = f"case when papers_source.subject_id is null then {OURS} else coalesce({reached('papers_source', 'papers')}, false) end"
ITEM = f"{OURS} and coalesce({reached('papers_batchitem', 'papers')}, false)"
SOMEBODY = "(select vt.post()) is not null"
EDITOR = "(select vt.role()) = 'administrator'"
SIGNER = "(select vt.role()) in ('administrator', 'head', 'legal_officer')"

SQL = """
-- What was in use is never edited: only its state moves on.
create function papers_keep_version() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  raise exception 'papers: a version that was in use is not edited' using errcode = 'integrity_constraint_violation';
end $$;
revoke all on function papers_keep_version() from public;
create trigger keep_live_design before update of design, number, template_id on papers_templateversion for each row
 when (old.state <> 'draft' and (old.design, old.number, old.template_id) is distinct from (new.design, new.number, new.template_id))
 execute function papers_keep_version();

-- Batches that nobody works on any more: for the job that takes them up again. Says nothing about anybody.
create function vt.unfinished_batches() returns table (batch_id uuid, post_id uuid)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select b.id, b.ordered_by_id from papers_batch b where b.state = 'running' and b.world = vt.world() and vt.role() = 'service' order by b.ordered_at
$$;
-- The post that ordered has ended: its papers are not made.
create function vt.abandon_batch(batch uuid) returns void
language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
  update papers_batch set state = 'stopped', stop_reason = 'post_ended', done_at = clock_timestamp()
   where id = batch and state = 'running' and world = vt.world() and vt.role() = 'service'
$$;
revoke all on function vt.unfinished_batches() from public;
revoke all on function vt.abandon_batch(uuid) from public;
grant execute on function vt.unfinished_batches() to vongtay_web;
grant execute on function vt.abandon_batch(uuid) to vongtay_web;
"""


class Migration(migrations.Migration):
    dependencies = [("papers", "0002_walls")]
    operations = [
        keep_subject("papers_source", "papers_batchitem"),
        migrations.RunSQL(SQL, migrations.RunSQL.noop),
        protect("papers_template", {"select": SOMEBODY, "insert": EDITOR, "update": EDITOR}),
        protect("papers_templateversion", {"select": SOMEBODY, "insert": EDITOR, "update": SIGNER}),
        protect("papers_source", {"select": SOURCE, "insert": SOURCE}),
        protect("papers_cancellation", {"select": OURS, "insert": OURS}),
        protect("papers_batch", {"select": OURS, "insert": OURS, "update": OURS}),
        protect("papers_batchitem", {"select": ITEM, "insert": ITEM, "update": ITEM}),
    ]
