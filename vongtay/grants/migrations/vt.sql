-- Who asks, and what they hold. Policies trust nothing but a live session token; a role that can set any setting still
-- can't choose a person, because only the SHA-256 of a token that the application opened leads to a post.

create schema vt;
revoke all on schema vt from public;
grant usage on schema vt to vongtay_web;

-- HMAC pads of the key by which the application proves that it opened a session. Owner only.
create table vt.proof_key (id smallint primary key default 1 check (id = 1), inner_pad bytea not null, outer_pad bytea not null);

create function vt.post() returns uuid language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select p.id from public.agencies_opensession s
    join public.agencies_post p on p.id = s.post_id
    left join public.accounts_user u on u.id = p.user_id
   where s.token_hash = sha256(convert_to(nullif(current_setting('vt.token', true), ''), 'UTF8'))
     and s.closed_at is null and s.expires_at > clock_timestamp()
     and p.valid_from <= current_date and (p.valid_to is null or p.valid_to >= current_date)
     and (p.user_id is null or u.is_active)
$$;
create function vt.body() returns uuid language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select body_id from public.agencies_post where id = vt.post() $$;
create function vt.role() returns text language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select role from public.agencies_post where id = vt.post() $$;
create function vt.world() returns text language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select world from public.agencies_post where id = vt.post() $$;
create function vt.user_id() returns uuid language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select user_id from public.agencies_post where id = vt.post() $$;
create function vt.province() returns integer language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select b.province_id from public.agencies_post p join public.agencies_body b on b.id = p.body_id where p.id = vt.post() $$;
create function vt.has(wanted text) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select exists (select 1 from public.agencies_rolepart where role = vt.role() and part = wanted) $$;
create function vt.sees_cases() returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select vt.role() in ('receiver', 'case_worker', 'verifier', 'decider', 'clerk', 'head') $$;
create function vt.counts() returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select vt.role() in ('reporter', 'head', 'statistician') $$;
create function vt.areas() returns integer[] language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select case when vt.counts() then coalesce(array_agg(m.area_id), '{}') else '{}' end
    from public.agencies_mandate m
   where m.body_id = vt.body() and (m.valid_to is null or m.valid_to >= current_date)
$$;

-- Called at the start of each transaction. Gives nothing when the token is not that of a live session.
create function vt.enter(token text) returns table (
    post_id uuid, user_id uuid, user_text text, role text, body_id uuid, body_code text, body_text text, body_kind text,
    province_id integer, place_id integer, world text, parts text[])
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform set_config('vt.token', coalesce(token, ''), true);
  -- Use moves the end forward, at most once a minute so that reading pages does not mean writing rows.
  update public.agencies_opensession s set expires_at = least(s.ends_at, clock_timestamp() + interval '60 minutes')
   where s.token_hash = sha256(convert_to(nullif(token, ''), 'UTF8')) and s.closed_at is null
     and s.expires_at > clock_timestamp() and s.expires_at < least(s.ends_at, clock_timestamp() + interval '59 minutes');
  return query
    select p.id, p.user_id, coalesce(u.full_name, '')::text, p.role::text, b.id, b.code::text, b.name::text, b.kind::text,
           b.province_id, b.place_id, p.world::text,
           (select coalesce(array_agg(r.part::text), '{}') from public.agencies_rolepart r where r.role = p.role)
      from public.agencies_post p
      join public.agencies_body b on b.id = p.body_id
      left join public.accounts_user u on u.id = p.user_id
     where p.id = vt.post();
end $$;

create function vt.open_session(hash bytea, post uuid, expires timestamptz, ends timestamptz, proof bytea) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare message bytea := hash || convert_to(post::text || '|' || extract(epoch from ends)::bigint, 'UTF8');
begin
  if not exists (select 1 from vt.proof_key k where sha256(k.outer_pad || sha256(k.inner_pad || message)) = proof) then
    raise exception 'vt: this session was not opened by the application' using errcode = 'insufficient_privilege';
  end if;
  insert into public.agencies_opensession (token_hash, post_id, expires_at, ends_at) values (hash, post, least(expires, ends), ends);
end $$;

create function vt.close_session(token text) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update public.agencies_opensession set closed_at = clock_timestamp()
   where token_hash = sha256(convert_to(token, 'UTF8')) and closed_at is null
$$;

-- Grants are written here and nowhere else: nobody gives what their body does not hold.
create function vt.my_parts(subject uuid) returns text[] language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select g.parts::text[] from public.grants_grant g
   where g.subject_id = subject and g.body_id = vt.body() and g.world = vt.world() and g.ended_at is null
     and (g.until_at is null or g.until_at > clock_timestamp())
$$;

