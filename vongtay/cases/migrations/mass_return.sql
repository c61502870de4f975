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

-- As before, without moves that were taken back as wrong, as far as that was known then.
create or replace function vt.abroad_rows(area integer, firsts date[], lasts date[], moment timestamptz)
returns table (nth integer, entry uuid, place integer, stage text) language sql stable set search_path = pg_catalog, public, pg_temp as $$
  with span as (select u.first, u.last, u.nth::integer as nth from unnest(firsts, lasts) with ordinality as u(first, last, nth)),
  known as (
    select s.entry_id, s.state::text as state, s.happened_on, s.case_id, a.place_id,
           lead(s.happened_on) over (partition by s.entry_id order by s.number) as until,
           first_value(s.state::text) over (partition by s.entry_id order by s.number desc) as newest
      from cases_abroadstep s join cases_abroad a on a.id = s.entry_id
     where a.world = (select vt.world()) and (a.province_id = area or a.place_id = area)
       and s.kind in ('entered', 'moved') and s.recorded_at <= coalesce(moment, 'infinity') and s.corrects_id is null
       and not exists (select from cases_abroadstep c where c.corrects_id = s.id and c.recorded_at <= coalesce(moment, 'infinity'))),
  live as (select * from known where newest not in ('withdrawn', 'duplicate', 'not_abroad'))
  select nth, entry_id, place_id, 'abroad' from live join span on state = 'abroad' and happened_on <= last and (until is null or until > last)
  union
  select nth, entry_id, place_id, state from live join span on state in ('returned', 'screened', 'in_identification') and happened_on between first and last
  union
  select span.nth, live.entry_id, live.place_id, c.state from live
    join lateral (select k.state::text as state, k.decided_on from cases_case k where moment is null and k.id = live.case_id
      union all (select e.state::text, e.decided_on from cases_caseevent e where moment is not null and e.pgh_obj_id = live.case_id
                  and e.pgh_created_at <= moment order by e.pgh_created_at desc, e.pgh_id desc limit 1)) c on c.state in ('identified', 'not_identified')
    join span on c.decided_on between span.first and span.last
$$;
