-- "Is this item known elsewhere?" Tells the bodies to ask and nothing else; one exact item at a time, never one's own rows.
create function vt.item_elsewhere(item bytea) returns table (body_id uuid, hits bigint)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select g.body_id, count(distinct i.subject_id)
    from cases_item i join grants_grant g on g.subject_id = i.subject_id and g.role = 'lead' and g.ended_at is null
   where vt.sees_cases() and vt.has('statement') and i.world = vt.world() and i.value_hash = item and i.ended_at is null
     and not exists (select from grants_grant own where own.subject_id = i.subject_id and own.body_id = vt.body() and own.ended_at is null
                      and (own.until_at is null or own.until_at > now()))
   group by 1
$$;

-- Codes of the cases received in a period, under a mandate as all totals. The moment says what was known then: null is now.
create function vt.count_codes(area integer, first_day date, last_day date, moment timestamptz)
returns table (scheme text, code text, is_main boolean, n bigint)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare my_world text := vt.world(); inside integer[] := vt.within(area);
begin
  perform vt.require_exact(area);
  return query select k.scheme::text, k.code::text, k.is_main, count(distinct k.case_id)
    from cases_coding k join cases_case c on c.id = k.case_id
   where k.world = my_world and (c.province_id = any(inside) or c.place_id = any(inside)) and c.received_on between first_day and last_day
     and (moment is null or k.recorded_at <= moment) and (k.ended_at is null or (moment is not null and k.ended_at > moment))
   group by 1, 2, 3;
end $$;

revoke all on function vt.item_elsewhere(bytea), vt.count_codes(integer, date, date, timestamptz) from public;
grant execute on function vt.item_elsewhere(bytea), vt.count_codes(integer, date, date, timestamptz) to vongtay_web;
