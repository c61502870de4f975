-- Who asks, and what they hold. Policies trust nothing but a live session token; a role that can set any setting still
-- can't choose a person, because only the SHA-256 of a token that the application opened leads to a post.

create schema vt;
revoke all on schema vt from public;
grant usage on schema vt to vongtay_web;

-- HMAC pads of the key by which the application proves that it opened a session. Owner only.
create table vt.proof_key (id smallint primary key default 1 check (id = 1), inner_pad bytea not null, outer_pad bytea not null);

-- Days are Vietnam's: the session's own time zone is the asker's to set, and would move the end of a post by a day.
create function vt.today() returns date language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select (clock_timestamp() at time zone 'Asia/Ho_Chi_Minh')::date $$;

-- Who asks: the post of the live session whose token this transaction holds, or no row. The hash is made once: beside each row of a small
-- table it cost more than all else here (measured: 61 against 29 microseconds a call, and a page calls some sixty times).
create view vt.asker as
  select p.id, p.body_id, p.role, p.world, p.user_id, b.province_id
    from public.agencies_opensession s
    join public.agencies_post p on p.id = s.post_id
    left join public.agencies_body b on b.id = p.body_id
    left join public.accounts_user u on u.id = p.user_id
   where s.token_hash = (select sha256(convert_to(nullif(current_setting('vt.token', true), ''), 'UTF8')))
     and s.closed_at is null and s.expires_at > clock_timestamp()
     and p.valid_from <= (select vt.today()) and (p.valid_to is null or p.valid_to >= (select vt.today()))
     and (p.user_id is null or u.is_active);

-- The functions that every policy asks, in a language that keeps its plan: SQL functions that run as their owner are
-- planned anew in each statement, which cost more than all else that a small page asks (measured: 0.16-0.48 against 0.06-0.09 ms).
create function vt.post() returns uuid language plpgsql stable security definer set search_path = pg_catalog, pg_temp as
$$ begin return (select a.id from vt.asker a); end $$;
create function vt.body() returns uuid language plpgsql stable security definer set search_path = pg_catalog, pg_temp as
$$ begin return (select a.body_id from vt.asker a); end $$;
create function vt.role() returns text language plpgsql stable security definer set search_path = pg_catalog, pg_temp as
$$ begin return (select a.role from vt.asker a); end $$;
create function vt.world() returns text language plpgsql stable security definer set search_path = pg_catalog, pg_temp as
$$ begin return (select a.world from vt.asker a); end $$;
create function vt.user_id() returns uuid language plpgsql stable security definer set search_path = pg_catalog, pg_temp as
$$ begin return (select a.user_id from vt.asker a); end $$;
create function vt.province() returns integer language plpgsql stable security definer set search_path = pg_catalog, pg_temp as
$$ begin return (select a.province_id from vt.asker a); end $$;
create function vt.has(wanted text) returns boolean language plpgsql stable security definer set search_path = pg_catalog, pg_temp as
$$ begin return exists (select 1 from public.agencies_rolepart r where r.role = vt.role() and r.part = wanted); end $$;
create function vt.sees_cases() returns boolean language plpgsql stable security definer set search_path = pg_catalog, pg_temp as
$$ begin return vt.role() in ('receiver', 'case_worker', 'verifier', 'decider', 'clerk', 'head'); end $$;
create function vt.counts() returns boolean language plpgsql stable security definer set search_path = pg_catalog, pg_temp as
$$ begin return vt.role() in ('reporter', 'head', 'statistician'); end $$;
-- The units whose records lie in a unit of today: itself, the former units that went wholly into it, and the communes of a former province
-- that is asked for itself. What was divided lies in none. In the country (1) lie all provinces, former ones too: each record stands
-- under its province. The same as queries.within of agencies.
create function vt.within(area integer) returns integer[] language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if area = 1 then
    return (select array_agg(p.id) from public.agencies_place p where p.level in ('country', 'province'));
  end if;
  return (with recursive made(id) as (
      select area union select s.old_id from public.agencies_placesuccession s join made m on s.new_id = m.id where not s.part)
    select array_agg(u.id) from (select m.id from made m union
      select p.id from public.agencies_place p where p.level in ('district', 'commune') and p.province_id = area and p.valid_to is not null) u);
