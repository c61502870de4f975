-- How long notices wait at each body: counts alone, under a reporting mandate.
create function vt.queues(area integer) returns table (body_id uuid, body_name text, waiting bigint, oldest timestamptz, median_days numeric)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare my_world text := vt.world();
begin
  if not exists (select 1 from agencies_place p where p.id = area and (p.id = any(vt.areas()) or p.province_id = any(vt.areas()))) then
    raise exception 'vt: no mandate over this area' using errcode = 'insufficient_privilege';
  end if;
  return query
    select b.id, b.short_name::text, count(*), min(r.sent_at),
           (percentile_cont(0.5) within group (order by extract(epoch from now() - r.sent_at) / 86400))::numeric
      from cases_referral r join cases_case c on c.id = r.case_id and c.world = my_world join agencies_body b on b.id = r.to_body_id
     where r.state = 'sent' and (b.province_id = area or b.place_id = area)
     group by 1, 2 order by min(r.sent_at);
end $$;
revoke all on function vt.queues(integer) from public;
grant execute on function vt.queues(integer) to vongtay_web;