create function vt.open_subject(subject uuid, ground text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not coalesce(vt.sees_cases(), false) then
    raise exception 'vt: this post opens no case' using errcode = 'insufficient_privilege';
  end if;
  insert into public.grants_subject (id, world, province_id) values (subject, vt.world(), vt.province());
  insert into public.grants_grant (id, subject_id, body_id, world, role, parts, ground, given_by_id)
  values (gen_random_uuid(), subject, vt.body(), vt.world(), 'lead',
          array['identity','contact','health','statement','offence','shelter','support','papers'], ground, vt.post());
end $$;

create function vt.give(subject uuid, body uuid, new_role text, new_parts text[], new_ground text, until timestamptz) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare mine record;
begin
  select g.role, g.parts::text[] as parts into mine from public.grants_grant g
   where g.subject_id = subject and g.body_id = vt.body() and g.world = vt.world() and g.ended_at is null
     and (g.until_at is null or g.until_at > clock_timestamp());
  if not found or mine.role = 'read' or not mine.parts @> new_parts or (new_role = 'lead' and mine.role <> 'lead')
     or not coalesce(vt.sees_cases(), false) then
    raise exception 'vt: a body gives no more than it holds' using errcode = 'insufficient_privilege';
  end if;
  if body = vt.body() then
    raise exception 'vt: a body gives nothing to itself' using errcode = 'insufficient_privilege';
  end if;
  insert into public.grants_grant as g (id, subject_id, body_id, world, role, parts, ground, given_by_id, until_at)
  values (gen_random_uuid(), subject, body, vt.world(), new_role, new_parts, new_ground, vt.post(), until)
  on conflict (subject_id, body_id) where ended_at is null do update
     set parts = (select array_agg(distinct p) from unnest(g.parts || excluded.parts) p), until_at = excluded.until_at,
         role = case when 'lead' in (g.role, excluded.role) then 'lead' when 'support' in (g.role, excluded.role) then 'support' else 'read' end;
end $$;

-- The lead ends any grant but its own; a body may always give its own back unless it leads.
create function vt.end_grant(subject uuid, body uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare my_role text;
begin
  select g.role into my_role from public.grants_grant g
   where g.subject_id = subject and g.body_id = vt.body() and g.world = vt.world() and g.ended_at is null;
  if my_role is null or (my_role = 'lead') = (body = vt.body()) then
    raise exception 'vt: this grant is not yours to end' using errcode = 'insufficient_privilege';
  end if;
  update public.grants_grant set ended_at = clock_timestamp() where subject_id = subject and body_id = body and ended_at is null;
end $$;

-- Moves the lead to a body that holds a grant already; the former lead keeps its parts as support.
create function vt.move_lead(subject uuid, body uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select 1 from public.grants_grant g where g.subject_id = subject and g.body_id = vt.body()
                 and g.world = vt.world() and g.role = 'lead' and g.ended_at is null) then
    -- The receiver of a notice takes the lead over by accepting it: its own grant says so from the start.
    if body <> vt.body() or not exists (select 1 from public.grants_grant g where g.subject_id = subject
        and g.body_id = vt.body() and g.world = vt.world() and g.ground = 'take_over' and g.ended_at is null) then
      raise exception 'vt: only the lead moves the lead' using errcode = 'insufficient_privilege';
    end if;
  end if;
  update public.grants_grant set role = 'support' where subject_id = subject and role = 'lead' and body_id <> body and ended_at is null;
  update public.grants_grant set role = 'lead', until_at = null where subject_id = subject and body_id = body and ended_at is null;
  if not found then
    raise exception 'vt: that body holds no grant' using errcode = 'insufficient_privilege';
  end if;
end $$;

create function vt.grants_of(subject uuid) returns table (body_id uuid, role text, parts text[], ground text, given_at timestamptz, until_at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select g.body_id, g.role::text, g.parts::text[], g.ground::text, g.given_at, g.until_at from public.grants_grant g
   where g.subject_id = subject and g.ended_at is null and vt.my_parts(subject) is not null order by g.given_at
$$;

create function vt.expire_grants() returns integer language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  with ended as (update public.grants_grant set ended_at = until_at where ended_at is null and until_at <= clock_timestamp() returning 1)
  select count(*)::integer from ended
$$;

revoke all on all functions in schema vt from public;
grant execute on function vt.post(), vt.body(), vt.role(), vt.world(), vt.user_id(), vt.province(), vt.has(text), vt.sees_cases(), vt.counts(),
  vt.areas(), vt.enter(text), vt.open_session(bytea, uuid, timestamptz, timestamptz, bytea), vt.close_session(text), vt.my_parts(uuid),
  vt.open_subject(uuid, text), vt.give(uuid, uuid, text, text[], text, timestamptz), vt.end_grant(uuid, uuid), vt.move_lead(uuid, uuid),
  vt.grants_of(uuid), vt.expire_grants() to vongtay_web;