end $$;
-- The units in which one lies wholly: its province, for a commune of today the former one, what these went into. The same as Places.above.
create function vt.above(area integer) returns integer[] language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return (with recursive up(id) as (
      select area union select n.id from up u cross join lateral (
        select p.province_id from public.agencies_place p where p.id = u.id and p.province_id is not null
        union all select s.new_id from public.agencies_placesuccession s where s.old_id = u.id and not s.part
        union all select min(p.province_id) from public.agencies_placesuccession s join public.agencies_place p on p.id = s.old_id
                   where s.new_id = u.id and p.level = 'commune' having count(distinct p.province_id) = 1) n(id))
    select coalesce(array_agg(up.id), '{}') from up where up.id <> area);
end $$;
-- A mandate over a province holds for what it was made from; one over the country (1) for every province.
create function vt.areas() returns integer[] language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not coalesce(vt.counts(), false) then return '{}'; end if;
  return (with recursive made(id) as (
      select m.area_id from public.agencies_mandate m where m.body_id = (select vt.body()) and (m.valid_to is null or m.valid_to >= (select vt.today()))
      union select s.old_id from public.agencies_placesuccession s join made m on s.new_id = m.id where not s.part)
    select coalesce(array_agg(all_of.id), '{}') from (select made.id from made union
      select p.id from public.agencies_place p where p.level = 'province' and exists (select from made where made.id = 1)) all_of);
end $$;

-- For which bodies one's own answers: itself, and those that ended and whose work came to it through however many mergers.
create function vt.answers_for() returns uuid[] language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return (with recursive former(id) as (
      select vt.body() union select b.id from public.agencies_body b join former f on b.successor_id = f.id where b.valid_to < vt.today())
    select coalesce(array_agg(former.id), '{}') from former where former.id is not null);
end $$;

-- From which count on the asker's role sees numbers of persons in its province; null: it sees all of them. The newest version holds.
create function vt.hidden_below() returns integer language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return (select c.least from vt.asker a join public.agencies_smallcount c on c.world = a.world and c.province_id = a.province_id and c.role = a.role
           order by c.number desc limit 1);
end $$;
create function vt.sees_exact() returns boolean language plpgsql stable security definer set search_path = pg_catalog, pg_temp as
$$ begin return vt.hidden_below() is null; end $$;
-- Asked first by every function that counts by a mandate.
create function vt.require_mandate(area integer) returns void language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare areas integer[] := vt.areas();
begin
  if not exists (select 1 from public.agencies_place p where p.id = area and (p.id = any(areas) or p.province_id = any(areas))) then
    raise exception 'vt: no mandate over this area' using errcode = 'insufficient_privilege';
  end if;
end $$;
-- And by every one that counts persons; those who may not see small counts have vt.held_counts alone.
create function vt.require_exact(area integer) returns void language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform vt.require_mandate(area);
  if vt.hidden_below() is not null then
    raise exception 'vt: small counts are held back for this role' using errcode = 'insufficient_privilege';
  end if;
end $$;

-- Called at the start of each transaction. Gives nothing when the token is not that of a live session.
create function vt.enter(token text) returns table (
    post_id uuid, user_id uuid, user_text text, role text, body_id uuid, body_code text, body_text text, body_kind text,
    province_id integer, place_id integer, world text, parts text[], hidden_below integer)
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
           (select coalesce(array_agg(r.part::text), '{}') from public.agencies_rolepart r where r.role = p.role),
           (select c.least::integer from public.agencies_smallcount c where c.world = p.world and c.province_id = b.province_id and c.role = p.role
             order by c.number desc limit 1)
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

-- The live grant of a body on a subject. Expired is ended, also before the job has said so.
create function vt.live_grant(subject uuid, body uuid) returns setof public.grants_grant
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select g.* from public.grants_grant g where g.subject_id = subject and g.body_id = body and g.world = vt.world()
     and g.ended_at is null and (g.until_at is null or g.until_at > clock_timestamp())
$$;

