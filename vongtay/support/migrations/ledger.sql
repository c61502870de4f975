-- One human being may be registered several times: linked by a person, or with the same identity or passport number.
create function support_same_people(person uuid) returns setof uuid language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  with recursive same(id) as (
    select person
    union
    select x.id from same s cross join lateral (
      select l.other_id from people_link l where l.one_id = s.id and l.same and l.undone_at is null
      union select l.one_id from people_link l where l.other_id = s.id and l.same and l.undone_at is null
      union select b.person_id from people_identity a join people_identity b on b.id_number_hash = a.id_number_hash where a.person_id = s.id
      union select b.person_id from people_identity a join people_identity b on b.passport_hash = a.passport_hash where a.person_id = s.id) x(id)
     where x.id <> s.id and not exists (
       select from people_link l where not l.same and l.undone_at is null and l.one_id in (s.id, x.id) and l.other_id in (s.id, x.id)))
  select id from same
$$;

-- What was paid to the same human being before, by whichever body: its name and the number of its paper, nothing more. Waits for
-- whoever pays the same person at this moment, so that the second of two sees the first. is_same: the same unit on the same days.
create function vt.paid_before(person uuid, wanted text, in_unit text, first_day date, last_day date)
returns table (body_name text, sign text, paid_on date, is_same boolean)
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  people uuid[];
  my_world text := vt.world();
begin
  if not exists (select from people_person p join grants_grant g on g.subject_id = p.subject_id
                  where p.id = person and g.body_id = vt.body() and g.ended_at is null and (g.until_at is null or g.until_at > now())) then
    raise exception 'vt: no grant on this person' using errcode = 'insufficient_privilege';
  end if;
  select array_agg(s order by s) into people from support_same_people(person) s;
  perform pg_advisory_xact_lock(hashtextextended('support ' || people[1]::text, 0));
  return query
    select b.short_name::text, coalesce(nullif(e.decision_sign, ''), e.receipt_sign)::text, e.given_on,
           e.unit = in_unit and e.first_on <= last_day and e.last_on >= first_day
      from support_ledgerentry e join agencies_body b on b.id = e.acted_by_body_id
     where e.person_id = any(people) and e.world = my_world and e.regime = wanted and e.amount_dong is not null and e.reverses_id is null
       and not exists (select from support_ledgerentry c where c.reverses_id = e.id)
       and (e.first_on <= last_day and e.last_on >= first_day or e.unit = 'once' and in_unit = 'once')
     order by 4 desc, 3 desc limit 1;
end $$;

-- School years for which the same human being was given schooling in another file, by whichever body: the body and the year, nothing more.
create function vt.school_years_elsewhere(wanted uuid) returns table (body_name text, school_year smallint)
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  person uuid;
  people uuid[];
  my_world text := vt.world();
begin
  select c.person_id into person from cases_case c join grants_grant g on g.subject_id = c.subject_id
   where c.id = wanted and c.world = my_world and g.body_id = vt.body() and g.world = my_world and g.ended_at is null
     and (g.until_at is null or g.until_at > now());
  if person is null then
    raise exception 'vt: no grant on this case' using errcode = 'insufficient_privilege';
  end if;
  select array_agg(s order by s) into people from support_same_people(person) s;
  perform pg_advisory_xact_lock(hashtextextended('support ' || people[1]::text, 0));
  return query
    select b.short_name::text, e.school_year
      from support_ledgerentry e join agencies_body b on b.id = e.acted_by_body_id
     where e.person_id = any(people) and e.case_id <> wanted and e.world = my_world and e.school_year is not null and e.reverses_id is null
       and not exists (select from support_ledgerentry c where c.reverses_id = e.id)
     order by 2, 1;
end $$;

-- What no statement gets past: the norm of the day and at most its amount, a counter-entry that mirrors its entry, nothing paid twice.
create function support_check_entry() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  norm support_norm;
  taken_back support_ledgerentry;
  before record;
