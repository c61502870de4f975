-- A key is not destroyed while somebody holds the case: also not by a statement that no page sends.
create function cases_why_not_erase() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if exists (select from cases_hold h where h.subject_id = new.subject_id and h.lifted_at is null) then
    raise exception 'vt: a legal hold stands on this case' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
revoke all on function cases_why_not_erase() from public;
create trigger a_why_not_erase before update of wrapped on people_datakey for each row
  when (old.wrapped is not null and new.wrapped is null) execute function cases_why_not_erase();
