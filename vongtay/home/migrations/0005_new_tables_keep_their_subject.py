"""Tables made since the first walls keep their subject too."""

from django.db import migrations

SQL = """
do $$ declare t text; begin
  for t in select c.table_name from information_schema.columns c join information_schema.tables b using (table_schema, table_name)
            where c.table_schema = 'public' and c.column_name = 'subject_id' and b.table_type = 'BASE TABLE'
              and not exists (select from pg_trigger g where g.tgname = 'z_keep_subject' and g.tgrelid = format('public.%I', c.table_name)::regclass) loop
    execute format('create trigger z_keep_subject before update of subject_id on %I for each row'
                   ' when (old.subject_id is distinct from new.subject_id) execute function vt.keep_subject()', t);
  end loop;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("home", "0001_walls"), ("cases", "0006_holds_and_erasures")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
