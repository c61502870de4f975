-- The bodies of an entry stand on its row, as those of a case do.
create trigger a_bodies_of_subject before insert or update on cases_abroad for each row execute function cases_bodies();

create function abroad_follow_grants() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update cases_abroad set bodies = coalesce((select array_agg(g.body_id) from grants_grant g where g.subject_id = new.subject_id and g.ended_at is null), '{}')
   where subject_id = new.subject_id;
  return null;
end $$;
create trigger abroad_follow after insert or update of ended_at on grants_grant for each row execute function abroad_follow_grants();

-- The funnel, row by row, for periods given by their first and last days: who was abroad on the last day, and who came back, was screened,
-- went into identification or was decided about in between. The outcome is read from the case, never copied. What was entered twice, found
-- wrong or withdrawn counts on no day at all. moment: what was known then; null is now. Whoever calls it gets the rows they may reach.
-- Moves that were taken back as wrong count as far as that was known then.
create function vt.abroad_rows(area integer, firsts date[], lasts date[], moment timestamptz)
returns table (nth integer, entry uuid, place integer, stage text) language sql stable set search_path = pg_catalog, public, pg_temp as $$
  with span as (select u.first, u.last, u.nth::integer as nth from unnest(firsts, lasts) with ordinality as u(first, last, nth)),
  -- Where the entries of the province stood: now, or as was known then. An entry never leaves its province.
  placed as (
    select a.id, coalesce(t.province_id, a.province_id) as province_id, coalesce(t.place_id, a.place_id) as place_id
      from cases_abroad a left join lateral (
        select e.province_id, e.place_id from cases_abroadevent e
         where moment is not null and e.pgh_obj_id = a.id and e.pgh_created_at <= moment order by e.pgh_created_at desc, e.pgh_id desc limit 1) t on true
     where a.world = (select vt.world())
       and a.province_id = any((select vt.within(p.province_id) || vt.within(area) from agencies_place p where p.id = area)::integer[])),
  known as (
    select s.entry_id, s.state::text as state, s.happened_on, s.case_id, a.place_id,
           lead(s.happened_on) over (partition by s.entry_id order by s.number) as until,
           first_value(s.state::text) over (partition by s.entry_id order by s.number desc) as newest
      from cases_abroadstep s join placed a on a.id = s.entry_id
     where (a.province_id = any((select vt.within(area))::integer[]) or a.place_id = any((select vt.within(area))::integer[]))
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
                  and e.pgh_created_at <= moment and coalesce(e.known_until, 'infinity') > moment)) c on c.state in ('identified', 'not_identified')
    join span on c.decided_on between span.first and span.last
$$;

-- The same as numbers, by the mandate of whoever asks and not by their grants.
create function vt.count_abroad(area integer, firsts date[], lasts date[], moment timestamptz)
returns table (nth integer, place integer, stage text, n bigint)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform vt.require_exact(area);
  return query select r.nth, r.place, r.stage, count(*) from vt.abroad_rows(area, firsts, lasts, moment) r group by 1, 2, 3;
end $$;

revoke all on function vt.abroad_rows(integer, date[], date[], timestamptz), vt.count_abroad(integer, date[], date[], timestamptz) from public;
grant execute on function vt.abroad_rows(integer, date[], date[], timestamptz), vt.count_abroad(integer, date[], date[], timestamptz) to vongtay_web;
