"""Questionnaires are read by all staff of their province and written by its administrators; answers stand behind grants."""

from django.db import migrations

from vongtay.common.policies import keep_subject, protect, reached

OURS = "province_id = (select vt.province())"
OF_OURS = "(select true from questionnaires_questionnaire q where q.id = questionnaire_id and q.province_id = (select vt.province()))"
WRITERS = "(select vt.role()) in ('administrator', 'head')"
ANSWERS = f"{reached('questionnaires_response', 'statement')} and (select vt.sees_cases())"

FROZEN = """
-- What was once in use stays as it was: answers keep their meaning.
create function questionnaires_frozen() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if new.questionnaire_id is distinct from old.questionnaire_id or new.number is distinct from old.number
     or (old.state <> 'draft' and new.content is distinct from old.content)
     or (old.state = 'retired' and new.state <> 'retired') or (old.state = 'live' and new.state not in ('live', 'retired')) then
    raise exception 'questionnaires: an edition in use is not changed' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger frozen before update on questionnaires_edition for each row execute function questionnaires_frozen();
"""


class Migration(migrations.Migration):
    dependencies = [("questionnaires", "0001_initial"), ("people", "0002_walls")]
    operations = [
        migrations.RunSQL(FROZEN, migrations.RunSQL.noop),
        protect("questionnaires_questionnaire", {"select": OURS, "insert": f"{OURS} and (select vt.role()) = 'administrator'"}),
        protect("questionnaires_edition", {"select": OF_OURS, "insert": f"{OF_OURS} and (select vt.role()) = 'administrator'", "update": f"{OF_OURS} and {WRITERS}"}),
        protect("questionnaires_response", {"select": ANSWERS, "insert": f"{ANSWERS} and world = (select vt.world()) and entered_by_id = (select vt.post())"}),
        keep_subject("questionnaires_response"),
    ]
