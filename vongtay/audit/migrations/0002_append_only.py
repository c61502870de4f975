"""The log can only grow: triggers refuse every change, also for the owner."""

from django.db import migrations

SQL = """
create function audit_refuse() returns trigger language plpgsql as $$
begin raise exception 'audit: the log is append-only' using errcode = 'insufficient_privilege'; end $$;
create trigger entry_is_final before update or delete on audit_entry for each row execute function audit_refuse();
create trigger entry_is_kept before truncate on audit_entry for each statement execute function audit_refuse();
create trigger seal_is_final before update or delete on audit_seal for each row execute function audit_refuse();
create trigger seal_is_kept before truncate on audit_seal for each statement execute function audit_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
