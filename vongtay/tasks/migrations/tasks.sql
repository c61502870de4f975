-- The job learns which clocks are late, never on which case.
create function vt.late_clocks(day date) returns table (clock_id uuid, body_id uuid, kind text, province_id integer, due_on date)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if vt.role() is distinct from 'service' then
    raise exception 'vt: only a job asks this' using errcode = 'insufficient_privilege';
  end if;
  return query select c.id, c.body_id, b.kind::text, b.province_id, c.due_on from tasks_clock c join agencies_body b on b.id = c.body_id
    where c.world = vt.world() and c.met_at is null and c.ended_at is null and c.paused_at is null and c.due_on < day;
end $$;

-- Tells what the ladder says; a step is taken once for each clock. told: [[clock, step, body, role, working days late], ...]
create function vt.escalate(told jsonb) returns table (subject_id uuid, step text, to_body uuid)
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if vt.role() is distinct from 'service' then
    raise exception 'vt: only a job asks this' using errcode = 'insufficient_privilege';
  end if;
  return query
    insert into tasks_escalation (id, subject_id, clock_id, world, step, to_body_id, to_role, late_body_id, late_days)
    select gen_random_uuid(), c.subject_id, c.id, c.world, t->>1, b.id, t->>3, c.body_id, (t->>4)::integer
      from jsonb_array_elements(told) t join tasks_clock c on c.id = (t->>0)::uuid join agencies_body b on b.id = (t->>2)::uuid
     where c.world = vt.world() and c.met_at is null and c.ended_at is null and c.paused_at is null
    on conflict on constraint escalation_once do nothing
    returning tasks_escalation.subject_id, tasks_escalation.step::text, tasks_escalation.to_body_id;
end $$;

-- What was told to the asking body on cases that it does not reach: of which body, how many. No code, no rule, no day.
create function vt.escalated_elsewhere() returns table (late_body_id uuid, n bigint)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select e.late_body_id, count(distinct e.clock_id) from tasks_escalation e join tasks_clock c on c.id = e.clock_id
   where e.to_body_id = vt.body() and e.late_body_id <> vt.body() and e.world = vt.world() and (e.to_role = '' or e.to_role = vt.role()) and vt.sees_cases()
     and c.met_at is null and c.ended_at is null and c.paused_at is null
     and not exists (select 1 from grants_grant g where g.subject_id = e.subject_id and g.body_id = vt.body() and g.world = e.world
                      and g.ended_at is null and (g.until_at is null or g.until_at > now()))
   group by 1
$$;

-- How many things are due for each member of staff who wishes a reminder. An absent post counts for its deputy.
create function vt.due_counts(day date) returns table (user_id uuid, language text, things bigint)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare my_world text := vt.world();
begin
  if vt.role() is distinct from 'service' then
    raise exception 'vt: only a job asks this' using errcode = 'insufficient_privilege';
  end if;
  return query
    with away as (select a.post_id, a.deputy_id from tasks_absence a where a.ended_at is null and day between a.first_on and a.last_on),
    held as (select p.id, p.user_id, p.body_id, p.role in ('receiver', 'case_worker', 'verifier', 'decider', 'clerk', 'head') as sees
               from agencies_post p join accounts_user u on u.id = p.user_id and u.is_active
              where p.world = my_world and p.valid_from <= day and (p.valid_to is null or p.valid_to >= day)),
    here as (select h.* from held h where not exists (select 1 from away a where a.post_id = h.id)),
    clocks as (select c.body_id, count(*) n from tasks_clock c where c.world = my_world and c.met_at is null and c.ended_at is null
                  and c.paused_at is null and c.due_on <= day group by 1),
    -- each person once for each body, however many posts they hold there
    by_body as (select h.user_id, sum(c.n) n from (select distinct x.user_id, x.body_id from here x where x.sees) h join clocks c on c.body_id = h.body_id group by 1),
    own as (select h.user_id, count(*) n from here h join tasks_task t on t.world = my_world and t.state = 'open' and t.due_on <= day
               and (t.post_id = h.id or exists (select 1 from away a where a.post_id = t.post_id and a.deputy_id = h.id)) group by 1),
    shared as (select h.user_id, count(*) n from (select distinct x.user_id, x.body_id from here x) h
                 join tasks_task t on t.world = my_world and t.state = 'open' and t.due_on <= day and t.post_id is null and t.body_id = h.body_id group by 1),
    together as (select q.user_id, sum(q.n)::bigint n from (select * from by_body union all select * from own union all select * from shared) q group by 1)
    select m.user_id, m.language::text, g.n from together g join tasks_mailing m on m.user_id = g.user_id and m.is_on;
end $$;

