-- Loops between bodies that are not closed; a day proposed for a result waits for the other body as well.
create function vt.loops(area integer, day date)
returns table (body_id uuid, body_name text, kind text, n bigint, late bigint, oldest date)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare my_world text := vt.world(); inside integer[] := vt.within(area);
begin
  perform vt.require_exact(area);
  return query
    select b.id, b.short_name::text, q.kind, count(*), count(*) filter (where q.due_on < day), min(q.since)
      from (select r.to_body_id as body, 'notice' as kind, (r.sent_at at time zone 'Asia/Ho_Chi_Minh')::date as since, null::date as due_on
              from cases_referral r join cases_case c on c.id = r.case_id and c.world = my_world where r.state = 'sent'
            union all
            select o.owed_by_id, 'result', (o.recorded_at at time zone 'Asia/Ho_Chi_Minh')::date, o.due_on
              from cases_result o join cases_case c on c.id = o.case_id and c.world = my_world where o.state = 'owed'
            union all
            select case when d.body_id = o.owed_by_id then o.owed_to_id else o.owed_by_id end, 'day', (d.recorded_at at time zone 'Asia/Ho_Chi_Minh')::date, null
              from cases_resultday d join cases_result o on o.id = d.result_id join cases_case c on c.id = d.case_id and c.world = my_world
             where d.state = 'proposed'
            union all
            select s.body_id, 'signature', (s.recorded_at at time zone 'Asia/Ho_Chi_Minh')::date, null
              from cases_signature s join cases_joint j on j.id = s.joint_id and j.state <> 'final'
              join cases_case c on c.id = s.case_id and c.world = my_world where s.answer <> 'agreed'
            union all
            select a.to_body_id, 'asking', (a.asked_at at time zone 'Asia/Ho_Chi_Minh')::date, null
              from cases_asking a where a.world = my_world and a.state = 'sent') q
      join agencies_body b on b.id = q.body and (b.province_id = any(inside) or b.place_id = any(inside))
     group by 1, 2, 3, b.sort_key order by b.sort_key, 3;
end $$;
revoke all on function vt.loops(integer, date) from public;
grant execute on function vt.loops(integer, date) to vongtay_web;
-- The task that reminds of a result follows the day that the two bodies agreed, whichever of them wrote it down: the other one
-- may not write in a task that it neither set nor has to do.
create function cases_task_follows_result() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update tasks_task t set due_on = new.due_on, version = t.version + 1 where t.id = new.task_id and t.subject_id = new.subject_id and t.state = 'open';
  return new;
end $$;
revoke all on function cases_task_follows_result() from public;
create trigger b_task_follows_result after update of due_on on cases_result for each row
  when (old.due_on is distinct from new.due_on) execute function cases_task_follows_result();

-- With the key of the person whom a case is about go the keyed hashes of the items that stand in no other case: they match no more.
-- One that other cases hold as well is of those who recruited, and stays.
create function cases_forget_items() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update cases_item i set value_hash = null
   where i.case_id in (select c.id from cases_case c where c.person_id = new.person_id)
     and not exists (select from cases_item o where o.value_hash = i.value_hash and o.subject_id <> i.subject_id and o.world = i.world and o.ended_at is null);
  return new;
end $$;
revoke all on function cases_forget_items() from public;
create trigger b_forget_items after update of wrapped on people_datakey for each row
  when (old.wrapped is not null and new.wrapped is null) execute function cases_forget_items();

-- How long notices wait at each body: counts alone, under a reporting mandate. Of the country (1) by province of the body, then without its key.
create function vt.queues(area integer) returns table (body_id uuid, body_name text, waiting bigint, oldest timestamptz, median_days numeric)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare my_world text := vt.world(); inside integer[] := vt.within(area);
begin
  perform vt.require_exact(area);
  return query
    select case when p.id is null then b.id end, coalesce(p.full_name, b.short_name)::text, count(*), min(r.sent_at),
           (percentile_cont(0.5) within group (order by extract(epoch from now() - r.sent_at) / 86400))::numeric
      from cases_referral r join cases_case c on c.id = r.case_id and c.world = my_world join agencies_body b on b.id = r.to_body_id
      left join agencies_place p on area = 1 and p.id = b.province_id and p.id <> 1
     where r.state = 'sent' and (b.province_id = any(inside) or b.place_id = any(inside))
     group by 1, 2 order by min(r.sent_at);
end $$;
revoke all on function vt.queues(integer) from public;
grant execute on function vt.queues(integer) to vongtay_web;
