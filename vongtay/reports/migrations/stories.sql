-- Stories: what is out is written by these functions alone, when somebody else than who wrote it approves.

-- Whether nothing stands against telling: the consent of the person holds today, where the story tells of a case. Says nothing of which case.
create function vt.story_stands(wanted uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select coalesce((
    select not r.of_case or exists (
      select from reports_storycase s join cases_consent c on c.id = s.consent_id
       where s.story_id = r.id and c.withdrawn_on is null and (c.until_on is null or c.until_on >= vt.today()))
      from reports_story r where r.id = wanted and r.body_id = vt.body() and r.world = vt.world()), false)
$$;

create function vt.publish_story(wanted uuid, of_version integer, its_title text, its_text text) returns integer
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  r reports_story%rowtype;
  this_year integer := extract(year from vt.today());
  given integer;
begin
  perform vt.lock_publications();
  select * into r from reports_story where id = wanted for update;
  -- Written so that an unknown (null) refuses.
  if (r.state = 'waiting' and r.version = of_version and r.body_id = vt.body() and r.world = vt.world() and vt.role() in ('reporter', 'head')
      and vt.user_id() <> r.written_user and vt.story_stands(wanted) and btrim(its_title) <> '' and btrim(its_text) <> '') is not true then
    raise exception 'vt: this story is not yours to publish, or not as it stands' using errcode = 'insufficient_privilege';
  end if;
  select coalesce(max(p.number), 0) + 1 into given from reports_publishedstory p
   where p.world = r.world and p.body_id = r.body_id and p.year = this_year;
  insert into reports_publishedstory (id, world, province_id, body_id, year, number, audience, title, text, withdrawn_why)
  values (r.id, r.world, r.province_id, r.body_id, this_year, given, r.audience, its_title, its_text, '');
  -- What left, with the person's file and seen by whoever reaches it, as everything else that leaves on a consent.
  insert into cases_sharing (id, subject_id, case_id, ground, consent_id, purpose, parts, to_ct, shared_at, entered_by_id)
  select s.story_id, s.subject_id, s.case_id, 'consent', c.id, c.purpose, c.parts, s.to_ct, clock_timestamp(), vt.post()
    from reports_storycase s join cases_consent c on c.id = s.consent_id where s.story_id = r.id;
  update reports_story set state = 'published', decided_by_id = vt.post(), decided_user = vt.user_id(), decided_at = clock_timestamp()
   where id = r.id;
  return given;
end $$;

create function vt.withdraw_story(wanted uuid, reason text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if (vt.role() in ('reporter', 'head') and btrim(reason) <> '') is not true then
    raise exception 'vt: this story is not yours to withdraw' using errcode = 'insufficient_privilege';
  end if;
  update reports_publishedstory set withdrawn_at = clock_timestamp(), withdrawn_why = btrim(reason), title = '', text = ''
   where id = wanted and body_id = vt.body() and world = vt.world() and withdrawn_at is null;
  if not found then
    raise exception 'vt: this story is not yours to withdraw' using errcode = 'insufficient_privilege';
  end if;
  -- What its writers and readers hold of it goes as well.
  update reports_story set state = 'withdrawn', wrapped = null where id = wanted;
end $$;

-- Erasing a person takes the words of a story about them along, and an open one is dropped. What is out tells nobody who it is, and stays until
-- somebody withdraws it.
create function vt.erase_stories() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update reports_story set wrapped = null, state = case when state in ('draft', 'waiting', 'returned') then 'dropped' else state end
   where id in (select c.story_id from reports_storycase c where c.subject_id = new.subject_id);
  return null;
end $$;
create trigger stories_are_erased after update of wrapped on people_datakey for each row
  when (old.wrapped is not null and new.wrapped is null) execute function vt.erase_stories();

revoke all on function vt.story_stands(uuid), vt.publish_story(uuid, integer, text, text), vt.withdraw_story(uuid, text), vt.erase_stories() from public;
grant execute on function vt.story_stands(uuid), vt.publish_story(uuid, integer, text, text), vt.withdraw_story(uuid, text) to vongtay_web;
