-- A document of a body under a directive ends the task that asked for it, whichever body entered it: the paper is there.
create function vt.answer_expected(document uuid) returns setof uuid
language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
  update tasks_task t
     set state = 'done', note = left(coalesce(nullif(i.number, ''), i.title), 300), closed_at = now(), closed_by_id = vt.post(), version = t.version + 1
    from programme_expected e join papers_instrument i on i.parent_id = e.instrument_id and i.issued_by_id = e.to_body_id
   where i.id = document and i.withdrawn_why = '' and i.world = vt.world() and i.province_id = vt.province()
     and e.world = i.world and e.province_id = i.province_id and e.waived_why = ''
     and t.id = e.task_id and t.subject_id is null and t.state = 'open'
  returning t.id
$$;
revoke all on function vt.answer_expected(uuid) from public;
grant execute on function vt.answer_expected(uuid) to vongtay_web;