begin
  if new.reverses_id is not null then
    select * into taken_back from support_ledgerentry where id = new.reverses_id;
    if taken_back.reverses_id is not null or taken_back.case_id <> new.case_id or taken_back.regime <> new.regime or taken_back.unit <> new.unit
       or new.quantity <> -taken_back.quantity or new.amount_dong is distinct from -taken_back.amount_dong
       or new.norm_id is distinct from taken_back.norm_id or new.given_on <> taken_back.given_on then
      raise exception 'vt: a counter-entry mirrors the entry that it takes back' using errcode = 'check_violation';
    end if;
    return new;
  end if;
  if new.norm_id is null then
    return new;
  end if;
  select * into norm from support_norm where id = new.norm_id for share;
  if norm.withdrawn or norm.world <> new.world or norm.regime <> new.regime or norm.unit <> new.unit or new.given_on < norm.valid_from
     or new.given_on > coalesce(norm.valid_to, 'infinity') or new.amount_dong > new.quantity * norm.amount_dong then
    raise exception 'vt: no norm in force allows this amount' using errcode = 'check_violation';
  end if;
  select * into before from vt.paid_before(new.person_id, new.regime, new.unit, new.first_on, new.last_on);
  if before.is_same or (before.is_same is not null and new.apart_reason_ct is null) then
    raise exception 'vt: paid before' using errcode = 'exclusion_violation';
  end if;
  return new;
end $$;
create trigger a_check_entry before insert on support_ledgerentry for each row execute function support_check_entry();

-- A norm is never edited: it ends once, or is taken back while nothing was paid by it.
create function support_norm_ends() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if old.ended_at is not null
     or (to_jsonb(new) - array['valid_to', 'ended_at', 'ended_by_id', 'withdrawn']) <> (to_jsonb(old) - array['valid_to', 'ended_at', 'ended_by_id', 'withdrawn'])
     or exists (select from support_ledgerentry e where e.norm_id = new.id and (new.withdrawn or e.given_on > coalesce(new.valid_to, 'infinity'))) then
    raise exception 'vt: a norm only ends, and not before what was paid by it' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger a_only_ends before update on support_norm for each row execute function support_norm_ends();

-- The last day on which money was paid by a norm: nothing about whom.
create function vt.norm_last_used(norm uuid) returns date language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select max(e.given_on) from support_ledgerentry e join support_norm n on n.id = e.norm_id
   where e.norm_id = norm and n.world = vt.world() and n.province_id = vt.province()
$$;

-- Sums of the ledger follow a mandate, not grants; always from rows. One row a regime, one a source of money, one for the whole.
create function vt.sum_support(area integer, first_day date, last_day date, moment timestamptz)
returns table (regime text, money text, people bigint, entries bigint, in_kind bigint, amount numeric)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare my_world text := vt.world(); inside integer[] := vt.within(area);
begin
  perform vt.require_exact(area);
  return query
    with known as (
      select e.* from support_ledgerentry e
       where e.world = my_world and (e.province_id = any(inside) or e.place_id = any(inside)) and e.given_on between first_day and last_day
         and (moment is null or e.recorded_at <= moment)),
    live as (select k.*, k.reverses_id is null and not exists (select from known c where c.reverses_id = k.id) as stands from known k)
    select l.regime::text, case when grouping(l.money) = 0 then l.money::text end, count(distinct l.person_id) filter (where l.stands),
           count(*) filter (where l.stands), count(*) filter (where l.stands and l.amount_dong is null), coalesce(sum(l.amount_dong), 0)
      from live l group by grouping sets ((l.regime), (l.money), ());
end $$;

-- What is expected for people of a province in a year, by regime: sums of the newest estimates, under a mandate; no case is named.
create function vt.sum_case_estimates(area integer, wanted_year integer) returns table (regime text, people bigint, amount numeric)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare my_world text := vt.world();
begin
  perform vt.require_exact(area);
  return query
    select newest.regime::text, count(distinct newest.case_id), sum(newest.amount_dong)
      from (select distinct on (e.case_id, e.regime, e.unit) e.case_id, e.regime, e.amount_dong
              from support_caseestimate e where e.world = my_world and e.province_id = area and e.year = wanted_year
             order by e.case_id, e.regime, e.unit, e.recorded_at desc) newest
     where newest.amount_dong > 0
     group by 1;
end $$;

revoke all on function support_same_people(uuid), support_check_entry(), support_norm_ends() from public;
revoke all on function vt.paid_before(uuid, text, text, date, date), vt.school_years_elsewhere(uuid), vt.norm_last_used(uuid), vt.sum_support(integer, date, date, timestamptz), vt.sum_case_estimates(integer, integer) from public;
grant execute on function vt.paid_before(uuid, text, text, date, date), vt.school_years_elsewhere(uuid), vt.norm_last_used(uuid), vt.sum_support(integer, date, date, timestamptz), vt.sum_case_estimates(integer, integer) to vongtay_web;
