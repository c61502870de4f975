"""Sessions of posts, seen and ended by the administrator of the province."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_name("sessions.sql").read_text("utf-8")


class Migration(migrations.Migration):
    dependencies = [("grants", "0004_planned_once")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