-- The pause that stood or came after a moment, as was known then: clocks without one stand as they are. due_before: their day before it; stands: it had been
-- noted by then. Whoever calls it gets the rows they may reach; without a search path, so that it becomes a part of the statement that asks.
create function vt.pauses_known(moment timestamptz) returns table (clock_id uuid, due_before date, stands boolean) language sql stable as $$
  select distinct on (p.clock_id) p.clock_id, p.due_before, p.recorded_at <= moment
    from public.tasks_pause p where moment is not null and (p.over_recorded_at is null or p.over_recorded_at > moment) order by p.clock_id, p.recorded_at
$$;

-- The clocks with a day that started in a period, as they stand, or as was known at a moment. What was written after it was not known: neither
-- that a step had been done, nor that a clock stood still or had fallen away.
create function vt.clocks_known(first_day date, last_day date, moment timestamptz)
returns table (body_id uuid, started_at timestamptz, due_on date, due_at timestamptz, met_at timestamptz, met_on date, is_paused boolean) language sql stable as $$
  select c.body_id, c.started_at, c.due_on, c.due_at, c.met_at, c.met_on, c.paused_at is not null
    from public.tasks_clock c
   where moment is null and c.world = (select vt.world()) and c.due_on is not null and c.ended_at is null
     and c.started_at >= first_day::timestamp at time zone 'Asia/Ho_Chi_Minh' and c.started_at < (last_day + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh'
  union all
  select c.body_id, c.started_at, coalesce(t.due_before, c.due_on), case when t.due_before is null then c.due_at end,
         case when c.met_recorded_at <= moment then c.met_at end, case when c.met_recorded_at <= moment then c.met_on end, coalesce(t.stands, false)
    from public.tasks_clock c left join vt.pauses_known(moment) t on t.clock_id = c.id
   where moment is not null and c.world = (select vt.world()) and c.due_on is not null and c.recorded_at <= moment and (c.ended_at is null or c.ended_at > moment)
     and c.started_at >= first_day::timestamp at time zone 'Asia/Ho_Chi_Minh' and c.started_at < (last_day + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh'
$$;

-- How bodies keep their limits: counts alone, under a reporting mandate; as known at a moment, or now. A limit that is unset is never late. Of the country
-- (1) by province of the body, then without its key.
create function vt.lateness(area integer, first_day date, last_day date, day date, moment timestamptz, with_median boolean)
returns table (body_id uuid, body_name text, in_time bigint, late bigint, open_late bigint, open bigint, paused bigint, median_days numeric)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_custom_plan as $$
declare inside integer[] := vt.within(area);
begin
  perform vt.require_exact(area);
  return query
    with bodies as (
      select b.id, case when p.id is null then b.id end as key, coalesce(p.full_name, b.short_name)::text as name, coalesce(p.sort_key, b.sort_key) as sort_key
        from agencies_body b left join agencies_place p on area = 1 and p.id = b.province_id and p.id <> 1
       where b.province_id = any(inside) or b.place_id = any(inside)),
    clocks as not materialized (
      select c.*, coalesce(c.met_at <= c.due_at, c.met_on <= c.due_on) as is_in_time
        from vt.clocks_known(first_day, last_day, moment) c),
    counted as (  -- by body first, as the index has them: clocks are never sorted by a name
      select c.body_id as id, count(*) filter (where c.is_in_time) as in_time, count(*) filter (where not c.is_in_time) as late,
             count(*) filter (where c.met_at is null and not c.is_paused and c.due_on < day) as open_late,
             count(*) filter (where c.met_at is null and not c.is_paused and c.due_on >= day) as open,
             count(*) filter (where c.met_at is null and c.is_paused) as paused
        from clocks c where c.body_id = any(array(select b.id from bodies b)) group by 1),
    medians as (
      select b.key, b.name, percentile_cont(0.5) within group (order by (c.met_on - (c.started_at at time zone 'Asia/Ho_Chi_Minh')::date)::float8)::numeric as took
        from clocks c join bodies b on b.id = c.body_id where with_median and c.met_at is not null group by 1, 2)
    select b.key, b.name, sum(c.in_time)::bigint, sum(c.late)::bigint, sum(c.open_late)::bigint, sum(c.open)::bigint, sum(c.paused)::bigint, min(m.took)
      from counted c join bodies b on b.id = c.id left join medians m on m.key is not distinct from b.key and m.name = b.name
     group by b.key, b.name, b.sort_key order by b.sort_key;
end $$;

revoke all on function vt.late_clocks(date), vt.escalate(jsonb), vt.escalated_elsewhere(), vt.due_counts(date), vt.pauses_known(timestamptz),
  vt.clocks_known(date, date, timestamptz), vt.lateness(integer, date, date, date, timestamptz, boolean) from public;
grant execute on function vt.late_clocks(date), vt.escalate(jsonb), vt.escalated_elsewhere(), vt.due_counts(date), vt.pauses_known(timestamptz),
  vt.clocks_known(date, date, timestamptz), vt.lateness(integer, date, date, date, timestamptz, boolean) to vongtay_web;
