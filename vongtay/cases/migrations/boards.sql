-- Persons received in each of several spans, split only by what is wanted (place, route, sex, band, state, home; or nothing), under a mandate as all
-- totals: a board asks once for all its charts. bands: the first years of age of the bands from the second on; band 0 is the first, null: not known.
create function vt.count_persons(area integer, firsts date[], lasts date[], bands integer[], wanted text[], moment timestamptz)
returns table (nth integer, place integer, route text, sex text, band integer, state text, home integer, n bigint)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_custom_plan as $$
declare
  inside integer[] := vt.within(area);
  -- Cases are read once, however many spans there are: which one a day lies in is told by their first days.
  holds_all_days boolean := (select coalesce(bool_and(lasts[i] + 1 = firsts[i + 1]), true) from generate_series(1, cardinality(firsts) - 1) i);
begin
  perform vt.require_exact(area);
  if exists (select from generate_subscripts(firsts, 1) i where lasts[i] < firsts[i] or lasts[i] >= firsts[i + 1]) then
    raise exception 'vt: spans follow one another' using errcode = 'invalid_parameter_value';
  end if;
  return query
    select width_bucket(k.received_on, firsts),
           case when 'place' = any(wanted) then k.place_id end,
           case when 'route' = any(wanted) then k.route end,
           case when 'sex' = any(wanted) then k.sex end,
           case when 'band' = any(wanted) then width_bucket(k.age_years, bands) end,
           case when 'state' = any(wanted) then k.state end,
           case when 'home' = any(wanted) then k.home_province_id end,
           count(*)
      from vt.cases_known(inside, firsts[1], lasts[cardinality(lasts)], moment) k
     where holds_all_days or k.received_on <= lasts[width_bucket(k.received_on, firsts)]
     group by 1, 2, 3, 4, 5, 6, 7;
end $$;

-- Whence, through where and whereto those received in a period were taken, as their cases are coded; what nobody knows is null. Several codes of
-- one kind in a case: the main one, or the first on the way. The province of origin is taken from the case where no code names one. Whoever
-- calls it gets the rows they may reach.
create function vt.way_rows(area integer, first_day date, last_day date, moment timestamptz)
returns table (code text, origin text, origin_province integer, transit text, destination text, destination_province integer, place integer)
language plpgsql stable set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_custom_plan as $$
declare inside integer[] := vt.within(area);
begin
  return query
    with known as materialized (select k.id, k.code, k.place_id, k.home_province_id from vt.cases_known(inside, first_day, last_day, moment) k),
    coded as (
      select distinct on (k.case_id, k.scheme) k.case_id, k.scheme, k.code, k.province_id
        from cases_coding k join known on known.id = k.case_id
       where k.scheme in ('origin', 'transit', 'destination') and (moment is null or k.recorded_at <= moment)
         and (k.ended_at is null or (moment is not null and k.ended_at > moment))
       order by k.case_id, k.scheme, k.is_main desc, k.place_in_order, k.code),
    ways as (
      select c.case_id, max(c.code) filter (where c.scheme = 'origin') as o, max(c.province_id) filter (where c.scheme = 'origin') as o_province,
             max(c.code) filter (where c.scheme = 'transit') as t, max(c.code) filter (where c.scheme = 'destination') as d,
             max(c.province_id) filter (where c.scheme = 'destination') as d_province
        from coded c group by 1)
    select known.code, coalesce(w.o, case when known.home_province_id is not null then 'VN' end),
           coalesce(w.o_province, case when coalesce(w.o, 'VN') = 'VN' then known.home_province_id end), w.t, w.d, w.d_province, known.place_id
      from known left join ways w on w.case_id = known.id;
end $$;

-- The same as numbers, by the mandate of whoever asks and not by their grants.
create function vt.count_ways(area integer, first_day date, last_day date, moment timestamptz)
returns table (origin text, origin_province integer, transit text, destination text, destination_province integer, place integer, n bigint)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform vt.require_exact(area);
  return query select r.origin, r.origin_province, r.transit, r.destination, r.destination_province, r.place, count(*)
    from vt.way_rows(area, first_day, last_day, moment) r group by 1, 2, 3, 4, 5, 6;
end $$;

