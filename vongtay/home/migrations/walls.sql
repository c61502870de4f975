-- What can only be said when all tables stand.

-- A row never changes its subject: that would carry it from one file's grants to another's.
create function vt.keep_subject() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin raise exception 'vt: a row stays with its subject' using errcode = 'insufficient_privilege'; end $$;
revoke all on function vt.keep_subject() from public;
do $$ declare t text; begin
  for t in select c.table_name from information_schema.columns c join information_schema.tables b using (table_schema, table_name)
            where c.table_schema = 'public' and c.column_name = 'subject_id' and b.table_type = 'BASE TABLE' loop
    execute format('create trigger z_keep_subject before update of subject_id on %I for each row'
                   ' when (old.subject_id is distinct from new.subject_id) execute function vt.keep_subject()', t);
  end loop;
end $$;

-- The copies of the grants are made anew by every write: whoever may change the row still can't choose who else sees it.
drop trigger bodies_of_subject on people_namekey;
create trigger bodies_of_subject before insert or update on people_namekey for each row execute function people_bodies();

create or replace function cases_bodies() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  new.bodies := coalesce((select array_agg(g.body_id) from grants_grant g where g.subject_id = new.subject_id and g.ended_at is null), '{}');
  new.lead_id := coalesce((select g.body_id from grants_grant g where g.subject_id = new.subject_id and g.role = 'lead' and g.ended_at is null), new.lead_id);
  return new;
end $$;
drop trigger a_bodies_of_subject on cases_case;
create trigger a_bodies_of_subject before insert or update on cases_case for each row execute function cases_bodies();

-- A key is destroyed by a decider of the body that leads, and by nobody else.
drop policy web_update on people_datakey;
create policy web_update on people_datakey for update to vongtay_web
  using ((select vt.role()) = 'decider' and (select true from grants_grant g where g.subject_id = people_datakey.subject_id
          and g.body_id = (select vt.body()) and g.world = (select vt.world()) and g.ended_at is null and g.role = 'lead'))
  with check (wrapped is null and erased_at is not null);

-- Drafts are theirs who typed them; what is a week old is nobody's.
create function vt.clear_drafts() returns integer language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
  with gone as (delete from cases_draft where saved_at < clock_timestamp() - interval '7 days' returning 1)
  select count(*)::integer from gone
$$;
revoke all on function vt.clear_drafts() from public;
grant execute on function vt.clear_drafts() to vongtay_web;
