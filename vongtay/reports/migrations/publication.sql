-- The gate: what was published is written by these functions alone, when somebody else than who proposed it approves.

-- One publication at a time in an installation: each is checked against all that stand, so none may slip in between.
create function vt.lock_publications() returns void language sql volatile security definer set search_path = pg_catalog, pg_temp as
$$ select pg_advisory_xact_lock(7821) $$;

-- What was published about days and areas that a release may have in common with others, withdrawn or not: what is out is known. Where something
-- was published about all provinces, what each of them published tells of the others.
create function vt.published_about(in_world text, wanted_area integer) returns setof uuid
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select p.id from reports_publication p
   where p.world = in_world and (wanted_area is null or p.area_id = wanted_area
     or exists (select from reports_publication n where n.world = in_world and n.area_id is null))
$$;

-- Whether nothing was published since a release was checked.
create function vt.release_is_fresh(wanted uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select coalesce((
    select (select coalesce(jsonb_agg(x::text order by x::text), '[]'::jsonb) from vt.published_about(r.world, r.area_id) x) = r.against
      from reports_release r where r.id = wanted and r.body_id = vt.body() and r.world = vt.world()), false)
$$;

create function vt.publish_release(wanted uuid) returns integer
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  r reports_release%rowtype;
  this_year integer := extract(year from vt.today());
  given integer;
begin
  perform vt.lock_publications();
  select * into r from reports_release where id = wanted for update;
  -- Written so that an unknown (null) refuses.
  if (r.state = 'waiting' and r.body_id = vt.body() and r.world = vt.world() and vt.role() in ('reporter', 'head')
      and vt.user_id() <> r.proposed_user and vt.release_is_fresh(wanted)) is not true then
    raise exception 'vt: this release is not yours to publish, or not as it stands' using errcode = 'insufficient_privilege';
  end if;
  select coalesce(max(p.number), 0) + 1 into given from reports_publication p
   where p.world = r.world and p.body_id = r.body_id and p.year = this_year;
  insert into reports_publication (id, world, body_id, area_id, year, number, kind, audience, recipient, recipient_body_id, title, note, period,
                                   calendar, tables, k, round_to, as_known_at, withdrawn_why)
  values (r.id, r.world, r.body_id, r.area_id, this_year, given, r.kind, r.audience, r.recipient, r.recipient_body_id, r.title, r.note, r.period,
          r.calendar, r.tables, r.k, r.round_to, r.as_known_at, '');
  insert into reports_publishedcell (publication_id, place, who, shown, bound)
  select c.release_id, c.place, c.who, c.shown, c.bound from reports_releasecell c where c.release_id = r.id order by c.place;
  update reports_release set state = 'published', decided_by_id = vt.post(), decided_user = vt.user_id(), decided_at = clock_timestamp()
   where id = r.id;
  return given;
end $$;

create function vt.withdraw_publication(wanted uuid, reason text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if (vt.role() in ('reporter', 'head') and btrim(reason) <> '') is not true then
    raise exception 'vt: this publication is not yours to withdraw' using errcode = 'insufficient_privilege';
  end if;
  update reports_publication set withdrawn_at = clock_timestamp(), withdrawn_why = btrim(reason)
   where id = wanted and body_id = vt.body() and world = vt.world() and withdrawn_at is null;
  if not found then
    raise exception 'vt: this publication is not yours to withdraw' using errcode = 'insufficient_privilege';
  end if;
  update reports_release set state = 'withdrawn', withdrawn_by_id = vt.post() where id = wanted;
end $$;

-- A release at work for a post from which small counts are held back by now: it reaches no row of a release any more, and can end this one alone.
create function vt.give_up_release(wanted uuid, reason text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update reports_release set state = 'failed', why = left(reason, 500), moved_at = clock_timestamp()
   where id = wanted and body_id = vt.body() and world = vt.world() and state = 'computing' and vt.counts() and vt.hidden_below() is not null;
  return found;
end $$;

revoke all on function vt.give_up_release(uuid, text), vt.lock_publications(), vt.published_about(text, integer), vt.release_is_fresh(uuid), vt.publish_release(uuid),
  vt.withdraw_publication(uuid, text) from public;
grant execute on function vt.give_up_release(uuid, text), vt.lock_publications(), vt.published_about(text, integer), vt.release_is_fresh(uuid), vt.publish_release(uuid), vt.withdraw_publication(uuid, text) to vongtay_web;
