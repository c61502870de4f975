-- What was approved stands as it is: nothing of it moves but that a correction took its place. Nor does a report ever change its body,
-- period or what it answers.
create function vt.keep_submission() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if (old.id, old.world, old.province_id, old.obligation_id, old.period, old.first_on, old.last_on, old.body_id, old.to_body_id, old.number, old.corrects_id)
     is distinct from
     (new.id, new.world, new.province_id, new.obligation_id, new.period, new.first_on, new.last_on, new.body_id, new.to_body_id, new.number, new.corrects_id) then
    raise exception 'vt: a report stays with its body and period' using errcode = 'insufficient_privilege';
  end if;
  -- Who decides changes no word of what was sent.
  if old.state = 'sent' and (old.narrative_ct, old.why_ct, old.wrapped, old.due_on, old.received_on, old.sent_at, old.sent_by_id, old.source_sign, old.source_on)
     is distinct from (new.narrative_ct, new.why_ct, new.wrapped, new.due_on, new.received_on, new.sent_at, new.sent_by_id, new.source_sign, new.source_on) then
    raise exception 'vt: what was sent is not changed' using errcode = 'insufficient_privilege';
  end if;
  if old.state in ('approved', 'superseded') and not (old.state = 'approved' and new.state = 'superseded'
     and exists (select 1 from reports_submission c where c.corrects_id = old.id and c.state in ('sent', 'approved'))
     and (old.narrative_ct, old.why_ct, old.wrapped, old.due_on, old.received_on, old.sent_at, old.sent_by_id, old.source_sign, old.source_on,
          old.approved_by_id, old.decided_at, old.entered_by_id)
     is not distinct from (new.narrative_ct, new.why_ct, new.wrapped, new.due_on, new.received_on, new.sent_at, new.sent_by_id, new.source_sign, new.source_on,
          new.approved_by_id, new.decided_at, new.entered_by_id)) then
    raise exception 'vt: this report is locked' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
revoke all on function vt.keep_submission() from public;
create trigger b_keep_submission before update on reports_submission for each row execute function vt.keep_submission();

-- How many reports each member of staff who wishes mail was reminded of on a day: a number, for the digest of the day.
create function vt.reports_reminded(day date) returns table (user_id uuid, language text, things bigint)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare my_world text := vt.world();
begin
  if vt.role() is distinct from 'service' then
    raise exception 'vt: only a job asks this' using errcode = 'insufficient_privilege';
  end if;
  return query
    select m.user_id, m.language::text, count(*)
      from (select distinct p.user_id, p.body_id from agencies_post p join accounts_user u on u.id = p.user_id and u.is_active
             where p.world = my_world and p.role in ('receiver', 'reporter', 'head') and p.valid_from <= day and (p.valid_to is null or p.valid_to >= day)) h
      join tasks_mailing m on m.user_id = h.user_id and m.is_on
      join reports_reportreminder r on vt.does_its_work(r.body_id, day) = h.body_id and r.world = my_world and r.on = day
     group by 1, 2;
end $$;
revoke all on function vt.reports_reminded(date) from public;
grant execute on function vt.reports_reminded(date) to vongtay_web;
