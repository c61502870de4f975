-- A bed's use without its sleeper: for posts that see cases, and those who run facilities, in their own province and world.
create function vt.sees_beds() returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select coalesce(vt.sees_cases() or vt.role() = 'administrator', false) $$;

-- 'taken' before 'held': somebody may sleep until noon in a bed that is reserved for the evening.
create function vt.bed_use(since timestamptz, until timestamptz) returns table (bed_id uuid, use text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp rows 1000 as $$
  with here as materialized (
    select f.id from facilities_facility f
     where vt.sees_beds() and f.world = vt.world() and f.province_id = vt.province())
  select q.bed_id, max(q.use) from (
    select s.bed_id, 'taken' as use from facilities_stay s join here on here.id = s.facility_id
     where s.voided_at is null and s.during && tstzrange(since, until, '[]')
    union all
    select b.bed_id, 'held' from facilities_heldbed b join here on here.id = b.facility_id join facilities_hold h on h.id = b.hold_id
     where b.released_at is null and h.expires_at > clock_timestamp() and b.during && tstzrange(since, until, '[]')) q
  group by 1
$$;

-- Whether another family sleeps in a room; of whom it consists, nobody is told.
create function vt.rooms_of_others(rooms uuid[], family uuid[], since timestamptz, until timestamptz) returns table (room_id uuid)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select distinct s.room_id from facilities_stay s join facilities_facility f on f.id = s.facility_id
   where vt.sees_beds() and f.world = vt.world() and f.province_id = vt.province() and s.room_id = any(rooms)
     and s.voided_at is null and s.during && tstzrange(since, until, '[]') and not s.subject_id = any(family)
$$;

-- Whoever gives a bed holds it first: admission, reservation and taking out of service wait for one another. A stay needs
-- no right to change the bed, so the lock is taken here. In the order of the keys, so that two never wait for each other.
create function vt.lock_beds(beds uuid[]) returns setof uuid
language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
  select b.id from facilities_bed b join facilities_facility f on f.id = b.facility_id
   where vt.sees_beds() and f.world = vt.world() and f.province_id = vt.province() and b.id = any(beds)
   order by b.id for update of b
$$;

-- A room locks like a bed: two families are admitted into one family room one after the other.
create function vt.lock_room(wanted uuid) returns setof uuid
language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
  select r.id from facilities_room r join facilities_facility f on f.id = r.facility_id
   where vt.sees_beds() and f.world = vt.world() and f.province_id = vt.province() and r.id = wanted for update of r
$$;

-- The copies on a stay are those of its bed, and the bed is one of the asker's province and world.
create function vt.bed_stands(bed uuid, room uuid, facility uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select exists (select from facilities_bed b join facilities_facility f on f.id = b.facility_id
    where b.id = bed and b.room_id = room and b.facility_id = facility and f.world = vt.world() and f.province_id = vt.province())
$$;

-- A place kept for an event is given up by being slept in: whoever admits has no other right on it.
create function vt.use_held_bed(held_in uuid, wanted uuid) returns integer
language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
  with used as (
    update facilities_heldbed b set released_at = clock_timestamp() from facilities_hold h, facilities_facility f
     where h.id = b.hold_id and f.id = b.facility_id and b.hold_id = held_in and b.bed_id = wanted and b.released_at is null
       and vt.role() in ('receiver', 'case_worker') and f.world = vt.world() and f.province_id = vt.province()
    returning 1)
  select count(*)::integer from used
$$;

revoke all on function vt.sees_beds(), vt.bed_use(timestamptz, timestamptz), vt.rooms_of_others(uuid[], uuid[], timestamptz, timestamptz),
  vt.lock_beds(uuid[]), vt.lock_room(uuid), vt.bed_stands(uuid, uuid, uuid), vt.use_held_bed(uuid, uuid) from public;
grant execute on function vt.sees_beds(), vt.bed_use(timestamptz, timestamptz), vt.rooms_of_others(uuid[], uuid[], timestamptz, timestamptz),
  vt.lock_beds(uuid[]), vt.lock_room(uuid), vt.bed_stands(uuid, uuid, uuid), vt.use_held_bed(uuid, uuid) to vongtay_web;

-- What the facilities of a province or of the country keep ready, for whoever counts it: numbers alone, no facility by itself. What is stated of a
-- year is its newest statement, who works in a function the newest day; `moment` is when it was known. A commune has none: where a
-- facility lies is nobody's to count.
create function vt.count_facilities(area integer, day date, moment timestamptz) returns table (what text, n bigint, high bigint)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform vt.require_mandate(area);
  return query
  with here as (
    select f.id from facilities_facility f
     where f.world = vt.world() and f.province_id = any(vt.within(area)) and f.opened_on <= day and (f.closed_on is null or f.closed_on > day)
       and (moment is null or f.recorded_at <= moment)),
  ready as (
    select distinct on (r.facility_id) r.places, r.places_high, r.staff from facilities_readiness r join here on here.id = r.facility_id
     where r.year = extract(year from day) and (moment is null or r.recorded_at <= moment) order by r.facility_id, r.recorded_at desc),
  posts as (
    select distinct on (s.facility_id, s.function) s.function, s.present from facilities_staffing s join here on here.id = s.facility_id
     where s.on <= day and (moment is null or s.recorded_at <= moment) order by s.facility_id, s.function, s.on desc, s.recorded_at desc)
  select 'sites', count(*), count(*) from here having count(*) > 0
  union all select 'stated', count(*), count(*) from ready having count(*) > 0
  union all select 'places', sum(places), sum(coalesce(places_high, places)) from ready having count(*) > 0
  union all select 'staff', sum(staff), sum(staff) from ready having count(*) > 0
  union all select posts.function, sum(present), sum(present) from posts group by posts.function having sum(present) > 0;
end $$;
revoke all on function vt.count_facilities(integer, date, timestamptz) from public;
grant execute on function vt.count_facilities(integer, date, timestamptz) to vongtay_web;