-- Grants are written here and nowhere else: nobody gives more than their body holds, for longer than it holds it, or takes a lead that
-- its holder did not offer.
create function vt.my_parts(subject uuid) returns text[] language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return (select g.parts::text[] from public.grants_grant g
    where g.subject_id = subject and g.body_id = (select vt.body()) and g.world = (select vt.world()) and g.ended_at is null
      and (g.until_at is null or g.until_at > clock_timestamp()));
end $$;

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

-- The lead ends any grant but its own; a body may always give its own back unless it leads.
create function vt.end_grant(subject uuid, body uuid) returns void
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

-- Moves the lead to a body that holds a grant already; the former lead keeps its parts as support.
create function vt.move_lead(subject uuid, body uuid) returns void
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

create function vt.grants_of(subject uuid) returns table (body_id uuid, role text, parts text[], ground text, given_at timestamptz, until_at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if vt.my_parts(subject) is null or not coalesce(vt.sees_cases(), false) then return; end if;
  return query select g.body_id, g.role::text, g.parts::text[], g.ground::text, g.given_at, g.until_at from public.grants_grant g
    where g.subject_id = subject and g.ended_at is null order by g.given_at;
end $$;

create function vt.expire_grants() returns integer language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  with ended as (update public.grants_grant set ended_at = until_at where ended_at is null and until_at <= clock_timestamp() returning 1)
  select count(*)::integer from ended
$$;

-- Sessions that are over say nothing that the log doesn't; those of jobs are many and go after an hour.
create function vt.clear_sessions() returns integer language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  with gone as (
    delete from public.agencies_opensession s using public.agencies_post p
     where p.id = s.post_id and least(s.closed_at, s.expires_at) < clock_timestamp() - case p.role when 'service' then interval '1 hour' else interval '30 days' end
    returning 1)
  select count(*)::integer from gone
$$;

-- An administrator sees and ends the sessions of posts in the own province and world; nobody else, and never a token or its hash.
create function vt.may_keep_post(post uuid) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select vt.role() = 'administrator' and exists (
    select from public.agencies_post p join public.agencies_body b on b.id = p.body_id
     where p.id = post and p.world = vt.world() and b.province_id = vt.province() and p.role <> 'service')
$$;
create function vt.sessions_of(post uuid) returns table (handle text, opened_at timestamptz, expires_at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select encode(sha256(s.token_hash), 'hex'), s.opened_at, s.expires_at from public.agencies_opensession s
   where s.post_id = post and vt.may_keep_post(post) and s.closed_at is null and s.expires_at > clock_timestamp() order by s.opened_at desc
$$;
create function vt.end_session(post uuid, handle text) returns integer language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare ended integer;
begin
  if vt.may_keep_post(post) is not true then
    raise exception 'vt: this post is not yours to keep' using errcode = 'insufficient_privilege';
  end if;
  update public.agencies_opensession s set closed_at = clock_timestamp()
   where s.post_id = post and s.closed_at is null and encode(sha256(s.token_hash), 'hex') = handle;
  get diagnostics ended = row_count;
  return ended;
end $$;

-- A row never changes its subject: that would carry it from one file's grants to another's. Triggers named z_keep_subject ask it.
create function vt.keep_subject() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin raise exception 'vt: a row stays with its subject' using errcode = 'insufficient_privilege'; end $$;

revoke all on all functions in schema vt from public;
grant execute on function vt.post(), vt.body(), vt.role(), vt.world(), vt.user_id(), vt.province(), vt.has(text), vt.sees_cases(), vt.counts(), vt.hidden_below(), vt.sees_exact(),
  vt.within(integer), vt.above(integer), vt.areas(), vt.answers_for(), vt.enter(text), vt.open_session(bytea, uuid, timestamptz, timestamptz, bytea), vt.close_session(text), vt.my_parts(uuid),
  vt.open_subject(uuid, text), vt.give(uuid, uuid, text, text[], text, timestamptz), vt.end_grant(uuid, uuid), vt.move_lead(uuid, uuid),
  vt.grants_of(uuid), vt.expire_grants(),
  vt.today(), vt.clear_sessions(), vt.sessions_of(uuid), vt.end_session(uuid, text) to vongtay_web;
