-- What somebody without sign-in may ask of papers: whether a code was issued, and the one paper behind a link and its code.
-- Only these functions reach the rows; each answers about exactly one hash, found or not by the same look.

-- Counts a request at a door; false when too many came from there within the stretch.
create function vt.knock(at_door text, from_source bytea, most integer, stretch integer) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  begun timestamptz := to_timestamp(floor(extract(epoch from clock_timestamp()) / stretch) * stretch);
  counted integer;
begin
  insert into papers_knock as k (door, source, since, times) values (at_door, from_source, begun, 1)
  on conflict (door, source, since) do update set times = k.times + 1 returning k.times into counted;
  return counted <= most;
end $$;

create function vt.check_paper(wanted bytea) returns text
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select coalesce((select case when v.revoked_at is null then 'issued' else 'revoked' end
                     from papers_verification v where v.code_hash = wanted), 'unknown')
$$;

-- How a link stands, so that its page can say so before a code is typed.
create function vt.link_state(wanted bytea) returns text
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select coalesce((select case when l.state = 'sent' and l.expires_at <= clock_timestamp() then 'expired' else l.state end
                     from papers_onetimelink l where l.token_hash = wanted), 'unknown')
$$;

-- Opens a link once: the row is locked, so that of two who come at once one gets the paper and the other hears that it was opened.
create function vt.open_link(wanted bytea, code bytea, receiver bytea, receiver_wrapped bytea, tries_allowed integer)
returns table (outcome text, tries_left integer, content bytea, link uuid, sign text, subject uuid, world text)
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare l papers_onetimelink%rowtype;
begin
  select * into l from papers_onetimelink o where o.token_hash = wanted for update;
  if not found then return query select 'unknown'::text, 0, null::bytea, null::uuid, null::text, null::uuid, null::text; return; end if;
  if l.state = 'sent' and l.expires_at <= clock_timestamp() then l.state := 'expired'; end if;
  if l.state <> 'sent' then
    return query select l.state::text, 0, null::bytea, l.id, null::text, l.subject_id, l.world::text; return;
  end if;
  if l.code_hash <> code then
    update papers_onetimelink o set tries = o.tries + 1,
           state = case when o.tries + 1 >= tries_allowed then 'locked' else o.state end,
           content_ct = case when o.tries + 1 >= tries_allowed then null else o.content_ct end,
           ended_at = case when o.tries + 1 >= tries_allowed then clock_timestamp() end
     where o.id = l.id;
    return query select case when l.tries + 1 >= tries_allowed then 'locked' else 'wrong' end, greatest(tries_allowed - l.tries - 1, 0),
                        null::bytea, l.id, null::text, l.subject_id, l.world::text;
    return;
  end if;
  update papers_onetimelink o set state = 'opened', content_ct = null, ended_at = clock_timestamp(),
         receiver_ct = receiver, wrapped = receiver_wrapped where o.id = l.id;
  update papers_delivery d set state = 'received', ended_on = greatest(d.sent_on, (clock_timestamp() at time zone 'Asia/Ho_Chi_Minh')::date)
   where d.id = l.delivery_id and d.state = 'sent';
  return query select 'given'::text, 0, l.content_ct, l.id, p.sign::text, l.subject_id, l.world::text
    from papers_delivery d join papers_paper p on p.id = d.paper_id where d.id = l.delivery_id;
end $$;

-- Forgets the papers of links that opened nothing in time, and old counts of the doors. Gives how many papers went.
create function vt.clear_links() returns integer language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
  delete from papers_knock where since < clock_timestamp() - interval '1 day';
  with ended as (update papers_onetimelink set state = 'expired', content_ct = null, ended_at = expires_at
                  where state = 'sent' and expires_at <= clock_timestamp() returning 1)
  select count(*)::integer from ended
$$;

-- A link holds its paper under a key of its own: erasing a person reaches it by emptying what still waits.
create function papers_links_erased() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update papers_onetimelink set state = 'withdrawn', content_ct = null, ended_at = clock_timestamp()
   where subject_id = new.subject_id and state = 'sent';
  return null;
end $$;
create trigger links_erased after update of wrapped on people_datakey for each row when (new.wrapped is null) execute function papers_links_erased();

-- A paper that was revoked or whose number was taken back: a link that nobody opened yet opens nothing any more.
create function papers_links_of_paper_end() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update papers_onetimelink l set state = 'withdrawn', content_ct = null, ended_at = clock_timestamp()
    from papers_delivery d where d.id = l.delivery_id and d.paper_id = new.paper_id and l.state = 'sent';
  return null;
end $$;
revoke all on function papers_links_of_paper_end() from public;
create trigger links_of_revoked_end after update of revoked_at on papers_verification for each row
  when (old.revoked_at is null and new.revoked_at is not null) execute function papers_links_of_paper_end();
create trigger links_of_cancelled_end after insert on papers_cancellation for each row execute function papers_links_of_paper_end();

-- The room that a body takes: its uploads, issued papers, signed copies and scans, also those that this post may not read, and the
-- copies that wait behind links.
create function vt.stored_bytes() returns bigint language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select (select coalesce(sum(size), 0) from papers_storedfile where body_id = vt.body() and world = vt.world())::bigint
       + (select coalesce(sum(octet_length(content_ct)), 0) from papers_onetimelink where body_id = vt.body() and world = vt.world())::bigint
$$;

revoke all on function vt.knock(text, bytea, integer, integer), vt.check_paper(bytea), vt.link_state(bytea),
  vt.open_link(bytea, bytea, bytea, bytea, integer), vt.clear_links(), vt.stored_bytes() from public;
grant execute on function vt.knock(text, bytea, integer, integer), vt.check_paper(bytea), vt.link_state(bytea),
  vt.open_link(bytea, bytea, bytea, bytea, integer), vt.clear_links(), vt.stored_bytes() to vongtay_web;