-- Counts from 1 to one less than `k` are held back, and the smallest others beside them, until there are two or more of them, which together
-- reach it: whoever knows the whole knows what the held ones are together, and no more. In the order of the keys, which tells nothing. A null key
-- is the whole; where that is small itself, it stands alone.
create function vt.hold_back(keys text[], counts bigint[], k integer) returns table (key text, n bigint)
language sql immutable set search_path = pg_catalog, pg_temp as $$
  with parts as (select u.name, u.c, row_number() over w as nth, sum(u.c) over w - u.c as before from unnest(keys, counts) u(name, c) where u.c > 0
                 window w as (order by u.c, u.name)),
  whole as (select coalesce(sum(p.c), 0)::bigint as c, count(*) filter (where p.c < k) as small from parts p)
  select null, case when w.c between 1 and k - 1 then null else w.c end from whole w
  union all
  (select p.name, case when w.small > 0 and (p.c < k or p.nth <= 2 or p.before < k) then null else p.c end
     from parts p cross join whole w where w.c >= coalesce(k, 1) order by p.name)
$$;

-- What is told of persons to a role that may not see small counts: a whole area of its body's mandate (the country, 1, holds all others), a whole calendar year, as known when this
-- month began, by one dimension at a time, none nested in another. Anything narrower, or of another day, would tell the difference.
create function vt.held_counts(area integer, of_year integer, wanted text[]) returns table (dimension text, key text, n bigint)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_custom_plan as $$
declare
  my_k integer := vt.hidden_below(); inside integer[] := vt.within(area);
  first_day date := make_date(of_year, 1, 1); last_day date := make_date(of_year, 12, 31);
  moment timestamptz := date_trunc('month', clock_timestamp() at time zone 'Asia/Ho_Chi_Minh') at time zone 'Asia/Ho_Chi_Minh';
  mandated integer[] := (select array_agg(m.area_id) from agencies_mandate m where m.body_id = vt.body() and (m.valid_to is null or m.valid_to >= vt.today()));
begin
  if vt.counts() is not true or not exists (select from agencies_place p where p.id = area and p.id = any(mandated) and (p.id = 1 or 1 <> all(mandated))
                                              and (p.province_id is null or p.province_id = p.id or p.province_id <> all(mandated))) then
    raise exception 'vt: no mandate over this whole area' using errcode = 'insufficient_privilege';
  end if;
  return query
    with known as (
      select k.* from vt.cases_known(inside, first_day, last_day, moment) k where wanted && array['month', 'status', 'route', 'sex', 'band', 'place', 'home']),
    keyed as (
      select v.d, v.k from known c cross join lateral (values
        ('month', extract(month from c.received_on)::text),
        ('status', case when c.state in ('identified', 'not_identified', 'undetermined') then c.state else 'under_identification' end),
        ('route', c.route), ('sex', c.sex), ('band', width_bucket(c.age_years, array[9, 16, 18, 21, 24, 27, 30, 39, 48])::text),
        ('place', c.place_id::text), ('home', c.home_province_id::text)) v(d, k)
      union all
      select v.d, v.k from vt.way_rows(area, first_day, last_day, moment) r cross join lateral (values
        ('origin', nullif(r.origin, 'unknown') || coalesce(':' || r.origin_province, '')), ('transit', nullif(r.transit, 'unknown')),
        ('destination', nullif(r.destination, 'unknown') || coalesce(':' || r.destination_province, ''))) v(d, k)
       where wanted && array['origin', 'transit', 'destination']
      union all
      select 'abroad', r.place::text from vt.abroad_rows(area, array[first_day], array[last_day], moment) r where r.stage = 'abroad' and 'abroad' = any(wanted)),
    counted as (select q.d, coalesce(q.k, '?') as k, count(*) as c from keyed q where q.d = any(wanted) group by 1, 2),
    listed as (select t.d, array_agg(t.k) as keys, array_agg(t.c) as counts from counted t group by 1)
    select l.d, h.key, h.n from listed l cross join lateral vt.hold_back(l.keys, l.counts, my_k) h order by 1, 2;
end $$;

revoke all on function vt.count_persons(integer, date[], date[], integer[], text[], timestamptz), vt.way_rows(integer, date, date, timestamptz), vt.count_ways(integer, date, date, timestamptz),
  vt.hold_back(text[], bigint[], integer), vt.held_counts(integer, integer, text[]) from public;
grant execute on function vt.count_persons(integer, date[], date[], integer[], text[], timestamptz), vt.way_rows(integer, date, date, timestamptz), vt.count_ways(integer, date, date, timestamptz),
  vt.held_counts(integer, integer, text[]) to vongtay_web;
