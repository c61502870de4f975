-- Nobody gives more than they hold, for longer than they hold it, or takes a lead that its holder did not offer.

-- Days are Vietnam's: the session's own time zone is the asker's to set, and would move the end of a post by a day.
create function vt.today() returns date language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select (clock_timestamp() at time zone 'Asia/Ho_Chi_Minh')::date $$;

create or replace function vt.post() returns uuid language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select p.id from public.agencies_opensession s
    join public.agencies_post p on p.id = s.post_id
    left join public.accounts_user u on u.id = p.user_id
   where s.token_hash = sha256(convert_to(nullif(current_setting('vt.token', true), ''), 'UTF8'))
     and s.closed_at is null and s.expires_at > clock_timestamp()
     and p.valid_from <= vt.today() and (p.valid_to is null or p.valid_to >= vt.today())
     and (p.user_id is null or u.is_active)
$$;
create or replace function vt.areas() returns integer[] language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select case when vt.counts() then coalesce(array_agg(m.area_id), '{}') else '{}' end
    from public.agencies_mandate m
   where m.body_id = vt.body() and (m.valid_to is null or m.valid_to >= vt.today())
$$;

-- The live grant of a body on a subject. Expired is ended, also before the job has said so.
create function vt.live_grant(subject uuid, body uuid) returns setof public.grants_grant
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select g.* from public.grants_grant g where g.subject_id = subject and g.body_id = body and g.world = vt.world()
     and g.ended_at is null and (g.until_at is null or g.until_at > clock_timestamp())
$$;

create or replace function vt.give(subject uuid, body uuid, new_role text, new_parts text[], new_ground text, until timestamptz) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  mine public.grants_grant;
  theirs public.grants_grant;
  ends timestamptz;
begin
  select * into mine from vt.live_grant(subject, vt.body());
  -- Written so that an unknown (null) refuses.
  if (mine.role in ('lead', 'support') and mine.parts::text[] @> new_parts and vt.sees_cases()
      and new_role in ('lead', 'support', 'read') and (new_role <> 'lead' or mine.role = 'lead')
      and (new_ground <> 'take_over' or mine.role = 'lead')) is not true then
    raise exception 'vt: a body gives no more than it holds' using errcode = 'insufficient_privilege';
  end if;
  if body = vt.body() then
    raise exception 'vt: a body gives nothing to itself' using errcode = 'insufficient_privilege';
  end if;
  -- A grant whose time is over must not come back with the parts it had.
  update public.grants_grant set ended_at = until_at
   where subject_id = subject and body_id = body and ended_at is null and until_at <= clock_timestamp();
  select * into theirs from vt.live_grant(subject, body);
  if theirs.id is not null and mine.role <> 'lead' and mine.until_at is not null and not theirs.parts::text[] @> new_parts then
    raise exception 'vt: a body with a limited grant adds nothing to a grant that stands' using errcode = 'insufficient_privilege';
  end if;
  ends := nullif(least(coalesce(until, 'infinity'), coalesce(mine.until_at, 'infinity')), 'infinity');
  insert into public.grants_grant as g (id, subject_id, body_id, world, role, parts, ground, given_by_id, until_at)
  values (gen_random_uuid(), subject, body, vt.world(), new_role, new_parts, new_ground, vt.post(), ends)
  on conflict (subject_id, body_id) where ended_at is null do update
     set parts = (select array_agg(distinct p) from unnest(g.parts || excluded.parts) p),
         ground = case when excluded.ground = 'take_over' then 'take_over' else g.ground end,
         -- Only the lead shortens, and nobody shortens the lead.
         until_at = case when g.role = 'lead' then g.until_at when mine.role = 'lead' then excluded.until_at
                         when g.until_at is null or excluded.until_at is null then null else greatest(g.until_at, excluded.until_at) end,
         role = case when 'lead' in (g.role, excluded.role) then 'lead' when 'support' in (g.role, excluded.role) then 'support' else 'read' end;
