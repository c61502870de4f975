-- Loops between bodies that are not closed, by the body that owes the next act: counts alone, under a reporting mandate.
create function vt.loops(area integer, day date)
returns table (body_id uuid, body_name text, kind text, n bigint, late bigint, oldest date)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare my_world text := vt.world();
begin
  if not exists (select 1 from agencies_place p where p.id = area and (p.id = any(vt.areas()) or p.province_id = any(vt.areas()))) then
    raise exception 'vt: no mandate over this area' using errcode = 'insufficient_privilege';
  end if;
  return query
    select b.id, b.short_name::text, q.kind, count(*), count(*) filter (where q.due_on < day), min(q.since)
      from (select r.to_body_id as body, 'notice' as kind, (r.sent_at at time zone 'Asia/Ho_Chi_Minh')::date as since, null::date as due_on
              from cases_referral r join cases_case c on c.id = r.case_id and c.world = my_world where r.state = 'sent'
            union all
            select o.owed_by_id, 'result', (o.recorded_at at time zone 'Asia/Ho_Chi_Minh')::date, o.due_on
              from cases_result o join cases_case c on c.id = o.case_id and c.world = my_world where o.state = 'owed'
            union all
            select s.body_id, 'signature', (s.recorded_at at time zone 'Asia/Ho_Chi_Minh')::date, null
              from cases_signature s join cases_joint j on j.id = s.joint_id and j.state <> 'final'
              join cases_case c on c.id = s.case_id and c.world = my_world where s.answer <> 'agreed'
            union all
            select a.to_body_id, 'asking', (a.asked_at at time zone 'Asia/Ho_Chi_Minh')::date, null
              from cases_asking a where a.world = my_world and a.state = 'sent') q
      join agencies_body b on b.id = q.body and (b.province_id = area or b.place_id = area)
     group by 1, 2, 3, b.sort_key order by b.sort_key, 3;
end $$;
revoke all on function vt.loops(integer, date) from public;
grant execute on function vt.loops(integer, date) to vongtay_web;
