-- How long each step took from the day of reception, case by case, for the cases received in a period: by whom it may be reached, that row.
-- moment: what was known then; null is now. rules: the rules of the law whose clock each step stops; a limit is that of the running clock.
create function vt.time_rows(area integer, first_day date, last_day date, moment timestamptz, steps text[], rules text[])
returns table (code text, step text, days integer, rule_id text, article text, unit text, is_late boolean)
language sql stable set search_path = pg_catalog, public, pg_temp as $$
  with known as materialized (select k.id, k.subject_id, k.code, k.received_on, k.decided_on from vt.cases_known(vt.within(area), first_day, last_day, moment) k),
  told as (
    select k.id, case when s.kind in ('notice_sent', 'notified') then 'notice' when s.kind = 'first_check' then 'check'
                      when s.kind = 'verification_answered' then 'answer' else 'support' end as step, (s.happened_at at time zone 'Asia/Ho_Chi_Minh')::date as day
      from known k join cases_step s on s.case_id = k.id
     where s.kind in ('notice_sent', 'notified', 'first_check', 'verification_answered', 'help') and s.recorded_at <= coalesce(moment, 'infinity')
    union all select k.id, 'decision', k.decided_on from known k where k.decided_on is not null
    union all
    select k.id, 'support', h.given_on from known k join cases_help h on h.case_id = k.id
     where h.recorded_at <= coalesce(moment, 'infinity') and h.taken_back_id is null
       and not exists (select from cases_help b where b.taken_back_id = h.id and b.recorded_at <= coalesce(moment, 'infinity'))
    union all
    select k.id, 'support', l.given_on from known k join support_ledgerentry l on l.case_id = k.id
     where l.recorded_at <= coalesce(moment, 'infinity') and l.reverses_id is null
       and not exists (select from support_ledgerentry b where b.reverses_id = l.id and b.recorded_at <= coalesce(moment, 'infinity'))),
  done as (select t.id, t.step, min(t.day) as day from told t group by 1, 2),
  limited as (
    select distinct on (k.id, r.step) k.id, r.step, c.rule_id, c.article, c.unit, coalesce(t.due_before, c.due_on) as due_on,
           case when moment is null then c.paused_at is not null else coalesce(t.stands, false) end as stands
      from known k join tasks_clock c on c.subject_id = k.subject_id join unnest(steps, rules) as r(step, rule) on r.rule = c.rule_id
      left join vt.pauses_known(moment) t on t.clock_id = c.id
     where c.due_on is not null and c.recorded_at <= coalesce(moment, 'infinity') and (c.ended_at is null or c.ended_at > moment)
     order by k.id, r.step, coalesce(t.due_before, c.due_on), c.rule_id)
  select k.code::text, w.step, d.day - k.received_on, l.rule_id::text, l.article::text, l.unit::text,
         case when l.due_on is null then null when d.day is not null then d.day > l.due_on
              else not l.stands and (coalesce(moment, clock_timestamp()) at time zone 'Asia/Ho_Chi_Minh')::date > l.due_on end
    from known k cross join unnest(array['notice', 'check', 'answer', 'decision', 'support']) as w(step)
    left join done d on d.id = k.id and d.step = w.step
    left join limited l on l.id = k.id and l.step = w.step
$$;

-- The same as numbers, by the mandate of whoever asks and not by their grants. A row without rule_id is the whole of a step.
create function vt.count_times(area integer, first_day date, last_day date, moment timestamptz, steps text[], rules text[])
returns table (step text, rule_id text, article text, unit text, cases bigint, done bigint, median numeric, ninth numeric, limited bigint, late bigint)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform vt.require_exact(area);
  return query
    with r as materialized (select * from vt.time_rows(area, first_day, last_day, moment, steps, rules))
    select r.step, r.rule_id, r.article, r.unit, count(*), count(r.days), (percentile_cont(0.5) within group (order by r.days))::numeric,
           (percentile_cont(0.9) within group (order by r.days))::numeric, count(r.is_late), count(*) filter (where r.is_late)
      from r group by grouping sets ((r.step), (r.step, r.rule_id, r.article, r.unit)) having grouping(r.rule_id) = 1 or r.rule_id is not null;
end $$;

revoke all on function vt.time_rows(integer, date, date, timestamptz, text[], text[]), vt.count_times(integer, date, date, timestamptz, text[], text[]) from public;
grant execute on function vt.time_rows(integer, date, date, timestamptz, text[], text[]), vt.count_times(integer, date, date, timestamptz, text[], text[]) to vongtay_web;
