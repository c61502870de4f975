-- The bodies of an event stand on its row, as those of a case do.
create trigger a_bodies_of_subject before insert or update on cases_massevent for each row execute function cases_bodies();

create function mass_follow_grants() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update cases_massevent set bodies = coalesce((select array_agg(g.body_id) from grants_grant g where g.subject_id = new.subject_id and g.ended_at is null), '{}')
   where subject_id = new.subject_id;
  return null;
end $$;
create trigger mass_follow after insert or update of ended_at on grants_grant for each row execute function mass_follow_grants();
