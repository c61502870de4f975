"""The room of a body: everything that is stored for it, also the copies of papers that wait behind one-time links."""

from django.db import migrations, models

STORED = """
-- The room that a body takes: its uploads, issued papers, signed copies and scans, also those that this post may not read, and the
-- copies that wait behind links.
create or replace function vt.stored_bytes() returns bigint language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select (select coalesce(sum(size), 0) from papers_storedfile where body_id = vt.body() and world = vt.world())::bigint
       + (select coalesce(sum(octet_length(content_ct)), 0) from papers_onetimelink where body_id = vt.body() and world = vt.world())::bigint
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("agencies", "0011_contact_walls"), ("grants", "0005_sessions_of_posts"), ("papers", "0022_batch_words")]
    operations = [
        migrations.AddIndex(
            model_name="storedfile",
            index=models.Index(fields=["body", "world"], include=("size",), name="file_room_of_body"),
        ),
        migrations.RunSQL(STORED, migrations.RunSQL.noop),
    ]
