-- The same human being received before: within reach the subject, else only the body that may be asked. For who reaches the later file.
create function vt.known_before(wanted uuid) returns table (other uuid, body_id uuid, is_earlier boolean)
-- Not in SQL: the page of each case asks this, and only here the plan is kept.
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
begin
  return query
  with recursive me as (
    select c.subject_id, c.person_id, c.received_at, c.world from cases_case c
     where c.subject_id = wanted and c.world = vt.world() and vt.sees_cases()
       and exists (select 1 from grants_grant g where g.subject_id = c.subject_id and g.body_id = vt.body() and g.world = c.world
                    and g.ended_at is null and (g.until_at is null or g.until_at > now()))),
  same (person_id) as (
    select m.person_id from me m
    union
    select case when l.one_id = s.person_id then l.other_id else l.one_id end
      from same s join people_link l on s.person_id in (l.one_id, l.other_id) where l.same and l.undone_at is null)
  select case when exists (select 1 from grants_grant g where g.subject_id = c.subject_id and g.body_id = vt.body() and g.world = c.world
                            and g.ended_at is null and (g.until_at is null or g.until_at > now())) then c.subject_id end,
         c.lead_id, c.received_at <= m.received_at
    from me m cross join same s join cases_case c on c.person_id = s.person_id and c.world = m.world
   where c.subject_id <> m.subject_id;
end
$$;

-- Files of the asking body whose person was found, since a moment, to have been received before.
create function vt.received_again(since timestamptz) returns table (later uuid, linked_at timestamptz)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select q.later, max(q.linked_at)
    from (select case when a.received_at >= b.received_at then a.subject_id else b.subject_id end as later, l.linked_at
            from people_link l join cases_case a on a.person_id = l.one_id join cases_case b on b.person_id = l.other_id
           where l.same and l.undone_at is null and l.linked_at >= since and a.world = vt.world() and b.world = a.world) q
   where vt.sees_cases()
     and exists (select 1 from grants_grant g where g.subject_id = q.later and g.body_id = vt.body() and g.world = vt.world()
                  and g.ended_at is null and (g.until_at is null or g.until_at > now()))
   group by 1
$$;

-- An outcome is taken back when, and only when, its visit is.
create function support_outcome_goes_with_its_visit() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if old.is_taken_back or not exists (select from support_visittakenback t where t.visit_id = new.visit_id) then
    raise exception 'vt: an outcome is taken back with its visit' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger a_goes_with_its_visit before update on support_outcome for each row execute function support_outcome_goes_with_its_visit();
revoke all on function support_outcome_goes_with_its_visit() from public;

-- Outcomes a year after the return: counts alone, under a reporting mandate, by the commune of the home.
create function vt.outcomes(area integer, first_day date, last_day date) returns table (kind text, answer text, n bigint)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare my_world text := vt.world();
begin
  perform vt.require_exact(area);
  return query
    select v.kind, v.answer::text, count(*)
      from support_outcome o join support_homecoming h on h.id = o.homecoming_id join agencies_place p on p.id = h.place_id
      cross join lateral (values ('study', o.study), ('skill', o.skill), ('job', o.job), ('income', o.income), ('safe', o.safe)) v (kind, answer)
     where not o.is_taken_back and o.world = my_world and o.asked_on between first_day and last_day and (p.id = area or p.province_id = area)
     group by 1, 2;
end $$;

-- Links that wait for the answer of a body, counted by it like vt.loops counts other loops; a provider of the directory is no body, and
-- no day was agreed by which it would answer.
create function vt.link_loops(area integer, day date)
returns table (body_id uuid, body_name text, kind text, n bigint, late bigint, oldest date)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare my_world text := vt.world();
begin
  perform vt.require_exact(area);
  return query
    select b.id, b.short_name::text, 'link', count(*), 0::bigint, min(l.sent_on)
      from support_link l join agencies_body b on b.id = l.body_id and (b.province_id = area or b.place_id = area)
     where l.world = my_world and l.state = 'waiting' and l.sent_on <= day
     group by 1, 2;
end $$;

revoke all on function vt.known_before(uuid), vt.received_again(timestamptz), vt.outcomes(integer, date, date), vt.link_loops(integer, date) from public;
grant execute on function vt.known_before(uuid), vt.received_again(timestamptz), vt.outcomes(integer, date, date), vt.link_loops(integer, date) to vongtay_web;
