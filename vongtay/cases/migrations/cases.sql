-- The bodies of a case stand on its row, so that a list needs no join: kept by triggers on the grants, and made anew by every write:
-- whoever may change the row still can't choose who else sees it.
create function cases_bodies() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  new.bodies := coalesce((select array_agg(g.body_id) from grants_grant g where g.subject_id = new.subject_id and g.ended_at is null), '{}');
  new.lead_id := coalesce((select g.body_id from grants_grant g where g.subject_id = new.subject_id and g.role = 'lead' and g.ended_at is null), new.lead_id);
  return new;
end $$;
create trigger a_bodies_of_subject before insert or update on cases_case for each row execute function cases_bodies();

create function cases_follow_grants() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update cases_case set bodies = coalesce((select array_agg(g.body_id) from grants_grant g where g.subject_id = new.subject_id and g.ended_at is null), '{}')
   where subject_id = new.subject_id;
  return null;
end $$;
create trigger cases_follow after insert or update of ended_at on grants_grant for each row execute function cases_follow_grants();

-- A kept count that always equals the count from rows: triggers append deltas, a job folds them.
create function cases_count_delta() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    insert into cases_statdelta (world, province_id, place_id, month, sex, n)
    select world, province_id, place_id, date_trunc('month', received_on)::date, sex, count(*) from nw group by 1, 2, 3, 4, 5;
  elsif tg_op = 'DELETE' then
    insert into cases_statdelta (world, province_id, place_id, month, sex, n)
    select world, province_id, place_id, date_trunc('month', received_on)::date, sex, -count(*) from od group by 1, 2, 3, 4, 5;
  else
    insert into cases_statdelta (world, province_id, place_id, month, sex, n)
    select world, province_id, place_id, m, sex, sum(n) from (
      select world, province_id, place_id, date_trunc('month', received_on)::date m, sex, 1 n from nw
      union all select world, province_id, place_id, date_trunc('month', received_on)::date, sex, -1 from od) q
    group by 1, 2, 3, 4, 5 having sum(n) <> 0;
  end if;
  return null;
end $$;
create trigger count_insert after insert on cases_case referencing new table as nw for each statement execute function cases_count_delta();
create trigger count_delete after delete on cases_case referencing old table as od for each statement execute function cases_count_delta();
create trigger count_update after update on cases_case referencing old table as od new table as nw for each statement execute function cases_count_delta();

create function vt.fold_stats() returns integer language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
  with d as (delete from cases_statdelta returning world, province_id, place_id, month, sex, n),
  folded as (
    insert into cases_stat as s (world, province_id, place_id, month, sex, n)
    select world, province_id, place_id, month, sex, sum(n) from d group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5
    on conflict (world, province_id, place_id, month, sex) do update set n = s.n + excluded.n returning 1)
  select count(*)::integer from folded
$$;

-- What was known at a moment: each row of history says until when it was the newest of its case (null: it still is), so that one range of an index
-- gives the rows of an area, a period and a moment, and no case is looked up. Written by a trigger for the whole line of a case, so that it
-- holds whichever row comes, is moved in time or is written later by a transaction that began earlier.
create function cases_known_until() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update cases_caseevent e set known_until = q.until
    from (select l.pgh_id, lead(l.pgh_created_at) over (order by l.pgh_created_at, l.pgh_id) as until from cases_caseevent l where l.pgh_obj_id = new.pgh_obj_id) q
   where e.pgh_id = q.pgh_id and e.known_until is distinct from q.until;
  return null;
end $$;
create trigger known_until after insert or update of pgh_created_at on cases_caseevent for each row execute function cases_known_until();
-- The first holds all that persons are counted by, too, as case_by_day does; `known_until` itself, or it would still be looked up for the condition on it.
create index caseevent_by_province on cases_caseevent (world, province_id, received_on, (coalesce(known_until, 'infinity')), pgh_created_at)
  include (known_until, place_id, route, sex, age_years, state, home_province_id);
create index caseevent_by_place on cases_caseevent (world, place_id, received_on, (coalesce(known_until, 'infinity')), pgh_created_at);

-- The cases received in a period in an area (`inside`: what vt.within gives), as they stand, or as was known at a moment: whoever calls it gets the
-- rows they may reach. Without a search path of its own, so that it becomes a part of the statement that asks. Province and place are asked one after the
-- other: with both in one condition no index held both, and history was sorted whole.
create function vt.cases_known(inside integer[], first_day date, last_day date, moment timestamptz)
returns table (id uuid, subject_id uuid, code text, place_id integer, route text, sex text, age_years smallint, age_at_act smallint, state text,
               home_province_id integer, received_on date, decided_on date, received_by_id uuid)
