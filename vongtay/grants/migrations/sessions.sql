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
revoke all on function vt.may_keep_post(uuid), vt.sessions_of(uuid), vt.end_session(uuid, text) from public;
grant execute on function vt.sessions_of(uuid), vt.end_session(uuid, text) to vongtay_web;
