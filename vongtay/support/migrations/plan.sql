-- An approved plan is never edited: neither by a page nor by whoever stole the web role's password.
create function support_keep_plan() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  raise exception 'support: an approved plan is not edited' using errcode = 'integrity_constraint_violation';
end $$;
create trigger keep_approved before update on support_plan for each row when (old.state = 'approved') execute function support_keep_plan();

create function support_keep_lines() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op <> 'INSERT' and exists (select 1 from support_plan p where p.id = old.plan_id and p.state = 'approved') then
    raise exception 'support: an approved plan is not edited' using errcode = 'integrity_constraint_violation';
  end if;
  if tg_op <> 'DELETE' and exists (select 1 from support_plan p where p.id = new.plan_id and p.state = 'approved') then
    raise exception 'support: an approved plan is not edited' using errcode = 'integrity_constraint_violation';
  end if;
  return coalesce(new, old);
end $$;
create trigger keep_goal before insert or update or delete on support_goal for each row execute function support_keep_lines();
create trigger keep_measure before insert or delete on support_measure for each row execute function support_keep_lines();
-- What was done, and the task, may still be noted on an approved measure; its words, its body and its day may not.
create trigger keep_measure_words before update on support_measure for each row
 when ((old.plan_id, old.goal_id, old.line, old.body_id, old.due_on, old.text_ct) is distinct from (new.plan_id, new.goal_id, new.line, new.body_id, new.due_on, new.text_ct))
 execute function support_keep_lines();
revoke all on function support_keep_plan() from public;
revoke all on function support_keep_lines() from public;