end $$;

create or replace function vt.end_grant(subject uuid, body uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare my_role text;
begin
  select g.role into my_role from vt.live_grant(subject, vt.body()) g;
  if my_role is null or not coalesce(vt.sees_cases(), false) or (my_role = 'lead') = (body = vt.body()) then
    raise exception 'vt: this grant is not yours to end' using errcode = 'insufficient_privilege';
  end if;
  update public.grants_grant set ended_at = clock_timestamp()
   where subject_id = subject and body_id = body and world = vt.world() and ended_at is null;
end $$;

create or replace function vt.move_lead(subject uuid, body uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare mine public.grants_grant;
begin
  select * into mine from vt.live_grant(subject, vt.body());
  -- The receiver of a notice takes the lead over by accepting it: its own grant says so from the start.
  if (vt.sees_cases() and (mine.role = 'lead' or (mine.ground = 'take_over' and body = vt.body()))) is not true then
    raise exception 'vt: only the lead moves the lead' using errcode = 'insufficient_privilege';
  end if;
  if not exists (select from vt.live_grant(subject, body)) then
    raise exception 'vt: that body holds no grant' using errcode = 'insufficient_privilege';
  end if;
  update public.grants_grant set role = 'support' where subject_id = subject and role = 'lead' and body_id <> body and ended_at is null;
  -- An offer is used once: whoever gives the lead away later can't take it back by it.
  update public.grants_grant set role = 'lead', until_at = null, ground = case ground when 'take_over' then 'took_over' else ground end
   where subject_id = subject and body_id = body and ended_at is null;
end $$;

create or replace function vt.grants_of(subject uuid) returns table (body_id uuid, role text, parts text[], ground text, given_at timestamptz, until_at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select g.body_id, g.role::text, g.parts::text[], g.ground::text, g.given_at, g.until_at from public.grants_grant g
   where g.subject_id = subject and g.ended_at is null and vt.sees_cases() and vt.my_parts(subject) is not null order by g.given_at
$$;

-- Sessions that are over say nothing that the log doesn't; those of jobs are many and go after an hour.
create function vt.clear_sessions() returns integer language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  with gone as (
    delete from public.agencies_opensession s using public.agencies_post p
     where p.id = s.post_id and least(s.closed_at, s.expires_at) < clock_timestamp() - case p.role when 'service' then interval '1 hour' else interval '30 days' end
    returning 1)
  select count(*)::integer from gone
$$;

-- Every policy that asks for a grant asks this table: roles that reach no case see no grant, and so nothing under it.
drop policy web_select on grants_grant;
create policy web_select on grants_grant for select to vongtay_web
  using (body_id = (select vt.body()) and world = (select vt.world()) and (select vt.sees_cases()));

-- Whoever signs the log signs with their own account.
drop policy web_insert on audit_entry;
create policy web_insert on audit_entry for insert to vongtay_web
  with check (post_id is not distinct from (select vt.post()) and (post_id is null or user_id is not distinct from (select vt.user_id())));

-- An administrator gives posts in their own province and world, and none to themselves.
drop policy web_insert on agencies_post;
drop policy web_update on agencies_post;
create policy web_insert on agencies_post for insert to vongtay_web
  with check ((select vt.role()) = 'administrator' and world = (select vt.world()) and user_id is distinct from (select vt.user_id())
              and exists (select from agencies_body b where b.id = body_id and b.province_id = (select vt.province())));
create policy web_update on agencies_post for update to vongtay_web
  using ((select vt.role()) = 'administrator' and world = (select vt.world()) and user_id is distinct from (select vt.user_id())
         and exists (select from agencies_body b where b.id = body_id and b.province_id = (select vt.province())));

revoke all on function vt.today(), vt.live_grant(uuid, uuid), vt.clear_sessions() from public;
grant execute on function vt.today(), vt.clear_sessions() to vongtay_web;