language sql stable as $$
  select c.id, c.subject_id, c.code::text, c.place_id, c.route::text, c.sex::text, c.age_years, c.age_at_act, c.state::text, c.home_province_id, c.received_on, c.decided_on, c.received_by_id
    from public.cases_case c
   where moment is null and c.world = (select vt.world()) and c.province_id = any(inside) and c.received_on between first_day and last_day
  union all
  select c.id, c.subject_id, c.code::text, c.place_id, c.route::text, c.sex::text, c.age_years, c.age_at_act, c.state::text, c.home_province_id, c.received_on, c.decided_on, c.received_by_id
    from public.cases_case c
   where moment is null and c.world = (select vt.world()) and c.place_id = any(inside) and c.province_id <> all(inside) and c.received_on between first_day and last_day
  union all
  select e.pgh_obj_id, e.subject_id, e.code::text, e.place_id, e.route::text, e.sex::text, e.age_years, e.age_at_act, e.state::text, e.home_province_id, e.received_on, e.decided_on, e.received_by_id
    from public.cases_caseevent e
   where moment is not null and e.world = (select vt.world()) and e.province_id = any(inside) and e.received_on between first_day and last_day
     and coalesce(e.known_until, 'infinity') > moment and e.pgh_created_at <= moment
  union all
  select e.pgh_obj_id, e.subject_id, e.code::text, e.place_id, e.route::text, e.sex::text, e.age_years, e.age_at_act, e.state::text, e.home_province_id, e.received_on, e.decided_on, e.received_by_id
    from public.cases_caseevent e
   where moment is not null and e.world = (select vt.world()) and e.place_id = any(inside) and e.province_id <> all(inside) and e.received_on between first_day and last_day
     and coalesce(e.known_until, 'infinity') > moment and e.pgh_created_at <= moment
$$;
revoke all on function vt.cases_known(integer[], date, date, timestamptz) from public;
grant execute on function vt.cases_known(integer[], date, date, timestamptz) to vongtay_web;

create function vt.count_cases(area integer, first_day date, last_day date, moment timestamptz)
returns table (route text, sex text, age_years smallint, age_at_act smallint, state text, n bigint)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_custom_plan as $$
declare inside integer[] := vt.within(area);
begin
  perform vt.require_exact(area);
  return query select k.route, k.sex, k.age_years, k.age_at_act, k.state, count(*) from vt.cases_known(inside, first_day, last_day, moment) k group by 1, 2, 3, 4, 5;
end $$;

-- The same cases by commune of reception and state.
create function vt.count_by_place(area integer, first_day date, last_day date, moment timestamptz)
returns table (place integer, state text, n bigint)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_custom_plan as $$
declare inside integer[] := vt.within(area);
begin
  perform vt.require_exact(area);
  return query select k.place_id, k.state, count(*) from vt.cases_known(inside, first_day, last_day, moment) k group by 1, 2;
end $$;

-- The cases received in a period by the body that received them.
create function vt.count_by_receiver(area integer, first_day date, last_day date) returns table (body uuid, n bigint)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_custom_plan as $$
declare inside integer[] := vt.within(area);
begin
  perform vt.require_exact(area);
  return query select k.received_by_id, count(*) from vt.cases_known(inside, first_day, last_day, null) k group by 1;
end $$;

-- Who looked at or acted on a case, for those who may see it.
create function vt.log_of(subject uuid) returns table (at timestamptz, user_text text, role text, body_text text, act text, part text, purpose text, outcome text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select a.at, a.user_text::text, a.role::text, a.body_text::text, a.act::text, a.part::text, a.purpose::text, a.outcome::text
    from audit_entry a where a.subject_id = subject and vt.my_parts(subject) is not null and vt.sees_cases()
   order by a.id desc limit 500
$$;

revoke all on function vt.fold_stats(), vt.count_cases(integer, date, date, timestamptz), vt.count_by_place(integer, date, date, timestamptz),
  vt.count_by_receiver(integer, date, date), vt.log_of(uuid) from public;
grant execute on function vt.fold_stats(), vt.count_cases(integer, date, date, timestamptz), vt.count_by_place(integer, date, date, timestamptz),
  vt.count_by_receiver(integer, date, date), vt.log_of(uuid) to vongtay_web;

-- Drafts are theirs who typed them; what is a week old is nobody's.
create function vt.clear_drafts() returns integer language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
  with gone as (delete from cases_draft where saved_at < clock_timestamp() - interval '7 days' returning 1)
  select count(*)::integer from gone
$$;
revoke all on function vt.clear_drafts() from public;
grant execute on function vt.clear_drafts() to vongtay_web;
