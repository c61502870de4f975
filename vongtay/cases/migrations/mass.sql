-- The bodies of an event stand on its row, as those of a case do.
create trigger a_bodies_of_subject before insert or update on cases_massevent for each row execute function cases_bodies();

create function mass_follow_grants() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update cases_massevent set bodies = coalesce((select array_agg(g.body_id) from grants_grant g where g.subject_id = new.subject_id and g.ended_at is null), '{}')
   where subject_id = new.subject_id;
  return null;
end $$;
create trigger mass_follow after insert or update of ended_at on grants_grant for each row execute function mass_follow_grants();

-- Somebody of the abroad list was received at a gate: the entry that a person confirmed stands as returned from the day of arrival. Whoever
-- receives reaches the line and often not the entry, so this writes for them, and only where a standing match says that both are one person.
-- Gives the subject of the entry; null where nothing changed: known to be back already, or moved later than the arrival.
create function vt.mass_came_back(the_match uuid, the_step uuid) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  came record;
  entry cases_abroad;
  last_on date;
begin
  select m.entry_id, e.lead_id, (l.arrived_at at time zone 'Asia/Ho_Chi_Minh')::date as came_on into came
    from cases_massmatch m join cases_massline l on l.id = m.line_id join cases_massevent e on e.id = l.event_id
   where m.id = the_match and m.same and m.undone_at is null and m.step_id is null and l.case_id is not null and l.world = vt.world() and vt.sees_cases()
     and exists (select from grants_grant g where g.subject_id = l.subject_id and g.body_id = vt.body() and g.world = vt.world()
                  and g.ended_at is null and (g.until_at is null or g.until_at > now()));
  if not found then
    return null;
  end if;
  select * into entry from cases_abroad where id = came.entry_id and world = vt.world() for update;
  select s.happened_on into last_on from cases_abroadstep s
   where s.entry_id = entry.id and s.kind = 'moved' and s.corrects_id is null and not exists (select from cases_abroadstep c where c.corrects_id = s.id)
   order by s.number desc limit 1;
  if entry.state not in ('abroad', 'moved') or last_on > came.came_on then
    return null;
  end if;
  insert into cases_abroadstep (id, subject_id, entry_id, number, kind, state, result, taken, happened_on, known_through, acted_by_body_id, entered_by_id)
  values (the_step, entry.subject_id, entry.id, (select coalesce(max(number), 0) + 1 from cases_abroadstep where entry_id = entry.id),
          'moved', 'returned', '', '', came.came_on, 'gate', came.lead_id, vt.post());
  update cases_abroad set state = 'returned', returned_on = came.came_on, version = version + 1 where id = entry.id;
  update cases_massmatch set step_id = the_step where id = the_match;
  return entry.subject_id;
end $$;
revoke all on function vt.mass_came_back(uuid, uuid) from public;
grant execute on function vt.mass_came_back(uuid, uuid) to vongtay_web;
