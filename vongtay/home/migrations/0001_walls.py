"""What holds across all tables: rows stay with their subject, copies of grants can't be written, keys are only destroyed."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_name("walls.sql").read_text("utf-8")


class Migration(migrations.Migration):
    initial = True
    dependencies = [("grants", "0003_limits"), ("cases", "0002_walls"), ("reports", "0002_walls"), ("tasks", "0002_walls")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
