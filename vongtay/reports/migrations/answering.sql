-- A body and all that took its work over, one after the other.
create function vt.took_over(body uuid) returns uuid[] language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return (with recursive later(id) as (
      select body union select b.successor_id from agencies_body b join later l on b.id = l.id where b.successor_id is not null)
    select array_agg(later.id) from later);
end $$;
-- Who does the work of a body on a day; null where it ended and nobody took it over. The same as queries.owing.heir.
create function vt.does_its_work(body uuid, day date) returns uuid language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return (with recursive later(id, successor_id, valid_to) as (
      select b.id, b.successor_id, b.valid_to from agencies_body b where b.id = body
      union select b.id, b.successor_id, b.valid_to from agencies_body b join later l on b.id = l.successor_id and l.valid_to < day)
    select later.id from later where later.valid_to is null or later.valid_to >= day limit 1);
end $$;
revoke all on function vt.took_over(uuid), vt.does_its_work(uuid, date) from public;
grant execute on function vt.took_over(uuid), vt.does_its_work(uuid, date) to vongtay_web;
