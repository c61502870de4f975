-- Persons received in each of several spans, split only by what is wanted (place, route, sex, band, state, home; or nothing), under a mandate as all
-- totals: a board asks once for all its charts. bands: the first years of age of the bands from the second on; band 0 is the first, null: not known.
create function vt.count_persons(area integer, firsts date[], lasts date[], bands integer[], wanted text[], moment timestamptz)
returns table (nth integer, place integer, route text, sex text, band integer, state text, home integer, n bigint)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare my_world text := vt.world();
begin
  if not exists (select 1 from agencies_place p where p.id = area and (p.id = any(vt.areas()) or p.province_id = any(vt.areas()))) then
    raise exception 'vt: no mandate over this area' using errcode = 'insufficient_privilege';
  end if;
  return query
    with span as (select u.first, u.last, u.nth::integer as nth from unnest(firsts, lasts) with ordinality as u(first, last, nth)),
    known as (
      select span.nth, c.place_id, c.route, c.sex, c.age_years, c.state, c.home_province_id from span join cases_case c on c.received_on between span.first and span.last
       where moment is null and c.world = my_world and (c.province_id = area or c.place_id = area)
      union all
      select span.nth, e.place_id, e.route, e.sex, e.age_years, e.state, e.home_province_id from span join cases_caseevent e on e.received_on between span.first and span.last
       where moment is not null and e.world = my_world and e.pgh_created_at <= moment and (e.province_id = area or e.place_id = area)
         and not exists (select from cases_caseevent later where later.pgh_obj_id = e.pgh_obj_id and later.pgh_created_at <= moment
                           and (later.pgh_created_at, later.pgh_id) > (e.pgh_created_at, e.pgh_id)))
    select k.nth,
           case when 'place' = any(wanted) then k.place_id end,
           case when 'route' = any(wanted) then k.route::text end,
           case when 'sex' = any(wanted) then k.sex::text end,
           case when 'band' = any(wanted) then width_bucket(k.age_years, bands) end,
           case when 'state' = any(wanted) then k.state::text end,
           case when 'home' = any(wanted) then k.home_province_id end,
           count(*)
      from known k group by 1, 2, 3, 4, 5, 6, 7;
end $$;

-- Whence, through where and whereto those received in a period were taken, as their cases are coded; what nobody knows is null. Several codes of
-- one kind in a case: the main one, or the first on the way. The province of origin is taken from the case where no code names one. Whoever
-- calls it gets the rows they may reach.
create function vt.way_rows(area integer, first_day date, last_day date, moment timestamptz)
returns table (code text, origin text, origin_province integer, transit text, destination text, destination_province integer, place integer)
language sql stable set search_path = pg_catalog, public, pg_temp as $$
  with known as (
    select c.id, c.code, c.place_id, c.home_province_id from cases_case c
     where moment is null and c.world = (select vt.world()) and (c.province_id = area or c.place_id = area) and c.received_on between first_day and last_day
    union all
    select e.pgh_obj_id, e.code, e.place_id, e.home_province_id from cases_caseevent e
     where moment is not null and e.world = (select vt.world()) and e.pgh_created_at <= moment and (e.province_id = area or e.place_id = area)
       and e.received_on between first_day and last_day
       and not exists (select from cases_caseevent later where later.pgh_obj_id = e.pgh_obj_id and later.pgh_created_at <= moment
                         and (later.pgh_created_at, later.pgh_id) > (e.pgh_created_at, e.pgh_id))),
  coded as (
    select distinct on (k.case_id, k.scheme) k.case_id, k.scheme, k.code, k.province_id
      from cases_coding k join known on known.id = k.case_id
     where k.scheme in ('origin', 'transit', 'destination') and (moment is null or k.recorded_at <= moment)
       and (k.ended_at is null or (moment is not null and k.ended_at > moment))
     order by k.case_id, k.scheme, k.is_main desc, k.place_in_order, k.code)
  select known.code, coalesce(o.code, case when known.home_province_id is not null then 'VN' end),
         coalesce(o.province_id, case when coalesce(o.code, 'VN') = 'VN' then known.home_province_id end), t.code, d.code, d.province_id, known.place_id
    from known
    left join coded o on o.case_id = known.id and o.scheme = 'origin'
    left join coded t on t.case_id = known.id and t.scheme = 'transit'
    left join coded d on d.case_id = known.id and d.scheme = 'destination'
$$;

-- The same as numbers, by the mandate of whoever asks and not by their grants.
create function vt.count_ways(area integer, first_day date, last_day date, moment timestamptz)
returns table (origin text, origin_province integer, transit text, destination text, destination_province integer, place integer, n bigint)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if not exists (select 1 from agencies_place p where p.id = area and (p.id = any(vt.areas()) or p.province_id = any(vt.areas()))) then
    raise exception 'vt: no mandate over this area' using errcode = 'insufficient_privilege';
  end if;
  return query select r.origin, r.origin_province, r.transit, r.destination, r.destination_province, r.place, count(*)
    from vt.way_rows(area, first_day, last_day, moment) r group by 1, 2, 3, 4, 5, 6;
end $$;

revoke all on function vt.count_persons(integer, date[], date[], integer[], text[], timestamptz), vt.way_rows(integer, date, date, timestamptz), vt.count_ways(integer, date, date, timestamptz) from public;
grant execute on function vt.count_persons(integer, date[], date[], integer[], text[], timestamptz), vt.way_rows(integer, date, date, timestamptz), vt.count_ways(integer, date, date, timestamptz) to vongtay_web;
