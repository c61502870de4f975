-- The days of somebody's stays for whoever reaches the support of that person: no bed and no room, and the facility only for who reaches
-- shelters, or whose body answers for it (runs it, or is Sở Y tế of its province): a head decides on an extension and sees no beds.
create function vt.lodgings(wanted uuid[]) returns table (
  stay_id uuid, subject_id uuid, person_id uuid, label text, facility_id uuid, facility text, runner_id uuid, runs boolean,
  began timestamptz, ended timestamptz, follows_id uuid, corrects_id uuid, ground text, end_ground text, planned_until date)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  with own as materialized (
    select vt.body() as body, vt.province() as province, (select b.kind from agencies_body b where b.id = vt.body()) as kind, vt.has('shelter') as shelter
     where vt.has('support') and vt.sees_cases()),
  near as (
    select s.*, f.label as house, f.body_id as runner, (f.body_id = o.body or o.kind = 'health_department' and f.province_id = o.province) as runs,
           o.shelter and 'shelter' = any(g.parts) as reached
      from own o
      join grants_grant g on g.body_id = o.body and g.world = vt.world() and g.ended_at is null and (g.until_at is null or g.until_at > now()) and 'support' = any(g.parts)
      join facilities_stay s on s.subject_id = g.subject_id and s.voided_at is null
      join facilities_facility f on f.id = s.facility_id
     where g.subject_id = any(wanted))
  select distinct on (n.id) n.id, n.subject_id, n.person_id, n.label, case when n.runs or n.reached then n.facility_id end,
         case when n.runs or n.reached then n.house else '' end, case when n.runs or n.reached then n.runner end, n.runs,
         lower(n.during), upper(n.during), n.follows_id, n.corrects_id, n.ground, n.end_ground, n.planned_until
    from near n order by n.id, n.reached desc
$$;

-- Subjects within reach of one's body, for their support, under which somebody sleeps somewhere now.
create function vt.open_lodgings() returns setof uuid
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select distinct s.subject_id from facilities_stay s
    join grants_grant g on g.subject_id = s.subject_id and g.body_id = vt.body() and g.world = vt.world() and g.ended_at is null
     and (g.until_at is null or g.until_at > now()) and 'support' = any(g.parts)
   where s.voided_at is null and s.end_ground = '' and vt.has('support') and vt.sees_cases()
$$;

-- How many slept in a facility, night by night, for whoever answers for it; who they are, nobody is told.
create function vt.nights_of(house uuid, since date, until date) returns table (night date, sleepers integer)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select d.night, count(s.id)::integer
    from facilities_facility f
    cross join generate_series(since::timestamp, until::timestamp - interval '1 day', interval '1 day') as g(at)
    cross join lateral (select g.at::date as night) d
    left join facilities_stay s on s.facility_id = f.id and s.voided_at is null
     and (lower(s.during) at time zone 'Asia/Ho_Chi_Minh')::date <= d.night
     and (upper_inf(s.during) or (upper(s.during) at time zone 'Asia/Ho_Chi_Minh')::date > d.night)
   where f.id = house and vt.sees_beds() and f.world = vt.world() and f.province_id = vt.province() and until - since <= 366
     and (f.body_id = vt.body() or (select b.kind from agencies_body b where b.id = vt.body()) = 'health_department')
   group by d.night order by d.night
$$;

revoke all on function vt.lodgings(uuid[]), vt.open_lodgings(), vt.nights_of(uuid, date, date) from public;
grant execute on function vt.lodgings(uuid[]), vt.open_lodgings(), vt.nights_of(uuid, date, date) to vongtay_web;
