"""No more than held: the limits of giving, in time as in parts; and the upkeep of sessions."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_name("limits.sql").read_text("utf-8")


class Migration(migrations.Migration):
    dependencies = [("grants", "0002_walls")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
