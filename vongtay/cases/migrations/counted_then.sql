-- What was known at a moment, without reading the whole history: only rows of history that lie in the period and area, each only if
-- nothing later was known of its case (measured at 100,000 cases: benchmarks/RESULTS.md).
create index caseevent_by_case on cases_caseevent (pgh_obj_id, pgh_created_at desc, pgh_id desc);
create index caseevent_by_province on cases_caseevent (world, province_id, received_on);
create index caseevent_by_place on cases_caseevent (world, place_id, received_on);

create or replace function vt.count_cases(area integer, first_day date, last_day date, moment timestamptz)
returns table (route text, sex text, age_years smallint, age_at_act smallint, state text, n bigint)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare my_world text := vt.world();
begin
  if not exists (select 1 from agencies_place p where p.id = area and (p.id = any(vt.areas()) or p.province_id = any(vt.areas()))) then
    raise exception 'vt: no mandate over this area' using errcode = 'insufficient_privilege';
  end if;
  if moment is null then
    return query select c.route::text, c.sex::text, c.age_years, c.age_at_act, c.state::text, count(*) from cases_case c
      where c.world = my_world and (c.province_id = area or c.place_id = area) and c.received_on between first_day and last_day
      group by 1, 2, 3, 4, 5;
  else
    return query select e.route::text, e.sex::text, e.age_years, e.age_at_act, e.state::text, count(*) from cases_caseevent e
      where e.world = my_world and e.pgh_created_at <= moment and (e.province_id = area or e.place_id = area)
        and e.received_on between first_day and last_day
        and not exists (select from cases_caseevent later where later.pgh_obj_id = e.pgh_obj_id and later.pgh_created_at <= moment
                          and (later.pgh_created_at, later.pgh_id) > (e.pgh_created_at, e.pgh_id))
      group by 1, 2, 3, 4, 5;
  end if;
end $$;
